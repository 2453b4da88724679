"""The counters of an inspection: frames and time of each verdict or class, faults, and how fast it goes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from station.core.attributes import SEAM, AttributeSet
from station.core.messages import Engine, Tried
from station.core.tally import Tallied
from station.core.verdict import Verdict, can_be_faulty
from station.live.watch import Phase, Status
from station.ui.count_row import ClassMark, CountRow, VerdictMark, say
from station.ui.error_texts import said
from station.ui.roles import set_role
from station.ui.spoken import duration, number, per_cent
from station.ui.theme import GAP, GRID

MUCH_NOT_INSPECTED = 0.2
"""A fault may pass unseen where more than this share of the frames does."""
ROWS = (Verdict.OK, Verdict.NOT_OK, Verdict.NAMED, Verdict.NO_RESULT, Verdict.NOT_INSPECTED)
CLASS_ROWS = 5
"""Of more classes the most frequent have a row, and the last row counts the others."""


class InspectionFigures(QFrame):
    """A row for each verdict, or for each class where nothing is expected of any; one for the faults; a line of figures."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with nothing counted."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._status: Status | None = None
        self._attributes = self._coloured = SEAM
        self._rows = {verdict: CountRow(VerdictMark(verdict, self), self) for verdict in ROWS}
        self.classes = [CountRow(ClassMark(self), self) for _ in range(CLASS_ROWS)]
        self.frames = {verdict: row.frames for verdict, row in self._rows.items()}
        self._times = {verdict: row.time for verdict, row in self._rows.items()}
        self._names = {verdict: row.name for verdict, row in self._rows.items()}
        self._fault_name = QLabel(self)
        self.faults = QLabel("0", self)
        self.faults.setProperty("role", "heading")
        self.faults.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pace = QLabel(self)
        self.pace.setProperty("role", "muted")
        self.pace.setWordWrap(True)
        self.engine = QLabel(self)
        self.engine.setProperty("role", "muted")
        self.engine.setWordWrap(True)
        self.engine.setMinimumHeight(
            self.engine.fontMetrics().lineSpacing()
        )  # its line's room, before it says anything
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for at, row in enumerate((*self.classes, *self._rows.values())):
            row.put(grid, at)
        grid.addWidget(self._fault_name, grid.rowCount(), 1)
        grid.addWidget(self.faults, grid.rowCount() - 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        column.setSpacing(2)
        column.addLayout(grid)
        column.addWidget(self.pace)
        column.addWidget(self.engine)
        self.show_attributes(SEAM)
        self.retranslate()

    def show_attributes(self, attributes: AttributeSet) -> None:
        """Count for a project of these attributes or classes."""
        self._attributes = self._coloured = attributes
        there = rows_for(attributes)
        for verdict, row in self._rows.items():
            row.show(wanted=verdict in there)
        for at, row in enumerate(self.classes):
            row.show(wanted=counts_classes(attributes) and at < len(attributes))
        is_faulty = can_be_faulty(attributes)
        self._fault_name.setVisible(is_faulty)
        self.faults.setVisible(is_faulty)
        self.show_status(self._status)

    def recolour(self, attributes: AttributeSet) -> None:
        """Show the same classes in these colours."""
        self._coloured = attributes
        self.show_status(self._status)

    def show_status(self, status: Status | None) -> None:
        """Show how it is doing."""
        self._status = status
        tallied = None if status is None else status.tallied
        for verdict, row in self._rows.items():
            timed = tallied is not None and verdict is not Verdict.NOT_INSPECTED
            row.count(
                number(tallied.frames[verdict]) if tallied else "0",
                duration(tallied.seconds[verdict]) if timed and tallied else "",
            )
        self._show_classes(tallied)
        self._show_share(0.0 if tallied is None else share_not_inspected(tallied))
        say(self.faults, number(status.faults) if status else "0")
        say(self.pace, self._paced(status))
        self._show_engine(None if status is None else status.engine)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._names[Verdict.OK].setText(self.tr("OK"))
        self._names[Verdict.NOT_OK].setText(self.tr("NOT OK"))
        self._names[Verdict.NAMED].setText(self.tr("Other classes"))
        self._names[Verdict.NAMED].setToolTip(self.tr("Frames of a class of which nothing is expected"))
        self._names[Verdict.NO_RESULT].setText(self.tr("NO RESULT"))
        self._names[Verdict.NOT_INSPECTED].setText(self.tr("NOT INSPECTED"))
        self._names[Verdict.NOT_INSPECTED].setToolTip(self.tr("Frames that passed without being judged"))
        self._fault_name.setText(self.tr("Faults"))
        self.show_status(self._status)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_classes(self, tallied: Tallied | None) -> None:
        """A row for each class where there are few; else the most frequent, and what all others have together."""
        if not counts_classes(self._attributes):
            return
        frames = {} if tallied is None else tallied.class_frames
        seconds = {} if tallied is None else tallied.class_seconds
        names = list(self._attributes.names)
        if len(names) > CLASS_ROWS:
            names.sort(key=lambda name: -frames.get(name, 0))
        own = len(names) if len(names) <= CLASS_ROWS else CLASS_ROWS - 1
        for row, name in zip(self.classes, names[:own], strict=False):
            row.name_class(name, self._coloured[name].colour)
            row.count(number(frames.get(name, 0)), duration(seconds.get(name, 0.0)) if tallied else "")
        if others := names[own:]:
            self.classes[own].name_class(self.tr("Further classes: {n}").format(n=number(len(others))), None)
            passed = sum(seconds.get(name, 0.0) for name in others)
            counted = sum(frames.get(name, 0) for name in others)
            self.classes[own].count(number(counted), duration(passed) if tallied else "")

    def _show_share(self, share: float) -> None:
        """How much of the seam nobody looked at stands where the others have their time; much of it is a warning."""
        is_much = share > MUCH_NOT_INSPECTED
        say(self._times[Verdict.NOT_INSPECTED], per_cent(share, 0) if share else "")
        for label, role in ((self.frames[Verdict.NOT_INSPECTED], "heading"), (self._names[Verdict.NOT_INSPECTED], "")):
            set_role(label, "warning" if is_much else role)
        set_role(self._times[Verdict.NOT_INSPECTED], "warning" if is_much else "muted")

    def _show_engine(self, engine: Engine | None) -> None:
        """What answers, in a line; why, when the pointer rests on it. TensorFlow is the slower way, which is a warning."""
        if engine is None:
            say(self.engine, "")
            self.engine.setToolTip("")
            return
        set_role(self.engine, "warning" if engine.name == "tensorflow" else "muted")
        if engine.name == "tensorflow":
            say(self.engine, self.tr("TensorFlow answers: no exported network"))
            self.engine.setToolTip(said(engine.problem))
            return
        tried = engine.tried.get(engine.name)
        if tried is None:
            say(self.engine, self.tr("OpenVINO, {precision}").format(precision=engine.name))
        else:
            text = self.tr("OpenVINO, {precision}: {ms} ms a picture")
            say(self.engine, text.format(precision=engine.name, ms=number(tried.milliseconds, 1)))
        self.engine.setToolTip("\n".join(self._reason(name, one) for name, one in engine.tried.items()))

    def _reason(self, name: str, tried: Tried) -> str:
        """A precision's figures, by which it was taken or not."""
        text = self.tr("{precision}: {ms} ms a picture on this PC")
        said = text.format(precision=name, ms=number(tried.milliseconds, 1))
        if not tried.pictures:
            return said
        text = self.tr(
            "changes {changed} of {sure} sure decisions on {pictures} validation pictures, moves {moved} of the heat maps"
        )
        counts = {count: number(getattr(tried, count)) for count in ("changed", "sure", "pictures")}
        few = "" if tried.is_enough else self.tr(", too few to go by")
        return f"{said}, {text.format(moved=per_cent(tried.moved, 0), **counts)}{few}"

    def _paced(self, status: Status | None) -> str:
        if status is None or status.phase is not Phase.RUNNING:
            if status is not None and status.phase is Phase.LOADING and not status.problem:
                text = self.tr("Loading: nothing is counted yet. Frames: {n}")
                return text.format(n=number(status.unready))
            return self.tr("Nothing is judged now")
        if status.latency_s is None or status.age_s is None:
            return self.tr("Nothing judged yet")
        text = self.tr("{rate} frames/s · verdict {age} s old · latency {latency} ms")
        return text.format(
            rate=number(status.rate, 1), age=number(status.age_s, 1), latency=number(1000 * status.latency_s[0])
        )


def share_not_inspected(tallied: Tallied) -> float:
    """The share of all frames that passed without being judged, 0 to 1."""
    frames = sum(tallied.frames.values())
    return tallied.frames[Verdict.NOT_INSPECTED] / frames if frames else 0.0


def counts_classes(attributes: AttributeSet) -> bool:
    """Whether frames are counted by class: nothing is expected of any."""
    return attributes.is_classes and all(one.expected is None for one in attributes)


def rows_for(attributes: AttributeSet) -> frozenset[Verdict]:
    """The verdicts that a frame of this project can have."""
    always = {Verdict.NO_RESULT, Verdict.NOT_INSPECTED}
    if not attributes.is_classes:
        return frozenset(always | {Verdict.OK, Verdict.NOT_OK})
    if counts_classes(attributes):
        return frozenset(always)
    verdicts = {True: Verdict.OK, False: Verdict.NOT_OK, None: Verdict.NAMED}
    return frozenset(always | {verdicts[one.expected] for one in attributes})
