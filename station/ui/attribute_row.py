"""One row of the attribute editor: name, key, colour and the value expected of a sound seam."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QComboBox, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from station.core.attributes import LONGEST_CLASS_NAME, LONGEST_NAME, Attribute, Kind
from station.ui.icons import icon
from station.ui.theme import GRID, theme

EXPECTED = (True, False, None)
_SWATCH = 5 * GRID
_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """An attribute as it is written in a row, and the name it has in the project till now."""

    attribute: Attribute
    was: str | None = None


class AttributeRow(QWidget):
    """The controls of one attribute; the grid of the editor holds them, this only owns them."""

    changed = Signal()

    def __init__(self, entry: Entry, parent: QWidget, *, kind: Kind) -> None:
        super().__init__(parent)
        self._kind = kind
        self.hide()
        attribute = entry.attribute
        self._was = entry.was
        self._colour = attribute.colour
        self.has_own_key = bool(attribute.key)
        self.name = QLineEdit(attribute.name, parent)
        self.name.setMaxLength(LONGEST_CLASS_NAME if kind == "classes" else LONGEST_NAME)
        self.name.setMinimumWidth(36 * GRID)
        self.key = QLineEdit(attribute.key, parent)
        self.key.setMaxLength(1)
        self.key.setFixedWidth(14 * GRID)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.colour = QPushButton(parent)
        self.colour.setIconSize(QSize(_SWATCH, _SWATCH))
        self.colour.setFixedWidth(18 * GRID)
        self.expected = QComboBox(parent)
        self.expected.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.expected.addItems(["", "", ""])
        self.expected.setCurrentIndex(EXPECTED.index(attribute.expected))
        self.up, self.down, self.remove = (_tool(name, parent) for name in ("arrow-up", "arrow-down", "trash"))
        self.parts: tuple[QWidget, ...] = (
            self.name, self.key, self.colour, self.expected, self.up, self.down, self.remove
        )  # fmt: skip
        assert len(self.parts) == _COLUMNS
        self.name.textChanged.connect(self.changed)
        self.key.textChanged.connect(self.changed)
        self.key.textEdited.connect(self._own_key)
        self.colour.clicked.connect(self._choose_colour)
        self.expected.currentIndexChanged.connect(self.changed)
        self._paint()

    @property
    def entry(self) -> Entry:
        """What is written here now."""
        expected = EXPECTED[self.expected.currentIndex()]
        attribute = Attribute(self.name.text().strip(), self.key.text().strip(), self._colour, expected)
        return Entry(attribute, self._was)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self.tr("yes"), self.tr("no"), self.tr("not judged")
        head = self.tr("In a sound seam")
        if self._kind == "classes":
            words = self.tr("OK"), self.tr("NOT OK"), self.tr("none, it is only named")
            head = self.tr("Makes the verdict")
        for at, word in enumerate(words):
            self.expected.setItemText(at, word)
        for part, word in (
            (self.name, self.tr("Name")),
            (self.key, self.tr("Key")),
            (self.colour, self.tr("Colour in heat maps")),
            (self.expected, head),
            (self.up, self.tr("Move up")),
            (self.down, self.tr("Move down")),
            (self.remove, self.tr("Retire") if self._was else self.tr("Remove")),
        ):
            part.setToolTip(word)
            part.setAccessibleName(word)
        if not self.name.isEnabled():
            for part in (self.name, self.remove):
                part.setToolTip(self.tr("Pictures lie in a folder of this name: rename or move the folder instead"))

    def fix(self, is_fixed: bool) -> None:
        """Keep the name as it is, or let it be changed."""
        self.name.setEnabled(not is_fixed)
        self.retranslate()

    def delete(self) -> None:
        """Remove the controls."""
        for part in (*self.parts, self):
            part.hide()
            part.deleteLater()

    def _own_key(self) -> None:
        self.has_own_key = bool(self.key.text())

    def _choose_colour(self) -> None:
        blue, green, red = self._colour
        chosen = QColorDialog.getColor(QColor(red, green, blue), self.window(), self.tr("Colour in heat maps"))
        if chosen.isValid():
            self._colour = chosen.blue(), chosen.green(), chosen.red()
            self._paint()
            self.changed.emit()

    def _paint(self) -> None:
        blue, green, red = self._colour
        picture = QPixmap(_SWATCH, _SWATCH)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme().border))
            painter.setBrush(QColor(red, green, blue))
            painter.drawRoundedRect(picture.rect().adjusted(1, 1, -2, -2), GRID, GRID)
        self.colour.setIcon(QIcon(picture))


def _tool(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icon(name))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
