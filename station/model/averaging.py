"""Makes of two runs, the second of which was begun from the first's weights, one whose weights lie between theirs.

    uv run python -m station.model.averaging OUT FIRST SECOND --share 0.5 --strips 120 --seed 976

What a network learns beside what it knew costs it some of that; halfway it keeps most of both (Wortsman et al. 2022). The card is
the second run's; its figures and thresholds are those of the averaged weights, half of them each on various strips and on the
practice lab's own, which are rendered here and which nothing was trained on. On these the exported network is checked, too
(`station/model/shipping.py`).
"""

import argparse
import hashlib
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import SEAM
from station.core.errors import StationError
from station.model import runs
from station.model.checkpoints import load_network
from station.model.evaluation import tuned_threshold
from station.model.feeding import LabelledSet
from station.model.history import HISTORY, Epoch, history_text
from station.model.keeper import checkpoint_name, now, weights_bytes
from station.model.logits import probabilities_of
from station.model.pretraining import unseen_strips
from station.model.shipping import ship


def between(
    one: list[NDArray[np.float32]], other: list[NDArray[np.float32]], *, share: float
) -> list[NDArray[np.float32]]:
    """The weights that lie so far on the way from one network's to the other's."""
    return [(1 - share) * mine + share * theirs for mine, theirs in zip(one, other, strict=True)]


def average(folder: Path, first: runs.Run, second: runs.Run, *, share: float, judged: LabelledSet, clips: int) -> None:
    """Write the run of the averaged weights; StationError where the two don't fit each other."""
    if first.card.network != second.card.network or first.card.attribute_set != second.card.attribute_set:
        raise StationError(f"the runs {first.name} and {second.name} are of different networks or attributes")
    if first.card.statistics != second.card.statistics:
        raise StationError(f"the runs {first.name} and {second.name} standardise their pictures differently")
    network = load_network(second)
    network.set_weights(between(load_network(first).get_weights(), network.get_weights(), share=share))
    write_judged(folder, network, second.card, judged=judged, clips=clips, base=first.name)


def write_judged(
    folder: Path, network: keras.Model, card: runs.Card, *, judged: LabelledSet, clips: int, base: str
) -> None:
    """Write a run of these weights, to which no training came: `card`, with the figures and thresholds found on `judged`."""
    parts = [network(judged.pictures[at : at + 32], training=False).numpy() for at in range(0, len(judged), 32)]
    logits, truths = np.concatenate(parts), judged.labels > 0.5
    probabilities = probabilities_of(logits, kind="attributes")
    right = ((logits >= 0) == truths).mean(axis=0) * 100
    loss = float((np.logaddexp(0, logits.astype(np.float64)) - logits * judged.labels).mean())
    accuracies = tuple(float(value) for value in right)
    epoch = Epoch(0, loss, accuracies, loss, accuracies, 0.0, 0.0)
    storage.create_folder(folder)
    path = folder / checkpoint_name(card.network, epoch)
    storage.write_bytes(path, weights_bytes(network))
    storage.write_text(folder / HISTORY, history_text([epoch], names=SEAM.names))
    by_name = dict(zip(SEAM.names, accuracies, strict=True))
    table = hashlib.sha256(np.ascontiguousarray(judged.labels).tobytes()).hexdigest()
    entry = runs.CardSubset(file="practice strips", sha256=table, pictures=len(judged))
    changes = {
        "thresholds": {
            name: tuned_threshold(probabilities[:, i], truths[:, i], clips=clips) for i, name in enumerate(SEAM.names)
        },
        "figures": runs.CardFigures(
            epoch=card.figures.epoch, loss=loss, valid_loss=loss, accuracies=by_name, valid_accuracies=by_name
        ),
        "weights": runs.CardWeights(file=path.name, sha256=runs.sha256_of(path)),
        "subsets": card.subsets | {"valid": entry},
        "base": base,
        "created": now(),
    }
    runs.write_card(folder, card.model_copy(update=changes))


def main() -> None:
    """Average and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="how far from the first to the second, 0 to 1")
    parser.add_argument("--strips", type=int, default=120)
    parser.add_argument("--seed", type=int, default=976, help="of the strips that it is judged on")
    asked = parser.parse_args()
    first, second = runs.open_run(asked.first), runs.open_run(asked.second)
    judged = unseen_strips(asked.strips, seed=asked.seed, size=second.card.image_size)
    average(asked.out, first, second, share=asked.share, judged=judged, clips=asked.strips)
    print(ship(runs.open_run(asked.out), asked.out, judged.pictures))


if __name__ == "__main__":
    main()
