"""The window: start page or four tabs, menus from the action table, notices and jobs below."""

import contextlib
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station.core.errors import StationError
from station.live.awake import Awake
from station.ui.actions import MENUS, SUBMENUS
from station.ui.context import Context
from station.ui.dialogs import open_dialog, show_dialog
from station.ui.failures import tell_failure
from station.ui.job_strip import JobStrip
from station.ui.notices import NoticeBar
from station.ui.preparing import Preparing
from station.ui.project_desk import ProjectDesk
from station.ui.start_page import StartPage
from station.ui.tab_page import TABS, TabPage
from station.ui.theme import MARGIN
from station.ui.trial import begin_trial

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.core.own_session import Ended

CLOSING_SECONDS = 3.0
AWAKE_MS = 2000
"""So often it is asked whether something runs that must not be interrupted by the PC's sleep."""
TITLE_BAR = 40
"""Its height in px, about: it lies outside of the window's own size."""


class Window(QMainWindow):
    """The station's window."""

    def __init__(self, context: Context) -> None:
        """Build the frame; tabs are made when they are looked at."""
        super().__init__()
        self.context = context
        self._is_told_to_end = False
        self.awake = Awake()
        self._awake_look = QTimer(self, interval=AWAKE_MS)
        self._awake_look.timeout.connect(self._stay_awake)
        self._awake_look.start()
        context.setParent(self)
        self.tabs = TabPage(context, self)
        self.preparing = Preparing(context, self.tabs, self)
        self.start = StartPage(context, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.start)
        self._pages.addWidget(self.tabs)
        self.notice_bar = NoticeBar(context.notices, self)
        centre = QWidget(self)
        self._below = QVBoxLayout(centre)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        self._below.addWidget(self._pages, 1)
        self._below.addWidget(self.notice_bar)  # so that nothing moves away under the pointer
        self.setCentralWidget(centre)
        self._training = QLabel(self)
        self._training.setTextFormat(Qt.TextFormat.PlainText)
        self._training.setContentsMargins(MARGIN, 0, 0, 0)
        self.statusBar().addWidget(self._training)
        self._training.hide()
        self._job_strip = JobStrip(context.jobs, self)
        self.statusBar().addPermanentWidget(self._job_strip)
        self.statusBar().setSizeGripEnabled(False)
        self.setAcceptDrops(True)
        self._menus: dict[str, QMenu] = {}
        self._shown: Path | None = None
        self._ended: Ended | None = None
        self._fill_menus()
        self._connect()
        self._show_project()
        room = self.screen().availableGeometry().size()
        self.resize(min(1280, room.width()), min(800, room.height() - TITLE_BAR))
        self.show_where_it_was(context.memory.value.geometry)

    def show_where_it_was(self, geometry: str) -> None:
        """Take a geometry that was remembered, as far as it fits the screens of now."""
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            return
        area = self.screen().availableGeometry()
        size = self.size().boundedTo(area.size())
        if not area.contains(self.geometry()) and not self.isMaximized() and not self.isFullScreen():
            left = min(max(self.x(), area.left()), area.right() - size.width() + 1)
            top = min(max(self.y(), area.top()), area.bottom() - size.height() + 1)
            self.resize(size)
            self.move(left, top)

    def begin(self, project: Path | None) -> None:
        """After the first paint: open the project that was asked for, and load what the tabs need."""
        if project is not None:
            self.desk.open(project)
        self.preparing.tabs()

    def tell_of_end(self, ended: "Ended") -> None:
        """The last session ended without coming to its end: offer a report of it."""
        self._ended = ended
        text = self.tr("The station ended unexpectedly last time. A report, without pictures, helps to find out why.")
        self.context.notices.warn(text, details=ended.trace, action=self.context.actions["help.report"])

    def running(self) -> list[str]:
        """What would be lost by ending now, each in a few words."""
        running = [text for tab in self.tabs.made for text in tab.running()]
        return running + [job.title for job in self.context.jobs.worth_asking]

    def ask_to_close(self) -> bool:
        """Ask once where something runs; whether the window, or the project, may close."""
        running = self.running()
        if not running:
            return True
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Still running"))
        box.setText(self.tr("This is still running and would be stopped:"))
        box.setInformativeText("\n".join(f"• {text}" for text in running))
        stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        go_on = box.addButton(self.tr("Keep running"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go_on)  # Enter loses nothing
        show_dialog(box)
        return box.clickedButton() is stop

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask, remember, disappear, and stop everything within three seconds."""
        if not (self._is_told_to_end or self.ask_to_close()):
            event.ignore()
            return
        self._remember()
        self.hide()
        self.stop_everything()
        super().closeEvent(event)

    def end(self) -> None:
        """Close without asking, whatever runs and whatever dialog is open: the system wants the program to end."""
        self._is_told_to_end = True
        QApplication.closeAllWindows()
        if self.isVisible():  # a dialog that stops its work first stays open until then
            self.close()

    def stop_everything(self) -> None:
        """Ask everything to end, then wait for it: at most three seconds in all."""
        self._awake_look.stop()
        self.awake.stop()
        deadline = Deadline(CLOSING_SECONDS)
        jobs = self.context.jobs.running
        for tab in self.tabs.made:
            tab.stop()
        self.preparing.stop()
        self.context.jobs.stop_all()
        self.context.feeds.stop_all()
        for tab in self.tabs.made:
            tab.wait(deadline.left)
        for job in (*jobs, *self.preparing.jobs):
            job.wait(deadline.left)
        self.context.feeds.wait(deadline.left)
        self.awake.wait(deadline.left)
        self.context.spare.close()
        self.context.practice.close()
        self.context.decoders.close()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder or a clip may be dropped here."""
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self.start.expect_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        self.start.expect_drop(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folder, or take the clip into the project."""
        self.start.expect_drop(False)
        if (path := _dropped(event)) is not None:
            event.acceptProposedAction()
            self.desk.take(path)

    def _connect(self) -> None:
        actions, context = self.context.actions, self.context
        self.desk = ProjectDesk(context, self, self)
        self.start.project_chosen.connect(self.desk.open)
        self.start.project_forgotten.connect(self.desk.forget)
        doing: dict[str, Callable[..., object]] = {
            "project.open": self.desk.choose,
            "project.new": self.desk.make_new,
            "project.practice": self.desk.practise,
            "project.try": partial(begin_trial, context, self.tabs),
            "project.clip": self.desk.add_clip,
            "project.folder": self.desk.show_folder,
            "project.attributes": self.desk.edit_attributes,
            "project.close": self._close_project,
            "settings": self._open_settings,
            "quit": self.close,
            "view.fullscreen": self._full_screen,
            "view.log": self._open_log,
            "view.dismiss": self.notice_bar.dismiss,
            "view.stop": self._job_strip.stop_newest,
            "help.guide": self._open_guide,
            "help.keys": self._open_keys,
            "help.report": self._open_report,
            "help.about": self._open_about,
        }
        for name, do in doing.items():
            actions.on(name, do)
            self.addAction(actions[name])
        for name in TABS:
            actions.on(f"tab.{name}", partial(self._go_to, name))
            self.addAction(actions[f"tab.{name}"])
        self.notice_bar.details_wanted.connect(self._open_log)
        self.notice_bar.shown.connect(actions["view.dismiss"].setEnabled)
        actions["view.dismiss"].setEnabled(False)
        self.tabs.currentChanged.connect(self._tab_changed)
        context.project_changed.connect(self._show_project)
        context.training_told.connect(self._show_training)
        context.label_wanted.connect(self._label)
        context.inspect_wanted.connect(self._inspect)
        context.jobs.failed.connect(self._job_failed)
        context.jobs.changed.connect(self._jobs_changed)
        self._jobs_changed()

    def _fill_menus(self) -> None:
        for name in MENUS:
            self._menus[name] = self.menuBar().addMenu("")
        for row in self.context.actions.rows:
            if row.menu:
                if row.sub and row.sub not in self._menus:
                    if row.begins:
                        self._menus[row.menu].addSeparator()
                    self._menus[row.sub] = self._menus[row.menu].addMenu("")
                menu = self._menus[row.sub or row.menu]
                if row.begins:
                    menu.addSeparator()
                menu.addAction(self.context.actions[row.name])
        self._retranslate()

    def _retranslate(self) -> None:
        for menu, text in {**MENUS, **SUBMENUS}.items():
            self._menus[menu].setTitle(QCoreApplication.translate("Actions", text))
        self.context.actions.retranslate()
        self._title()

    def _title(self) -> None:
        project = self.context.project
        trial = self.tr("Trial without a project")
        name = project.folder.name if project is not None else trial if self.context.is_trial else ""
        self.setWindowTitle(f"{name} - Seam Station" if name else "Seam Station")

    def _show_project(self) -> None:
        project = self.context.project
        self._title()
        self._pages.setCurrentWidget(self.tabs if self.context.is_open else self.start)
        for name in ("project.clip", "project.folder", "project.attributes"):
            self.context.actions[name].setEnabled(project is not None)
        self.context.actions["project.close"].setEnabled(self.context.is_open)
        self.tabs.allow()
        before, self._shown = self._shown, None if project is None else project.folder
        if project is not None and project.folder != before:  # else its scale or attributes changed: stay on the tab
            last = self.context.memory.value.tab
            self._go_to(last if last in TABS else "labelling")
        self._place_notices()
        self._show_menus()

    def _stay_awake(self) -> None:
        """The PC does not go to sleep while something runs that would be lost."""
        self.awake.want(wanted=bool(self.running()))

    def _go_to(self, name: str) -> None:
        self.tabs.go_to(name)

    def _tab_changed(self) -> None:
        if self.context.is_open:
            self.tabs.tab(self.tabs.current)
        self._show_training(self._training.text())
        self._place_notices()
        self._show_menus()

    def _place_notices(self) -> None:
        """Where the tab that is shown has a place for them, else below."""
        own = self.tabs.tab(self.tabs.current).notice_place if self.context.is_open else None
        place = self._below if own is None else own
        if place.indexOf(self.notice_bar) < 0:
            place.addWidget(self.notice_bar)

    def _show_training(self, text: str) -> None:
        """In the status bar while another tab is looked at: on its own tab the training is told large."""
        self._training.setText(text)
        self._training.setVisible(bool(text) and self.tabs.current != "training")

    def _show_menus(self) -> None:
        for name in TABS:
            shown = self.context.is_open and name == self.tabs.current
            self._menus[name].menuAction().setVisible(shown and not self._menus[name].isEmpty())

    def _close_project(self) -> None:
        if self.ask_to_close():
            self.desk.close()

    def _label(self, clip: Path, number: int) -> None:
        from station.ui.labelling_tab import LabellingTab

        tab = self.tabs.go_to("labelling")
        assert isinstance(tab, LabellingTab)
        tab.open_clip(clip, number=number)

    def _inspect(self, run: Path) -> None:
        from station.ui.inspection_tab import InspectionTab

        tab = self.tabs.go_to("inspection")
        assert isinstance(tab, InspectionTab)
        tab.choose_run(run)

    def _job_failed(self, title: str, error: BaseException) -> None:
        tell_failure(self.context.notices, title, error)

    def _jobs_changed(self) -> None:
        self.context.actions["view.stop"].setEnabled(bool(self.context.jobs.running))

    def _full_screen(self, wanted: bool) -> None:
        self.showFullScreen() if wanted else self.showNormal()

    def _open_settings(self) -> None:
        from station.ui.settings_dialog import SettingsDialog

        show_dialog(SettingsDialog(self.context, self))

    def _open_guide(self) -> None:
        from station.ui.guide import open_guide

        open_guide(self.context, self)

    def _open_keys(self) -> None:
        from station.ui.key_page import KeyPage

        tab = self.tabs.current if self.context.is_open else ""
        show_dialog(KeyPage(self.context, self, tab=tab))

    def _open_log(self) -> None:
        from station.ui.log_view import LogView

        show_dialog(LogView(self.context, self))

    def _open_report(self) -> None:
        from station.ui.crash_dialog import CrashDialog

        open_dialog(CrashDialog(self.context, self._ended, self))

    def _open_about(self) -> None:
        from station.ui.about import About

        show_dialog(About(self.context, self))

    def _remember(self) -> None:
        tab = self.tabs.current if self.context.project is not None else self.context.memory.value.tab
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        with contextlib.suppress(StationError):
            self.context.memory.change("", geometry=geometry, tab=tab)


class Deadline:
    """What remains of a number of seconds."""

    def __init__(self, seconds: float) -> None:
        """Begin now."""
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds, not below zero."""
        return max(0.0, self._end - time.monotonic())


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file or folder that is dropped."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
