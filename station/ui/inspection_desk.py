"""What is done with an inspection's frames: enlarged, sent to labelling, and the session exported."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from station.core.errors import StationError
from station.core.journals import FOLDER, journal_folder, sessions_in
from station.core.report_words import Language
from station.core.reports import sessions_of_day, write_report
from station.live.jobs import Job
from station.live.painter import Result
from station.live.picture_process import PictureProcess
from station.live.sent_frame import save_frame
from station.live.session_file import SessionFile
from station.ui.context import Context
from station.ui.inspection_fault import FaultWindow
from station.ui.inspection_session import InspectionSession
from station.ui.inspection_wishes import InspectionWishes
from station.ui.opening import opening
from station.ui.spoken import number


class InspectionDesk(QObject):
    """Works for the inspection tab."""

    frame_kept = Signal()
    """A frame was sent to labelling while the inspection goes on."""

    def __init__(self, context: Context, tab: QWidget, *, session: InspectionSession, wishes: InspectionWishes) -> None:
        """Begin with nothing enlarged."""
        super().__init__(tab)
        self._context = context
        self._tab = tab
        self._session = session
        self._wishes = wishes
        self.enlarged: FaultWindow | None = None

    def enlarge(self, wanted: int) -> None:
        """Show the fault of that number beside the window."""
        watch, began = self._session.watch, self._session.began
        fault = next((fault for fault in watch.faults if fault.number == wanted), None) if watch else None
        if fault is None or began is None:
            return
        if self.enlarged is None:
            shown = FaultWindow(self._context, self._tab, attributes=began.attributes, rule=self._wishes.rule())
            shown.label_wanted.connect(self.label)
            shown.neighbour_wanted.connect(self._step)
            shown.destroyed.connect(self._closed)
            self.enlarged = shown
        # Its own heat maps: those that were last looked at may be of another attribute.
        self.enlarged.show_fault(fault, replace(self._wishes.look(), shown=None))
        if self.enlarged.isVisible():
            self.enlarged.activateWindow()
        self.enlarged.show()

    def enlarge_last(self) -> None:
        """Show the newest fault."""
        watch = self._session.watch
        if watch is not None and watch.faults:
            self.enlarge(watch.faults[-1].number)

    def close(self) -> None:
        """Show no fault any more."""
        if self.enlarged is not None:
            self.enlarged.close()

    def label(self, result: Result) -> None:
        """Send a frame to labelling: of a clip of the project at its place, any other as a clip of its own in the project.

        While a camera is watched the sign stays in sight: the frame is kept, and said to be.
        """
        project, began = self._context.project, self._session.began
        if began is None:
            return
        if project is None:
            self._context.notices.warn(self.tr("Frames are labelled in a project: open one, or make one (File)."))
            return
        source = Path(began.source)
        if source.is_file() and source.parent == project.videos:
            self._open(source, result.frame.number)
            return
        work = partial(_saved, result, project.videos)
        self._context.jobs.run(self.tr("Saving the frame for labelling"), work, owner=self, ended=self._labelled)

    def export(self) -> None:
        """Ask for a file and write the session's rows into it."""
        watch, project = self._session.watch, self._context.project
        if watch is None or watch.rows is None or not watch.rows.rows:
            self._context.notices.warn(self.tr("There is nothing to export: no frame was judged yet."))
            return
        folder = Path.home() if project is None else project.folder
        wanted = folder / f"inspection_{datetime.now().astimezone():%Y%m%d_%H%M%S}.csv"
        title, kinds = self.tr("Export the session"), self.tr("Table ({ending})").format(ending="*.csv")
        name, _ = QFileDialog.getSaveFileName(self._tab, title, str(wanted), kinds)
        if name:
            work = partial(_exported, watch.rows, Path(name))
            self._context.jobs.run(self.tr("Exporting the session"), work, owner=self, ended=self._exported)

    def report(self) -> None:
        """Ask for a file and write the report of today's sessions into it; where there is none, of the newest."""
        project, began = self._context.project, self._session.began
        if project is not None:
            folder = project.folder / FOLDER
        elif began is not None:
            folder = journal_folder(began.run.folder)
        else:
            return
        if not sessions_in(folder):
            self._context.notices.warn(
                self.tr("There is nothing to report: nothing was inspected in this project yet.")
            )
            return
        now = datetime.now().astimezone()
        title, kinds = self.tr("Shift report"), self.tr("{name} ({ending})")
        filters = ";;".join(kinds.format(name=name, ending=f"*.{name.lower()}") for name in ("PDF", "HTML"))
        begin = self.tr("shift_report")
        wanted = (Path.home() if project is None else project.folder) / f"{begin}_{now:%Y%m%d}.pdf"
        name, _ = QFileDialog.getSaveFileName(self._tab, title, str(wanted), filters)
        if name:
            language: Language = "de" if QLocale().language() is QLocale.Language.German else "en"
            work = partial(_reported, folder, Path(name), language, now)
            self._context.jobs.run(self.tr("Writing the shift report"), work, owner=self, ended=self._reported)

    def _reported(self, done: tuple[Path, int]) -> None:
        path, sessions = done
        text = self.tr("The shift report is in {file}. Sessions: {n}").format(file=path, n=number(sessions))
        self._context.notices.tell(text, action=opening(path, self.tr("Open the report"), owner=self))

    def _step(self, step: int) -> None:
        if self.enlarged is not None and self.enlarged.fault is not None:
            self.enlarge(self.enlarged.fault.number + step)

    def _closed(self) -> None:
        self.enlarged = None

    def _labelled(self, clip: Path) -> None:
        if not self._session.is_running:
            self._open(clip, 0)
            return
        self._context.clips_changed.emit()
        text = self.tr("The frame waits in labelling as {clip}; the inspection goes on.")
        self._context.notices.tell(text.format(clip=clip.name))
        self.frame_kept.emit()

    def _open(self, clip: Path, number: int) -> None:
        """Show a frame in labelling; an enlarged fault would lie over it."""
        self.close()
        self._context.label_wanted.emit(clip, number)

    def _exported(self, done: tuple[Path, int]) -> None:
        path, rows = done
        text = self.tr("{rows} frames exported to {file}").format(rows=number(rows), file=path)
        self._context.notices.tell(text, action=opening(path.parent, self.tr("Show the folder"), owner=self))


def _saved(result: Result, folder: Path, job: Job) -> Path:
    del job
    return save_frame(result.frame, folder, when=datetime.now().astimezone())


def _reported(folder: Path, path: Path, language: Language, now: datetime, job: Job) -> tuple[Path, int]:
    try:
        sessions = sessions_of_day(folder, now)
    except StationError:
        sessions = sessions_in(folder)[-1:]
    with closing(PictureProcess(waiting=job.check)) as reader:
        write_report(path, sessions, language=language, now=now, gathered=job.step, reader=reader)
    return path, len(sessions)


def _exported(rows: SessionFile, path: Path, job: Job) -> tuple[Path, int]:
    del job
    return path, rows.export(path)
