"""Makes of a run of `wide` one of `fast`: the same network without the channels that matter least to its answers.

    uv run python -m station.model.narrowing OUT WIDE --strips 120 --seed 977

What comes out answers worse than what went in until it is trained again (`station/model/pretraining.py`, `--base OUT --teacher
WIDE`), but begins with most of what WIDE knows. How much a channel matters is what the loss would change by, to first order, if it
were nothing: |sum over places of activation x gradient|, the mean over pictures (Molchanov et al. 2017), here of practice strips that
nothing was trained on. The evidence that is taught where things are keeps its places.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core.attributes import SEAM
from station.model import networks, runs
from station.model.averaging import write_judged
from station.model.checkpoints import load_network, put_weights
from station.model.feeding import LabelledSet
from station.model.layout import LOGITS
from station.model.pretraining import PLACES, unseen_strips

BATCH = 32
Arrays = dict[str, list[NDArray[np.float32]]]


@dataclass(frozen=True, slots=True)
class Group:
    """Channels of which each may go: what makes them, where they can be seen, and the one layer that reads them."""

    maker: str
    seen_at: str
    reader: str

    @property
    def norm(self) -> str:
        """The normalisation between both."""
        return f"{self.maker}_norm"


def groups_of(network: keras.Model) -> list[Group]:
    """All groups of `fast` or `wide`."""
    inner = [layer.name.removesuffix("_2_conv") for layer in network.layers if layer.name.endswith("_2_conv")]
    readers = {"detail1": "detail2_conv", "detail2": "detail3_conv"} | {
        f"{block}_1": f"{block}_2_conv" for block in inner
    }
    groups = [Group(maker, f"{maker}_relu", reader) for maker, reader in readers.items()]
    return [*groups, Group(networks.EVIDENCE, networks.EVIDENCE_OUT, LOGITS)]


def importance(network: keras.Model, data: LabelledSet) -> dict[str, NDArray[np.floating]]:
    """How much each channel of each group matters, by the name of its maker; floats (channels,)."""
    groups = groups_of(network)
    probe = keras.Model(
        network.inputs, [*(network.get_layer(group.seen_at).output for group in groups), network.outputs[0]]
    )

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def effects(pictures: tf.Tensor, labels: tf.Tensor) -> list[tf.Tensor]:
        with tf.GradientTape() as tape:
            *seen, logits = probe(pictures, training=False)
            loss = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits))
        pairs = zip(seen, tape.gradient(loss, seen), strict=True)
        return [tf.reduce_sum(tf.abs(tf.reduce_sum(x * slope, axis=(1, 2))), axis=0) for x, slope in pairs]

    totals = [np.zeros(network.get_layer(group.seen_at).output.shape[-1], np.float32) for group in groups]
    for at in range(0, len(data), BATCH):
        for total, part in zip(
            totals, effects(data.pictures[at : at + BATCH], data.labels[at : at + BATCH]), strict=True
        ):
            total += part.numpy()
    return {group.maker: total / len(data) for group, total in zip(groups, totals, strict=True)}


def narrowed(wide: keras.Model, narrow: keras.Model, matter: Mapping[str, NDArray[np.floating]]) -> None:
    """Give `narrow` of each group of `wide` the channels that `matter` most, as many as it has, in the order they had."""
    arrays: Arrays = {
        layer.name: [each.numpy() for each in layer.variables] for layer in wide.layers if layer.variables
    }
    for group in groups_of(wide):
        score = matter[group.maker].copy()
        if group.maker == networks.EVIDENCE:
            score[: len(PLACES)] = np.inf
        kept = np.sort(np.argsort(-score, kind="stable")[: narrow.get_layer(f"{group.maker}_conv").filters])
        arrays[f"{group.maker}_conv"] = [array[..., kept] for array in arrays[f"{group.maker}_conv"]]
        arrays[group.norm] = [array[kept] for array in arrays[group.norm]]
        reader, *rest = arrays[group.reader]
        if group.reader == LOGITS:  # reads each channel's mean, and behind all of them each one's smooth maximum
            arrays[LOGITS] = [reader[np.concatenate([kept, kept + len(score)])], *rest]
        else:
            arrays[group.reader] = [reader[:, :, kept], *rest]
    put_weights(narrow, arrays)


def narrow_run(folder: Path, run: runs.Run, data: LabelledSet, *, clips: int) -> None:
    """Write the run of `fast` that a run of `wide` becomes; its figures are those before it is trained again."""
    wide = load_network(run)
    card = run.card
    statistics = networks.Statistics(card.statistics.mean, card.statistics.deviation)
    fast = networks.build("fast", image_size=card.image_size, outputs=len(card.attributes), statistics=statistics)
    narrowed(wide, fast, importance(wide, data))
    of_fast = card.model_copy(update={"network": "fast", "parameters": fast.count_params()})
    write_judged(folder, fast, of_fast, judged=data, clips=clips, base=run.name)


def main() -> None:
    """Render, weigh, narrow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("wide", type=Path)
    parser.add_argument("--strips", type=int, default=120)
    parser.add_argument("--seed", type=int, default=977, help="of the strips by which the channels are weighed")
    asked = parser.parse_args()
    run = runs.open_run(asked.wide)
    data = unseen_strips(asked.strips, seed=asked.seed, size=run.card.image_size)
    narrow_run(asked.out, run, data, clips=asked.strips)
    print(dict(zip(SEAM.names, runs.open_run(asked.out).card.figures.valid_accuracies.values(), strict=True)))


if __name__ == "__main__":
    main()
