"""One shard of a set too large for memory: how fast it is read, cold and warm, beside how fast the network eats.

`python -m tests.measure.shard --folder FOLDER [--pictures 20000]` writes a shard of noise there, in the folder that is given, and
deletes it. Cold: the system has been told to forget the file (Linux). Both sides in turn, medians.
"""

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

from station.core.frame import Picture
from station.core.picture_shard import mapped
from station.model.feeding import VARIATIONS, LabelledSet, batches
from station.model.networks import PLAIN
from station.model.precision import faster_precision
from station.model.recipes import RECIPES
from station.model.training import Training

SIZE = RECIPES["fast"].image_size
BATCH = RECIPES["fast"].batch_size
STEPS = 24
ROUNDS = 5


def noise(count: int) -> Iterator[Picture]:
    """Pictures that compress as little as any."""
    rng = np.random.default_rng(0)
    block = rng.integers(0, 256, (64, SIZE[1], SIZE[0], 3), dtype=np.uint8)
    for number in range(count):
        picture = block[number % 64]
        picture[0, 0] = number % 256
        yield picture


def forget(file: Path) -> None:
    """Have the system drop what it keeps of the file in memory."""
    descriptor = os.open(file, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


def read_rate(data: LabelledSet, epoch: int) -> float:
    """Pictures a second of an epoch's first batches, in random order, unvaried."""
    begun = time.perf_counter()
    feed = batches(data, variation=VARIATIONS["none"], batch_size=BATCH, seed=0, epoch=epoch)
    taken = sum(len(batch.labels) for batch, _ in zip(feed, range(STEPS), strict=False))
    return taken / (time.perf_counter() - begun)


def eaten(precision: str, layers: str) -> float:
    """Pictures a second of training, from pictures in memory."""
    rng = np.random.default_rng(0)
    few = LabelledSet(
        rng.integers(0, 256, (BATCH * 10, SIZE[1], SIZE[0], 3), dtype=np.uint8), np.zeros((BATCH * 10, 4), np.float32)
    )
    recipe = replace(RECIPES["fast"], epochs=1, precision=precision, trained_layers=layers)
    training = Training(recipe, train=few, valid=LabelledSet(few.pictures[:1], few.labels[:1]), statistics=PLAIN)
    times: list[float] = []
    training.run(
        report=lambda progress: times.append(time.perf_counter()),
        keep=lambda training: None,
        should_stop=lambda: False,
    )
    return BATCH / median(np.diff(times[1:-1]))


def main() -> None:
    """Write, measure, tell, delete."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=20_000)
    asked = parser.parse_args()
    begun = time.perf_counter()
    pictures, _ = mapped("shard", lambda: noise(asked.pictures), count=asked.pictures, size=SIZE, folder=asked.folder)
    file = asked.folder / "shard.pictures"
    gigabytes = file.stat().st_size / 1e9
    print(f"{asked.pictures} pictures, {gigabytes:.2f} GB, written in {time.perf_counter() - begun:.0f} s")
    data = LabelledSet(pictures, np.zeros((len(pictures), 4), np.float32))
    rates: dict[str, list[float]] = {"cold": [], "warm": []}
    for epoch in range(ROUNDS):
        for state in rates:
            if state == "cold":
                forget(file)
            rates[state].append(read_rate(data, epoch))
    for state, found in rates.items():
        print(f"{state}: {median(found):.0f} pictures a second ({min(found):.0f} to {max(found):.0f})")
    for precision in dict.fromkeys(("float32", faster_precision())):
        for layers in ("", "lateral evidence logits"):
            rate = eaten(precision, layers)
            print(
                f"fast, {precision}, {layers or 'all layers'}: eats {rate:.0f} pictures a second; "
                f"read cold {median(rates['cold']) / rate:.0f} times, warm {median(rates['warm']) / rate:.0f} times as fast"
            )
    (asked.folder / "shard.json").unlink()
    file.unlink()


if __name__ == "__main__":
    main()
