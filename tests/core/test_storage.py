"""Whoever reads a path sees the old file or the new one, whole."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from station.core import storage
from station.core.errors import StationError
from station.core.growing import open_growing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Prüfung ä ß 日本"
    path.mkdir()
    return path


class FakeClock:
    """Time that passes only while somebody pauses."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pauses = 0

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds
        self.pauses += 1


class HeldPath(type(Path())):  # type: ignore[misc]
    """A path whose replacing another program forbids so many times."""

    held_for = 0

    def replace(self, target: Path) -> Path:  # type: ignore[override]
        if HeldPath.held_for > 0:
            HeldPath.held_for -= 1
            raise PermissionError(errno.EACCES, "held by Excel")
        return Path(self).replace(target)


@pytest.fixture
def table(folder: Path) -> Path:
    path = folder / "Tüte.csv"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def held(table: Path) -> Iterator[HeldPath]:
    temporary = storage.temporary_name(table)
    temporary.write_bytes(b"new")
    yield HeldPath(temporary)
    HeldPath.held_for = 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced_whole(table: Path) -> None:
    storage.write_bytes(table, b"new\r\n")
    assert storage.read_bytes(table) == b"new\r\n"
    storage.write_text(table, "ä\n日")
    assert table.read_bytes() == "ä\n日".encode()
    assert names(table.parent) == ["Tüte.csv"]


def test_who_reads_on_keeps_the_old_file(table: Path) -> None:
    with table.open("rb") as reader:
        if os.name == "nt":
            pytest.skip("Windows forbids replacing a file that is open, and the station waits")
        storage.write_bytes(table, b"new")
        assert reader.read() == b"old"


@pytest.mark.parametrize("operation", ["fsync", "replace", "open"])
@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_leaves_the_old_file_and_no_temporary_one(
    operation: str, reason: int, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    owner = os if operation == "fsync" else Path
    monkeypatch.setattr(owner, operation, refuse)
    with pytest.raises(StationError) as caught:
        storage.write_bytes(table, b"new")
    monkeypatch.undo()
    assert str(table) in str(caught.value)
    assert os.strerror(reason) in str(caught.value)
    assert table.read_bytes() == b"old"
    assert names(table.parent) == ["Tüte.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no folder durable")
def test_a_folder_that_cannot_be_made_durable_is_told_and_does_not_claim_the_old_file(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    calls: list[int] = []

    def second_fails(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", second_fails)
    with pytest.raises(StationError, match="was written, but"):
        storage.write_bytes(table, b"new")
    assert table.read_bytes() == b"new"


def test_a_held_file_is_tried_again_until_it_is_free(table: Path, held: HeldPath) -> None:
    clock = FakeClock()
    HeldPath.held_for = 10
    storage.replace(held, table, clock=clock, pause=clock.pause)
    assert table.read_bytes() == b"new"
    assert clock.pauses == 10


def test_a_file_that_stays_held_is_given_up_after_two_and_a_half_seconds(table: Path, held: HeldPath) -> None:
    clock = FakeClock()
    HeldPath.held_for = 10_000
    with pytest.raises(PermissionError):
        storage.replace(held, table, clock=clock, pause=clock.pause)
    assert clock.now - 100 == pytest.approx(storage.RETRY_SECONDS, abs=0.11)
    assert table.read_bytes() == b"old"


def test_sweeping_takes_what_a_killed_station_left_and_nothing_else(table: Path) -> None:
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    mine = storage.temporary_name(table)
    mine.write_bytes(b"half")
    mine.with_name(f".Tüte.csv.{int(dead.stdout)}.1{storage.TEMPORARY_SUFFIX}").write_bytes(b"half")
    mine.with_name(f".Tüte.csv.99999999999999999999.1{storage.TEMPORARY_SUFFIX}").write_bytes(b"half")
    mine.with_name("." + storage.TEMPORARY_SUFFIX).write_bytes(b"half")
    (table.parent / "mine.station-tmp").write_bytes(b"no dot in front")
    assert storage.sweep(table.parent) == 4
    assert names(table.parent) == ["Tüte.csv", "mine.station-tmp"]
    assert table.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows itself protects a file in use")
def test_sweeping_leaves_what_a_living_process_is_writing(table: Path) -> None:
    temporary = table.with_name(f".Tüte.csv.{os.getppid()}.1{storage.TEMPORARY_SUFFIX}")
    temporary.write_bytes(b"half")
    assert storage.sweep(table.parent) == 0
    assert temporary.exists()


def test_sweeping_a_missing_folder_finds_nothing(folder: Path) -> None:
    assert storage.sweep(folder / "none") == 0


def test_a_growing_file_is_new(table: Path) -> None:
    with pytest.raises(StationError, match="never overwrites"):
        open_growing(table)
    with open_growing(table.with_name("new.mp4")) as file:
        file.write(b"x")
    with pytest.raises(StationError, match="could not be made"):
        open_growing(table / "below a file.mp4")


def test_what_cannot_be_read_or_made_is_named(table: Path) -> None:
    with pytest.raises(StationError, match=r"nothing\.csv could not be read"):
        storage.read_bytes(table.with_name("nothing.csv"))
    with pytest.raises(StationError, match="could not be made"):
        storage.create_folder(table / "below a file")
    assert storage.create_folder(table.parent / "a" / "ö").is_dir()
