"""A picture's size is what reading it would give, whatever kind of file it is."""

from pathlib import Path

import numpy as np
import pytest

from station.core.errors import StationError
from station.core.images import write_picture
from station.core.picture_size import picture_size


@pytest.mark.parametrize("name", ["ä.png", "b.jpg"])
def test_the_size_is_width_and_height(tmp_path: Path, name: str) -> None:
    write_picture(tmp_path / name, np.zeros((48, 64, 3), np.uint8))
    assert picture_size(tmp_path / name) == (64, 48)


def test_a_jpeg_called_png_has_its_size_too(tmp_path: Path) -> None:
    write_picture(tmp_path / "a.jpg", np.zeros((30, 20, 3), np.uint8))
    assert picture_size((tmp_path / "a.jpg").rename(tmp_path / "a.png")) == (20, 30)


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(StationError, match=r"a\.png"):
        picture_size(tmp_path / "a.png")
    with pytest.raises(StationError, match=r"b\.png"):
        picture_size(tmp_path / "b.png")
