"""Clips are taken in whole, under a free name, or not at all."""

from pathlib import Path

import pytest

from station.core import storage
from station.core.clip_intake import copy_clip
from station.core.errors import StationError
from station.live.jobs import Stopped


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "Naht ü.MP4"
    path.write_bytes(bytes(range(256)) * 10_000)
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_clip_is_copied_and_never_over_another(clip: Path, tmp_path: Path) -> None:
    videos = tmp_path / "videos"
    steps: list[tuple[float, float]] = []
    for name in ("Naht ü.MP4", "Naht ü-2.MP4", "Naht ü-3.MP4"):
        copied = copy_clip(clip, videos=videos, step=lambda done, count: steps.append((done, count)))
        assert copied == videos / name
        assert copied.read_bytes() == clip.read_bytes()
    assert names(videos) == {"Naht ü.MP4", "Naht ü-2.MP4", "Naht ü-3.MP4"}
    assert steps[:3] == [(0, 2_560_000), (1 << 20, 2_560_000), (2 << 20, 2_560_000)]


def test_a_clip_of_another_kind_has_the_name_as_well(clip: Path, tmp_path: Path) -> None:
    """Pictures and labels are named after the clip without its ending."""
    (tmp_path / "videos").mkdir()
    (tmp_path / "videos" / "naht ü.mov").touch()
    assert copy_clip(clip, videos=tmp_path / "videos", step=lambda done, count: None).name == "Naht ü-2.MP4"


def test_a_clip_never_takes_over_the_labels_of_another_that_is_gone(clip: Path, tmp_path: Path) -> None:
    """Videos are deleted once they are labelled, and telephones begin again with IMG_0001."""
    copied = copy_clip(clip, videos=tmp_path / "videos", step=lambda done, count: None, labelled={"naht ü"})
    assert copied.name == "Naht ü-2.MP4"


def test_a_clip_of_the_project_stays_where_it_is(clip: Path, tmp_path: Path) -> None:
    before = names(tmp_path)
    assert copy_clip(clip, videos=tmp_path, step=lambda done, count: None) == clip
    assert names(tmp_path) == before


def test_stopped_in_the_middle_nothing_is_left(clip: Path, tmp_path: Path) -> None:
    def step(done: float, count: float) -> None:
        if done > count / 2:
            raise Stopped("copying")

    with pytest.raises(Stopped):
        copy_clip(clip, videos=tmp_path / "videos", step=step)
    assert names(tmp_path / "videos") == set()


def test_a_disk_that_refuses_leaves_nothing(clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("station.core.clip_intake.os.fsync", full)
    with pytest.raises(StationError, match="No space left"):
        copy_clip(clip, videos=tmp_path / "videos", step=lambda done, count: None)
    assert names(tmp_path / "videos") == set()


def test_a_name_that_is_claimed_but_not_filled_is_given_back(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(storage, "replace", refuse)
    with pytest.raises(StationError, match="Permission denied"):
        copy_clip(clip, videos=tmp_path / "videos", step=lambda done, count: None)
    assert names(tmp_path / "videos") == set()
    with pytest.raises(StationError, match="nowhere"):
        copy_clip(tmp_path / "nowhere.mp4", videos=tmp_path / "videos", step=lambda done, count: None)
