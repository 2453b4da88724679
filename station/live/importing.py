"""A run from a stranger: a child process looks at it and copies what is sound; then, if a person says yes, it is the project's."""

import itertools
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from station.core import storage
from station.core.errors import StationError
from station.core.messages import Done, ImportRun, ImportWeights
from station.core.processes import is_alive
from station.core.project import Project
from station.live.link import Worker, WorkerFault
from station.model.runs import CARD, Run, check_name, open_run

STAGING = ".import-"
PATIENCE_SECONDS = 120.0
"""How long the child may take, TensorFlow's start on a slow disk included; what is hostile is refused in less than two."""
TURN_SECONDS = 0.1

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported: a run's folder, or a lab's `.h5` of the network `network`.

    `attributes` are those of the file's outputs in their order (empty: the project's), `image_size` what it was fed with.
    """

    source: Path
    network: str | None = None
    attributes: tuple[str, ...] = ()
    image_size: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """What the run will be called where nobody says otherwise."""
        plain = self.source.stem.removesuffix(".weights") if self.is_file else self.source.name
        return re.sub(r"[^\w.-]", "_", plain).strip("._-")[:60] or "imported"

    @property
    def is_file(self) -> bool:
        """Whether it is a file, and not a folder."""
        return self.source.is_file()


class Found:
    """A run that was looked at and is sound, in a folder of its own till it is accepted."""

    def __init__(self, project: Project, run: Run, notes: str, seconds: float) -> None:
        """Made by `looked_at`."""
        self.run = run
        self.notes = notes
        """What was left out or assumed, in a sentence; may be empty."""
        self.seconds = seconds
        self._project = project

    def accept(self, name: str) -> Run:
        """Make it the project's, whole or not at all, under the name or the next free one; StationError where the disk refuses."""
        target = free_name(self._project, name)
        storage.move_folder(self.run.folder, target)
        return Run(target, self.run.card)


@contextmanager
def looked_at(
    project: Project, wish: Wish, *, waiting: Callable[[], None] = lambda: None, patience_s: float = PATIENCE_SECONDS
) -> Iterator[Found]:
    """Have a child look at it, and give what is sound; StationError, in a sentence, on anything else. What isn't accepted is gone.

    `waiting` is called several times a second while the child is at work; what it raises ends the child at once.
    """
    check_source(wish)
    sweep(project)
    staging = storage.create_folder(project.models) / f"{STAGING}{os.getpid()}-{next(_numbers)}"
    storage.create_folder(staging)
    try:
        begun = monotonic()
        notes = _looked(project, wish, staging, waiting=waiting, patience_s=patience_s)
        yield Found(project, open_run(staging), notes, monotonic() - begun)
    finally:
        if staging.is_dir():
            with suppress(StationError):
                storage.remove_folder(staging)


def check_source(wish: Wish) -> None:
    """Refuse what is neither a run's folder nor a lab's `.h5`, unopened; StationError says what was expected."""
    source = wish.source
    if source.is_dir():
        if wish.network or wish.attributes or wish.image_size:
            raise StationError(f"{source} is a run's folder, whose card says its network, attributes and image size")
        return
    if not source.is_file():
        raise StationError(f"expected a run's folder or a lab's .h5 weights; {source} does not exist or is neither")
    if source.suffix.lower() in (".keras", ".pb", ".npz", ".npy", ".pkl", ".pickle", ".zip", ".xml"):
        raise StationError(
            f"expected a run's folder or a lab's .h5 weights; a {source.suffix} file may run code or unfold without end "
            f"when it is opened, so {source} was not"
        )
    if source.suffix.lower() not in (".h5", ".hdf5"):
        raise StationError(f"expected a run's folder or a lab's .h5 weights; received {source}")
    if wish.network is None and (source.parent / CARD).is_file():
        raise StationError(f"{source} belongs to a run; import its folder, {source.parent}")
    if wish.network is None:
        raise StationError(f"{source} has no model card; say its network, --network reference or --network fruit")


def free_name(project: Project, name: str) -> Path:
    """The folder of that name in models/, or with -2, -3, ... where it is taken."""
    wanted = project.models / check_name(name)
    folders = (wanted if count == 1 else wanted.with_name(f"{wanted.name}-{count}") for count in range(1, 10_000))
    return next(folder for folder in folders if not folder.exists())


def sweep(project: Project) -> None:
    """Remove what an import that was killed left behind; that of a living process stays."""
    for folder in project.models.glob(f"{STAGING}*"):
        number = folder.name.removeprefix(STAGING).partition("-")[0]
        if number.isdecimal() and not is_alive(int(number)):
            with suppress(StationError):
                storage.remove_folder(folder)


def _looked(project: Project, wish: Wish, staging: Path, *, waiting: Callable[[], None], patience_s: float) -> str:
    source, folder = str(wish.source.absolute()), str(project.folder.resolve())
    request: ImportRun | ImportWeights = ImportRun(source, folder, str(staging.resolve()))
    if wish.is_file:
        network = wish.network or ""
        request = ImportWeights(source, folder, str(staging.resolve()), network, wish.attributes, wish.image_size)
    with Worker("import") as worker, ThreadPoolExecutor(1, "importing") as pool:
        coming = pool.submit(worker.ask, request, expecting=Done)
        end = monotonic() + patience_s
        try:
            while not wait([coming], TURN_SECONDS).done:
                waiting()
                if monotonic() > end:
                    raise StationError(f"{wish.source} could not be checked in {patience_s:.0f} s; it is refused")
        finally:
            if not coming.done():
                worker.kill()
        try:
            return coming.result().text
        except WorkerFault as fault:
            raise StationError(f"{wish.source} is refused, since checking it failed: {fault}") from fault
        except StationError as error:
            if worker.is_gone:
                raise StationError(
                    f"{wish.source} is refused: the process that looked at it died of it, and nothing else did"
                ) from error
            raise
