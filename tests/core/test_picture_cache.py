"""Pictures are decoded once, known by their content, and named where they can't be read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from station.core import picture_cache
from station.core.errors import StationError
from station.core.images import encode_png, to_network_size
from station.core.picture_cache import load_pictures
from station.core.picture_reader import PlainReader


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Prüfung ä ß 日本"
    folder.mkdir()
    return folder


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (48, 64, 3), dtype=np.uint8)


def test_pictures_come_resized_in_order(folder: Path) -> None:
    paths = [folder / f"{n}.png" for n in range(3)]
    for n, path in enumerate(paths):
        path.write_bytes(encode_png(picture(n)))
    loaded = load_pictures(paths[::-1], size=(32, 16), folder=folder / "cache")
    assert loaded.kept == (0, 1, 2)
    assert loaded.problems == ()
    for n, row in enumerate(reversed(range(3))):
        np.testing.assert_array_equal(loaded.pictures[row], to_network_size(picture(n), size=(32, 16)))


def test_a_missing_and_a_damaged_picture_are_named_and_left_out(folder: Path) -> None:
    good, damaged, missing = folder / "good.png", folder / "damaged.png", folder / "missing.png"
    good.write_bytes(encode_png(picture(0)))
    damaged.write_bytes(encode_png(picture(1))[:200])
    counts: list[tuple[int, int]] = []
    loaded = load_pictures(
        [damaged, good, missing],
        size=(32, 16),
        folder=folder / "cache",
        progress=lambda done, count: counts.append((done, count)),
    )
    assert loaded.kept == (1,)
    assert [name in problem for name, problem in zip(("damaged.png", "missing.png"), loaded.problems, strict=True)] == [
        True,
        True,
    ]
    assert counts == [(1, 3), (2, 3), (3, 3)]


class Counting(PlainReader):
    """Notes what it is asked to read, and what it hears will follow."""

    def __init__(self) -> None:
        self.read_files: list[Path] = []
        self.told: list[tuple[Path, ...]] = []

    def read(self, path: Path, *, then: Sequence[Path] = ()) -> np.ndarray:
        self.read_files.append(path)
        self.told.append(tuple(then))
        return super().read(path)


def test_a_second_loading_decodes_nothing_and_a_changed_file_is_seen(folder: Path) -> None:
    path, copy = folder / "a.png", folder / "b.png"
    path.write_bytes(encode_png(picture(0)))
    first = load_pictures([path], size=(32, 16), folder=folder / "cache")
    reader = Counting()
    copy.write_bytes(path.read_bytes())
    again = load_pictures([copy], size=(32, 16), folder=folder / "cache", reader=reader)
    np.testing.assert_array_equal(again.pictures, first.pictures)
    assert reader.read_files == []
    load_pictures([path], size=(64, 48), folder=folder / "cache", reader=reader)
    path.write_bytes(encode_png(picture(1)))
    changed = load_pictures([path], size=(32, 16), folder=folder / "cache", reader=reader)
    assert reader.read_files == [path, path]
    assert (changed.pictures != first.pictures).any()


def test_a_broken_cache_costs_time_and_nothing_else(folder: Path) -> None:
    path = folder / "a.png"
    path.write_bytes(encode_png(picture(0)))
    cache = folder / "cache"
    cache.mkdir()
    (cache / "pictures.sqlite").write_bytes(b"this is no database" * 100)
    assert load_pictures([path], size=(32, 16), folder=cache).kept == (0,)
    blocked = folder / "file"
    blocked.write_text("a file where the folder should be")
    assert load_pictures([path], size=(32, 16), folder=blocked).kept == (0,)


def test_an_overfull_store_drops_its_older_half(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [folder / f"{n}.png" for n in range(4)]
    for n, path in enumerate(paths):
        path.write_bytes(encode_png(picture(n)))
    monkeypatch.setattr(picture_cache, "LARGEST_STORE", 1)
    load_pictures(paths, size=(32, 16), folder=folder / "cache")
    reader = Counting()
    monkeypatch.setattr(picture_cache, "LARGEST_STORE", 1 << 30)
    load_pictures(paths, size=(32, 16), folder=folder / "cache", reader=reader)
    assert reader.read_files == paths[:2]


def test_the_reader_hears_which_pictures_will_follow_and_not_of_those_that_are_known(folder: Path) -> None:
    paths = [folder / f"{n}.png" for n in range(6)]
    for n, path in enumerate(paths):
        path.write_bytes(encode_png(picture(n)))
    load_pictures(paths[1:2], size=(32, 16), folder=folder / "cache")
    reader = Counting()
    assert load_pictures(paths, size=(32, 16), folder=folder / "cache", reader=reader).kept == tuple(range(6))
    assert reader.read_files == [paths[n] for n in (0, 2, 3, 4, 5)]
    assert reader.told == [tuple(paths[n] for n in then) for then in ((2, 3), (3, 4, 5), (4, 5), (5,), ())]


def test_a_file_that_changes_while_it_is_read_is_not_kept_under_what_it_was(folder: Path) -> None:
    path = folder / "a.png"
    path.write_bytes(before := encode_png(picture(0)))

    class Late(PlainReader):
        """Somebody else writes the file just before it is read."""

        def read(self, path: Path, *, then: Sequence[Path] = ()) -> np.ndarray:
            path.write_bytes(encode_png(picture(1)) + b"x")
            return super().read(path, then=then)

    late = load_pictures([path], size=(32, 16), folder=folder / "cache", reader=Late())
    np.testing.assert_array_equal(late.pictures[0], to_network_size(picture(1), size=(32, 16)))
    path.write_bytes(before)
    again = load_pictures([path], size=(32, 16), folder=folder / "cache")
    np.testing.assert_array_equal(again.pictures[0], to_network_size(picture(0), size=(32, 16)))


def test_a_set_too_large_for_memory_is_written_once_and_mapped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_cache, "LARGEST_IN_MEMORY", 0)
    paths = [folder / f"{n}.png" for n in range(4)]
    for n in (0, 1, 3):
        paths[n].write_bytes(encode_png(picture(n)))
    counts: list[tuple[int, int]] = []

    def load() -> picture_cache.Loaded:
        return load_pictures(
            paths, size=(32, 16), folder=folder / "cache", progress=lambda *count: counts.append(count)
        )

    first = load()
    assert isinstance(first.pictures, np.memmap)
    assert first.kept == (0, 1, 3)
    assert "2.png" in first.problems[0]
    assert counts[-1] == (4, 4)
    for row, n in enumerate(first.kept):
        np.testing.assert_array_equal(first.pictures[row], to_network_size(picture(n), size=(32, 16)))
    again = load()
    assert len(counts) == 4  # nothing was read again
    assert (again.kept, again.problems) == (first.kept, first.problems)
    chosen = again.pictures[np.array([2, 0])]
    chosen[:] = 0  # what is taken from it may be varied
    np.testing.assert_array_equal(again.pictures[2], first.pictures[2])
    paths[2].write_bytes(encode_png(picture(2)))
    assert load().kept == (0, 1, 2, 3)


def test_a_shard_that_was_cut_off_is_written_anew_and_one_without_room_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_cache, "LARGEST_IN_MEMORY", 0)
    path = folder / "0.png"
    path.write_bytes(encode_png(picture(0)))
    load_pictures([path], size=(32, 16), folder=folder)
    (shard,) = (folder / "shards").glob("*.pictures")
    shard.write_bytes(shard.read_bytes()[:-1])
    np.testing.assert_array_equal(
        load_pictures([path], size=(32, 16), folder=folder).pictures[0], to_network_size(picture(0), size=(32, 16))
    )
    monkeypatch.setattr("station.core.picture_shard.KEPT_FREE", 1 << 60)
    with pytest.raises(StationError, match="GB are free"):
        load_pictures([path], size=(32, 17), folder=folder)
    assert list((folder / "shards").glob(".*")) == []
