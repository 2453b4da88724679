"""Where the station keeps what belongs to no project: its cache, its logs, and what ships with it."""

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("seam-station", appauthor=False)


def cache_folder() -> Path:
    """Pictures at network size; may be deleted at any time."""
    return _DIRS.user_cache_path


def log_folder() -> Path:
    """Logs of the station and its workers."""
    return _DIRS.user_log_path


def data_folder() -> Path:
    """What is kept of inspections that belong to no project: their journals."""
    return _DIRS.user_data_path


def config_folder() -> Path:
    """The settings, and what the window remembers of itself."""
    return _DIRS.user_config_path


def resource(name: str) -> Path:
    """A file or folder that ships with the station: in the wheel below `station/`, in a checkout beside it."""
    package = Path(__file__).parents[1]
    packaged = package / "resources" / name
    return packaged if packaged.exists() else package.parent / "resources" / name
