"""Pictures pass between two processes unchanged, and whoever fills the memory can't hurt who reads it."""

import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from station.core.errors import StationError
from station.core.shared_pictures import LONGEST_SIDE, SLOTS, PictureSlots, SharedPictures
from tests.conftest import ROOT

SIZE = (40, 30)


@pytest.fixture
def shared() -> Iterator[SharedPictures]:
    made = SharedPictures()
    yield made
    made.close()


def test_a_picture_comes_out_as_it_was_put_in_and_stays_so(shared: SharedPictures) -> None:
    shared.allot(SIZE)
    slots = PictureSlots(shared.handle, SIZE)
    shots = [np.random.default_rng(slot).integers(0, 256, (30, 40, 3)).astype(np.uint8) for slot in range(SLOTS)]
    for slot, shot in enumerate(shots):
        slots.put(slot, shot)
    taken = [shared.take(slot) for slot in range(SLOTS)]
    slots.put(0, shots[1])
    slots.close()
    assert all((was == came).all() for was, came in zip(shots, taken, strict=True))


@pytest.mark.parametrize("slot", [-1, SLOTS, 1 << 40])
def test_there_is_no_other_slot(shared: SharedPictures, slot: int) -> None:
    with pytest.raises(StationError, match="one of 4 slots"):
        shared.take(slot)
    shared.allot(SIZE)
    with pytest.raises(StationError, match="one of 4 slots"):
        shared.take(slot)


@pytest.mark.parametrize("size", [(0, 30), (-4, 30), (LONGEST_SIDE + 1, 1), (LONGEST_SIDE, LONGEST_SIDE)])
def test_a_size_that_is_no_cameras_is_refused(shared: SharedPictures, size: tuple[int, int]) -> None:
    with pytest.raises(StationError, match="can't be"):
        shared.allot(size)


def test_there_is_room_for_one_size_only(shared: SharedPictures) -> None:
    shared.allot(SIZE)
    with pytest.raises(StationError, match="can't be"):
        shared.allot((80, 60))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux seals memory; Windows' own can't be shrunk")
def test_a_child_can_not_cut_the_memory_off_under_its_reader(shared: SharedPictures) -> None:
    shared.allot(SIZE)
    for length in (0, 1 << 30):
        with pytest.raises(PermissionError):
            os.ftruncate(shared.descriptors[0], length)
    assert not shared.take(SLOTS - 1).any()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has memory without a name")
def test_memory_whose_size_the_child_sealed_before_is_refused(shared: SharedPictures) -> None:
    import fcntl

    fcntl.fcntl(shared.descriptors[0], fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW)
    with pytest.raises(StationError, match="no memory for pictures"):
        shared.allot(SIZE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens it by its name")
def test_another_process_that_inherited_it_fills_it(shared: SharedPictures) -> None:
    shared.allot(SIZE)
    program = (
        "import sys; import numpy as np; from station.core.shared_pictures import PictureSlots;"
        "PictureSlots(int(sys.argv[1]), (40, 30)).put(2, np.full((30, 40, 3), 77, np.uint8))"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(shared.handle)], pass_fds=shared.descriptors, check=True, cwd=ROOT
    )
    assert (shared.take(2) == 77).all()
    assert not shared.take(1).any()
