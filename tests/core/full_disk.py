"""A disk that is truly full: a small one in memory where it can be mounted, else a limit for the size of files."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Self

PAGE = 4096
MEGABYTES = 32


class FullDisk:
    """A folder that can be filled up; a context manager."""

    def __init__(self, folder: Path) -> None:
        """Mount a disk on a new folder, if this process may."""
        folder.mkdir()
        self.folder = folder
        command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
        try:
            self._is_mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except OSError:
            self._is_mounted = False

    @property
    def what(self) -> str:
        """What kind of full disk it is."""
        return "a full tmpfs" if self._is_mounted else "a disk with a limit for each file"

    @contextlib.contextmanager
    def left(self, pages: int) -> Iterator[None]:
        """Within the block only so many pages are free; of a file without a disk of its own only so many can be written."""
        if not self._is_mounted:
            import resource

            before = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (pages * PAGE, before[1]))
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
            return
        filler = self.folder / "filler"
        descriptor = os.open(filler, os.O_WRONLY | os.O_CREAT)
        try:
            status = os.fstatvfs(descriptor)
            os.posix_fallocate(descriptor, 0, max(1, status.f_bavail - pages) * status.f_frsize)
            yield
        finally:
            os.close(descriptor)
            filler.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        if self._is_mounted:
            subprocess.run(["umount", "-l", str(self.folder)], capture_output=True, check=True)  # noqa: S607
