"""The page of a run's figures on a subset: by attribute, or by class, with what an audit found."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station.core.subset import SUBSETS
from station.live.auditing import can_be_audited
from station.live.evaluating import Evaluation, Judged
from station.model.runs import RunEntry
from station.ui.audit_box import AuditBox
from station.ui.class_figures import ClassFigures
from station.ui.class_lists import MistakeList
from station.ui.confusion_table import ConfusionTable
from station.ui.count_table import CountTable
from station.ui.roles import label, set_role
from station.ui.spoken import number
from station.ui.theme import GAP


class RunFigures(QWidget):
    """The page of a run's figures."""

    count_opened = Signal(str, str)
    """(attribute, count) of a count that somebody wants to see."""
    cell_opened = Signal(int, int)
    """(true class, answered class) of a cell of the confusion matrix that somebody wants to see."""
    audit_opened = Signal(str)
    """(attribute) whose pictures in the audit somebody wants to see."""
    subset_changed = Signal()
    evaluate_wanted = Signal()
    audit_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin without a run."""
        super().__init__(parent)
        self._entry: RunEntry | None = None
        self._judged: Judged | None = None
        self._says = ""
        self._title = label(self, role="heading", wraps=True)  # cut off, 21 clips would read as 2
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.subset = QComboBox(self)
        for subset in ("test", "valid", "train"):
            self.subset.addItem("", subset)
        assert {self.subset.itemData(index) for index in range(3)} == set(SUBSETS)
        self.subset.currentIndexChanged.connect(self.subset_changed)
        self.evaluate = QPushButton(self)
        self.evaluate.clicked.connect(self.evaluate_wanted)
        self.audit = QPushButton(self)
        self.audit.clicked.connect(self.audit_wanted)
        self.audited = AuditBox(self)
        self.audited.opened.connect(self.audit_opened)
        self.counts, self.classes = CountTable(self), ClassFigures(self)
        self.counts.opened.connect(self.count_opened)
        self.classes.opened.connect(self.cell_opened)
        self._hint = label(self, role="muted", wraps=True)
        self._warning = label(self, role="warning", wraps=True)
        self._judging = self._auditing = ""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._title, 1)
        row.addWidget(self.subset)
        row.addWidget(self.evaluate)
        row.addWidget(self.audit)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self.audited)
        column.addWidget(self._warning)
        column.addWidget(self._hint)
        column.addWidget(self.counts, 1)
        column.addWidget(self.classes, 1)
        column.addStretch(0)
        self._later = QTimer(self, singleShot=True, interval=0)  # never while Qt is dressing the window: it crashes
        self._later.timeout.connect(self._fill)
        self.retranslate()

    @property
    def judged(self) -> Judged | None:
        """The figures on screen."""
        return self._judged

    @property
    def table(self) -> CountTable | ConfusionTable | MistakeList:
        """The table on screen in which numbers are opened."""
        return self.counts if self.classes.isHidden() else self.classes.table

    def show_run(self, entry: RunEntry | None, judged: Judged | None, *, says: str = "") -> None:
        """Show a run's figures, or, where there are none, what there is to say."""
        self._entry, self._judged, self._says = entry, judged, says
        self._fill()

    def show_judging(self, run: str) -> None:
        """Say that this run is being evaluated; empty: none is."""
        self._judging = run
        self._fill()

    def show_auditing(self, run: str) -> None:
        """Say that this run is being audited; empty: none is."""
        self._auditing = run
        self._fill()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for index, text in enumerate(
            (self.tr("Test subset"), self.tr("Validation subset"), self.tr("Training subset"))
        ):
            self.subset.setItemText(index, text)
        self.subset.setAccessibleName(self.tr("Subset"))
        self.evaluate.setText(self.tr("Evaluate"))
        self.audit.setText(self.tr("Audit"))
        self.audit.setToolTip(self.tr("Does the network look at the seam? Measures where its heat maps lie."))
        self.audited.retranslate()
        self.counts.retranslate()
        self.classes.retranslate()
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._later.start()
        super().changeEvent(event)

    def _fill(self) -> None:
        entry, judged = self._entry, self._judged
        run = entry.run if entry is not None and not self._says else None
        self.evaluate.setVisible(run is not None)
        self.evaluate.setEnabled(not self._judging)
        self.audit.setVisible(run is not None and can_be_audited(run))
        self.audit.setEnabled(not self._auditing)
        self.audited.show_auditing(bool(self._auditing) and run is not None and run.name == self._auditing)
        has_classes = judged is not None and judged.evaluation.confusion is not None
        self.counts.setVisible(judged is not None and not has_classes)
        self.classes.setVisible(has_classes)
        self._column.setStretch(self._column.count() - 1, 1 if judged is None else 0)
        self._warning.setVisible(judged is not None and not judged.is_own_split)
        self._warning.setText(
            self.tr(
                "Trained on another split: this run may have learned from these very pictures, and then the figures are "
                "too good."
            )
        )
        if judged is None:
            self._say_none()
        else:
            self._show_figures(judged.evaluation)
        is_crowded = self._warning.isVisibleTo(self) or self.audited.has_warnings  # there is room for one of them
        self._hint.setVisible(bool(self._hint.text()) and not is_crowded)
        set_role(self.evaluate, "primary" if judged is None else "")

    def _say_none(self) -> None:
        entry = self._entry
        self._title.setText(entry.folder.name if entry is not None else self.tr("No run chosen"))
        none_yet = self.tr("This run has not been judged on this subset yet. Evaluate answers its pictures and counts.")
        if entry is not None and self._judging == entry.folder.name:
            none_yet = self.tr("The pictures are being answered. How far that is stands below in the window.")
        self._hint.setText(self._says or (none_yet if entry is not None else ""))

    def _show_figures(self, found: Evaluation) -> None:
        if found.confusion is not None:
            text = self.tr("{run}: pictures {pictures}")
            self._title.setText(text.format(run=found.run, pictures=number(found.pictures)))
            self.classes.show_figures(found, found.confusion)
            self._hint.setText("")  # the matrix has its own
            return
        self._title.setText(
            self.tr("{run}: pictures {pictures}, clips {clips}").format(
                run=found.run, pictures=number(found.pictures), clips=number(found.clips)
            )
        )
        self.counts.show_figures(found)
        self._hint.setText(self.tr("Click a count, or press Return on it, to see its pictures with their heat maps."))
