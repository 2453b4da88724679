"""A frame is a picture that nobody can change."""

import dataclasses

import numpy as np
import pytest

from station.core.frame import Frame


def test_a_frame_locks_its_picture_without_copying_it() -> None:
    picture = np.zeros((4, 6, 3), np.uint8)
    frame = Frame(picture, 7, 0.25)
    assert frame.picture is picture
    with pytest.raises(ValueError, match="read-only"):
        picture[0, 0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        frame.number = 8  # type: ignore[misc]


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((4, 6), np.uint8),
        np.zeros((4, 6, 4), np.uint8),
        np.zeros((4, 6, 3), np.float32),
        np.zeros((1, 4, 6, 3), np.uint8),
    ],
    ids=["grey", "transparent", "floats", "batch"],
)
def test_what_is_no_bgr_picture_is_refused(picture: np.ndarray) -> None:
    with pytest.raises(ValueError, match="Received"):
        Frame(picture, 0, 0.0)


def test_frames_are_compared_by_identity() -> None:
    picture = np.zeros((4, 6, 3), np.uint8)
    assert Frame(picture, 0, 0.0) != Frame(picture, 0, 0.0)
