"""Fault 27: a run of other attributes, another size or another camera is refused with the difference, and never used by half."""

from pathlib import Path
from typing import Any

import pytest

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.model.importing import look_at
from station.model.runs import Run, card_of, misfit
from tests.hostile import sound_run
from tests.model.test_runs import CARD

ATTRIBUTES = CARD["attributes"]
OTHER = {"name": "loose", "key": "o", "colour": [1, 2, 3], "expected": False}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"attributes": ATTRIBUTES[:3]}, "answers good, error, break, but the project has good, error, break, length"),
        ({"attributes": [*ATTRIBUTES, OTHER]}, "answers good, error, break, length, loose, but"),
        ({"attributes": [*ATTRIBUTES[:3], OTHER]}, "answers good, error, break, loose, but"),
        ({"attributes": [ATTRIBUTES[1], ATTRIBUTES[0], *ATTRIBUTES[2:]]}, "answers error, good, break, length, but"),
        ({"kind": "classes"}, "tells classes apart"),
        ({"network": "reference"}, "does not fit the network reference"),
        ({"network": "fruit"}, "does not fit the network fruit"),
        ({"parameters": 430_001}, "expected 430,001 weights as the card says"),
        ({"colour_order": "RGB"}, "colour_order"),
        ({"image_size": [64, 4096]}, "image_size"),
        (
            {"weights": {"file": "model_fast_0.20_0.30_0.900_0.880.weights.h5", "sha256": "1" * 64}},
            "expected sha256 1111",
        ),
    ],
)
def test_another_run_is_refused_with_the_difference(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(StationError, match=said):
        look_at(sound_run(tmp_path / "run", **changes), attributes=SEAM)


@pytest.mark.parametrize(
    ("size", "is_fit"),
    [
        ((1280, 720), True),
        ((1920, 1080), True),
        ((640, 360), True),
        ((1366, 768), True),
        ((720, 1280), False),
        ((640, 480), False),
    ],
)
def test_a_camera_of_another_shape_is_refused_with_both(tmp_path: Path, size: tuple[int, int], is_fit: bool) -> None:
    folder = sound_run(tmp_path / "run", pictures=[[1280, 720], [1920, 1080]])
    run = Run(folder, card_of((folder / "card.json").read_bytes(), file=folder / "card.json"))
    told = misfit(run, size)
    assert (not told) == is_fit
    if not is_fit:
        assert "1280 x 720, 1920 x 1080" in told
        assert f"{size[0]} x {size[1]}" in told
    unknown = Run(folder, run.card.model_copy(update={"pictures": ()}))
    assert not misfit(unknown, size), "of old runs nobody knows"
