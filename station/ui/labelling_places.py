"""Where labelling was left: remembered clip by clip, so that closing or switching loses nothing."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication

from station.core.errors import StationError
from station.core.label_desk import Kept
from station.core.project import Project
from station.core.settings import ClipPlace, Place
from station.ui.context import Context
from station.ui.failures import tell_failure

MOST_CLIPS = 200
"""Older ones are forgotten, but for what is not saved there."""


class Places:
    """The places of one project, in the window's memory."""

    def __init__(self, context: Context, project: Project) -> None:
        """Read what is remembered."""
        self._context = context
        self.project = str(project.folder)
        place = context.memory.value.places.get(self.project, Place())
        self.clip = place.clip
        self._clips = dict(place.clips)

    def of(self, clip: Path) -> Kept | None:
        """How a clip was left; None where it never was."""
        place = self._clips.get(clip.name)
        if place is None:
            return None
        drafts = {int(number): values for number, values in place.drafts.items() if number.isdecimal()}
        return Kept(place.frame, place.values, drafts, place.stamp, place.names)

    def keep(self, clip: Path, kept: Kept) -> None:
        """Remember a clip; in memory, until `write`."""
        drafts = {str(number): values for number, values in kept.drafts.items()}
        self._clips.pop(clip.name, None)
        self._clips[clip.name] = ClipPlace(
            frame=kept.number, values=kept.values, drafts=drafts, stamp=kept.stamp, names=kept.names
        )

    def close(self) -> None:
        """No clip is open."""
        self.clip = ""

    def write(self) -> None:
        """Put it into the window's memory, and on the disk; told where that fails."""
        drop = [name for name, place in self._clips.items() if not place.drafts][:-MOST_CLIPS]
        for name in drop:
            del self._clips[name]
        places = {**self._context.memory.value.places, self.project: Place(clip=self.clip, clips=dict(self._clips))}
        try:
            self._context.memory.change("", places=msgspec.to_builtins(places))
        except StationError as error:
            title = QCoreApplication.translate("LabellingTab", "The place in the clip could not be remembered")
            tell_failure(self._context.notices, title, error)
