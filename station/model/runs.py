"""A run's folder: the model card, the weights, and the checks before anything of it is used. No TensorFlow.

`card.json` is written after the weights that it names, both atomically, so that a run whose training was killed at any
moment is the last good one. A run from elsewhere is data: bounded JSON, weights whose sha256 is checked before they are opened.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from station.core import storage
from station.core.attributes import MOST_CLASSES, Attribute, AttributeSet, Kind
from station.core.errors import StationError
from station.core.programs import command
from station.core.project import Project
from station.model.history import Epoch, best_of, read_history

CARD = "card.json"
STATE = "resume.npz"
LARGEST_CARD = 1 << 22
LARGEST_WEIGHTS = 1 << 29
MOST_NAMES_SAID = 8
LONGEST_PLACE = 120
MOST_SIZES = 8
MOST_IN_FAST = 600_000
"""Parameters of `fast`, whatever it answers; `wide` has more."""
SQUEEZED = 0.03
"""By how much a picture may be wider or narrower than those that a run was trained on, once both have the network's size."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Side = Annotated[int, Field(ge=16, le=2048)]
Pixels = Annotated[int, Field(ge=1, le=65_535)]
Share = Annotated[float, Field(ge=0, le=1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Spread = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Text = Annotated[str, Field(max_length=512)]


def _is_over(number: object, most: int) -> bool:
    return isinstance(number, int) and number > most


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class CardAttribute(_Part):
    """An attribute as the network was trained on it."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    key: Annotated[str, Field(max_length=64)]
    colour: tuple[
        Annotated[int, Field(ge=0, le=255)], Annotated[int, Field(ge=0, le=255)], Annotated[int, Field(ge=0, le=255)]
    ]
    expected: bool | None = None


class CardSubset(_Part):
    """A lookup table that was trained or judged on, and how many of its pictures could be read."""

    file: Annotated[str, Field(max_length=512)]
    sha256: Sha256
    pictures: Annotated[int, Field(ge=0)]


class CardWeights(_Part):
    """The file with the weights, in the run's folder."""

    file: Annotated[str, Field(pattern=r"^[\w.,-]+\.weights\.h5$", max_length=200)]
    sha256: Sha256


class CardFigures(_Part):
    """Loss and per-attribute accuracy (per cent at 0.5, averaged weights) of the epoch that was kept.

    Of old weights without a card only what their file's name says is known; None, and no accuracies, where that is nothing.
    """

    epoch: int
    loss: float | None
    valid_loss: float | None
    accuracies: Annotated[dict[str, float], Field(max_length=MOST_CLASSES)]
    valid_accuracies: Annotated[dict[str, float], Field(max_length=MOST_CLASSES)]


class CardStatistics(_Part):
    """Mean and deviation of the training pictures by colour, which the network's first layer uses."""

    mean: tuple[Finite, Finite, Finite]
    deviation: tuple[Spread, Spread, Spread]


class Card(_Part):
    """What a run's folder says of itself."""

    network: Annotated[str, Field(max_length=64)]
    parameters: Annotated[int, Field(gt=0, le=100_000_000)]
    kind: Kind = "attributes"
    attributes: Annotated[tuple[CardAttribute, ...], Field(min_length=1, max_length=MOST_CLASSES)]
    image_size: tuple[Side, Side]
    colour_order: Literal["BGR"] = "BGR"
    statistics: CardStatistics
    thresholds: Annotated[dict[str, Share], Field(max_length=MOST_CLASSES)]
    subsets: Annotated[dict[str, CardSubset], Field(max_length=16)]
    figures: CardFigures
    weights: CardWeights
    seed: int
    base: Text | None = None
    recipe: Annotated[dict[str, float | int | Text | bool | None], Field(max_length=64)]
    versions: Annotated[dict[str, Text], Field(max_length=64)]
    created: Annotated[str, Field(max_length=64)]
    pictures: Annotated[tuple[tuple[Pixels, Pixels], ...], Field(max_length=MOST_SIZES)] = ()
    """The sizes (width, height) of the pictures it was trained on, as they came from the camera; empty where nobody knows."""
    rendered: bool = False
    """Whether it ships with the station and knows rendered strips only: of real seams it gives no verdict, see `model.shipped`."""
    imported: Text | None = None
    """When it was taken over from elsewhere, and the name that it had there; None of the station's own."""

    @model_validator(mode="before")
    @classmethod
    def _name_wide(cls, card: Any) -> Any:  # noqa: ANN401
        """Name the network of a run from the time when `fast` had twice the channels, which is `wide` today."""
        if isinstance(card, dict) and card.get("network") == "fast" and _is_over(card.get("parameters"), MOST_IN_FAST):
            return card | {"network": "wide"}
        return card

    @property
    def attribute_set(self) -> AttributeSet:
        """The attributes as the core knows them."""
        return AttributeSet(tuple(Attribute(a.name, a.key, a.colour, a.expected) for a in self.attributes), self.kind)


@dataclass(frozen=True, slots=True)
class Run:
    """One training's folder and its model card."""

    folder: Path
    card: Card

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    def thresholds(self) -> tuple[float, ...]:
        """The tuned thresholds in the order of the attributes."""
        return tuple(self.card.thresholds.get(attribute.name, 0.5) for attribute in self.card.attributes)


def open_run(folder: Path) -> Run:
    """Read a run's model card; StationError where it is missing, too large, damaged or out of bounds."""
    file = folder / CARD
    if not folder.is_dir():
        raise StationError(f"expected a run's folder, but {folder} does not exist or is no folder")
    if not file.is_file():
        raise StationError(
            f"expected a run, but {folder} holds no {CARD}; its training may have ended before its first epoch"
        )
    if file.stat().st_size > LARGEST_CARD:
        raise StationError(f"{file} is larger than any model card ({file.stat().st_size} bytes); the run is refused")
    return Run(folder, card_of(storage.read_bytes(file), file=file))


def card_of(data: bytes, *, file: Path) -> Card:
    """The model card in these bytes of a file; StationError, with the place, where it is damaged or out of bounds."""
    try:
        card = Card.model_validate_json(data)
        _ = card.attribute_set
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])[:LONGEST_PLACE] or "the file"
        raise StationError(f"{file} is no model card that this station can use: {place}: {first['msg']}") from error
    except ValueError as error:
        raise StationError(f"{file} is no model card that this station can use: {error}") from error
    return card


def pictures_for(run: Run, pictures: NDArray[Any]) -> NDArray[np.uint8]:
    """The pictures as they are, uint8 (n, h, w, 3) at the run's size; StationError where they are of another size or kind."""
    width, height = run.card.image_size
    shape = (height, width, 3)
    if pictures.dtype != np.uint8 or pictures.shape[1:] != shape:
        raise StationError(
            f"the run {run.name} takes uint8 pictures of {shape}; received {pictures.dtype} {pictures.shape[1:]}"
        )
    return pictures


def expect_new(folder: Path) -> None:
    """StationError where there is something already where a new run is to lie."""
    if folder.exists():
        raise StationError(
            f"the run {folder} exists already; --name gives this one another name, --resume continues that one"
        )


def write_card(folder: Path, card: Card) -> None:
    """Write a run's model card, atomically."""
    storage.write_text(folder / CARD, card.model_dump_json(indent=1) + "\n")


def weights_of(run: Run) -> Path:
    """The run's weights, after checking their sha256; StationError where they are missing or not the card's own."""
    path = _weights_file(run)
    _check_weights(run, sha256_of(path))
    return path


def weights_bytes(run: Run) -> bytes:
    """The run's weights, read once and checked by their sha256; StationError as `weights_of`."""
    path = _weights_file(run)
    if path.stat().st_size > LARGEST_WEIGHTS:
        raise StationError(f"{path} is larger than any weights ({path.stat().st_size} bytes); it was not opened")
    data = storage.read_bytes(path)
    _check_weights(run, hashlib.sha256(data).hexdigest())
    return data


def _weights_file(run: Run) -> Path:
    path = run.folder / run.card.weights.file
    if not path.is_file():
        raise StationError(f"the weights {path} that the run's model card names are missing")
    return path


def _check_weights(run: Run, sha256: str) -> None:
    if sha256 != run.card.weights.sha256:
        path = run.folder / run.card.weights.file
        raise StationError(
            f"{path} is not the file that the run's model card was written for (another sha256); it was not opened"
        )


def find_run(name: str | None, *, project: Project | None) -> Run:
    """A run by name in the project or by the path of its folder; the project's newest where `name` is None."""
    if name is None:
        if project is None:
            raise StationError("expected the path of a run's folder, received nothing")
        return _newest(project)
    if project is not None and re.fullmatch(r"[^/\\]+", name) and (project.models / name).is_dir():
        return open_run(project.models / name)
    folder = Path(name)
    if folder.is_dir():
        return open_run(folder)
    known = ", ".join(run.name for run in runs_in(project)) if project else ""
    where = f"known without its project (its folder is PROJECT/models/{Path(name).name}) "
    if project is not None:
        where = f"in {project.models}, which holds {known or 'no run'}, "
    raise StationError(f"expected a run's name or folder; {name} is neither {where}nor a folder")


def runs_in(project: Project) -> list[Run]:
    """All usable runs of a project, the newest last; a damaged one is left out here and named when it is asked for."""
    found = []
    for folder in sorted(project.models.glob("*/")):
        if folder.name.startswith("."):  # one that is just being imported
            continue
        try:
            found.append(open_run(folder))
        except StationError:
            continue
    return sorted(found, key=lambda run: (run.card.created, run.name))


def _newest(project: Project) -> Run:
    found = runs_in(project)
    if not found:
        raise StationError(
            f"{project.models} holds no trained run; train one first ({command('train', project.folder)})"
        )
    return found[-1]


def check_attributes(run: Run, *, attributes: AttributeSet, owner: str) -> None:
    """Refuse a run of other attributes than `owner`'s, or of classes in place of attributes, with the difference."""
    theirs, are_classes = tuple(attribute.name for attribute in run.card.attributes), run.card.kind == "classes"
    if are_classes and not attributes.is_classes:
        raise StationError(
            f"the run {run.name} tells classes apart ({_listed(theirs)}), but {owner} has attributes "
            f"({_listed(attributes.names)}); a run is used only in a project of its own kind"
        )
    if attributes.is_classes and not are_classes:
        raise StationError(
            f"the run {run.name} answers attributes ({_listed(theirs)}), but {owner} has classes "
            f"({_listed(attributes.names)}); a run is used only in a project of its own kind"
        )
    if theirs == attributes.names:
        return
    raise StationError(
        f"the run {run.name} answers {_listed(theirs)}, but {owner} has {_listed(attributes.names)}; "
        "a run is used only where the attributes are the same and in the same order"
    )


def misfit(run: Run, size: tuple[int, int]) -> str:
    """Why pictures of this (width, height) are not for the run: they would be squeezed into its size. Empty where they are.

    What it knows of stitches was seen in the shape that its camera gave; another one's frame shows them wider or narrower.
    """
    trained = run.card.pictures
    shape = size[0] / size[1]
    if not trained or any(abs(shape * height / width - 1) <= SQUEEZED for width, height in trained):
        return ""
    told = ", ".join(f"{width} x {height}" for width, height in trained)
    return (
        f"the run {run.name} was trained on pictures of {told}; these are of {size[0]} x {size[1]}, another shape, in which it "
        "would see every stitch stretched: choose a camera or size of that shape, or train on pictures of this one"
    )


def _listed(names: Sequence[str]) -> str:
    """All names, the middle ones left out where there are many."""
    if len(names) <= MOST_NAMES_SAID:
        return ", ".join(names)
    return f"{', '.join(names[: MOST_NAMES_SAID - 2])}, ..., {names[-1]} ({len(names)})"


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_name(text: str) -> str:
    """A run's name that is one folder's name on every system; StationError on another."""
    if re.fullmatch(r"[\w][\w.-]{0,79}", text) and not text.endswith("."):
        return text
    raise StationError(f"a run's name is made of letters, digits, _, - and dots; received {text}")


def rename_run(folder: Path, name: str) -> Path:
    """Give a run's folder another name and return it; StationError where that name is taken, unfit or refused by the disk."""
    target = folder.with_name(check_name(name))
    if target.exists() and not (target.samefile(folder) and target.name != folder.name):
        raise StationError(f"{target} exists already; choose another name")
    storage.move_folder(folder, target)
    return target


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A folder in models/ as a list shows it: its run and history, or the sentence that says what is wrong with it."""

    folder: Path
    run: Run | None = None
    history: tuple[Epoch, ...] = ()
    problem: str = ""
    has_state: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether its training came to its end: all epochs done, or none better for as long as its recipe waits."""
        if self.run is None or not self.history:
            return self.run is not None
        recipe, best = self.run.card.recipe, best_of(self.history)
        assert best is not None
        epochs, patience = recipe.get("epochs"), recipe.get("patience")
        done = len(self.history)
        return (isinstance(epochs, int) and done >= epochs) or (
            isinstance(patience, int) and done - best.epoch >= patience
        )

    @property
    def is_resumable(self) -> bool:
        """Whether its training can go on."""
        return self.run is not None and self.has_state and not self.is_finished


def list_runs(project: Project) -> tuple[RunEntry, ...]:
    """Every folder in models/, the newest run first and what is damaged last, by name."""
    entries = [_entry(folder) for folder in sorted(project.models.glob("*/")) if not folder.name.startswith(".")]
    sound = [entry for entry in entries if entry.run is not None]
    damaged = [entry for entry in entries if entry.run is None]
    sound.sort(key=lambda entry: (entry.run.card.created if entry.run else "", entry.folder.name), reverse=True)
    return (*sound, *damaged)


def _entry(folder: Path) -> RunEntry:
    try:
        run = open_run(folder)
        history = read_history(folder, names=[attribute.name for attribute in run.card.attributes])
    except (StationError, OSError) as error:
        return RunEntry(folder, problem=str(error))
    return RunEntry(folder, run, history, has_state=(folder / STATE).is_file())
