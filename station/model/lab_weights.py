"""The labs' own old weights, one `.h5` as Keras 2 wrote it, become a run: layer by layer, by shape and order.

Keras 2 keeps the layers' names in the text `layer_names`, in the order of the network, and each layer's arrays in its
`weight_names`; a whole model has all that in the group `model_weights` and its description, which is read and never run, beside it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.images import read_picture, to_network_size
from station.core.messages import ImportWeights
from station.core.project import Project, open_project
from station.model import layout, runs, weights_file
from station.model.importing import check_weights, imported_from
from station.model.weights_file import Content, Numbers

WHOLE = "model_weights"
TEXTS = frozenset({"layer_names", "weight_names", "keras_version", "model_config", "name"})
KNOWN_LAYERS = {
    "InputLayer",
    "Conv2D",
    "BatchNormalization",
    "ReLU",
    "Activation",
    "Add",
    "Flatten",
    "Dense",
    "Dropout",
}
KNOWN_LAYERS |= {"AveragePooling2D", "MaxPooling2D"}
LAST_STEP = {"attributes": "sigmoid", "classes": "softmax"}
LABS_SIZE = (100, 100)
MOST_PICTURES = 256
"""Of the project, from which the standardisation is taken."""
_NAME = re.compile(r"model_[\w-]+?_(\d+\.\d+)_(\d+\.\d+)_(\d\.\d+)_(\d\.\d+)$")
SUFFIXES = frozenset({".png", ".jpg", ".jpeg"})


@dataclass(frozen=True, slots=True, eq=False)
class OldLayer:
    """A layer's arrays, in the order of its file, and what they are there: kernel, bias, gamma, ..."""

    name: str
    kinds: tuple[str, ...]
    arrays: tuple[Numbers, ...]

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """The arrays' shapes."""
        return tuple(array.shape for array in self.arrays)


def take_weights(request: ImportWeights) -> str:
    """Make a run in the staging folder of a lab's `.h5`; what was assumed, in a sentence. StationError where it doesn't fit."""
    source, project = Path(request.source), open_project(Path(request.project))
    if request.network not in ("reference", "fruit"):
        raise StationError(f"the labs' networks are reference and fruit; received {request.network[:64]!r}")
    columns = columns_for(request.attributes, project.attributes)
    data = weights_file.read_plain_file(source, largest=runs.LARGEST_WEIGHTS, what="weights")
    content = weights_file.read_content(data, name=str(source), texts=TEXTS)
    layers = old_layers(content)
    check_description(content, kind=project.kind)
    width, height = size = request.image_size or LABS_SIZE
    outputs = len(project.attributes)
    expected = layout.expected_shapes(request.network, image_size=size, outputs=outputs)
    try:
        stored = matched(expected, layers, columns=columns)
    except ValueError as error:
        raise StationError(
            f"{source} does not fit the network {request.network} for pictures of {width} x {height} with "
            f"{outputs} {project.kind}: {error}"
        ) from error
    mean, deviation = standardisation(project, size)
    made = weights_file.content_bytes(stored)
    card = _card(request, project.attributes, made, statistics=(mean, deviation), keras_version=_version(content))
    check_weights(card, weights_file.read_content(made, name=str(source)))
    storage.write_bytes(Path(request.staging) / card.weights.file, made)
    runs.write_card(Path(request.staging), card)
    notes = [] if card.figures.loss is not None else ["its name tells no figures"]
    return "; ".join(
        [*notes, f"pictures are standardised by this project's: {mean:.1f} and {deviation:.1f} grey levels"]
    )


def columns_for(names: Sequence[str], attributes: AttributeSet) -> list[int]:
    """For each of the project's attributes the output of the file that answers it; StationError where they are not the same ones."""
    theirs = tuple(names) or attributes.names
    if sorted(theirs) != sorted(attributes.names):
        raise StationError(
            f"the weights answer {', '.join(theirs)[:200]}, but the project has {', '.join(attributes.names)[:200]}; "
            "they are used only where the attributes are the same"
        )
    return [theirs.index(name) for name in attributes.names]


def old_layers(content: Content) -> list[OldLayer]:
    """The layers with weights, in the file's order; StationError where the file is not laid out as Keras 2 does."""
    root = WHOLE if (WHOLE, "layer_names") in content.texts else ""
    names = content.texts.get((root, "layer_names"))
    if names is None:
        if any(place.startswith("layers/") for place in content.arrays):
            content.refuse("it is of Keras 3, whose weights are a run only together with their card.json")
        content.refuse("expected layer_names as Keras 2 writes them")
    found, used = [], 0
    for name in names:
        place = f"{root}/{name}" if root else name
        inside = content.texts.get((place, "weight_names"), ())
        arrays = tuple(_array(content, f"{place}/{weight}") for weight in inside)
        used += len(arrays)
        if arrays:
            kinds = tuple(weight.rpartition("/")[2].partition(":")[0] for weight in inside)
            found.append(OldLayer(name, kinds, arrays))
    here = sum(place.startswith(f"{root}/") or not root for place in content.arrays)
    if used != here:
        content.refuse(f"its layers name {used} arrays, and {here} are there")
    return found


def check_description(content: Content, *, kind: str) -> None:
    """Refuse a whole model with layers that the labs' networks don't have (a Lambda's code is not even looked at)."""
    (text,) = content.texts.get(("", "model_config"), ("",)) or ("",)
    if not text:
        return
    try:
        described = list(_described(json.loads(text)))
    except (ValueError, RecursionError) as error:
        raise StationError(f"{content.name} has a description of its network that can't be read") from error
    for name, _ in described:
        if name not in KNOWN_LAYERS:
            content.refuse(f"it has a layer {name[:64]!r}, which the labs' networks do not have")
    last = described[-1][1].get("activation") if described else None
    if last not in (None, LAST_STEP[kind]):
        content.refuse(f"expected {LAST_STEP[kind]} as its last step, and {str(last)[:64]!r} came")


def matched(expected: layout.Shapes, layers: Iterable[OldLayer], *, columns: Sequence[int]) -> dict[str, list[Numbers]]:
    """The file's arrays for each layer of the network: of the layers of one shape the first is the first, and so on.

    Layers of one shape stand one behind the other in the networks, so that their order is the same whoever wrote it down;
    of layers side by side (a block's shortcut) the shapes differ. ValueError where layers are missing or left.
    """
    waiting = list(layers)
    count, found = len(waiting), {}
    for name, shapes in expected.items():
        fitting = next((old for old in waiting if sorted(old.shapes) == sorted(shapes)), None)
        if fitting is None:
            told = " and ".join(" x ".join(map(str, shape)) for shape in shapes)
            left = ", ".join(sorted({" x ".join(map(str, old.shapes[0])) for old in waiting}))[:160] or "none"
            raise ValueError(
                f"expected {len(expected)} layers, one with {told} ({name}); of the {count} that came {left} is left"
            )
        waiting.remove(fitting)
        found[name] = _in_order(layout.kinds_of(shapes), fitting)
    if waiting:
        raise ValueError(f"expected {len(expected)} layers, and {count} came; {waiting[0].name[:64]!r} is left")
    found[layout.LOGITS] = [array[..., columns] for array in found[layout.LOGITS]]
    return found


def figures_in_name(name: str) -> runs.CardFigures:
    """What a checkpoint's name tells: loss and validation loss; its mean accuracies go by no attribute."""
    match = _NAME.search(name)
    loss, valid_loss = (float(match[1]), float(match[2])) if match else (None, None)
    return runs.CardFigures(epoch=0, loss=loss, valid_loss=valid_loss, accuracies={}, valid_accuracies={})


def _array(content: Content, place: str) -> Numbers:
    if place not in content.arrays:
        content.refuse(f"expected an array at {place[:160]!r}, which is not there")
    return content.arrays[place]


def _in_order(kinds: tuple[str, ...], old: OldLayer) -> list[Numbers]:
    """By their kinds where the file has the same, else as they come."""
    by_kind: Mapping[str, Numbers] = dict(zip(old.kinds, old.arrays, strict=True))
    return [by_kind[kind] for kind in kinds] if set(kinds) == set(old.kinds) else list(old.arrays)


def _described(model: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    """Kind and settings of each layer that a description names."""
    layers = model["config"] if isinstance(model["config"], list) else model["config"]["layers"]
    for layer in layers:
        yield str(layer["class_name"]), layer["config"] if isinstance(layer["config"], dict) else {}


def standardisation(project: Project, size: tuple[int, int]) -> tuple[float, float]:
    """One mean and deviation over all colours of the project's pictures, as the lab took them over a batch."""
    files = sorted(file for file in project.pics.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    sums, count = np.zeros(2), 0
    for file in files[:: -(-len(files) // MOST_PICTURES) or 1]:
        try:
            picture = to_network_size(read_picture(file), size=size).astype(np.float64)
        except StationError:
            continue
        sums += picture.sum(), np.square(picture).sum()
        count += picture.size
    if not count:
        raise StationError(
            f"expected pictures in {project.pics}: the labs standardised what they fed, and only pictures of the same "
            "camera tell by what"
        )
    mean = float(sums[0] / count)
    return mean, max(1.0, float(np.sqrt(max(0.0, sums[1] / count - mean**2))))


def _version(content: Content) -> str:
    for place in ("", WHOLE):
        for text in content.texts.get((place, "keras_version"), ()):
            if text and text.isprintable():
                return text[:32]
    return "2"


def _card(
    request: ImportWeights,
    attributes: AttributeSet,
    data: bytes,
    *,
    statistics: tuple[float, float],
    keras_version: str,
) -> runs.Card:
    source = Path(request.source)
    name = f"{re.sub(r'[^A-Za-z0-9_.,-]', '_', source.stem)[:120] or 'model'}.weights.h5"
    match = _NAME.search(source.stem)
    told = {"accuracy": float(match[3]), "valid_accuracy": float(match[4])} if match else {}
    size, outputs = request.image_size or LABS_SIZE, len(attributes)
    shapes = layout.expected_shapes(request.network, image_size=size, outputs=outputs)
    (mean, deviation) = statistics
    return runs.Card(
        network=request.network,
        parameters=sum(int(np.prod(shape)) for of_layer in shapes.values() for shape in of_layer),
        kind=attributes.kind,
        attributes=tuple(
            runs.CardAttribute(name=a.name, key=a.key, colour=a.colour, expected=a.expected) for a in attributes
        ),
        image_size=size,
        statistics=runs.CardStatistics(mean=(mean, mean, mean), deviation=(deviation, deviation, deviation)),
        thresholds=dict.fromkeys(attributes.names, 0.5),
        subsets={},
        figures=figures_in_name(source.stem),
        weights=runs.CardWeights(file=name, sha256=hashlib.sha256(data).hexdigest()),
        seed=0,
        recipe={"network": request.network, **told},
        versions={"keras": keras_version},
        created=datetime.now(UTC).isoformat(),
        imported=imported_from(source.name),
    )
