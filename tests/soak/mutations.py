"""Files with flipped, moved and missing bytes, always the same ones for a seed; and the child that decodes them.

`python -m tests.soak.mutations FOLDER FIRST COUNT` decodes mutations of the clip and the pictures in FOLDER, and says the number of
each before it begins, so that whoever started it knows at which one it died.
"""

import sys
from pathlib import Path

import numpy as np

from station.core.clips import Clip, ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.images import decode_picture, encode_png, write_picture

MOST_FLIPS = 12
CLIP = "clip.mp4"
PICTURES = ("picture.png", "picture.jpg")


def mutated(data: bytes, seed: int) -> bytes:
    """The bytes with a few of them changed, or a stretch of them lost, doubled or zeroed."""
    rng = np.random.default_rng(seed)
    made = bytearray(data)
    at = int(rng.integers(len(made)))
    length = int(rng.integers(1, 64))
    match int(rng.integers(8)):
        case 0:
            del made[at:]
        case 1:
            del made[at : at + length]
        case 2:
            made[at:at] = made[at : at + length]
        case 3:
            made[at : at + length] = bytes(len(made[at : at + length]))
        case 4:  # where lengths and counts stand
            made[at : at + 4] = b"\xff\xff\xff\xff"
        case _:
            for place in rng.integers(0, len(made), int(rng.integers(1, MOST_FLIPS))):
                made[int(place)] ^= 1 << int(rng.integers(8))
    return bytes(made)


def make_originals(folder: Path) -> None:
    """A short clip, a PNG and a JPEG."""
    rng = np.random.default_rng(0)
    picture = rng.integers(0, 256, (48, 64, 3), dtype=np.uint8)
    with ClipWriter(folder / CLIP, size=(64, 48), rate=25) as writer:
        for number in range(12):
            writer.write(Frame(np.roll(picture, number, axis=0), number, number / 25))
    for name in PICTURES:
        write_picture(folder / name, picture)


def decode(folder: Path, seed: int) -> bool:
    """Decode the mutation of that seed, a clip or a picture; whether it could be, at least in part."""
    name = (CLIP, *PICTURES)[seed % 3]
    data = mutated((folder / name).read_bytes(), seed)
    try:
        if name != CLIP:
            encode_png(decode_picture(data, name=name))
            return True
        path = folder / "mutated.mp4"
        path.write_bytes(data)
        clip = Clip(path)
        try:
            return sum(frame.picture.size > 0 for frame in clip.frames()) > 0
        finally:
            clip.close()
    except StationError:
        return False


def main() -> None:
    """Decode them one by one."""
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for seed in range(first, first + count):
        sys.stdout.write(f"{seed}\n")
        sys.stdout.flush()
        is_decoded = decode(folder, seed)
        sys.stdout.write("decoded\n" if is_decoded else "refused\n")
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main()
