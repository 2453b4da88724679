"""Strips of the other lab, as a project or added to one.

`python -m tests.measure.other_lab FOLDER --prefix held_a --strips 60 --frames 10 --seed 2 [--stock day|night] [--scale 9] [--videos]`
makes the clips held_a0000, held_a0001, ... One scale a project; several calls with other prefixes add to it.
"""

import argparse
import sys
from pathlib import Path

from station.core.errors import StationError
from tests.measure.other_lab.lab import Order, laboratory, render, save, save_video
from tests.measure.other_lab.stock import STOCKS

EVERY = 10
"""Strips between two lines of progress."""


def main() -> int:
    """Render what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--prefix", default="a", help="how the clips' names begin")
    parser.add_argument("--strips", type=int, default=60)
    parser.add_argument("--frames", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--stock", choices=sorted(STOCKS), default="day")
    parser.add_argument("--scale", type=float, default=9.0, help="pixels a millimetre")
    parser.add_argument("--videos", action="store_true", help="write each clip's video, too")
    wish = parser.parse_args()
    order = Order(wish.stock, wish.strips, wish.frames, wish.seed, wish.scale)
    try:
        project = laboratory(wish.folder, scale=wish.scale)
        for number, filmed in enumerate(render(order)):
            clip = f"{wish.prefix}{number:04}"
            save(project, filmed, clip=clip)
            if wish.videos:
                save_video(project, filmed, clip=clip)
            if (number + 1) % EVERY == 0 or number + 1 == wish.strips:
                print(f"{number + 1} of {wish.strips} strips", flush=True)
    except StationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
