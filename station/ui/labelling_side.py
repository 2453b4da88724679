"""The right side of the labelling tab: frame, values, hint, the run that is asked, counts, and who labels."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station.core.attributes import AttributeSet
from station.core.label_desk import Desk, State
from station.model.runs import Run
from station.ui.balance_table import Balance, BalanceTable
from station.ui.roles import label
from station.ui.spoken import number, per_cent
from station.ui.theme import GAP, GRID, MARGIN, theme
from station.ui.typed_field import TypedField
from station.ui.value_panel import ValuePanel

WIDTH = 78 * GRID
UNBROKEN = "\u00a0"
"""A space at which no line ends."""


class LabellingSide(QWidget):
    """Shows what the tab tells it; holds no rule."""

    run_asked = Signal()
    labeller_named = Signal(str)
    left = Signal()
    """The keys belong to the picture again."""

    def __init__(self, parent: QWidget) -> None:
        """Build it, empty."""
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.frame_number = label(self, role="figure")
        self.frame_time = label(self, role="muted")
        self.frame_time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.state = label(self, role="muted")
        self.values = ValuePanel(self)
        self.hint = label(self, role="warning")
        self.hint.setWordWrap(True)
        self._run_title = label(self, role="heading")
        self.runs = QComboBox(self)
        self.runs.setMinimumContentsLength(8)
        self.runs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.runs.activated.connect(self.left)
        self.ask = QPushButton(self)
        self.ask.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the keys stay the picture's
        self.ask.clicked.connect(self.run_asked)
        self._run_state = label(self, role="muted")
        self._run_state.setWordWrap(True)
        self.balance = BalanceTable(self)
        self._rate = label(self, role="muted")
        self._name_title = label(self, role="muted")
        self.name = TypedField(self)
        self.name.setMaxLength(60)
        self.name.editingFinished.connect(self._named)
        self.name.left.connect(self.left)
        self.values.finder.left.connect(self.left)
        self._attributes: AttributeSet | None = None
        self._balance: Balance | None = None
        self._desk: Desk | None = None
        self._pairs: tuple[tuple[str, str], ...] = ()
        self._other: tuple[str, float] | None = None
        self._asked = ""
        self._is_asking = False
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._run_title.setText(self.tr("Model"))
        self.ask.setText(self.tr("Ask"))
        self._name_title.setText(self.tr("Labelled by"))
        self.name.setPlaceholderText(self.tr("your name"))
        self.name.setAccessibleName(self.tr("Labelled by"))
        self.runs.setAccessibleName(self.tr("Model"))
        for at in range(self.runs.count()):
            if self.runs.itemData(at).folder.parent.name == "base":
                self.runs.setItemText(at, self.tr("base weights"))
        self.show_run_state(self._asked, is_asking=self._is_asking)
        self.show_hint(self._pairs, other=self._other)
        if self._desk is not None:
            self.show_state(self._desk)
        self._say_rate()

    def show_attributes(self, attributes: AttributeSet) -> None:
        """Rows for another project's attributes."""
        self._attributes = attributes
        self.values.show_attributes(attributes)
        self.balance.show_attributes(attributes)
        self._balance = None
        self._say_rate()

    def show_nothing(self) -> None:
        """No clip is open."""
        self._desk = None
        self.values.setEnabled(False)
        for part in (self.frame_number, self.frame_time, self.state, self.hint):
            part.setText("")
        self.frame_number.setText("–")

    def show_place(self, frame: int, *, last: int, rate: float) -> None:
        """Show which frame is on screen; its time by the clip's mean rate."""
        self.values.setEnabled(True)
        self.frame_number.setText(self.tr("Frame {n}").format(n=number(frame)))
        self.frame_time.setText(self.tr("of 0 to {last}").format(last=number(last)) + f" · {_clock(frame / rate)}")

    def show_state(self, desk: Desk) -> None:
        """Say what the values are."""
        self._desk = desk
        carried = self.tr("Carried over from frame {n}").format(n=number(desk.origin or 0))
        text = {
            State.BEGINNING: self.tr("Starting values, not saved"),
            State.CARRIED: self.tr("As it was left, not saved") if desk.origin == desk.number else carried,
            State.CHANGED: self.tr("Changed, not saved"),
            State.SAVED: self.tr("Saved"),
        }[desk.state]
        if not desk.can_save:
            text = self.tr("No class chosen yet, not saved")
        mark, colour = {State.CHANGED: ("●", theme().warning_text), State.SAVED: ("✓", theme().ok_text)}.get(
            desk.state, ("┄", theme().muted)
        )
        said = f'<span style="color:{colour}; font-weight:600">{mark}&nbsp; {text}</span>'
        if self.state.text() != said:  # a span, since another role would mean dressing the label anew at every step
            self.state.setText(said)

    def show_hint(self, pairs: tuple[tuple[str, str], ...], *, other: tuple[str, float] | None = None) -> None:
        """Say which values can hardly both be true, or which other class the run says and how likely; nothing where none."""
        self._pairs, self._other = pairs, other
        text = ""
        if pairs:
            named = ", ".join(self.tr("{one} and {other}").format(one=one, other=other) for one, other in pairs)
            text = self.tr("Both at once? {pairs}").format(pairs=named)
        elif other is not None:
            text = self.tr("The model says {name}, {share}").format(
                name=other[0], share=per_cent(other[1], 0).replace(" ", UNBROKEN)
            )
        if self.hint.text() != text:
            self.hint.setText(text)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Offer these runs; the chosen one stays, and it is told only where another came in its place."""
        before = self.run
        with QSignalBlocker(self.runs):
            self.runs.clear()
            for run in runs:
                is_base = run.folder.parent.name == "base"
                self.runs.addItem(self.tr("base weights") if is_base else run.name, run)
            folders = [run.folder for run in runs]
            if before is not None and before.folder in folders:
                self.runs.setCurrentIndex(folders.index(before.folder))
        self.ask.setEnabled(bool(runs))
        if self.run != before:
            self.runs.currentIndexChanged.emit(self.runs.currentIndex())

    @property
    def run(self) -> Run | None:
        """The run that is chosen."""
        found: Run | None = self.runs.currentData()
        return found

    def show_run_state(self, asked: str, *, is_asking: bool = False) -> None:
        """Say which run's answers are beside the values, empty for none, and whether it is being asked."""
        self._asked, self._is_asking = asked, is_asking
        if is_asking:
            text = self.tr("Being asked...")
        else:
            text = self.tr("Shown: {run}").format(run=asked) if asked else self.tr("Not asked yet")
        self._run_state.setText(text)

    def show_balance(self, balance: Balance) -> None:
        """Show the counts."""
        self._balance = balance
        self.balance.show_balance(balance)
        self._say_rate()

    def _say_rate(self) -> None:
        rate = None if self._balance is None else self._balance.an_hour
        self._rate.setText(self.tr("Labels an hour: {n}").format(n="–" if rate is None else number(rate)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher window shows more classes."""
        self.values.classes.updateGeometry()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange and self._desk is not None:
            self.show_state(self._desk)
        super().changeEvent(event)

    def _named(self) -> None:
        self.labeller_named.emit(self.name.text().strip())

    def _lay_out(self) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, 3 * GRID, MARGIN, 3 * GRID)
        column.setSpacing(GAP)
        column.addLayout(_row(self.frame_number, self.frame_time))
        column.addWidget(self.state)
        column.addWidget(self.values)
        self.hint.setMinimumHeight(9 * GRID)  # two lines, so that nothing below moves
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.hint)
        column.addWidget(_line(inner))
        column.addLayout(_row(self._run_title, self._run_state))
        column.addLayout(_row(self.runs, self.ask))
        column.addWidget(_line(inner))
        column.addWidget(self.balance)
        column.addWidget(self._rate)
        column.addWidget(_line(inner))
        column.addLayout(_row(self._name_title, self.name))
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(left)
    row.addWidget(right, 1 if isinstance(right, QLabel | QLineEdit) else 0)
    return row


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "rule")
    return line


def _clock(seconds: float) -> str:
    """A clip's time as minutes, seconds and tenths."""
    tenths = max(0, int(seconds * 10))
    return f"{tenths // 600}:{number(tenths % 600 / 10, 1).zfill(4)}"
