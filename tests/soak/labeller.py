"""A person who labels frames of a clip that somebody else labels too: `python -m tests.soak.labeller PROJECT FIRST COUNT BATCH`.

Every second frame from FIRST on; whoever is told that the other one has the clip looks on, and opens it again a little later. Prints
how often that was.
"""

import sys
import time
from pathlib import Path

import numpy as np

from station.core.errors import StationError
from station.core.frame import Frame
from station.core.labels import LabelTable
from station.core.project import open_project

CLIP = "Naht_ü 1"
TAKEN = ("just being labelled by", "changed by somebody else")


def main() -> None:
    """Label."""
    folder, first, count, batch = sys.argv[1:]
    project, left, refused = open_project(Path(folder)), list(range(int(first), 2 * int(count), 2)), 0
    while left:
        labels = LabelTable(project, clip=CLIP)
        try:
            for number in left[: int(batch)]:
                labels.show((number % 4 < 2, number % 8 < 4, int(first) == 1, False))
                labels.save(Frame(np.full((2, 2, 3), number % 256, np.uint8), number, 0.0))
                left = left[1:]
        except StationError as error:
            if not any(words in str(error) for words in TAKEN):
                raise
            refused += 1
            time.sleep(0.02)
        finally:
            labels.close()
    print(refused)


if __name__ == "__main__":
    main()
