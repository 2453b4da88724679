"""Brings resources/i18n/station_de.ts in step with the window's texts: `uv run python .ci/update_translations.py`.

New texts are left "unfinished" in it; translate them in `uv run pyside6-linguist resources/i18n/station_de.ts`, or in an editor.
"""

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
GERMAN = Path("resources", "i18n", "station_de.ts")


def update(target: Path) -> None:
    """Put the texts of station/ui into a .ts, and take out those that are gone."""
    sources = sorted(file.relative_to(ROOT) for file in (ROOT / "station" / "ui").rglob("*.py"))
    command = [
        lupdate(),
        *sources,
        "-no-obsolete",
        "-locations",
        "none",
        "-source-language",
        "en",
        "-target-language",
        "de",
    ]
    subprocess.run([*command, "-silent", "-ts", target], check=True, cwd=ROOT)


def lupdate() -> Path:
    """Qt Linguist's collector, which comes with PySide6."""
    folder = Path(PySide6.__file__).parent
    return next(folder / name for name in ("lupdate", "lupdate.exe") if (folder / name).exists())


if __name__ == "__main__":
    update(GERMAN)
    sys.stdout.write(
        f"{GERMAN}: {(ROOT / GERMAN).read_text(encoding='utf-8').count('unfinished')} texts to translate\n"
    )
