"""How the training tab is laid out: project, split and recipe on the left; progress, curves, runs and their pages on the right."""

from collections.abc import Callable
from statistics import fmean
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from station.core.attributes import AttributeSet
from station.core.picture_reader import OpenReader
from station.live.trainer import TrainingState
from station.model.runs import RunEntry
from station.ui.actions import Actions
from station.ui.error_texts import said
from station.ui.icons import icon
from station.ui.roles import label
from station.ui.run_figures import RunFigures
from station.ui.run_list import RunList
from station.ui.spoken import number
from station.ui.theme import GAP, GRID, MARGIN
from station.ui.training_curves import CurvesPlace, RunCurves
from station.ui.training_gallery import Gallery
from station.ui.training_progress import ProgressLine
from station.ui.training_project import ProjectCard
from station.ui.training_recipe import RecipeCard
from station.ui.training_split import SplitCard

if TYPE_CHECKING:
    from station.model.history import Epoch

MOST_IN_LOG = 12
"""Attributes or classes whose figures stand each in a line of the log."""
LEFT_WIDTH = 364
BAR_WIDTH = 12
"""Of the scroll bar, as in the style sheet."""


class Pages:
    """The parts of the tab, made and placed."""

    def __init__(self, actions: Actions, tab: QWidget, *, open_reader: OpenReader) -> None:
        """Lay the tab out; what `open_reader` opens reads the pictures of its gallery."""
        self.project, self.split, self.recipe = ProjectCard(tab), SplitCard(tab), RecipeCard(tab)
        self.progress, self.curves = ProgressLine(tab), CurvesPlace(tab)
        self.progress.add_button(actions["training.stop"])
        self.progress.add_button(actions["training.cancel"])
        self.list = RunList(tab)
        self.figures, self.log = RunFigures(tab), QPlainTextEdit(tab)
        self.gallery = Gallery(tab, open_reader=open_reader)
        self.log.setReadOnly(True)
        self.tabs = _PageTabs(self.figures, self.gallery, self.log, tab)
        self._estimate = label(tab, role="muted", wraps=True)
        self._start = StartButton(actions, tab)
        row = QHBoxLayout(tab)
        row.setContentsMargins(MARGIN, MARGIN - GRID, MARGIN, MARGIN - GRID)
        row.setSpacing(MARGIN)
        row.addWidget(self._left(tab))
        row.addWidget(self._right(tab), 1)

    @property
    def entry(self) -> RunEntry | None:
        """The run that was chosen first."""
        return next(iter(self.list.chosen_runs()), None)

    def say_estimate(self, text: str) -> None:
        """How long the training may take."""
        self._estimate.setText(text)
        self._estimate.setVisible(bool(text))

    def show_figures(self) -> None:
        """The page of figures."""
        self.tabs.setCurrentWidget(self.figures)
        if self.figures.judged is not None:
            self.figures.table.setFocus()

    def show_pictures(self) -> None:
        """The page of pictures."""
        self.tabs.setCurrentWidget(self.gallery)
        self.gallery.list.setFocus()

    def show_log(self) -> None:
        """The page of notes."""
        self.tabs.setCurrentWidget(self.log)

    def curves_of_training(self, state: TrainingState, attributes: AttributeSet) -> RunCurves:
        """What is drawn of the training under way."""
        epochs = state.progress.epochs if state.progress is not None else 0
        return RunCurves(state.request.run, tuple(attributes), state.history, state.trace, epochs, kind=attributes.kind)

    def curves_of_run(
        self, entry: RunEntry, coloured: Callable[[AttributeSet], AttributeSet] = lambda own: own
    ) -> RunCurves | None:
        """What is drawn of a run, its attributes in such colours; None where it is damaged or has no history."""
        if entry.run is None or not entry.history:
            return None
        shown = coloured(entry.run.card.attribute_set)
        return RunCurves(entry.folder.name, tuple(shown), entry.history, kind=shown.kind)

    def _left(self, tab: QWidget) -> QWidget:
        side = QWidget(tab)
        side.setFixedWidth(LEFT_WIDTH)
        inside = QWidget(side)
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, GAP, 0)
        cards.setSpacing(GAP)
        for card in (self.project, self.split, self.recipe):
            cards.addWidget(card)
        cards.addStretch(1)
        area = QScrollArea(side)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        area.setWidget(inside)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(area, 1)
        pinned = QVBoxLayout()
        pinned.setContentsMargins(0, 0, BAR_WIDTH + GAP, 0)
        pinned.setSpacing(GAP)
        pinned.addWidget(self._estimate)
        pinned.addWidget(self._start)
        column.addLayout(pinned)
        return side

    def _right(self, tab: QWidget) -> QWidget:
        side = QWidget(tab)
        top = QFrame(side)
        top.setProperty("role", "card")
        upper = QVBoxLayout(top)
        upper.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        upper.setSpacing(GAP)
        upper.addWidget(self.progress)
        upper.addWidget(self.curves, 1)
        lower = QSplitter(Qt.Orientation.Horizontal, side)
        lower.setObjectName("quiet")
        lower.setHandleWidth(GAP)
        lower.addWidget(self.list)
        lower.addWidget(self.tabs)
        lower.setStretchFactor(0, 1)
        lower.setStretchFactor(1, 1)
        lower.setSizes([348, 592])
        lower.setChildrenCollapsible(False)
        self.list.setMinimumWidth(300)
        parts = QSplitter(Qt.Orientation.Vertical, side)
        parts.setObjectName("quiet")
        parts.setHandleWidth(GAP)
        parts.addWidget(top)
        parts.addWidget(lower)
        parts.setStretchFactor(0, 5)
        parts.setStretchFactor(1, 4)
        parts.setSizes([290, 300])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        return side


class StartButton(QPushButton):
    """The big button that starts the training, as its action says."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        """Follow the action."""
        super().__init__(parent)
        self._action = actions["training.start"]
        self.setProperty("role", "primary")
        self.setMinimumHeight(40)
        self.clicked.connect(self._action.trigger)
        self._action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())


class _PageTabs(QTabWidget):
    """Figures, pictures, log."""

    def __init__(self, figures: QWidget, pictures: QWidget, log: QPlainTextEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setObjectName("pages")
        self.tabBar().setExpanding(False)
        for page, sign in ((figures, "table"), (pictures, "grid-dots"), (log, "list")):
            self.addTab(page, icon(sign), "")
        self.setMinimumWidth(440)
        self._log = log
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for index, text in enumerate((self.tr("Test figures"), self.tr("Pictures"), self.tr("Log"))):
            self.setTabText(index, text)
        self._log.setAccessibleName(self.tr("Log"))
        self._log.setPlaceholderText(
            self.tr("What a training notes, and a line for each of its epochs, is written here.")
        )


def log_of(state: TrainingState, names: tuple[str, ...]) -> str:
    """The notes of a training and a line for each of its epochs."""
    return "\n".join((*map(said, state.notes), *(_epoch_line(epoch, names) for epoch in state.history)))


def set_log(log: QPlainTextEdit, text: str) -> None:
    """Replace the log; it stays scrolled to its end."""
    log.setPlainText(text)
    log.moveCursor(QTextCursor.MoveOperation.End)


def _epoch_line(epoch: "Epoch", names: tuple[str, ...]) -> str:
    known = list(zip(names, epoch.valid_accuracies, strict=False))
    figures = "  ".join(f"{name} {number(value, 1)}" for name, value in known)
    if len(known) > MOST_IN_LOG:
        mean = QCoreApplication.translate("TrainingLog", "mean of {n}: {mean}")
        figures = mean.format(n=len(known), mean=number(fmean(value for _, value in known), 1))
    text = QCoreApplication.translate("TrainingLog", "epoch {n}: loss {loss}, valid {valid}; {figures}")
    return text.format(n=epoch.epoch, loss=number(epoch.loss, 3), valid=number(epoch.valid_loss, 3), figures=figures)
