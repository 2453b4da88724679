"""Which files are clips, and which of them a project has."""

from pathlib import Path

from station.core.errors import StationError
from station.core.project import Project

CLIP_SUFFIXES = frozenset({".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".mts", ".mpg", ".mpeg", ".wmv", ".3gp"})
"""How the names of clips end, in small letters."""


def clips_of(project: Project) -> list[Path]:
    """The clips in the project's videos/, by name; hidden files are none."""
    if not project.videos.is_dir():
        return []
    found = (path for path in project.videos.iterdir() if path.suffix.lower() in CLIP_SUFFIXES)
    return sorted((path for path in found if not path.name.startswith(".")), key=lambda path: path.name)


def check_only_clip(clip: Path) -> None:
    """Refuse a clip that shares its table and its pictures' names with another."""
    same = [p.name for p in clip.parent.iterdir() if p.stem == clip.stem and p.suffix.lower() in CLIP_SUFFIXES]
    if len(same) > 1:
        raise StationError(
            f"{' and '.join(sorted(same))} would share their labels and pictures; rename one of these clips first"
        )
