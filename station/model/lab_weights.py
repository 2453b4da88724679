"""The labs' own old weights, one `.h5` as Keras 2 wrote it, become a run: layer by layer, by shape and order.

Keras 2 keeps the layers' names in the text `layer_names`, in the order of the network, and each layer's arrays in its
`weight_names`; a whole model has all that in the group `model_weights` and its description, which is read and never run, beside it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.images import read_picture, to_network_size
from station.core.messages import ImportWeights
from station.core.project import Project, open_project
from station.model import checkpoints, networks, runs, weights_file
from station.model.feeding import statistics_of
from station.model.importing import imported_from
from station.model.weights_file import Content, Numbers

WHOLE = "model_weights"
TEXTS = frozenset({"layer_names", "weight_names", "keras_version", "model_config", "name"})
KNOWN_LAYERS = {"InputLayer", "Conv2D", "BatchNormalization", "ReLU", "Activation", "Add", "Flatten", "Dense", "Dropout"}
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
    size, notes = request.image_size or LABS_SIZE, []
    statistics = _statistics(project, size)
    try:
        model = networks.build(request.network, image_size=size, outputs=len(project.attributes), statistics=statistics)
        checkpoints.put_weights(model, matched(model, layers, columns=columns))
    except ValueError as error:
        width, height = size
        raise StationError(
            f"{source} does not fit the network {request.network} for pictures of {width} x {height} with "
            f"{len(project.attributes)} {project.kind}: {error}"
        ) from error
    figures = figures_in_name(source.stem)
    if figures.loss is None:
        notes.append("its name tells no figures")
    notes.append(
        f"its pictures are standardised by this project's ({statistics.mean[0]:.1f} ± {statistics.deviation[0]:.1f})"
    )
    _write(model, request, project.attributes, statistics=statistics, figures=figures, keras_version=_version(content))
    return "; ".join(notes)


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


def matched(model: keras.Model, layers: Iterable[OldLayer], *, columns: Sequence[int]) -> dict[str, list[Numbers]]:
    """The file's arrays for each layer of the network: of the layers of one shape the first is the first, and so on.

    Layers of one shape stand one behind the other in the networks, so that their order is the same whoever wrote it down;
    of layers side by side (a block's shortcut) the shapes differ. ValueError where layers are missing or left.
    """
    waiting = list(layers)
    count, found = len(waiting), {}
    wanted = [layer for layer in model.layers if layer.variables]
    for layer in wanted:
        shapes = sorted(tuple(each.shape) for each in layer.variables)
        fitting = next((old for old in waiting if sorted(old.shapes) == shapes), None)
        if fitting is None:
            came = ", ".join(sorted({" x ".join(map(str, old.shapes[0])) for old in waiting}))[:160]
            told = " and ".join(" x ".join(map(str, each.shape)) for each in layer.variables)
            raise ValueError(
                f"expected {len(wanted)} layers, one with {told} ({layer.name}); of the {count} that came "
                f"{f'{came} is left' if came else 'none is left'}"
            )
        waiting.remove(fitting)
        found[layer.name] = _in_order(layer, fitting)
    if waiting:
        raise ValueError(f"expected {len(wanted)} layers, and {count} came; {waiting[0].name[:64]!r} is left")
    found[networks.LOGITS] = [array[..., columns] for array in found[networks.LOGITS]]
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


def _in_order(layer: Any, old: OldLayer) -> list[Numbers]:  # noqa: ANN401
    """By their kinds where the file has the same, else as they come."""
    names = [variable.name for variable in layer.variables]
    by_kind: Mapping[str, Numbers] = dict(zip(old.kinds, old.arrays, strict=True))
    return [by_kind[name] for name in names] if set(names) == set(old.kinds) else list(old.arrays)


def _described(model: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    """Kind and settings of each layer that a description names."""
    layers = model["config"] if isinstance(model["config"], list) else model["config"]["layers"]
    for layer in layers:
        yield str(layer["class_name"]), layer["config"] if isinstance(layer["config"], dict) else {}


def _statistics(project: Project, size: tuple[int, int]) -> networks.Statistics:
    """One mean and deviation over all colours of the project's pictures, as the lab took them over a batch."""
    files = sorted(file for file in project.pics.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    pictures = []
    for file in files[:: -(-len(files) // MOST_PICTURES) or 1]:
        try:
            pictures.append(to_network_size(read_picture(file), size=size))
        except StationError:
            continue
    if not pictures:
        raise StationError(
            f"expected pictures in {project.pics}: the labs standardised what they fed, and only pictures of the same "
            "camera tell by what"
        )
    values = np.stack(pictures)
    exact = statistics_of(values)
    mean = float(np.mean(exact.mean))
    spread = float(np.sqrt(np.mean(np.square(exact.deviation) + np.square(np.array(exact.mean) - mean))))
    return networks.Statistics((mean, mean, mean), (spread, spread, spread))


def _version(content: Content) -> str:
    (text,) = (
        content.texts.get(("", "keras_version"), ("",)) or content.texts.get((WHOLE, "keras_version"), ("",)) or ("",)
    )
    return text[:32] if text.isprintable() and text else "2"


def _write(
    model: keras.Model,
    request: ImportWeights,
    attributes: AttributeSet,
    *,
    statistics: networks.Statistics,
    figures: runs.CardFigures,
    keras_version: str,
) -> None:
    source, staging = Path(request.source), Path(request.staging)
    data = checkpoints.weights_bytes_of(model)
    name = f"{re.sub(r'[^A-Za-z0-9_.,-]', '_', source.stem)[:120] or 'model'}.weights.h5"
    storage.write_bytes(staging / name, data)
    match = _NAME.search(source.stem)
    told = {"accuracy": float(match[3]), "valid_accuracy": float(match[4])} if match else {}
    card = runs.Card(
        network=request.network,
        parameters=model.count_params(),
        kind=attributes.kind,
        attributes=tuple(
            runs.CardAttribute(name=a.name, key=a.key, colour=a.colour, expected=a.expected) for a in attributes
        ),
        image_size=request.image_size or LABS_SIZE,
        statistics=runs.CardStatistics(mean=statistics.mean, deviation=statistics.deviation),
        thresholds=dict.fromkeys(attributes.names, 0.5),
        subsets={},
        figures=figures,
        weights=runs.CardWeights(file=name, sha256=hashlib.sha256(data).hexdigest()),
        seed=0,
        recipe={"network": request.network, **told},
        versions={"keras": keras_version},
        created=checkpoints.now(),
        imported=imported_from(source.name),
    )
    runs.write_card(staging, card)
