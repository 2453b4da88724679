"""Heat maps against boxes: planted maps hit and miss, cells cut by boxes count by their area, controls are as expected."""

import numpy as np
import pytest

from station.model.map_scores import (
    Boxes,
    Ground,
    Score,
    blob_map,
    figures,
    ground,
    lab_maps,
    noise_map,
    resized,
    score,
)

SHAPE = (6, 8)
PICTURE = (80, 60)
CELL = (10.0, 10.0)


def place(*full: tuple[float, float, float, float], lesser: Boxes = ()) -> Ground:
    return ground(full=full, lesser=lesser, shape=SHAPE, picture=PICTURE, cell=CELL)


def peak(row: int, column: int, *, height: float = 1.0) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    made = np.zeros(SHAPE, np.float32)
    made[row, column] = height
    return made


def test_a_map_planted_on_the_fault_has_all_and_one_elsewhere_nothing() -> None:
    here = place((30, 20, 40, 30))
    assert score(peak(2, 3), here) == Score(True, 1.0, False)
    assert score(peak(5, 0), here) == Score(False, 0.0, False)


@pytest.mark.parametrize(
    ("box", "hits"),
    [
        ((30, 20, 40, 30), {(row, column) for row in (1, 2, 3) for column in (2, 3, 4)}),
        ((0, 0, 4, 4), {(0, 0)}),  # 4 + 10 < 15, so the second cell's centre lies beyond
        ((76, 54, 80, 60), {(4, 7), (5, 7)}),
        ((35, 0, 35, 60), {(row, column) for row in range(6) for column in (2, 3, 4)}),
    ],
)
def test_the_box_grown_by_a_cell_takes_the_cells_whose_centre_it_holds(
    box: tuple[float, float, float, float], hits: set[tuple[int, int]]
) -> None:
    here = place(box)
    assert {cell for cell in np.ndindex(*SHAPE) if score(peak(*cell), here).is_hit} == hits


def test_the_edge_of_the_grown_box_is_in_it() -> None:
    assert score(peak(2, 1), place((25, 20, 40, 30))).is_hit
    assert not score(peak(2, 1), place((25.1, 20, 40, 30))).is_hit


def test_a_cell_that_a_box_cuts_counts_by_its_area_and_mass_is_of_the_plain_box() -> None:
    assert score(peak(2, 3), place((35, 20, 40, 30))).mass == pytest.approx(0.5)
    assert score(peak(2, 3), place((35, 25, 60, 60))).mass == pytest.approx(0.25)
    assert score(peak(2, 3), place((40, 20, 50, 30))).mass == 0
    uniform = np.ones(SHAPE, np.float32)
    assert score(uniform, place((3, 7, 33, 47))).mass == pytest.approx(30 * 40 / 4800)


def test_overlapping_boxes_count_once_and_beyond_the_border_is_nothing() -> None:
    uniform = np.ones(SHAPE, np.float32)
    assert score(uniform, place((0, 0, 40, 60), (20, 0, 60, 60))).mass == pytest.approx(0.75)
    assert score(uniform, place((60, 0, 81, 61))).mass == pytest.approx(0.25)
    assert score(uniform, place((0, 0, 80, 60))).mass == pytest.approx(1)


@pytest.mark.parametrize("value", [0.0, 0.7])
def test_a_map_that_points_nowhere_is_a_miss(value: float) -> None:
    found = score(np.full(SHAPE, value, np.float32), place((0, 0, 80, 60)))
    assert not found.is_hit
    assert found.is_empty is (value == 0)
    assert found.mass == (1.0 if value else 0.0)


def test_of_equal_maxima_the_first_in_reading_order_counts() -> None:
    two = peak(1, 1) + peak(4, 6)
    assert score(two, place((10, 10, 20, 20))).is_hit
    assert not score(two, place((60, 40, 70, 50))).is_hit


def test_a_fault_that_is_hardly_seen_counts_for_neither_side() -> None:
    both = peak(2, 3) + peak(5, 7, height=3)
    assert score(both, place((30, 20, 40, 30))) == Score(False, 0.25, False)
    assert score(both, place((30, 20, 40, 30), lesser=[(70, 50, 80, 60)])) == Score(True, 1.0, False)
    half = place((30, 20, 40, 30), lesser=[(75, 50, 80, 60)])
    assert score(both, half).mass == pytest.approx(1 / (1 + 1.5))
    assert score(both, half).is_hit
    covered = place((30, 20, 40, 30), lesser=[(30, 20, 40, 30)])
    assert score(peak(2, 3), covered) == Score(True, 1.0, False), "a full box is never struck by a lesser one"


@pytest.mark.parametrize("heat", [np.zeros((5, 8)), np.full(SHAPE, -1.0), np.full(SHAPE, np.nan)])
def test_what_is_no_heat_map_is_refused(heat: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    with pytest.raises(ValueError, match="heat map"):
        score(heat.astype(np.float32), place((0, 0, 10, 10)))


def test_noise_hits_as_often_as_the_grown_boxes_are_large_and_is_the_same_each_time() -> None:
    here = place((30, 20, 40, 30))
    found = [score(noise_map(SHAPE, seed=0, name=f"{index}.png"), here) for index in range(4000)]
    assert np.mean([one.is_hit for one in found]) == pytest.approx(9 / 48, abs=0.02)
    assert np.mean([one.mass for one in found]) == pytest.approx(1 / 48, abs=0.002)
    again = noise_map(SHAPE, seed=0, name="7.png")
    assert (again == noise_map(SHAPE, seed=0, name="7.png")).all()
    assert (again != noise_map(SHAPE, seed=1, name="7.png")).any()
    assert (again != noise_map(SHAPE, seed=0, name="8.png")).any()


def test_the_blob_points_at_the_middle_alone() -> None:
    blob = blob_map((24, 32))
    assert np.unravel_index(blob.argmax(), blob.shape) in {(11, 15), (11, 16), (12, 15), (12, 16)}
    assert (blob == blob[::-1, ::-1]).all()
    assert blob[0, 0] / blob.max() == pytest.approx(np.exp(-(0.4792**2 + 0.4844**2) / (2 * 0.25**2)), rel=0.02)
    assert score(blob_map(SHAPE), place((35, 25, 45, 35))).is_hit
    assert not score(blob_map(SHAPE), place((0, 0, 10, 10))).is_hit


def test_the_labs_map_is_empty_where_the_sigmoid_is_saturated_and_speaks_for_true_alone() -> None:
    raw = np.stack([peak(2, 3)] * 4)[..., None]
    raw[3] *= -1
    made = lab_maps(raw, np.array([[0.9], [1.0], [1e-30], [0.1]], np.float32))[..., 0]
    assert [float(one.max()) for one in made] == [1, 0, 1, 0]
    assert score(made[1], place((30, 20, 40, 30))) == Score(False, 0.0, True)
    assert lab_maps(raw[:1], np.array([[0.9]], np.float32)).dtype == np.float32


def test_a_resized_map_keeps_its_maximum_and_its_mass_spreads_by_a_cell() -> None:
    heat = peak(2, 3)
    fine = resized(heat, picture=PICTURE)
    assert fine.shape == (60, 80)
    row, column = np.unravel_index(fine.argmax(), fine.shape)
    assert (row // 10, column // 10) == (2, 3)
    assert fine.sum() == pytest.approx(100, rel=1e-5)
    assert fine[:, :25].max() == 0
    np.testing.assert_allclose(resized(np.full(SHAPE, 0.3, np.float32), picture=(33, 47)), 0.3, rtol=1e-6)
    small = ground(full=[(30, 20, 40, 30)], lesser=(), shape=(60, 80), picture=PICTURE, cell=CELL)
    assert score(fine, small).is_hit
    assert score(fine, small).mass == pytest.approx(0.75**2, rel=0.02)


def test_resizing_is_opencvs_linear_one() -> None:
    cv2 = pytest.importorskip("cv2")
    heat = noise_map((24, 32), seed=3, name="x")
    np.testing.assert_allclose(
        resized(heat, picture=(640, 480)), cv2.resize(heat, (640, 480), interpolation=cv2.INTER_LINEAR), atol=1e-5
    )


def test_figures_count_and_clips_widen_the_interval() -> None:
    scores = [Score(True, 0.5, False)] * 3 + [Score(False, 0.0, True)]
    found = figures(scores, clips=["a", "a", "b", "b"])
    assert (found.frames, found.clips, found.hits, found.empty) == (4, 2, 3, 1)
    assert found.pointing == 75
    assert found.mass == pytest.approx(37.5)
    assert found.pointing_low is not None
    assert found.pointing_low < 75 < (found.pointing_high or 0)
    one_clip = figures(scores, clips=["a"] * 4)
    assert (one_clip.mass_low, one_clip.mass_high) == (None, None)
    assert figures([], clips=[]).pointing is None
