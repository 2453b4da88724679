"""A row of the inspection's counters: a mark in colour, a name, frames, and time."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from station.core.attributes import Colour
from station.core.verdict import Verdict
from station.ui.painted import Painted
from station.ui.theme import GRID, line_colour, verdict_colour

NAME_WIDTH = 44 * GRID
"""A longer name is cut in its middle."""


class CountRow:
    """Its parts lie in a grid of the panel, so that all rows have the same columns."""

    def __init__(self, mark: "VerdictMark | ClassMark", parent: QWidget) -> None:
        """Begin with nothing counted."""
        self.mark = mark
        self.name, self.frames, self.time = QLabel(parent), QLabel("0", parent), QLabel(parent)
        self.frames.setProperty("role", "heading")
        self.time.setProperty("role", "muted")
        for label in (self.frames, self.time):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setMinimumWidth(16 * GRID)

    def put(self, grid: QGridLayout, row: int) -> None:
        """Lay it out in that row."""
        for column, part in enumerate((self.mark, self.name, self.frames, self.time)):
            grid.addWidget(part, row, column)

    def show(self, *, wanted: bool) -> None:
        """Be there, or not."""
        for part in (self.mark, self.name, self.frames, self.time):
            part.setVisible(wanted)

    def name_class(self, name: str, colour: Colour | None) -> None:
        """Be of this class from now on; without a colour, of several."""
        shown = self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, NAME_WIDTH)
        say(self.name, shown)
        self.name.setToolTip(name if shown != name else "")
        if isinstance(self.mark, ClassMark):
            self.mark.show_colour(colour)

    def count(self, frames: str, time: str) -> None:
        """Say how many, and for how long."""
        say(self.frames, frames)
        say(self.time, time)


class VerdictMark(Painted):
    """The colour of a verdict, in its shape: round, square, a bar, a ring; a class's, a tag."""

    def __init__(self, verdict: Verdict, parent: QWidget) -> None:
        """Be of this verdict."""
        super().__init__(parent)
        self._verdict = verdict
        self.setFixedSize(QSize(14, 14))

    def paint(self, painter: QPainter) -> None:
        """Draw the mark."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(verdict_colour(self._verdict))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if self._verdict is Verdict.OK:
            painter.drawEllipse(QPointF(7, 7), 5.5, 5.5)
        elif self._verdict is Verdict.NOT_OK:
            painter.drawRect(QRectF(2, 2, 10, 10))
        elif self._verdict is Verdict.NO_RESULT:
            painter.drawRoundedRect(QRectF(1, 5, 12, 4), 2, 2)
        elif self._verdict is Verdict.NAMED:
            painter.drawRoundedRect(QRectF(1, 3, 12, 8), 3, 3)
        else:
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(7, 7), 4.5, 4.5)


class ClassMark(Painted):
    """The colour of a class, as its bar has it; an outline for several classes."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a class."""
        super().__init__(parent)
        self._colour: Colour | None = None
        self.setFixedSize(QSize(14, 14))

    def show_colour(self, colour: Colour | None) -> None:
        """Be of this colour."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the mark."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._colour is None:
            painter.setPen(QColor(verdict_colour(Verdict.NOT_INSPECTED)))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(line_colour(self._colour)))
        painter.drawRoundedRect(QRectF(1.5, 3.5, 11, 7), 3, 3)


def say(label: QLabel, text: str) -> None:
    """Set a text only where it is another one: each setting lays out anew."""
    if label.text() != text:
        label.setText(text)
