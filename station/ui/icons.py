"""Icons: the SVG files of resources/icons, drawn in the colour of the text around them."""

import logging
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from station.core.folders import resource

NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'

_log = logging.getLogger("station.window")


def icon(name: str, *, colour: str = "") -> QIcon:
    """The icon of that file, in the palette's text colour (so that it follows the theme) or in a fixed one."""
    return QIcon(_Engine(name, colour))


def beside_icon(text: str) -> str:
    """A button's text beside its icon: Qt leaves no gap between the two."""
    return f" {text}"


class _Engine(QIconEngine):
    """Draws one SVG; the colour is chosen when it is drawn."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a rectangle."""
        del state
        ratio = painter.device().devicePixelRatioF()
        size = (round(rect.width() * ratio), round(rect.height() * ratio))
        painter.drawImage(rect, _drawn(self._name, self._colour or _text_colour(mode), *size))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as a pixmap."""
        del state
        return QPixmap.fromImage(_drawn(self._name, self._colour or _text_colour(mode), size.width(), size.height()))

    def clone(self) -> QIconEngine:
        """Another one like this."""
        return _Engine(self._name, self._colour)


def _text_colour(mode: QIcon.Mode) -> str:
    palette = QGuiApplication.palette()
    if mode is QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorRole.PlaceholderText).name()
    return palette.color(QPalette.ColorRole.WindowText).name()


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, width: int, height: int) -> QImage:
    """The icon in device pixels, kept: drawing the SVG at each paint of each button was felt."""
    made = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        _renderer(name, colour).render(painter, QRectF(0, 0, width, height))
    return made


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_text(name).replace("currentColor", colour).encode()))


@lru_cache(maxsize=512)
def _text(name: str) -> str:
    try:
        return resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    except OSError as error:  # a window without a picture is still a window
        _log.warning("the icon %s could not be read (%s)", name, error)
        return NOTHING


def read_all() -> None:
    """Read all icons, in any thread: in the window's, each file costs a wait for Python's lock while other threads work."""
    for file in resource("icons").glob("*.svg"):
        _text(file.stem)
