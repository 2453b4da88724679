"""How a run becomes a network again, and how a training begins with another run's weights."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import keras
import numpy as np
from numpy.typing import NDArray

from station.core.errors import StationError
from station.model import layout, networks, runs, weights_file

if TYPE_CHECKING:
    from station.model.training import Training


def load_network(run: runs.Run) -> keras.Model:
    """Build a run's network from its card and load its weights, checked before and after; StationError where they don't fit."""
    return network_of(run.card, runs.weights_bytes(run), name=str(run.folder / run.card.weights.file), run=run.name)


def network_of(card: runs.Card, data: bytes, *, name: str, run: str) -> keras.Model:
    """The network of a card with the weights of a file that holds `data`; StationError, with `name`, as `load_network`."""
    if card.network not in networks.NETWORKS:
        raise StationError(f"the run {run} is of a network {card.network}, which this station does not know")
    stored = weights_file.layers_of(weights_file.read_content(data, name=name))
    statistics = networks.Statistics(card.statistics.mean, card.statistics.deviation)
    try:
        model = networks.build(
            card.network, image_size=card.image_size, outputs=len(card.attributes), statistics=statistics
        )
        put_weights(model, stored)
    except ValueError as error:
        raise StationError(
            f"{name} does not fit the network {card.network} of the run's model card ({error})"
        ) from error
    return model


def put_weights(model: keras.Model, stored: Mapping[str, Sequence[NDArray[np.float32]]]) -> None:
    """Give each layer its arrays, in the order of its weights; ValueError, with the first difference, where they are not its own."""
    layers = {layer.name: layer for layer in model.layers if layer.variables}
    expected = {name: [tuple(each.shape) for each in layer.variables] for name, layer in layers.items()}
    if different := layout.first_difference(expected, stored):
        raise ValueError(different)
    for name, layer in layers.items():
        for variable, values in zip(layer.variables, stored[name], strict=True):
            variable.assign(values)


def base_weights(training: "Training", *, base: runs.Run, names: tuple[str, ...]) -> list[NDArray[np.float32]]:
    """The base run's weights for this training: all layers, and of the head the outputs whose attributes have the same names."""
    if base.card.network != training.recipe.network:
        raise StationError(
            f"the base run {base.name} is of the network {base.card.network}; a {training.recipe.network} training needs its own kind"
        )
    source = load_network(base)
    theirs = [attribute.name for attribute in base.card.attributes]
    taken = []
    for mine, other in zip(training.model.weights, source.weights, strict=True):
        values = mine.numpy()
        if mine.shape == other.shape and layout.LOGITS not in mine.path:
            values = other.numpy()
        elif layout.LOGITS in mine.path:
            for column, name in enumerate(names):
                if name in theirs and other.shape[:-1] == mine.shape[:-1]:
                    values[..., column] = other.numpy()[..., theirs.index(name)]
        taken.append(values)
    return taken
