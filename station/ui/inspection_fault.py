"""A fault enlarged: its frame with heat maps, its probabilities, its time, and who saw the alarm."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.core.attributes import AttributeSet
from station.core.verdict import Rule
from station.live.faults import Fault
from station.live.jobs import Job
from station.live.painter import Look, Painted, painted
from station.ui.attribute_bars import AttributeBars
from station.ui.bar_readings import reading_of
from station.ui.context import Context
from station.ui.fault_strip import said
from station.ui.inspection_view import InspectionView
from station.ui.spoken import number
from station.ui.theme import GAP, MARGIN

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMN = 320


class FaultWindow(QDialog):
    """Shows one fault; left and right go to the one before and after."""

    label_wanted = Signal(object)
    """(Result) its frame is to be labelled."""
    neighbour_wanted = Signal(int)
    """-1 for the fault before, 1 for the one after."""

    def __init__(self, context: Context, parent: QWidget, *, attributes: AttributeSet, rule: Rule) -> None:
        """Begin without a fault; beside the window, which stays usable."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._attributes = attributes
        self._rule = rule
        self._look = Look()
        self.fault: Fault | None = None
        self.view = InspectionView(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._facts = QLabel(self)
        self._facts.setWordWrap(True)
        self._seen = QLabel(self)
        self._seen.setWordWrap(True)
        self._seen.setProperty("role", "muted")
        self._bars = AttributeBars(self)
        self._bars.show_attributes(context.coloured(attributes))
        self._bars.show_rule(rule)
        self._bars.setEnabled(False)
        self._maps_of = QLabel(self)
        self._maps_of.setProperty("role", "heading")
        self._boxes: dict[str, QCheckBox] = {}
        self._choices = QVBoxLayout()
        self._choices.setSpacing(GAP)
        self._label = QPushButton(self)
        self._close = QPushButton(self)
        self._lay_out()
        self._label.clicked.connect(self._label_it)
        self._close.clicked.connect(self.close)
        context.palette_changed.connect(self._recolour)
        self._close.setDefault(True)
        self._close.setFocus()
        self.retranslate()
        self.resize(1000, 600)

    def show_fault(self, fault: Fault, look: Look) -> None:
        """Show a fault with the heat maps that are wished for."""
        self.fault, self._look = fault, look
        self._bars.show_answer(fault.result.probabilities, shown=())
        reading = reading_of(self._attributes, rule=self._rule, probabilities=fault.result.probabilities)
        self._offer([attribute.name for attribute in reading.rows])
        self.retranslate()
        self._paint()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._label.setText(self.tr("Send to labelling"))
        self._close.setText(self.tr("Close"))
        self._maps_of.setText(self.tr("Heat maps"))
        fault = self.fault
        if fault is None:
            return
        self.setWindowTitle(self.tr("Fault {number}").format(number=fault.number))
        self._title.setText(self.windowTitle())
        facts = self.tr("{names}\n{when}\nframe {frame}, {time} s after the start of the source")
        self._facts.setText(
            facts.format(
                names=said(fault),
                when=f"{fault.when:%Y-%m-%d %H:%M:%S}",
                frame=fault.result.frame.number,
                time=number(fault.result.frame.time_s, 2),
            )
        )
        seen = fault.acknowledged
        self._seen.setText(
            self.tr("Not acknowledged")
            if seen is None
            else self.tr("Acknowledged at {time} by {who}").format(time=f"{seen.when:%H:%M:%S}", who=seen.who)
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right: the fault before and after; Escape closes."""
        steps: Mapping[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.neighbour_wanted.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(GAP)
        for part in (self._title, self._facts, self._seen, self._bars, self._maps_of):
            side.addWidget(part)
        side.addLayout(self._choices)
        side.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._label)
        buttons.addWidget(self._close)
        side.addLayout(buttons)
        holder = QWidget(self)
        holder.setFixedWidth(COLUMN)
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        row.setSpacing(MARGIN)
        row.addWidget(self.view, 1)
        row.addWidget(holder)

    def _offer(self, names: list[str]) -> None:
        """A box for the heat map of each: of all attributes, of many classes those that have bars."""
        if names == list(self._boxes):
            return
        for box in self._boxes.values():
            self._choices.removeWidget(box)
            box.deleteLater()
        self._boxes = {name: QCheckBox(name.replace("&", "&&"), self) for name in names}
        for box in self._boxes.values():
            box.clicked.connect(self._toggled)
            self._choices.addWidget(box)

    def _toggled(self) -> None:
        self._look = replace(self._look, shown=tuple(name for name, box in self._boxes.items() if box.isChecked()))
        self._paint()

    def _recolour(self) -> None:
        self._bars.recolour(self._context.coloured(self._attributes))
        self._look = replace(self._look, palette=self._context.settings.value.appearance.palette)
        self._paint()

    def _paint(self) -> None:
        if self.fault is None:
            return
        work = partial(_painted, self.fault, self._attributes, self._rule, self._look)
        self._context.jobs.run(self.tr("Painting a fault"), work, owner=self, ended=self._painted, reads=True)

    def _painted(self, done: Painted) -> None:
        self.view.show_painted(done)
        self._bars.show_answer(done.result.probabilities, shown=done.shown)
        for name, box in self._boxes.items():
            box.setChecked(name in done.shown)

    def _label_it(self) -> None:
        if self.view.painted is not None:
            self.label_wanted.emit(self.view.painted.result)


def _painted(fault: Fault, attributes: AttributeSet, rule: Rule, look: Look, job: Job) -> Painted:
    """The fault's whole frame with its heat maps, in a job."""
    del job
    return painted(fault.whole(), attributes=attributes, rule=rule, look=look)
