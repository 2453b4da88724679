"""What the list of clips tells: how many frames each has, which are labelled, and the runs that can be asked."""

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from station.core import storage
from station.core.class_subsets import folder_pictures
from station.core.clip_files import clips_of
from station.core.errors import StationError
from station.core.folders import cache_folder
from station.core.label_counts import LabelCounts, counted, counts_by_clip
from station.core.project import Project
from station.live.clip_process import ClipCounter
from station.live.jobs import Job
from station.live.suggestions import runs_for
from station.model.runs import Run

LENGTHS = "clip_lengths.json"
LARGEST = 1 << 22


@dataclass(frozen=True, slots=True)
class ClipOverview:
    """The clips of a project by name; `lengths` in frames, 0 where a clip can't be opened."""

    clips: tuple[Path, ...]
    counts: dict[str, LabelCounts]
    """By the clip's name without its ending, those without a clip in videos/ included."""
    runs: tuple[Run, ...]
    in_folders: LabelCounts | None = None
    """Of the pictures that lie in class folders; None where it was not looked yet."""


def overview(project: Project) -> ClipOverview:
    """The clips, their labels and the runs, as they are on the disk now."""
    in_folders = counted((p.values for p in folder_pictures(project)), attributes=project.attributes)
    return ClipOverview(tuple(clips_of(project)), counts_by_clip(project), tuple(runs_for(project)), in_folders)


def clip_lengths(clips: tuple[Path, ...], *, job: Job) -> dict[str, int]:
    """The number of frames of each clip by its file name, 0 where it can't be opened; what was counted is kept.

    Raises Stopped where the job is asked to stop; what was counted by then is kept as well.
    """
    known = _read()
    found = {}
    counted = 0
    try:
        with closing(ClipCounter()) as count:
            for clip in clips:
                job.check()
                key, stamp = str(clip), _stamp(clip)
                if known.get(key, [])[:2] != stamp:
                    known[key] = [*stamp, count.frames(clip, job=job)]
                    counted += 1
                found[clip.name] = known[key][2]
    finally:
        if counted:
            _write(known)
    return found


def _stamp(clip: Path) -> list[int]:
    try:
        status = clip.stat()
    except OSError:
        return [0, 0]
    return [status.st_mtime_ns, status.st_size]


def _read() -> dict[str, list[int]]:
    """The kept lengths; what does not look like one is left out, since it can be counted again."""
    file = cache_folder() / LENGTHS
    try:
        content = json.loads(storage.read_bytes(file)) if file.stat().st_size <= LARGEST else {}
    except (OSError, StationError, ValueError):
        return {}
    rows = content.items() if isinstance(content, dict) else ()
    return {
        clip: row
        for clip, row in rows
        if isinstance(row, list) and len(row) == 3 and all(isinstance(part, int) for part in row)
    }


def _write(known: dict[str, list[int]]) -> None:
    try:
        storage.create_folder(cache_folder())
        storage.write_text(cache_folder() / LENGTHS, json.dumps(known))
    except StationError:  # they are counted again next time
        return
