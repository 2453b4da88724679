"""A run of either kind answers pictures with what its network says, with maps or without."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from station.core.attributes import Attribute, AttributeSet, Kind
from station.core.errors import StationError
from station.core.messages import Answer, Array
from station.model import runs
from station.model.answering import Answering
from station.model.checkpoints import load_network
from station.model.feeding import LabelledSet
from station.model.keeper import Keeper, Origin, now
from station.model.logits import probabilities_of
from station.model.maps import gradient_maps
from station.model.recipes import RECIPES
from station.model.training import Training

NAMES = ("Apfel", "Orange", "Tomate")
SHAPE = (40, 48, 3)


def made(folder: Path, kind: Kind) -> runs.Run:
    """A run of the fruit network that took one epoch."""
    rng = np.random.default_rng(1)
    labels = np.eye(3, dtype=np.float32)[rng.integers(0, 3, 40)]
    data = LabelledSet(rng.integers(0, 256, (40, *SHAPE), dtype=np.uint8), labels)
    recipe = replace(RECIPES["fruit"], image_size=(48, 40), epochs=1, learning_rate=1e-3)
    training = Training(recipe, train=data, valid=data, kind=kind)
    attributes = AttributeSet(tuple(Attribute(name, name[0].lower(), (0, 0, 0)) for name in NAMES), kind)
    keep = Keeper(folder, origin=Origin(attributes, {}, 1, None, now()), valid=data)
    training.run(report=lambda progress: None, keep=keep, should_stop=lambda: False)
    return runs.open_run(folder)


@pytest.mark.parametrize("kind", ["attributes", "classes"])
def test_a_fruit_run_answers_with_or_without_maps(kind: Kind, tmp_path: Path) -> None:
    run = made(tmp_path / "run", kind)
    answering = Answering(run)
    pictures = np.random.default_rng(2).integers(0, 256, (5, *SHAPE), dtype=np.uint8)
    network = load_network(run)
    expected = probabilities_of(network(pictures, training=False).numpy(), kind=kind)
    plain = answering.answer(Answer(1, Array.of(pictures), False))
    explained = answering.answer(Answer(2, Array.of(pictures), True))
    for reply in (plain, explained):
        np.testing.assert_allclose(reply.probabilities.unpack(), expected, atol=1e-5)
    assert (plain.gradcam, plain.hirescam) == (None, None)
    for method in ("gradcam", "hirescam"):
        taped = gradient_maps(network, pictures, method=method)
        assert np.abs(getattr(explained, method).unpack() - taped).max() <= 1e-4 * np.abs(taped).max()
    with pytest.raises(StationError, match="received uint8"):
        answering.answer(Answer(3, Array.of(pictures[:, 1:]), True))
