"""Pictures of every tab and dialog: both languages and themes, 1366x768 and 1920x1080, and 1366x768 at 150 per cent.

Demand (issue 3): each is opened and judged; nothing is cut off or on something else (told line by line).
`uv run python -m tests.measure.screens --project FOLDER --out FOLDER`; the project: a copy of a practice project with a run.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.measure.display import display

KINDS = (("100", "1", ["1366x768", "1920x1080"]), ("150", "1.5", ["1366x768"]))
COLUMNS = 3
TABS = ("camera", "labelling", "training", "inspection")
HALF = 1100
"""Of the width of one of the README's pictures with all tabs."""


def main() -> int:
    """Take the pictures, print the findings, and lay contact sheets; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--states", nargs="*")
    parser.add_argument(
        "--readme", type=Path, help="lay the README's window_*.webp and screens_*.webp into this folder, too"
    )
    wish = parser.parse_args()
    wish.out.mkdir(parents=True, exist_ok=True)
    found: set[str] = set()
    with display(2200, 1300) as screen:
        for mark, scale, sizes in KINDS:
            only = ["--states", *wish.states] if wish.states else []
            child = subprocess.Popen(
                [sys.executable, "-m", "tests.measure.pictures", str(wish.project), str(wish.out), mark, *sizes, *only],
                env={**os.environ, **screen, "QT_SCALE_FACTOR": scale},
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
            assert child.stdout is not None
            for line in map(str.strip, child.stdout):
                if line not in found:
                    print(line, flush=True)
                found.add(line)
            assert child.wait() == 0
    lay_sheets(wish.out)
    if wish.readme is not None:
        lay_for_readme(wish.out, wish.readme)
    return 1 if any(not line.startswith("notice") for line in found) else 0


def lay_sheets(folder: Path) -> None:
    """One picture with all of a language and theme at 1366x768, side by side."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter

    application = QGuiApplication(sys.argv[:1])
    for dress in ("en_light", "en_dark", "de_light", "de_dark"):
        files = [*sorted(folder.glob(f"*_{dress}_1366x768_100.png")), *sorted(folder.glob(f"*_{dress}_dialog_100.png"))]
        rows = -(-len(files) // COLUMNS)
        sheet = QImage(COLUMNS * 900, rows * 510, QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        for index, file in enumerate(files):
            image = QImage(str(file)).scaled(
                890, 500, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            corner = (index % COLUMNS * 900 + 5, index // COLUMNS * 510 + 5)
            painter.drawImage(QRect(*corner, image.width(), image.height()), image)
        painter.end()
        sheet.save(str(folder / f"sheet_{dress}.png"))
    del application


def lay_for_readme(folder: Path, out: Path) -> None:
    """The four tabs in one picture for each language, theme and size, and each tab in English as large as it is."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    for tab in TABS:
        QImage(str(folder / f"{tab}_en_light_1366x768_100.png")).save(str(out / f"window_{tab}.webp"), "WEBP", 84)
    for file in sorted(folder.glob(f"{TABS[0]}_*.png")):
        kind = file.stem.removeprefix(f"{TABS[0]}_")
        images = [QImage(str(folder / f"{tab}_{kind}.png")) for tab in TABS]
        height = HALF * images[0].height() // images[0].width()
        sheet = QImage(2 * HALF, 2 * height, QImage.Format.Format_RGB32)
        with QPainter(sheet) as painter:
            for index, image in enumerate(images):
                small = image.scaled(
                    HALF, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
                painter.drawImage(index % 2 * HALF, index // 2 * height, small)
        sheet.save(str(out / f"screens_{kind}.webp"), "WEBP", 72)


if __name__ == "__main__":
    sys.exit(main())
