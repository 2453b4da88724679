"""The other lab, by which networks are judged on strips of a foreign maker."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from station.core.errors import StationError
from station.core.images import read_picture
from station.core.project import open_project
from station.core.tables import read_table
from station.core.truth import Fault, check_boxes, read_truth, value_of
from tests.measure import other_lab
from tests.measure.other_lab.dice import Dice
from tests.measure.other_lab.faults import FAULTS, Damage
from tests.measure.other_lab.lab import Filmed, Order, laboratory, render, save, save_video, values_of
from tests.measure.other_lab.seam import Seam, punch, sew, sound_stitch
from tests.measure.other_lab.stock import STOCKS, Stock
from tests.measure.other_lab.thread import Piece, Thread, lay

SMALL = Order("day", strips=2, frames=3, seed=0, scale=6)
MAKERS = tuple(dict.fromkeys(maker for makers in FAULTS.values() for maker in makers))
LIGHT = (0.6, -0.8)


@pytest.fixture(scope="module")
def films() -> list[Filmed]:
    return list(render(SMALL))


def test_the_same_order_gives_the_same_pixels_and_another_seed_others(films: list[Filmed]) -> None:
    (again,) = render(Order("day", strips=1, frames=3, seed=0, scale=6))
    (other,) = render(Order("day", strips=1, frames=1, seed=4, scale=6))
    assert again.is_short == films[0].is_short
    for shot, first in zip(again.shots, films[0].shots, strict=True):
        assert np.array_equal(shot.picture, first.picture)
        assert shot.faults == first.faults
    assert not np.array_equal(other.shots[0].picture, films[0].shots[0].picture)


def test_neighbouring_strips_and_frames_differ(films: list[Filmed]) -> None:
    pictures = [shot.picture for filmed in films for shot in filmed.shots]
    assert all(picture.shape == (480, 640, 3) for picture in pictures)
    assert all(np.abs(one.astype(int) - other).mean() > 2 for one, other in combinations(pictures, 2))


def test_a_project_opens_with_labels_that_follow_from_its_truth(films: list[Filmed], tmp_path: Path) -> None:
    project = laboratory(tmp_path / "lab", scale=6)
    for number, filmed in enumerate(films):
        save(project, filmed, clip=f"held_a{number:04}")
    save_video(project, films[0], clip="held_a0000")
    opened = open_project(tmp_path / "lab")
    clips = ["held_a0000", "held_a0001"]
    truth = read_truth(opened, clips=clips)
    assert opened.millimetre_px == SMALL.scale
    assert not truth.missing
    assert truth.kinds == {"error", "break"}, "another seed is needed, whose strips show both"
    for clip in clips:
        table = read_table(opened.label_table(clip), attributes=opened.attributes)
        assert len(table.rows) == SMALL.frames
        for row in table.rows:
            faults = truth.of(row.name, clip=clip)
            assert faults is not None
            check_boxes(faults, size=(640, 480), place=row.name)
            told = dict(zip(table.attributes, row.values, strict=True))
            assert all(value_of(name, faults) in (told[name], None) for name in ("good", "error", "break"))
            assert read_picture(opened.pics / row.name).shape == (480, 640, 3)
    with pytest.raises(StationError, match="exists already"):
        save(opened, films[0], clip="held_a0000")
    with pytest.raises(StationError, match=r"6\.0 pixels a millimetre; asked for: 9"):
        laboratory(tmp_path / "lab", scale=9)


@pytest.mark.parametrize(
    ("faults", "values"),
    [
        ((), (True, False, False, True)),
        ((Fault("break", (0, 0, 1, 1), 0.5),), (False, False, True, True)),
        ((Fault("error", (0, 0, 1, 1), 0.49),), (True, False, False, True)),
        ((Fault("error", (0, 0, 1, 1), 1.0), Fault("break", (0, 0, 1, 1), 0.2)), (False, True, False, True)),
    ],
)
def test_a_fault_counts_from_a_half_in_view(faults: tuple[Fault, ...], values: tuple[bool, ...]) -> None:
    assert values_of(faults, is_short=True) == values


def test_the_stocks_share_neither_cloth_nor_dye_nor_the_look_of_a_thread() -> None:
    day, night = STOCKS["day"], STOCKS["night"]
    assert not set(day.cloths) & set(night.cloths)
    assert not any(_dyes(day, hue) and _dyes(night, hue) for hue in np.linspace(0, 1, 500))
    assert day.gloss[1] < night.gloss[0]
    assert night.depth[1] <= day.depth[0]


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
@pytest.mark.parametrize("stitch_mm", [2, 4])
def test_what_a_fault_changes_lies_in_its_box_and_fills_it(
    maker: Callable[[Dice, Seam, int], Damage], stitch_mm: int
) -> None:
    for seed in range(6):
        dice = np.random.default_rng(seed)
        seam = sew(dice, height=500, middle=200, stitch_mm=stitch_mm, px=18, thread_radius=3.5)
        stitches = [sound_stitch(dice, seam, number, lean=0.0) for number in range(len(seam.holes) - 1)]
        first = int(np.searchsorted(seam.holes[:, 1], 180))
        damage = maker(dice, seam, first)
        left_alone = [stitch for number, stitch in enumerate(stitches) if number not in damage.stitches]
        changed = np.abs(_sewn(seam, [*left_alone, *damage.pieces]) - _sewn(seam, stitches)).max(2) > 60
        rows, columns = np.nonzero(changed)
        left, top, right, bottom = damage.box
        inside = (columns > left - 3) & (columns < right + 3) & (rows > top - 3) & (rows < bottom + 3)
        assert inside.mean() > 0.85, f"seed {seed}: it is seen outside its box"
        slack = (bottom - top - np.ptp(rows[inside]), right - left - np.ptp(columns[inside]))
        assert max(slack) < 0.9 * seam.px, f"seed {seed}: its box is larger than it"


def test_it_shares_no_code_with_the_practice_lab() -> None:
    sources = [file.read_text(encoding="utf-8") for file in Path(str(other_lab.__file__)).parent.glob("*.py")]
    assert len(sources) > 5
    assert not any(
        re.search(r"import.*(practice|pretraining)|(practice|pretraining).*import", text) for text in sources
    )


def _dyes(stock: Stock, hue: float) -> bool:
    """Whether the stock has cloth of that hue, from 0 to 1."""
    return any(low <= turned <= high for low, high in stock.hues for turned in (hue, hue + 1))


def _sewn(seam: Seam, pieces: list[Piece]) -> np.ndarray:
    """Pieces of white thread on grey."""
    picture = np.full((500, 400, 3), 90, np.float32)
    punch(picture, seam)
    thread = Thread((np.full(3, 240, np.float32),), seam.thread_radius, 9.0, 0.1, 0.0)
    for piece in pieces:
        lay(picture, piece, thread=thread, light=LIGHT)
    return picture
