"""Fault 15: of a set of pictures with damaged ones among them each damaged one is named, left out and counted, and no other."""

import random
import time
from pathlib import Path

import numpy as np

from station.core.images import encode_jpeg, encode_png
from station.core.picture_cache import load_pictures
from tests.soak.summary import count, tell

SHARE = 100
"""One of so many is bad."""


def spoilt(data: bytes, kind: int, rng: random.Random) -> bytes:
    """What is left of a picture's file after something happened to it."""
    return (
        b"",
        data[: rng.randrange(8, len(data) // 3)],
        b"<html>404</html>",
        bytes(len(data)),
        data[:16] + (200_000).to_bytes(4, "big") * 2 + data[24:],  # a side of 200,000 pixels
        data[: len(data) // 2] + bytes(rng.randrange(256) for _ in range(40)) + data[len(data) // 2 + 40 :],
    )[kind]


def test_bad_pictures_are_named_left_out_and_counted(tmp_path: Path) -> None:
    rng, begun, pictures = random.Random(15), time.perf_counter(), count(full=10_000, small=200)
    bad = set(rng.sample(range(pictures), pictures // SHARE + (pictures % SHARE > 0)))
    paths = []
    for number in range(pictures):
        grey = rng.randrange(40, 200)
        picture = np.full((24, 32, 3), grey, np.uint8)
        picture[::5] //= 2
        data = encode_png(picture) if number % 3 else encode_jpeg(picture)
        paths.append(tmp_path / f"Bild ä_{number}.{'png' if number % 3 else 'jpg'}")
        kind = rng.randrange(6) if number % 3 else rng.randrange(4)  # the last two are of PNG's own
        paths[-1].write_bytes(spoilt(data, kind, rng) if number in bad else data)
    loaded = load_pictures(paths, size=(16, 12), folder=tmp_path / "cache")
    again = load_pictures(paths, size=(16, 12), folder=tmp_path / "cache")
    named = [number for number in bad if any(paths[number].name in problem for problem in loaded.problems)]
    good = [number for number in range(pictures) if number not in bad]
    wrong = len(set(loaded.kept) ^ set(good)) + len(bad) - len(named) + abs(len(loaded.problems) - len(bad))
    seconds = time.perf_counter() - begun
    what = f"pictures, {len(bad)} of them bad: not named, not counted, or wrongly left out"
    tell(fault=15, what=what, tried=pictures, lost=wrong, seconds=seconds)
    assert wrong == 0, loaded.problems
    assert (again.kept, again.problems) == (loaded.kept, loaded.problems)
    assert len(loaded.pictures) == len(good)
