"""Recipes: how each network is trained where nobody asks otherwise. No TensorFlow, so that the window can show them."""

from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

from station.core.attributes import Kind

VariationName: TypeAlias = Literal["none", "lab", "seam", "things", "scenes"]
"""How training pictures are varied: not at all, as the lab's recipe does, as seams may look, as photographs of things may, or as
things may lie about in a shop."""
VARIATIONS: tuple[VariationName, ...] = get_args(VariationName)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained. `averaging` is the momentum of the averaged weights that are judged and kept; 0 for none.

    `patience`: epochs without a better validation loss before it stops early. `precision` is that of the arithmetic while training,
    float32 or bfloat16; weights and answers are float32 with either. `trained_layers`: how the names of the layers begin that are
    trained, the norms' statistics then standing still; empty for all of them. `variation`: one of VARIATIONS.
    """

    network: str
    image_size: tuple[int, int]
    epochs: int
    batch_size: int
    learning_rate: float
    patience: int
    averaging: float
    smoothing: float
    weight_decay: float
    variation: VariationName
    precision: str = "float32"
    trained_layers: str = ""
    seed: int = 0


_FAST = Recipe("fast", (256, 192), 20, 32, 2e-3, 8, 0.99, 0.02, 0.02, "seam")
RECIPES = {
    "fast": _FAST,
    "wide": replace(_FAST, network="wide"),
    "reference": Recipe("reference", (100, 100), 10, 20, 1e-5, 10, 0.0, 0.0, 0.0, "lab"),
    "fruit": Recipe("fruit", (100, 100), 30, 20, 1e-5, 8, 0.0, 0.0, 0.0, "none"),
}
"""Each network's own recipe from random weights; those of the reference and of fruit are the labs'."""

FROM_BASE: dict[str, Any] = {
    "epochs": 15,
    "learning_rate": 5e-4,
    "patience": 6,
    "trained_layers": "lateral evidence logits",
}
"""What is otherwise for `fast` from base weights: a few strips must not make it forget the thousands it has seen."""

NEW_NAMES: dict[str, Any] = {"learning_rate": 2e-3}
"""What is otherwise still where the base weights don't know each attribute by its name: its answer is learnt from nothing."""

_OF_THINGS: dict[str, Any] = {"image_size": (128, 128), "epochs": 40, "patience": 12, "variation": "things"}
FOR_CLASSES = {"fast": _OF_THINGS, "wide": _OF_THINGS}
"""What is otherwise in a project of classes."""

OWN_BASE = "own"
"""The base weights that ship with the station, where there are any for the network."""
NO_BASE = "none"

TRUE_IN_BFLOAT16 = ("fast", "wide", "reference")
"""`wide` and the reference were trained side by side in float32 and bfloat16, on equal batches, and came to equal losses and
accuracies; `fast` is `wide` with fewer channels."""

SIDE_STEP = {"fast": 16, "wide": 16, "reference": 1, "fruit": 1}
"""What each side of a picture must be a multiple of."""

assert set(SIDE_STEP) == set(RECIPES)


def recipe_for(network: str, *, kind: Kind = "attributes", **changes: Any) -> Recipe:  # noqa: ANN401
    """A network's recipe in a project of this kind, with what was asked for instead."""
    own = FOR_CLASSES.get(network, {}) if kind == "classes" else {}
    return replace(RECIPES[network], **(own | changes))


def from_base(*, knows_names: bool) -> dict[str, Any]:
    """What is otherwise for `fast` from base weights that know all attributes by name, or do not."""
    return FROM_BASE | ({} if knows_names else NEW_NAMES)
