"""Fault 11: frame N is frame N, whatever the codec, the rate and the order in which frames are coded."""

import random
import time
from pathlib import Path

import pytest

from station.core.clips import Clip
from tests.core.test_clips import QUIET, X264, X265, constant, make, number_of, variable
from tests.soak.summary import count, is_full, tell

RATES = {"constant": constant, "variable": variable}
CODECS = {
    "H.264": ("libx264", X264),
    "H.264, B-frames": ("libx264", X264 | {"bf": "3", "b_strategy": "0"}),
    "HEVC": ("libx265", X265 | {"x265-params": f"{QUIET}:keyint=25:bframes=0"}),
    "HEVC, B-frames": ("libx265", X265 | {"x265-params": f"{QUIET}:keyint=25:bframes=3:open-gop=0"}),
}


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("codec", CODECS)
def test_frame_n_is_frame_n(codec: str, rate: str, tmp_path: Path) -> None:
    library, options = CODECS[codec]
    frames, seeks = (300, count(full=1250, small=0)) if is_full() else (32, 12)
    rotation = 90 if rate == "variable" and codec == "H.264" else None
    path = make(
        tmp_path / "clip.mp4", codec=library, options=options, time=RATES[rate], frames=frames, rotation=rotation
    )
    rng, wrong, worst, begun = random.Random(codec + rate), 0, 0.0, time.perf_counter()
    with Clip(path) as clip:
        assert len(clip) == frames
        for _ in range(seeks):
            number, sought = rng.randrange(frames), time.perf_counter()
            frame = clip.frame(number)
            worst = max(worst, time.perf_counter() - sought)
            picture = frame.picture if rotation is None else frame.picture.transpose(1, 0, 2)[:, ::-1]
            wrong += number_of(picture) != number or frame.number != number
    seconds = time.perf_counter() - begun
    tell(fault=11, what=f"seeks, {codec}, {rate} rate: wrong", tried=seeks, lost=wrong, worst_s=worst, seconds=seconds)
    assert wrong == 0
