"""Makes of a run that was trained on rendered strips alone one that ships with the station.

    uv run python -m station.model.shipping RUN OUT

Card, history and weights are copied, the card says that the run knows rendered strips only (`model.shipped` has what follows from
that), and the exported network is made and checked anew: on the validation pictures of the run's project, or, where the run lies
in none, as the base weights do, on strips that are rendered here and that nothing was trained on. What resuming needs is left out,
and so is an 8-bit network that does not decide alike. OUT may be the run's own folder.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from station.core import storage
from station.model import runs
from station.model.exported import Agreement, agrees
from station.model.history import HISTORY
from station.model.openvino_export import export_own, validation_pictures
from station.model.pretraining import unseen_strips

SAMPLE = 16
"""Pictures beside the exported network, of 80 KB each; a lab's own has 64, which also tell how its pictures look."""
STRIPS, SEED = 120, 976
"""Those on which the base weights' figures and thresholds were found, see `resources/base/SOURCE.md`."""


def ship(run: runs.Run, out: Path, pictures: NDArray[np.uint8]) -> Agreement:
    """Write the run as it ships, exported and checked on these pictures; how its float32 agrees with TensorFlow."""
    storage.create_folder(out)
    for name in (run.card.weights.file, HISTORY):
        if out.resolve() != run.folder.resolve():
            storage.write_bytes(out / name, storage.read_bytes(run.folder / name))
    runs.write_card(out, run.card.model_copy(update={"rendered": True}))
    return export_own(runs.open_run(out), pictures, sampled=SAMPLE, keeps=agrees)


def main() -> None:
    """Ship one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    run = runs.open_run(asked.run)
    if run.folder.resolve().parent.name == "models":
        pictures = validation_pictures(run)
    else:
        pictures = unseen_strips(STRIPS, seed=SEED, size=run.card.image_size).pictures
    print(ship(run, asked.out, pictures))


if __name__ == "__main__":
    main()
