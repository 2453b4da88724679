"""Makes resources/station.ico, station.png and the set-up's picture of resources/icons/station.svg: `uv run python .ci/draw_icon.py`.

The .ico is the Windows programs' and their set-up's, the .png the Linux folder's. All are kept in the repository, since a
build should need no screen, and looked at when they change.
"""

import re
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "icons" / "station.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
LARGEST = 256
SET_UP = (164, 314)
"""The picture on the first and the last page of the Windows set-up, in pixels."""
WITHOUT_EYE = 32
"""Below this many pixels the needle's eye would only make the needle grey."""


def drawn(size: int) -> QImage:
    """The icon in so many pixels."""
    text = SOURCE.read_text(encoding="utf-8")
    if size < WITHOUT_EYE:
        text = re.sub(r'\s*<path id="eye"[^>]*/>', "", text)
    made = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    return made.convertToFormat(QImage.Format.Format_ARGB32)


def png(image: QImage) -> bytes:
    """A PNG file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def bitmap(image: QImage) -> bytes:
    """What an .ico holds of a small picture, which old readers know: rows from the bottom in BGRA, and a mask that hides nothing."""
    size = image.width()
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    rows = bytes(image.constBits())
    width = image.bytesPerLine()
    mask = bytes((size + 31) // 32 * 4 * size)
    return header + b"".join(rows[row * width : row * width + 4 * size] for row in reversed(range(size))) + mask


def ico(images: list[QImage]) -> bytes:
    """An .ico of all sizes: the largest as PNG, the others as bitmaps."""
    parts = [png(image) if image.width() == LARGEST else bitmap(image) for image in images]
    head = struct.pack("<HHH", 0, 1, len(parts))
    offset = len(head) + 16 * len(parts)
    for image, part in zip(images, parts, strict=True):
        side = image.width() % LARGEST  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(part), offset)
        offset += len(part)
    return head + b"".join(parts)


def beside(width: int, height: int) -> QImage:
    """The icon on a light ground, in the colours that 256 allow."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#e6eef7"))
    side = width * 5 // 8
    with QPainter(made) as painter:
        painter.drawImage((width - side) // 2, height // 5, drawn(side))
    return made.convertToFormat(
        QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    )


def main() -> None:
    """Write all."""
    application = QGuiApplication(["draw_icon", "-platform", "offscreen"])
    (ROOT / "resources" / "station.ico").write_bytes(ico([drawn(size) for size in SIZES]))
    (ROOT / "resources" / "station.png").write_bytes(png(drawn(LARGEST)))
    assert beside(*SET_UP).save(str(ROOT / "resources" / "installer" / "side.bmp"))
    del application


if __name__ == "__main__":
    main()
