"""Kills whoever saves: `python -m tests.soak.killing WORK FOLDER KILLS SEED` prints what was tried and lost, as one line of JSON.

A warm process forks the one that saves, kills -9 it at a random moment, and looks at what it left: ten thousand kills take minutes.
It imports neither TensorFlow nor Qt. Where there is no fork (Windows) the smaller kill tests beside each module remain.
"""

import itertools
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from station.core import label_file, storage
from station.core.attributes import SEAM
from station.core.clips import Clip, ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.images import read_picture
from station.core.labels import LabelTable
from station.core.project import Project, create_project, open_project
from station.core.tables import parse_table
from station.model import keeper
from station.model.runs import CARD
from tests.core.test_clips import number_of, numbered
from tests.model.fake_training import FakeTraining, loaded_epoch

Tell = Callable[[str], None]
Work = Callable[[Tell], None]
CLIP = "Naht_ü 1"
KILLS_A_FOLDER = 25
FIRST_WORD_S = 60.0
"""How long a child may take until it begins."""


@dataclass
class Killed:
    """What came of all kills."""

    tried: int = 0
    lost: int = 0
    worst_s: float = 0.0
    acknowledged: int = 0
    amid_a_write: int = 0
    problems: list[str] = field(default_factory=list)

    def wrong(self, what: str) -> None:
        """Count something as lost."""
        self.lost += 1
        self.problems = [*self.problems[:20], what]


def killed(work: Work, *, after_s: float) -> list[str]:
    """Have a forked child work, kill -9 it so many seconds after its first word, and give the words that it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda word: os.write(writing, f"{word}\n".encode()) and None)
        finally:
            os._exit(1)
    os.close(writing)
    told, end = b"", time.monotonic() + FIRST_WORD_S
    while select.select([reading], [], [], max(0.0, end - time.monotonic()))[0]:
        data = os.read(reading, 1 << 16)
        if not data:
            break
        end = end if told else time.monotonic() + after_s
        told += data
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while data := os.read(reading, 1 << 16):
        told += data
    os.close(reading)
    if not os.WIFSIGNALED(status) or not told:
        raise RuntimeError(f"the child ended by itself: {told.decode()[-500:]}")
    return told.decode().split("\n")[:-1]


def in_child(look: Callable[[], str]) -> str:
    """What a forked child says. Where the child decodes, this process never does: threads of a library do not survive a fork."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                pipe.write(look())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def amid_a_write(folder: Path) -> bool:
    """Whether a file was just being written."""
    return any(folder.rglob(f".*{storage.TEMPORARY_SUFFIX}"))


# Labels


def save_labels(project: Project, tell: Tell) -> None:
    """Save frame after frame, some of them twice, and tell each that `save` acknowledged."""
    tell("ready")
    labels = LabelTable(project, clip=CLIP)
    number = max(labels.saved_numbers, default=-1) + 1
    while True:
        labels.toggle(("good", "error")[number % 2])
        for _ in range(1 + (number % 3 == 0)):
            labels.toggle("break")
            labels.save(Frame(np.full((24, 32, 3), number % 256, np.uint8), number, 0.0))
            tell(f"{number} {''.join(str(int(value)) for value in labels.values)}")
        if number % 4 == 0:
            labels.settle()
        number += 1


def kill_labelling(folder: Path, kills: int, rng: random.Random) -> Killed:
    """Rows that were acknowledged and are not there, rows without their picture, and tables that others can't read."""
    found = Killed()
    for kill in range(kills):
        if kill % KILLS_A_FOLDER == 0:
            place = folder / f"{kill}"
            project = create_project(place)
            known: dict[int, tuple[bool, ...]] = {}
            way = kill // KILLS_A_FOLDER % 2
            label_file.JOURNAL_FROM, label_file.JOURNAL_LINES = (60, 20) if way else (0, 7)
        told = killed(partial(save_labels, project), after_s=rng.uniform(0.0005, 0.02))
        last = -1
        for word in told[1:]:
            number, values = word.split()
            last = int(number)
            known[last] = tuple(value == "1" for value in values)
        found.acknowledged += len(told) - 1
        found.tried += 1
        found.amid_a_write += amid_a_write(project.pics)
        known = _looked_at_labels(project, known, last, found)
        if kill % KILLS_A_FOLDER == KILLS_A_FOLDER - 1:
            shutil.rmtree(place)
    return found


def _looked_at_labels(
    project: Project, known: dict[int, tuple[bool, ...]], last: int, found: Killed
) -> dict[int, tuple[bool, ...]]:
    table = project.label_table(CLIP)
    begun = time.perf_counter()
    try:
        if table.exists():
            parse_table(table.read_bytes(), path=table, attributes=SEAM)
        labels = LabelTable(open_project(project.folder), clip=CLIP)
    except StationError as error:
        found.wrong(str(error))
        return known
    found.worst_s = max(found.worst_s, time.perf_counter() - begun)
    there = {number: labels.label_of(number) for number in labels.saved_numbers}
    for number, values in known.items():
        other = (*values[:2], not values[2], *values[3:])  # saving it again may have been under way
        if there.get(number) != values and not (number == last and there.get(number) == other):
            found.wrong(f"frame {number}: acknowledged {values}, found {there.get(number)}")
    if labels.missing_pictures:
        found.wrong(f"rows without a picture: {labels.missing_pictures}")
    for number in sorted(there)[-3:]:
        if not np.all(read_picture(project.pics / f"{CLIP}_{number}.png") == number % 256):
            found.wrong(f"frame {number} has another picture")
    return {number: values for number, values in there.items() if values is not None}


# Recording


def film(path: Path, tell: Tell) -> None:
    """Record numbered frames at 30 a second of the clip's time, and tell each that was taken."""
    with ClipWriter(path, size=(128, 64), rate=30) as writer:
        for number in range(100_000):
            writer.write(Frame(numbered(number), number, number / 30))
            tell(str(number))


def kill_recording(folder: Path, kills: int, rng: random.Random) -> Killed:
    """Clips that do not open, that lack more than one frame, or whose times do not increase."""
    found = Killed()
    for kill in range(kills):
        path = folder / f"{kill}.mp4"
        told = killed(partial(film, path), after_s=rng.uniform(0.0, 0.06))
        found.tried += 1
        found.acknowledged += len(told)
        seen = json.loads(in_child(partial(_looked_at_clip, path)))
        count = len(seen["numbers"])
        found.worst_s = max(found.worst_s, (len(told) - count) / 30)
        if seen["error"] and len(told) > 2:  # killed before its second frame it holds none
            found.wrong(f"{seen['error']} after {len(told)} frames")
        if seen["numbers"] != list(range(count)) or any(b <= a for a, b in itertools.pairwise(seen["times"])):
            found.wrong(str(seen))
        if len(told) - count > 1:
            found.wrong(f"{len(told)} frames were taken and {count} are there")
        path.unlink(missing_ok=True)
    return found


def _looked_at_clip(path: Path) -> str:
    """What a clip holds, as JSON."""
    try:
        with Clip(path) as clip:
            frames = list(clip.frames())
    except StationError as error:
        return json.dumps({"error": str(error), "numbers": [], "times": []})
    numbers = [number_of(frame.picture) for frame in frames]
    return json.dumps({"error": "", "numbers": numbers, "times": [frame.time_s for frame in frames]})


# Checkpoints


def train(folder: Path, tell: Tell) -> None:
    """Train epoch after epoch, going on from what is there, and tell each that was kept."""
    tell("ready")
    training = FakeTraining(folder)
    while True:
        tell(str(training.epoch()))


def kill_training(folder: Path, kills: int, rng: random.Random) -> Killed:
    """Runs that can't be loaded, that lost an epoch that was kept, or that got worse."""
    found = Killed()
    FakeTraining(folder / "warm").epoch()  # what is imported late is imported by now
    for kill in range(kills):
        if kill % KILLS_A_FOLDER == 0:
            run, best = folder / f"run{kill}", 0
        told = killed(partial(train, run), after_s=rng.uniform(0.001, 0.02))
        found.tried += 1
        found.acknowledged += len(told) - 1
        found.amid_a_write += amid_a_write(run)
        kept = max([best, *map(int, told[1:])])
        begun = time.perf_counter()
        try:
            best = loaded_epoch(run) if kept or (run / CARD).exists() else 0
        except StationError as error:
            found.wrong(str(error))
        found.worst_s = max(found.worst_s, time.perf_counter() - begun)
        if best < kept or best > kept + 1:
            found.wrong(f"epoch {kept} was kept, and {best} is there")
        if run.exists():
            storage.sweep(run)
            if best and len(list(run.glob("*.weights.h5"))) > 3:  # the best, and what was to become it
                found.wrong("old checkpoints pile up")
    return found


WORKS = {"labelling": kill_labelling, "recording": kill_recording, "training": kill_training}


def main() -> None:
    """Kill as often as the command line says."""
    work, folder, kills, seed = sys.argv[1:]
    keeper.versions = dict  # asking each package for its version takes longer than all the saving
    found = WORKS[work](Path(folder), int(kills), random.Random(int(seed)))
    assert not {"tensorflow", "keras", "PySide6"} & set(sys.modules), "nothing heavy is needed to save"
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
