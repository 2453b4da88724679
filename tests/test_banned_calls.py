"""Calls that let a file or a name run code, or write past the doors, are nowhere in the station; by its syntax tree.

ruff and bandit miss some (Keras's loaders) and know no doors. Each rule has a planted violation below, which it must find.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT

SOURCES = sorted([*(ROOT / "station").rglob("*.py"), *(ROOT / ".ci").rglob("*.py")])


@dataclass(frozen=True)
class Rule:
    """What must not be there, the files that may all the same, and lines that the rule must find."""

    name: str
    finds: Callable[[ast.AST], bool]
    planted: tuple[str, ...]
    sound: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()


def name_of(node: ast.AST) -> str:
    """`a.b.c` of a name or an attribute; "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = name_of(node.value)
        return f"{before}.{node.attr}" if before else f"?.{node.attr}"
    return ""


def calls(*names: str) -> Callable[[ast.AST], bool]:
    """Calls of a function whose name ends so; of a builtin exactly."""

    def finds(node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        called = name_of(node.func)
        return any(called == name or ("." in called and called.endswith(f".{name}")) for name in names)

    return finds


def builtin(*names: str) -> Callable[[ast.AST], bool]:
    """Calls of a builtin, not of a method of that name (a dialog has exec, a pattern compile)."""
    return lambda node: isinstance(node, ast.Call) and name_of(node.func) in {*names, *(f"builtins.{n}" for n in names)}


def mentions(*names: str) -> Callable[[ast.AST], bool]:
    """Any use of these names, called or handed on, imported or as an attribute."""

    def finds(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom):
            return any(alias.name in names for alias in node.names)
        return (isinstance(node, ast.Attribute) and node.attr in names) or (
            isinstance(node, ast.Name) and node.id in names
        )

    return finds


def imports(*modules: str) -> Callable[[ast.AST], bool]:
    """Imports of these modules or of what is in them."""

    def finds(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            return any(alias.name.split(".")[0] in modules for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            return (node.module or "").split(".")[0] in modules
        return calls("import_module", "__import__")(node) and any(
            isinstance(given, ast.Constant) and str(given.value).split(".")[0] in modules for given in ast.walk(node)
        )

    return finds


def numpy_load(node: ast.AST) -> bool:
    """np.load that does not say that it takes no pickles."""
    if not isinstance(node, ast.Call) or name_of(node.func) not in ("np.load", "numpy.load"):
        return False
    return not any(
        given.arg == "allow_pickle" and isinstance(given.value, ast.Constant) and given.value.value is False
        for given in node.keywords
    )


def shell(node: ast.AST) -> bool:
    """A call with shell=anything but False."""
    return isinstance(node, ast.Call) and any(
        given.arg == "shell" and not (isinstance(given.value, ast.Constant) and given.value.value is False)
        for given in node.keywords
    )


READ_BY = {
    "picture_size": "reader",
    "load_pictures": "reader",
    "read_sample": "reader",
    "write_report": "reader",
    "report_of": "reader",
    "explained_pictures": "reader",
    "FolderCamera": "open_reader",
    "open_camera": "open_reader",
}
"""What reads picture files, and the argument that says by what."""


def reads_here(node: ast.AST) -> bool:
    """A call of what reads picture files that does not say by what, so that they are decoded in the process that calls."""
    if not isinstance(node, ast.Call):
        return False
    wanted = READ_BY.get(name_of(node.func).split(".")[-1])
    return wanted is not None and all(given.arg != wanted for given in node.keywords)


def qt_opens(node: ast.AST) -> bool:
    """A picture of Qt's that is made from a file's name."""
    if not isinstance(node, ast.Call) or name_of(node.func).split(".")[-1] not in {"QImage", "QPixmap", "QIcon"}:
        return False
    return any(
        (isinstance(given, ast.Constant) and isinstance(given.value, str))
        or (isinstance(given, ast.Call) and name_of(given.func) in {"str", "os.fspath"})
        for given in node.args
    )


RULES = (
    Rule(
        "picture files decoded elsewhere than in a decoder, which may die of them",
        mentions(
            *("imdecode", "imread", "imdecodemulti", "imreadmulti", "imreadanimation", "imcount", "ImageCollection"),
            *("QImageReader", "QMovie", "loadFromData", "fromData"),
        ),
        (
            "cv2.imdecode(data, cv2.IMREAD_COLOR)",
            "cv2.imread(str(path))",
            "decode = cv2.imdecode",
            "from PySide6.QtGui import QImageReader",
            "pixmap.loadFromData(data)",
        ),
        ("cv2.imencode('.png', picture)",),
        doors=(
            "station/core/images.py",
            "station/core/practice/cloth.py",  # the station's own textures
            "station/model/pretraining.py",  # what it encoded a moment ago
            "station/ui/guide_text.py",  # the guide's own pictures
        ),
    ),
    Rule(
        "files that Qt decodes in the window",
        qt_opens,
        ("QPixmap(str(path))", "QIcon('a.png')", "QtGui.QImage(str(path), 'png')"),
        ("QImage(data, 4, 4, 12, kind)", "QPixmap(160, 120)", "QIcon(pixmap)"),
    ),
    Rule(
        "the decoding of picture files past the readers",
        mentions("decode_picture", "read_picture"),
        ("read_picture(path)", "from station.core.images import decode_picture", "images.read_picture(path)"),
        ("reader.read(path)",),
        doors=(
            "station/core/images.py",
            "station/core/picture_reader.py",
            "station/decode_role.py",
            "station/live/faults.py",  # a fault's frame, which was encoded a moment ago
            "station/model/lab_weights.py",  # in the import worker
        ),
    ),
    Rule(
        "the reader that decodes here, but as what is meant where nobody says by what",
        mentions("PlainReader", "PLAIN_READER"),
        ("PlainReader()", "load_pictures(paths, size=size, reader=PLAIN_READER)"),
        ("with closing(PictureProcess()) as reader: pass",),
        doors=(
            "station/core/cameras.py",
            "station/core/picture_cache.py",
            "station/core/picture_reader.py",
            "station/core/picture_size.py",
            "station/core/reports.py",
            "station/model/exported.py",
        ),
    ),
    Rule(
        "readings of picture files that do not say by what, but in the model's own workers",
        reads_here,
        ("load_pictures(paths, size=size)", "cameras.open_camera(word, practice=made)", "FolderCamera(folder)"),
        ("load_pictures(paths, size=size, reader=reader)", "FolderCamera(folder, open_reader=PictureProcess)"),
        doors=("station/model/openvino_export.py", "station/model/reading.py", "station/model/runtime.py"),
    ),
    Rule(
        "Keras's own loaders",
        mentions(
            *("load_model", "load_weights", "model_from_json", "model_from_config", "enable_unsafe_deserialization"),
            *("deserialize_keras_object", "deserialize", "safe_mode", "SavedModel", "saved_model"),
        ),
        (
            "keras.saving.load_model('x.keras')",
            "from keras.models import load_model",
            "model.load_weights(path)",
            "keras.config.enable_unsafe_deserialization()",
            "keras.saving.deserialize_keras_object(x)",
            "tf.saved_model.load(x)",
            "keras.layers.deserialize(x)",
        ),
        ("load_network(run)", "model.save_weights(path)"),
    ),
    Rule(
        "pickles",
        imports("pickle", "cPickle", "dill", "cloudpickle", "shelve", "joblib", "marshal"),
        ("import pickle", "from pickle import loads", "import joblib", "importlib.import_module('pickle')"),
        ("import json",),
    ),
    Rule(
        "numpy files that may hold pickles",
        numpy_load,
        ("np.load(path)", "np.load(path, allow_pickle=True)", "np.load(path, allow_pickle=wish)"),
        ("np.load(path, allow_pickle=False)",),
    ),
    Rule(
        "text that is run",
        builtin("eval", "exec", "compile", "__import__"),
        ("eval(text)", "exec(code)", "compile(text, 'x', 'exec')", "__import__(name)", "builtins.eval(text)"),
        ("dialog.exec()", "re.compile('x')", "ast.literal_eval(x)"),
    ),
    Rule(
        "loaders of other formats that run code",
        imports("yaml", "torch", "toml", "xmlrpc"),
        ("import yaml", "import torch", "from yaml import load"),
    ),
    Rule(
        "shells",
        shell,
        ("subprocess.run(text, shell=True)", "subprocess.Popen(a, shell=wish)"),
        ("run(a, shell=False)",),
    ),
    Rule(
        "commands as text",
        calls("os.system", "os.popen", "os.startfile", "os.execv", "os.spawnv", "subprocess.getoutput"),
        ("os.system('x')", "os.popen(text)", "subprocess.getoutput(text)"),
    ),
    Rule(
        "HDF5 elsewhere than in its reader",
        imports("h5py", "tables"),
        ("import h5py", "from h5py import File", "import_module('h5py')"),
        doors=("station/model/weights_file.py",),
    ),
    Rule(
        "archives that are unpacked by their own names",
        mentions("extractall", "unpack_archive"),
        ("archive.extractall(folder)", "shutil.unpack_archive(file)"),
        ("archive.open(name)",),
    ),
    Rule(
        "temporary names that others can guess",
        mentions("mktemp"),
        ("tempfile.mktemp()", "from tempfile import mktemp"),
    ),
    Rule(
        "databases past the door",
        calls("sqlite3.connect"),
        ("sqlite3.connect(path)",),
        ("storage.open_database(path)",),
        doors=(
            "station/core/storage.py",
            "station/core/picture_cache.py",
        ),  # a cache that is broken costs time and nothing else
    ),
    Rule(
        "XML that a stranger wrote",
        imports("xml", "lxml"),
        ("import xml.etree.ElementTree", "from lxml import etree"),
    ),
)


Nodes = list[ast.AST]


def nodes_of(text: str) -> Nodes:
    """All that a rule may look at."""
    looked_at = (ast.Call, ast.Import, ast.ImportFrom, ast.Attribute, ast.Name)
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, looked_at)]


def found(rule: Rule, nodes: Nodes) -> Iterator[int]:
    """The lines where the rule is broken."""
    return (getattr(node, "lineno", 0) for node in nodes if rule.finds(node))


@pytest.fixture(scope="module")
def trees() -> dict[str, Nodes]:
    return {path.relative_to(ROOT).as_posix(): nodes_of(path.read_text(encoding="utf-8")) for path in SOURCES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_nothing_of_it_is_in_the_station(rule: Rule, trees: dict[str, Nodes]) -> None:
    assert len(trees) > 200
    broken = [
        f"{name}:{line}" for name, nodes in trees.items() if name not in rule.doors for line in found(rule, nodes)
    ]
    assert not broken, f"{rule.name}: {', '.join(broken)}"
    assert all(list(found(rule, trees[door])) for door in rule.doors), "a door that is none any more"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_planted_violation_is_found_and_what_looks_like_one_is_not(rule: Rule) -> None:
    for line in rule.planted:
        assert list(found(rule, nodes_of(line))), f"{rule.name} misses {line}"
    for line in rule.sound:
        assert not list(found(rule, nodes_of(line))), f"{rule.name} takes {line} for one"
