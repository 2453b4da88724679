"""What in the source writes to disk without going through the storage door, found in the syntax tree."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

DOOR = ("core/storage.py", "core/growing.py")

EXCEPTIONS: Mapping[str, Mapping[str, str]] = {
    "cli/judging.py": {"open": "into an archive in memory"},
    "core/clips.py": {"open": "the video library, into a Stream of the door"},
    "core/logs.py": {"ftruncate": "a log that grew too long is begun anew"},
    "core/own_session.py": {
        "truncate": "the mark that this process runs; that it can't be left must not mean no station"
    },
    "core/picture_cache.py": {"sqlite3.connect": "a cache: what is lost or damaged there costs time and nothing else"},
    "core/shared_pictures.py": {"TemporaryFile": "memory shared with the camera's process", "ftruncate": "its size"},
    "model/export.py": {
        "TemporaryDirectory": "TensorFlow's exporters write by themselves; what they wrote goes through the door"
    },
    "model/keeper.py": {"TemporaryDirectory": "Keras writes by itself; what it wrote goes through the door"},
    "model/openvino_export.py": {
        "TemporaryDirectory": "OpenVINO writes by itself; what it wrote goes through the door",
        "write_bytes": "into such a folder",
    },
    "model/pretraining.py": {"open_memmap": "rendered pictures of a developer's own command, larger than the memory"},
    "model/training.py": {"savez": "into memory"},
    "model/weights_file.py": {"File": "HDF5 in memory"},
    "ui/alarm_sound.py": {"open": "into memory"},
    "ui/app.py": {"RotatingFileHandler": "the log, which logging bounds"},
    "live/self_check.py": {"TemporaryDirectory": "what is tried once is thrown away"},
    "ui/training_tab.py": {"rename": "of the list of runs, which goes through the door"},
    "cli/__init__.py": {"RotatingFileHandler": "the log, which logging bounds"},
    "worker.py": {"write_text": "the niceness of this process, in /proc", "fdopen": "the pipe to whoever started it"},
}
"""By file and call, why it is no save."""

ALWAYS = frozenset(
    """
    FileHandler NamedTemporaryFile RotatingFileHandler SpooledTemporaryFile TemporaryDirectory TemporaryFile
    TimedRotatingFileHandler copy2 copyfile copyfileobj copytree ftruncate hardlink_to imwrite link makedirs
    mkdir mkdtemp mkstemp open_memmap renames rmdir rmtree savetxt savez savez_compressed symlink symlink_to
    tofile touch truncate unlink write_bytes write_text
    """.split()  # noqa: SIM905  (a list of words)
)
MODES = frozenset("wax+")


def writes_beside(source: str) -> Iterator[tuple[int, str]]:
    """The line and the name of each call that writes to disk by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _called(node)) and _is_write(node, name):
            owner = _owner(node)
            yield node.lineno, f"{owner}.{name}" if owner in ("sqlite3",) else name


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _owner(node: ast.Call) -> str:
    value = node.func.value if isinstance(node.func, ast.Attribute) else None
    return value.id if isinstance(value, ast.Name) else ""


def _is_write(node: ast.Call, name: str) -> bool:
    owner = _owner(node)
    if owner in ("storage", "weights_file"):  # the door itself, or the reader of weights
        return False
    if name in ALWAYS:
        return True
    if name in ("replace", "rename"):  # Path.replace(target) has one argument; a text's has two, a value's has names
        return (
            owner != "dataclasses"
            and isinstance(node.func, ast.Attribute)
            and len(node.args) == 1
            and not node.keywords
        )
    if name == "connect":
        return owner == "sqlite3"
    if name in ("open", "fdopen", "File", "memmap"):
        return _mode_writes(node)
    return False


def _mode_writes(node: ast.Call) -> bool:
    """Whether a mode that writes is among the arguments, as a text or as a flag of os.open."""
    values = [*node.args, *(word.value for word in node.keywords)]
    texts = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    flags = {inside.attr for value in values for inside in ast.walk(value) if isinstance(inside, ast.Attribute)}
    is_mode = any(set(text) <= set("rwaxbt+") and set(text) & MODES for text in texts if text)
    return is_mode or bool(flags & {"O_WRONLY", "O_RDWR", "O_CREAT"})


def found_in(package: Path) -> dict[tuple[str, str], list[int]]:
    """By file and call, the lines of what writes beside the door."""
    found: dict[tuple[str, str], list[int]] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if name in DOOR:
            continue
        for line, call in writes_beside(path.read_text(encoding="utf-8")):
            found.setdefault((name, call), []).append(line)
    return found
