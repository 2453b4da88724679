"""A run's exported network: its files, what its export found out, and the checks before it is used. No TensorFlow.

The files lie in the run's folder: the network as OpenVINO writes it, a sheet, and a sample of the validation pictures, below
each other in one PNG, by which another PC finds out for itself whether the network answers there as it did here.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.core import storage
from station.core.attributes import Kind
from station.core.errors import StationError
from station.core.heat import Maps
from station.core.picture_reader import PLAIN_READER, PictureReader
from station.core.programs import command
from station.core.verdict import Rule, recognised
from station.model.runs import Card, Run, Sha256

SHEET = "exported.json"
NETWORK = "exported.xml"
WEIGHTS = "exported.bin"
PICTURES = "exported_pictures.png"
EIGHT_BITS = ("exported_int8.xml", "exported_int8.bin")
SAMPLE = 64
"""Pictures in the sample, at most."""
ALIKE = 1e-3
"""By how much a probability in float32 may differ from TensorFlow's."""
LARGEST_SHEET = 1 << 24

MOST_MOVED = 0.05
"""The largest share of the heat maps of sure decisions that may point elsewhere in a lower precision."""
NEARLY = 0.75
"""A place that speaks so much of a map's most is pointed to as well: of the several such that a sound seam has, any may win."""
FEWEST_SURE = 100
"""Fewer sure decisions say too little of int8, whose errors hang on the pictures: none changed of 100 still leaves 3 per cent."""

Precision = Literal["float32", "bfloat16", "int8"]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a network says of pictures: probabilities float32 (n, a), and what `pointed` tells of its heat maps, or nothing."""

    probabilities: NDArray[np.float32]
    peaks: NDArray[np.intp] | None = None
    alike: NDArray[np.bool_] | None = None


class NotExportedError(StationError):
    """There is no exported network to be used, and why; TensorFlow answers instead."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class Agreement(_Part):
    """How two ways of answering agree on so many pictures.

    `largest` difference of a probability; how many decisions the exact way was `sure` of, and how many of these `changed`;
    and what share of their heat maps `moved`: points more than a cell away, to where the exact one says clearly less.
    """

    pictures: Annotated[int, Field(ge=0)]
    largest: Annotated[float, Field(ge=0)]
    sure: Annotated[int, Field(ge=0)]
    changed: Annotated[int, Field(ge=0)]
    moved: Annotated[float, Field(ge=0, le=1)] = 0.0


class Sheet(_Part):
    """What stands in `exported.json`. Inputs are uint8 BGR pictures (n, h, w, 3) at the card's size.

    `agreements`: float32 beside TensorFlow, and each lower precision that the processor has beside float32, on all validation
    pictures. `expected`: TensorFlow's probabilities of the sample's pictures. `processor` and `openvino`: where that was found.
    """

    weights_sha256: Sha256
    files: dict[str, Sha256]
    outputs: dict[str, tuple[str, ...]]
    kind: Kind
    attributes: tuple[str, ...]
    processor: Annotated[str, Field(max_length=200)]
    openvino: Annotated[str, Field(max_length=200)]
    agreements: dict[Precision, Agreement]
    expected: tuple[tuple[float, ...], ...]


def write_exported(run: Run, files: Mapping[str, bytes], *, sheet: Sheet) -> None:
    """Write a run's exported network and last its sheet; StationError where the disk refuses: then it has the old one, or none."""
    storage.remove(run.folder / SHEET)  # until the new one is there, these files are nobody's
    for name, data in files.items():
        storage.write_bytes(run.folder / name, data)
    storage.write_text(run.folder / SHEET, sheet.model_dump_json(indent=1) + "\n")


def read_sheet(run: Run) -> Sheet:
    """The run's sheet; NotExportedError where it has none that belongs to its weights."""
    file = run.folder / SHEET
    exporting = command("export", run.folder.parent.parent, "--model", run.name, "--format", "openvino")
    again = f"{exporting} makes it anew"
    if run.folder.resolve().parent.name != "models":
        taking = command("import-run", run.folder, "PROJECT")
        again = f"a project makes it anew that takes the run over ({taking}, then {command('export')})"
    if not file.is_file():
        raise NotExportedError(f"the run {run.name} has no exported network; {again}")
    if file.stat().st_size > LARGEST_SHEET:
        raise NotExportedError(f"{file} is larger than any sheet of an exported network; {again}")
    try:
        sheet = Sheet.model_validate_json(storage.read_bytes(file))
    except ValidationError as error:
        first = error.errors()[0]
        raise NotExportedError(
            f"{file} is no sheet of an exported network ({'.'.join(map(str, first['loc']))}: {first['msg']}); {again}"
        ) from error
    names = tuple(attribute.name for attribute in run.card.attributes)
    if (sheet.weights_sha256, sheet.attributes, sheet.kind) != (run.card.weights.sha256, names, run.card.kind):
        raise NotExportedError(f"the exported network of the run {run.name} was made from other weights; {again}")
    return sheet


def read_file(run: Run, sheet: Sheet, name: str) -> bytes:
    """One of the exported files, checked by its sha256; NotExportedError where it is missing or not the sheet's own."""
    try:
        data = storage.read_bytes(run.folder / name)
    except StationError as error:
        raise NotExportedError(f"{error}; the exported network of the run {run.name} can't be used") from error
    if hashlib.sha256(data).hexdigest() != sheet.files.get(name):
        raise NotExportedError(f"{run.folder / name} is not the file that was exported (another sha256)")
    return data


def read_sample(run: Run, sheet: Sheet, *, reader: PictureReader = PLAIN_READER) -> NDArray[np.uint8]:
    """The sample's pictures, uint8 (n, h, w, 3), as `reader` reads them."""
    width, height = run.card.image_size
    read_file(run, sheet, PICTURES)  # is it the one that was exported
    stack = reader.read(run.folder / PICTURES)
    if stack.shape[0] != height * len(sheet.expected) or stack.shape[1] != width:
        raise NotExportedError(f"{run.folder / PICTURES} does not hold the {len(sheet.expected)} pictures of the sheet")
    return stack.reshape(-1, height, width, 3)


def agreement(exact: Seen, other: Seen, *, card: Card) -> Agreement:
    """How `other` agrees with `exact` by the card's tuned thresholds and the usual unsure band.

    A sure decision of an attribute has changed where it comes out on the threshold's other side; that of a class where
    another class is the likeliest; either where what comes out is not finite.
    """
    ours, theirs = exact.probabilities, other.probabilities
    lost = ~np.isfinite(theirs)
    if card.kind == "classes":
        sure_of = np.array([_is_recognised(row, card) for row in ours])
        changed = sure_of & (lost.any(axis=1) | (ours.argmax(axis=1) != theirs.argmax(axis=1)))
        sure = sure_of[:, None] & (np.arange(ours.shape[1]) == ours.argmax(axis=1)[:, None])
    else:
        names, rule = card.attribute_set.names, Rule(card.thresholds)
        thresholds = np.array([card.thresholds.get(name, 0.5) for name in names])
        low, high = np.array([rule.unsure(name) for name in names]).T
        sure = (ours <= low) | (ours >= high)
        changed = sure & (lost | ((ours >= thresholds) != (theirs >= thresholds)))
    return Agreement(
        pictures=len(ours),
        largest=1.0 if lost.any() else float(np.abs(ours - theirs).max(initial=0.0)),
        sure=int(sure.sum()),
        changed=int(changed.sum()),
        moved=_moved(exact, other, sure=sure),
    )


def agrees(found: Agreement) -> bool:
    """Whether a lower precision decides as float32 does, as far as that was looked at."""
    return found.changed == 0 and found.moved <= MOST_MOVED


def is_enough(precision: str, sure: int) -> bool:
    """Whether so many sure decisions are enough to go by."""
    return precision != "int8" or sure >= FEWEST_SURE


def _is_recognised(probabilities: NDArray[np.float32], card: Card) -> bool:
    classes = card.attribute_set
    named = dict(zip(classes.names, map(float, probabilities), strict=True))
    return recognised(named, classes=classes, rule=Rule(card.thresholds)) is not None


def pointed(maps: Maps) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where heat maps (n, rows, columns, a), as `core.heat.speaking` turns them, point: (n, a), cells counted row by row.

    And which cells to point to would be alike (n, rows * columns, a): those next to it, and those that speak at least NEARLY
    as much. That a seam is sound is spread all over it: which of its places is the very maximum is chance, and no other
    explanation.
    """
    pictures, rows, columns, attributes = maps.shape
    cells = maps.reshape(pictures, rows * columns, attributes)
    peaks = cells.argmax(axis=1)
    row, column = np.divmod(np.arange(rows * columns)[:, None], columns)
    peak_row, peak_column = np.divmod(peaks[:, None], columns)
    is_next = (np.abs(row - peak_row) <= 1) & (np.abs(column - peak_column) <= 1)
    return peaks, is_next | (cells >= NEARLY * cells.max(axis=1, keepdims=True))


def _moved(exact: Seen, other: Seen, *, sure: NDArray[np.bool_]) -> float:
    """The share of sure decisions whose map points elsewhere; 0 where it is not known where they point."""
    if exact.alike is None or other.peaks is None or not sure.any():
        return 0.0
    alike = np.take_along_axis(exact.alike, other.peaks[:, None], axis=1)[:, 0]
    return float((~alike[sure]).mean())


def spread(count: int, *, most: int = SAMPLE) -> NDArray[np.intp]:
    """Which of so many pictures are the sample: evenly spread, at most so many."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.intp))
