"""A clip that kills its decoder kills a child and is not taken; one that is merely damaged is left to who opens it."""

import sys
from pathlib import Path

import pytest

from station.core.errors import StationError
from station.live.jobs import Stopped
from station.live.looking import look_at_clip
from tests.soak.mutations import CLIP, make_originals

DYING = "import os, sys; sys.stdin.buffer.read(4); os.abort()"


def test_a_sound_clip_and_a_damaged_one_pass_and_one_that_kills_is_refused(tmp_path: Path) -> None:
    make_originals(tmp_path)
    look_at_clip(tmp_path / CLIP)
    (tmp_path / "rubbish.mp4").write_bytes(b"rubbish" * 99)
    look_at_clip(tmp_path / "rubbish.mp4")
    with pytest.raises(StationError, match="died of it, and nothing else did"):
        look_at_clip(tmp_path / CLIP, program=(sys.executable, "-c", DYING))


def test_nobody_waits_for_a_clip_that_is_not_wanted_any_more(tmp_path: Path) -> None:
    def stop() -> None:
        raise Stopped("enough")

    with pytest.raises(Stopped):
        look_at_clip(tmp_path / CLIP, waiting=stop, program=(sys.executable, "-c", "import time; time.sleep(999)"))
