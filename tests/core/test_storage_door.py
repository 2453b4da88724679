"""Every save of the program, with each of its disk operations failing in turn: told, and the old data is whole, or done.

And that every write goes through the storage door: seen from the disk, and in the source.
"""

import itertools
import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from station.core import picture_shard, storage
from station.core.errors import StationError
from station.core.labels import LabelTable
from station.live.session_file import SessionFile
from tests.core.failing_disk import FailingDisk, Fault
from tests.core.full_disk import FullDisk
from tests.core.save_paths import ON_A_FULL_DISK, SAVE_PATHS, Found, SavePath
from tests.core.writes_beside import EXCEPTIONS, found_in, writes_beside
from tests.soak.summary import is_full, tell

DOOR = ("station/core/storage.py", "station/core/growing.py")
PACKAGE = Path(storage.__file__).parents[1]
SAMPLE = 2
_numbers = itertools.count()


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FailingDisk:
    """A disk below tmp_path, on which nobody waits for another program that holds a file."""
    now = itertools.count(0.0, 0.5)
    monkeypatch.setitem(storage.replace.__kwdefaults__, "clock", lambda: next(now))
    monkeypatch.setitem(storage.replace.__kwdefaults__, "pause", lambda seconds: None)
    monkeypatch.setattr(picture_shard, "KEPT_FREE", 0)
    return FailingDisk(tmp_path, monkeypatch=monkeypatch)


def trials(path: SavePath, operations: int) -> Iterator[tuple[int, Fault, bool]]:
    """Which operation fails, how, and whether all later ones do."""
    if is_full():
        yield from itertools.product(range(operations), Fault, (False, True))
        return
    rng = random.Random(path.name)
    chosen = {0, operations // 2, operations - 1, *rng.sample(range(operations), min(SAMPLE, operations))}
    for at in sorted(chosen)[: 1 if path.is_slow else None]:
        yield at, rng.choice(list(Fault)), rng.random() < 0.5


def close(state: object) -> None:
    """Let go of what a killed program would have let go of."""
    for part in state if isinstance(state, tuple) else (state,):
        if isinstance(part, LabelTable):
            part.close()
        elif isinstance(part, SessionFile):
            part.drop()


def tried(path: SavePath, folder: Path, disk: FailingDisk, at: int | None, fault: Fault, *, stays: bool) -> str:
    """The save with that failure: what is wrong with how it went; empty where nothing is."""
    folder.mkdir()
    state = path.prepare(folder)
    before = path.look(folder)
    problem: StationError | None = None
    try:
        with disk.failing(at, fault, stays=stays):
            path.save(state)
    except StationError as error:
        problem = error
    return went_wrong(path, folder, state, before, problem, stays=stays)


def went_wrong(
    path: SavePath, folder: Path, state: object, before: Found, problem: StationError | None, *, stays: bool
) -> str:
    """Whether a save that ended so left anything but the old or the new, in words."""
    for place in (folder, *(inside for inside in folder.rglob("*") if inside.is_dir())):
        storage.sweep(place)
    left = [file.name for file in folder.rglob(f"*{storage.TEMPORARY_SUFFIX}") if ".inspection." not in file.name]
    now = path.look(folder)
    close(state)
    after = AFTER[path.name]
    if left:
        return f"left {left}"
    if problem is None:
        return "" if now == after else f"said nothing, and found {now}"
    strange = {
        part: found
        for part, found in now.items()
        if not (part in before and before[part] == found) and not (part in after and after[part] == found)
    }
    strange |= {part: None for part in before if part in after and part not in now}
    allowed = [part for part, found in strange.items() if path.also(part, found) or (stays and found == path.litter)]
    wrong = {part: found for part, found in strange.items() if part not in allowed}
    return f"said {problem}, and found {wrong}" if wrong else ""


AFTER: dict[str, Found] = {}


@pytest.mark.soak
@pytest.mark.parametrize("path", SAVE_PATHS, ids=lambda path: path.name)
def test_each_operation_of_each_save_may_fail(path: SavePath, tmp_path: Path, disk: FailingDisk) -> None:
    folder = tmp_path / "undisturbed"
    folder.mkdir()
    state = path.prepare(folder)
    with disk.failing(None, stacks=True):
        path.save(state)
    AFTER[path.name] = path.look(folder)
    close(state)
    done = disk.operations
    assert done
    beside = {f"{one.what} {Path(one.path).name}" for one in done if not any(file.endswith(DOOR) for file in one.stack)}
    assert not beside, "not through the storage door"
    begun, wrong, count = time.perf_counter(), [], 0
    for at, fault, stays in trials(path, len(done)):
        told = tried(path, tmp_path / str(next(_numbers)), disk, at, fault, stays=stays)
        count += 1
        if told:
            wrong.append(f"{at} {done[at].what} {Path(done[at].path).name} {fault.name} stays={stays}: {told}")
    what = f"{path.name}: {len(done)} operations"
    tell(fault=3, what=what, tried=count, lost=len(wrong), seconds=time.perf_counter() - begun)
    assert not wrong, "\n".join(wrong)


@pytest.mark.soak
@pytest.mark.skipif(os.name == "nt", reason="Windows has neither a disk in memory nor a limit for the size of a file")
def test_a_disk_that_is_truly_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_shard, "KEPT_FREE", 0)
    begun, wrong, count, refused = time.perf_counter(), [], 0, 0
    with FullDisk(tmp_path / "full") as full:
        for path in ON_A_FULL_DISK:
            AFTER.setdefault(path.name, undisturbed(path, full.folder / "undisturbed"))
            shutil.rmtree(full.folder / "undisturbed")
            for pages in range(60) if is_full() else (0, 2):
                folder = full.folder / "p"
                folder.mkdir()
                state = path.prepare(folder)
                before, problem = path.look(folder), None
                try:
                    with full.left(pages):
                        path.save(state)
                except StationError as error:
                    problem = error
                count, refused = count + 1, refused + (problem is not None)
                if told := went_wrong(path, folder, state, before, problem, stays=True):
                    wrong.append(f"{path.name}, {pages} pages: {told}")
                shutil.rmtree(folder)
        what = f"saves on {full.what}: neither told nor done"
    tell(fault=3, what=what, tried=count, lost=len(wrong), seconds=time.perf_counter() - begun)
    assert not wrong, "\n".join(wrong)
    assert refused > len(ON_A_FULL_DISK) / 2, "the disk was not full"


def undisturbed(path: SavePath, folder: Path) -> Found:
    folder.mkdir()
    state = path.prepare(folder)
    path.save(state)
    found = path.look(folder)
    close(state)
    return found


def test_nothing_in_the_source_writes_beside_the_door() -> None:
    found = found_in(PACKAGE)
    beside = {place: lines for place, lines in found.items() if place[1] not in EXCEPTIONS.get(place[0], {})}
    assert not beside, "these write beside station.core.storage"
    unused = [(file, call) for file, calls in EXCEPTIONS.items() for call in calls if (file, call) not in found]
    assert not unused, "exceptions that nothing needs any more"


@pytest.mark.parametrize(
    "planted",
    [
        "path.open('w')",
        "open(path, mode='ab')",
        "path.open('r+b')",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "path.write_text('x')",
        "Path('x').write_bytes(data)",
        "path.mkdir(parents=True)",
        "path.unlink(missing_ok=True)",
        "path.rename(other)",
        "temporary.replace(path)",
        "shutil.rmtree(folder)",
        "shutil.copy2(a, b)",
        "np.savez(path, a=a)",
        "np.memmap(path, mode='w+', shape=3)",
        "sqlite3.connect(path)",
        "h5py.File(path, 'w')",
    ],
)
def test_a_planted_write_is_found(planted: str) -> None:
    assert next(iter(writes_beside(f"def f():\n    {planted}\n")))[0] == 2


@pytest.mark.parametrize(
    "harmless",
    [
        "path.open('rb')",
        "text.replace('a', 'b')",
        "replace(state, phase=1)",
        "np.memmap(path, np.uint8, 'r')",
        "open(path)",
    ],
)
def test_what_only_reads_is_not(harmless: str) -> None:
    assert not list(writes_beside(harmless))
