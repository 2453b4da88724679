"""Keeps single pictures: the newest frame as PNG in the project's snapshots/, through a job."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from station.core import storage
from station.core.clip_names import clip_name, unused
from station.core.frame import Frame
from station.core.images import encode_png
from station.live.jobs import Job
from station.ui.context import Context

FOLDER = "snapshots"
TEMPLATE = "snapshot_{date}_{time}__{note}"


class Snapshots(QObject):
    """Saves frames for the camera tab."""

    def __init__(self, context: Context, parent: QObject) -> None:
        """Save into the project that is open at the time."""
        super().__init__(parent)
        self._context = context

    def take(self, frame: Frame, *, note: str) -> None:
        """Save a frame, unmarked, under a name that no picture has."""
        project = self._context.project
        if project is None:
            return
        name = clip_name(TEMPLATE, when=datetime.now(), note=note)
        folder = project.folder / FOLDER

        def work(job: Job) -> Path:
            del job
            storage.create_folder(folder)
            path = folder / f"{unused(name, taken=[entry.stem for entry in folder.iterdir()])}.png"
            storage.write_bytes(path, encode_png(frame.picture))
            return path

        self._context.jobs.run(self.tr("Saving a snapshot"), work, owner=self, ended=self._saved)

    def _saved(self, path: Path) -> None:
        told = self.tr("Snapshot saved: {name}").format(name=f"{FOLDER}/{path.name}")
        self._context.notices.tell(told)
