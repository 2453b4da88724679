"""The four tabs, each made when it is first looked at or in a quiet moment before, with the toolbar from the action table."""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QTabWidget, QToolBar, QToolButton, QVBoxLayout, QWidget

from station.ui.actions import text_of
from station.ui.context import Context
from station.ui.icons import icon
from station.ui.tab import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

TABS = {
    "camera": ("station.ui.camera_tab", "CameraTab"),
    "labelling": ("station.ui.labelling_tab", "LabellingTab"),
    "training": ("station.ui.training_tab", "TrainingTab"),
    "inspection": ("station.ui.inspection_tab", "InspectionTab"),
}
"""By name, the module and class: imported on first use, since what a tab needs (video, plots) takes long to load."""

AHEAD = ("camera", "inspection", "training")


class TabPage(QTabWidget):
    """Camera, labelling, training, inspection."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Begin with four empty pages."""
        super().__init__(parent)
        self._context = context
        self._made: dict[str, Tab] = {}
        self._empty = {name: QWidget(self) for name in TABS}
        self.tabBar().setObjectName("tabs")
        self.tabBar().setExpanding(False)
        self.setDocumentMode(True)
        self.setIconSize(QSize(20, 20))
        for page in self._empty.values():
            self.addTab(page, "")
        self.retranslate()

    @property
    def made(self) -> tuple[Tab, ...]:
        """The tabs that exist by now."""
        return tuple(self._made.values())

    @property
    def current(self) -> str:
        """The name of the tab on screen."""
        return tuple(TABS)[self.currentIndex()]

    def tab(self, name: str) -> Tab:
        """The tab of that name, made now where it was not yet."""
        if name not in self._made:
            module, kind = TABS[name]
            make = cast("Callable[[Context, QWidget], Tab]", getattr(import_module(module), kind))
            page = self._empty[name]
            made = self._made[name] = make(self._context, page)
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            if bar := self._bar(name, page):
                column.addWidget(bar)
            column.addWidget(made, 1)
            self._give_keys(name, page)
        return self._made[name]

    def make_ahead(self) -> bool:
        """Make one of the tabs that nobody looked at yet and draw it unseen; False where none is left.

        Its first look is then a fifth as long: 20 ms instead of 160 for training, whose plots are laid out when they are first
        drawn. Labelling is left to its user: it opens the clip that was left last.
        """
        name = next((name for name in AHEAD if name not in self._made), None)
        if name is None:
            return False
        self.tab(name)
        page = self._empty[name]
        page.resize(self.currentWidget().size())
        page.grab()
        return True

    def go_to(self, name: str) -> Tab:
        """Bring a tab to the front."""
        tab = self.tab(name)
        self.setCurrentIndex(tuple(TABS).index(name))
        return tab

    def allow(self) -> None:
        """Let only those tabs be looked at that work now: of a trial the inspection alone."""
        if self._context.is_trial:  # first, or each tab that is closed would lead to the next one, which would be made
            self.setCurrentIndex(tuple(TABS).index("inspection"))
        for index, name in enumerate(TABS):
            works = name == "inspection" or not self._context.is_trial
            self.setTabEnabled(index, works)
            self._context.actions[f"tab.{name}"].setEnabled(works and self._context.is_open)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for index, name in enumerate(TABS):
            needs = "" if self.isTabEnabled(index) else self.tr("This needs a project: open one, or make one (File).")
            self.setTabToolTip(index, needs)
            row = next(row for row in self._context.actions.rows if row.name == f"tab.{name}")
            self.setTabText(index, text_of(row))
            self.setTabIcon(index, icon(row.icon))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _bar(self, name: str, page: QWidget) -> QToolBar | None:
        shown = [row for row in self._context.actions.rows if row.tab == name and row.bar]
        if not shown:
            return None
        bar = QToolBar(page)
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        for row in shown:
            if row.begins:
                bar.addSeparator()
            action = self._context.actions[row.name]
            bar.addAction(action)
            button = bar.widgetForAction(action)
            if row.named and isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return bar

    def _give_keys(self, name: str, page: QWidget) -> None:
        names = [row.name for row in self._context.actions.rows if row.tab == name and ".attribute." not in row.name]
        self._context.actions.give_keys(page, names)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
