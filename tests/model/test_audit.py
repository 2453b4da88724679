"""The audit's rule on planted maps: silent where they lie on the seam, and naming attribute and corner where they don't."""

import numpy as np
import pytest

from station.core.attributes import SEAM
from station.model.audit import ENOUGH, THIRDS, TOO_MANY, AttributeAudit, Place, judge, look

ROWS, COLUMNS = 12, 16
ERROR, BREAK = SEAM.names.index("error"), SEAM.names.index("break")


def seams(count: int) -> np.ndarray:
    """A corridor down the middle of each picture: columns 6 to 9."""
    inside = np.zeros((count, ROWS, COLUMNS), np.float32)
    inside[:, :, 6:10] = 1
    return inside


def maps_at(*cells: tuple[int, int]) -> np.ndarray:
    """A heat map for each cell, 1 there and somewhat more than nothing on the seam, the same for every attribute."""
    maps = np.zeros((len(cells), ROWS, COLUMNS, len(SEAM)), np.float32)
    maps[:, 3:9, 7:9] = 0.05
    for index, cell in enumerate(cells):
        maps[index, cell[0], cell[1]] = 1
    return maps


def audited(maps: np.ndarray, *, decided: np.ndarray | None = None) -> dict[str, AttributeAudit]:
    count = len(maps)
    decided = np.tile([False, True, True, False], (count, 1)) if decided is None else decided
    names = [f"c_{index}.png" for index in range(count)]
    found = judge(look(maps, inside=seams(count)), decided, names=names, attributes=SEAM)
    return {one.name: one for one in found}


def test_maps_on_the_seam_raise_no_warning() -> None:
    found = audited(maps_at(*[(row, 8) for row in range(12)]))
    for one in found.values():
        assert (one.pictures, one.aside, one.place, one.worst) == (12, 0, None, ())
        assert one.outside == 0
        assert one.by_chance == pytest.approx(0.75)
        assert not one.warns


def test_a_corner_is_named_with_its_attribute_and_the_worst_pictures() -> None:
    maps = maps_at(*[(1, 1)] * 20)
    maps[..., ERROR] = maps_at(*[(6, 7)] * 20)[..., ERROR]
    maps[3, 3:9, 7:9, BREAK] = 0
    found = audited(maps)
    one = found["break"]
    assert one.warns
    assert (one.value, one.pictures, one.aside, one.place, one.in_place) == (True, 20, 20, Place.UPPER_LEFT, 20)
    assert one.outside == pytest.approx(1 / 1.6, abs=1e-3)
    assert one.worst[0].name == "c_3.png"
    assert one.worst[0].outside == 1
    assert one.worst[0].place is Place.UPPER_LEFT
    assert not found["error"].warns


def test_only_decisions_that_have_a_place_count() -> None:
    """A fault's true, a good's false, either of what is no part of the verdict."""
    decided = np.zeros((20, 4), bool)
    decided[:10] = True
    found = audited(maps_at(*[(1, 1)] * 10, *[(5, 8)] * 10), decided=decided)
    assert {name: one.pictures for name, one in found.items()} == {"good": 10, "error": 10, "break": 10, "length": 20}
    assert {name: one.warns for name, one in found.items()} == {
        "good": False,
        "error": True,
        "break": True,
        "length": True,
    }
    assert found["break"].otherwise == 0
    assert found["length"].otherwise is None


def test_a_few_odd_pictures_raise_no_warning_and_too_many_do() -> None:
    few = int(20 * TOO_MANY) - 1
    assert not audited(maps_at(*[(1, 1)] * few, *[(6, 7)] * (20 - few)))["break"].warns
    assert audited(maps_at(*[(1, 1)] * (few + 1), *[(6, 7)] * (19 - few)))["break"].warns
    assert not audited(maps_at(*[(1, 1)] * (ENOUGH - 1)))["break"].warns


def test_maps_without_mass_do_not_count() -> None:
    maps = maps_at(*[(1, 1)] * 10)
    maps[:6] = 0
    one = audited(maps)["break"]
    assert (one.pictures, one.aside, one.warns) == (4, 4, False)
    nothing = audited(np.zeros_like(maps))["break"]
    assert (nothing.pictures, nothing.outside, nothing.by_chance, nothing.warns) == (0, None, None, False)


def test_the_place_is_a_third_of_the_picture_or_scattered() -> None:
    cells = {(0, 0): Place.UPPER_LEFT, (0, 15): Place.UPPER_RIGHT, (11, 0): Place.LOWER_LEFT, (6, 15): Place.RIGHT}
    for cell, place in cells.items():
        assert audited(maps_at(*[cell] * 6))["break"].place is place
    spread = audited(maps_at(*[(0, 0), (0, 15), (11, 0), (11, 15), (6, 0)] * 2))["break"]
    assert (spread.place, spread.in_place) == (Place.SCATTERED, 10)
    assert len(THIRDS) == 9
