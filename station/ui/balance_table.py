"""How many frames are labelled as what, in the open clip and in the whole project; many classes are scrolled."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from station.core.attributes import AttributeSet
from station.core.label_counts import LabelCounts
from station.ui.spoken import number, per_cent
from station.ui.theme import GRID, MARGIN

COLUMNS = 3
LEADING = 2
MOST_LINES = 12
FEWEST_LINES = 6
"""Where there are more lines than can all be shown, so many are, and scrolled."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The counts of this clip and of the whole project, and labels an hour where that can be told."""

    clip: LabelCounts
    project: LabelCounts | None
    an_hour: float | None


class BalanceTable(QScrollArea):
    """A line for all, and one an attribute or class."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._attributes: AttributeSet | None = None
        self._balance: Balance | None = None
        self.cells: list[QLabel] = []
        self._inside = QWidget(self)
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MARGIN)
        self._grid.setVerticalSpacing(LEADING)
        self._grid.setColumnStretch(0, 1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidget(self._inside)

    def show_attributes(self, attributes: AttributeSet) -> None:
        """Lines for another project's attributes."""
        self._attributes = attributes
        for cell in self.cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self.cells = []
        for row in range(len(attributes) + 2):
            for column in range(COLUMNS):
                cell = QLabel(self._inside)
                cell.setProperty("role", "heading" if not row else "muted" if not column else "")
                if column:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                else:
                    cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                self._grid.addWidget(cell, row, column)
                self.cells.append(cell)
        self.show_balance(Balance(LabelCounts(0, (0,) * len(attributes)), None, None))
        self.updateGeometry()

    def show_balance(self, balance: Balance) -> None:
        """Show the counts."""
        self._balance = balance
        assert self._attributes is not None
        rows = [("", self.tr("Clip"), self.tr("Project"))]
        project = balance.project
        rows.append(
            (self.tr("Labelled"), number(balance.clip.frames), "" if project is None else number(project.frames))
        )
        for at, name in enumerate(self._attributes.names):
            rows.append((name, _share(balance.clip, at), "" if project is None else _share(project, at)))
        for cell, text in zip(self.cells, (text for row in rows for text in row), strict=True):
            if cell.text() != text:
                cell.setText(text)

    def sizeHint(self) -> QSize:
        """As high as the lines, unless they are many; told from the font, since new lines are not laid out yet."""
        lines = len(self.cells) // COLUMNS
        shown = lines if lines <= MOST_LINES else FEWEST_LINES
        return QSize(60 * GRID, shown * (self.fontMetrics().height() + LEADING))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange and self._balance is not None:
            self.show_balance(self._balance)
        super().changeEvent(event)


def _share(counts: LabelCounts, at: int) -> str:
    if not counts.frames:
        return "0"
    return f"{number(counts.true[at])} · {per_cent(counts.true[at] / counts.frames, 0)}"
