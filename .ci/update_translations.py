"""Brings resources/i18n/station_de.ts in step with the window's texts: `uv run python .ci/update_translations.py`.

New texts are left "unfinished" in it; translate them in `uv run pyside6-linguist resources/i18n/station_de.ts`, or in an editor.
The rooms below the window know no Qt: their sentences (StationError) are first collected in station/ui/error_words.py.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
GERMAN = Path("resources", "i18n", "station_de.ts")
ERROR_WORDS = Path("station", "ui", "error_words.py")
ROOMS = ("core/**/*.py", "live/**/*.py", "model/**/*.py", "*.py")
"""Below station/; the workers' own files lie in none of its folders."""
ERRORS = frozenset({"StationError", "NoProject", "NotExportedError", "HeldBack", "WorkerGone"})
NOTES = frozenset({"Note"})
"""What a training tells of itself, which the window's log shows."""
ALSO = frozenset({"station/core/attributes.py", "station/core/tables.py", "station/core/ruler.py"})
"""Files whose ValueErrors are shown to a person too."""

MORE = (
    "{0} could not be read ({1}); the defaults are used",
    "{0}: {1} does not fit and was left out",
    "is damaged or no picture",
    "is empty",
    "{0} megapixels",
    "in {0}, which holds {1}, ",
    "no run",
    "{0} makes it anew",
    "a project makes it anew that takes the run over ({0}, then {1})",
    "{0}: {1} of {2} pictures are missing: {3}",
    "skipped: {0}: {1} of {2} pictures are missing: {3}",
    "from random weights",
    "from the state of {0}",
    "from the weights of {0}",
    "from the weights of {0}, trained on {1} pictures",
    "so the network can't learn it",
    "so nothing is known of how well it is recognised",
    "{0}; {1} divides anew",
    "{0} and {1} more",
    "all epochs done",
    "stopped by hand",
    "no better validation loss for {0} epochs",
    "the loss was not finite in {0}, and what came of it was thrown away",
    "epoch {0}, step {1}",
    "{0}; kept epoch {1} of {2}, validation loss {3}",
    "the picture is black: is the lens covered, or the lamp off?",
    "the camera has forgotten its settings; they are set again",
    "its {0} is {1} instead of {2}",
    "its {0} can't be read",
    "exposure",
    "gain",
    "focus",
    "automatic",
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Read-only file system",
    "File exists",
    "Is a directory",
    "Not a directory",
    "Device or resource busy",
    "Input/output error",
    "Too many open files",
    "Connection refused",
    "Connection timed out",
    "Network is unreachable",
    "Invalid data found when processing input",
)
"""Sentences that are not raised where they are made, and the system's reasons that stand in brackets."""

HEAD = '''"""The sentences of the rooms below the window, for Qt Linguist. Made by .ci/update_translations.py: not to be edited."""

from station.ui.words import QT_TRANSLATE_NOOP

ERROR_WORDS = (
'''


def sentences() -> list[str]:
    """What errors say, {0} {1} ... for their parts, each once and in order."""
    found = set(MORE)
    for room in ROOMS:
        for file in sorted((ROOT / "station").glob(room)):
            found |= set(_sentences_in(file))
    return sorted(found)


def write_error_words(target: Path) -> None:
    """Make the Python file in which lupdate finds the sentences."""
    rows = "".join(f'QT_TRANSLATE_NOOP("StationError", {_wrapped(text)}),\n' for text in sentences())
    target.write_text(f'{HEAD}{rows})\n"""By no order; the longest that fits is taken."""\n', encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", target], check=True, cwd=ROOT)


def update(target: Path) -> None:
    """Put the texts of station/ui into a .ts, and take out those that are gone."""
    sources = sorted(file.relative_to(ROOT) for file in (ROOT / "station" / "ui").rglob("*.py"))
    options = ("-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "de", "-silent")
    subprocess.run([lupdate(), *sources, *options, "-ts", target], check=True, cwd=ROOT)


def lupdate() -> Path:
    """Qt Linguist's collector, which comes with PySide6."""
    folder = Path(PySide6.__file__).parent
    return next(folder / name for name in ("lupdate", "lupdate.exe") if (folder / name).exists())


def _sentences_in(file: Path) -> Iterator[str]:
    kinds = ERRORS | NOTES | ({"ValueError"} if file.relative_to(ROOT).as_posix() in ALSO else set())
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        texts: list[ast.expr | None] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            texts = [*node.args[:1]]
        elif isinstance(node, ast.keyword) and node.arg == "why":
            texts = [node.value]
        elif isinstance(node, ast.FunctionDef) and ("problem" in node.name or "refused" in node.name):
            texts = [inside.value for inside in ast.walk(node) if isinstance(inside, ast.Return)]
        for text in texts:
            if text is not None and (sentence := _sentence(text)):
                yield sentence


def _sentence(text: ast.expr) -> str:
    """A string of Python as a template; empty for what is no string in the source."""
    if isinstance(text, ast.Constant):
        return _literal(text)
    if not isinstance(text, ast.JoinedStr):
        return ""
    made, count = "", 0
    for part in text.values:
        if isinstance(part, ast.Constant):
            made += _literal(part)
        else:
            made += f"{{{count}}}"
            count += 1
    return made


def _literal(part: ast.Constant) -> str:
    return part.value.replace("{", "{{").replace("}", "}}") if isinstance(part.value, str) else ""


def _wrapped(text: str) -> str:
    """A literal that ruff accepts: long ones as pieces, which Python and lupdate put together."""
    pieces, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 100:
            pieces.append(line)
            line = ""
        line += f"{word} "
    pieces.append(line[:-1])
    return " ".join('"' + piece.replace("\\", "\\\\").replace('"', '\\"') + '"' for piece in pieces)


if __name__ == "__main__":
    write_error_words(ROOT / ERROR_WORDS)
    update(GERMAN)
    unfinished = (ROOT / GERMAN).read_text(encoding="utf-8").count('type="unfinished"')
    sys.stdout.write(f"{GERMAN}: {unfinished} texts to translate\n")
