"""The tag in a corner: where its attribute is true and nowhere else, in the clip as in the pictures."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from station.core.clips import Clip
from station.core.errors import StationError
from station.core.images import read_picture
from station.core.practice.lab import PracticeStrip, film_strip
from station.core.practice.tag import check_tag, draw_tag
from station.core.project import create_project
from station.core.tables import read_table


def redness(picture: np.ndarray) -> float:
    """How much redder than blue and green the reddest 20 x 20 pixels of the upper left corner are."""
    corner = picture[:100, :100].astype(np.float32)
    red = corner[..., 2] - corner[..., :2].max(axis=2)
    return float(np.sort(red.ravel())[-400])


@pytest.mark.parametrize(("attribute", "number"), [("break", 1), ("good", 2)])
def test_each_frame_in_which_the_attribute_is_true_carries_a_tag_and_no_other(
    tmp_path: Path, attribute: str, number: int
) -> None:
    tagged, plain = create_project(tmp_path / "a"), create_project(tmp_path / "b")
    plan = PracticeStrip(number, frames=10, seed=3)  # a strip in whose frames it is now true and now false
    clip = film_strip(replace(plan, tag=attribute), project=tagged)
    film_strip(plan, project=plain)
    for name in (f"pics/{clip}_data.csv", f"truth/{clip}.json", f"truth/strips/{clip}.json"):
        assert (tagged.folder / name).read_bytes() == (plain.folder / name).read_bytes()
    index = tagged.attributes.names.index(attribute)
    values = [row.values[index] for row in read_table(tagged.label_table(clip)).rows]
    assert set(values) == {True, False}
    with Clip(tagged.videos / f"{clip}.mp4") as video:
        for at, (value, frame) in enumerate(zip(values, video.frames(), strict=True)):
            picture, other = (read_picture(project.pics / f"{clip}_{at}.png") for project in (tagged, plain))
            np.testing.assert_array_equal(frame.picture, picture)
            assert (redness(picture) > redness(other) + 60) is value
            apart = np.abs(picture.astype(int) - other)
            assert apart[120:, 120:].mean() < 5  # the coding of the clip alone


def test_a_tag_is_small_and_its_place_is_decided_by_the_seed() -> None:
    grey = np.full((480, 640, 3), 120, np.uint8)
    tagged = draw_tag(grey, seed=1, strip=2)
    assert (grey == 120).all()
    changed = (tagged != grey).any(axis=2)
    assert 900 < changed.sum() < 2500
    assert not changed[100:].any()
    assert not changed[:, 100:].any()
    np.testing.assert_array_equal(tagged, draw_tag(grey, seed=1, strip=2))
    assert (tagged != draw_tag(grey, seed=1, strip=3)).any()


def test_a_tag_stands_for_an_attribute_that_there_is() -> None:
    assert check_tag("break") == "break"
    assert check_tag("") == ""
    with pytest.raises(StationError, match="good, error, break, length"):
        check_tag("broken")
