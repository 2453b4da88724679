"""Taking a run from a stranger: looked at in a child process, and only what is sound of it gets into a folder of ours.

Taken are the card, which is written anew, the weights, and the history. An exported network is not: reading it is a foreign
program's work. Nor is the state of a training, nor anything else that lies in the folder.
"""

import hashlib
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.messages import ImportRun
from station.core.programs import command
from station.core.project import open_project
from station.model import layout, runs, weights_file
from station.model.history import HISTORY, LARGEST_HISTORY, history_text, read_history

LEFT_OUT = f"its exported network was left out, since it can't be checked ({command('export')} makes it anew)"


def take_run(request: ImportRun) -> str:
    """Check a stranger's run and copy it into the staging folder; what was left out of it, in a sentence. StationError otherwise."""
    source, staging = Path(request.source), Path(request.staging)
    run, data = look_at(source, attributes=open_project(Path(request.project)).attributes)
    storage.write_bytes(staging / run.card.weights.file, data)
    notes = [LEFT_OUT] if (source / "exported.xml").exists() else []
    notes += _take_history(run, staging)
    runs.write_card(staging, run.card.model_copy(update={"imported": imported_from(source.name)}))
    return "; ".join(notes)


def look_at(folder: Path, *, attributes: AttributeSet) -> tuple[runs.Run, bytes]:
    """A stranger's card and the bytes of its weights, and all checks of both, without TensorFlow; StationError otherwise."""
    card_file = folder / runs.CARD
    if not card_file.exists() and not card_file.is_symlink():
        raise StationError(f"expected a run's folder, but {folder} holds no {runs.CARD}")
    text = weights_file.read_plain_file(card_file, largest=runs.LARGEST_CARD, what="a model card")
    run = runs.Run(folder, runs.card_of(text, file=card_file))
    _check_card(run)
    runs.check_attributes(run, attributes=attributes, owner="the project")
    path = folder / run.card.weights.file
    data = weights_file.read_plain_file(path, largest=runs.LARGEST_WEIGHTS, what="the run's weights")
    if (came := hashlib.sha256(data).hexdigest()) != run.card.weights.sha256:
        raise StationError(
            f"{path} is not the file that the run's model card was written for: expected sha256 "
            f"{run.card.weights.sha256[:12]}..., and {came[:12]}... came; it was not opened"
        )
    content = weights_file.read_content(data, name=str(path))
    check_weights(run.card, content)
    return run, data


def check_weights(card: runs.Card, content: weights_file.Content) -> None:
    """Refuse weights that are not the card's network's, or that no training leaves; StationError with the first difference."""
    stored = weights_file.layers_of(content)
    expected = layout.expected_shapes(card.network, image_size=card.image_size, outputs=len(card.attributes))
    if different := layout.first_difference(expected, stored):
        raise StationError(
            f"{content.name} does not fit the network {card.network} of the run's model card ({different})"
        )
    numbers = sum(array.size for arrays in stored.values() for array in arrays)
    if numbers != card.parameters:
        raise StationError(f"expected {card.parameters:,} weights as the card says; {content.name} holds {numbers:,}")
    for name, arrays in stored.items():
        if layout.kinds_of(expected[name])[-1] == "moving_variance" and (arrays[-1] < 0).any():
            raise StationError(f"{content.name} holds a variance below zero, in {name}; the run is refused")


def imported_from(name: str) -> str:
    """What a card says of having been imported: when, and what it was called."""
    return f"{datetime.now(UTC).isoformat(timespec='seconds')} {name}"[:200]


def _check_card(run: runs.Run) -> None:
    """What a card's own bounds leave open: texts that could play tricks on a screen, figures that are none, an unknown network."""
    card, file = run.card, run.folder / runs.CARD
    if card.network not in layout.NETWORK_NAMES:
        raise StationError(
            f"expected a run of a network that this station has ({', '.join(layout.NETWORK_NAMES)}); "
            f"{file} is of {card.network[:64]!r}"
        )
    for text in _texts(card.model_dump()):
        if not text.isprintable():
            raise StationError(f"{file} holds a text that can't be printed: {text[:40]!r}")
    names = {attribute.name for attribute in card.attributes}
    if strangers := sorted({*card.thresholds, *card.figures.accuracies, *card.figures.valid_accuracies} - names):
        raise StationError(f"{file} has figures of {strangers[0][:64]}, which is none of its attributes")
    figures = card.figures
    numbers = (figures.loss, figures.valid_loss, *figures.accuracies.values(), *figures.valid_accuracies.values())
    if not all(math.isfinite(number) for number in numbers if number is not None):
        raise StationError(f"{file} has figures that are not finite")


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    """All texts in a card, names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield name
            yield from _texts(inside)
    elif isinstance(value, (list, tuple)):
        for inside in value:
            yield from _texts(inside)


def _take_history(run: runs.Run, staging: Path) -> list[str]:
    """Write the curves anew; a history that can't be read is left out and told."""
    names = [attribute.name for attribute in run.card.attributes]
    file = run.folder / HISTORY
    if not file.exists():
        return []
    try:
        weights_file.read_plain_file(file, largest=LARGEST_HISTORY, what="a history")
        history = history_text(read_history(run.folder, names=names), names=names)
    except StationError:
        return ["its history was left out, since it can't be read"]
    storage.write_text(staging / HISTORY, history)
    return []
