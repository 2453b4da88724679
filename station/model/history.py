"""A run's history: what each epoch came to, written by the training and read by whoever shows curves. No TensorFlow."""

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from station.core import storage
from station.core.errors import StationError

HISTORY = "history.csv"
LARGEST_HISTORY = 1 << 24


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one epoch came to; accuracies in per cent at 0.5, one an attribute; validation with the averaged weights."""

    epoch: int
    loss: float
    accuracies: tuple[float, ...]
    valid_loss: float
    valid_accuracies: tuple[float, ...]
    learning_rate: float
    seconds: float


def history_text(history: Sequence[Epoch], *, names: Sequence[str]) -> str:
    """The epochs as CSV, accuracies in columns `accuracy_<name>` and `valid_accuracy_<name>`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    accuracies = [f"{kind}_{name}" for kind in ("accuracy", "valid_accuracy") for name in names]
    writer.writerow(["epoch", "loss", "valid_loss", *accuracies, "learning_rate", "seconds"])
    for e in history:
        values = (*e.accuracies, *e.valid_accuracies, e.learning_rate, round(e.seconds, 1))
        writer.writerow([e.epoch, e.loss, e.valid_loss, *values])
    return out.getvalue()


def read_history(folder: Path, *, names: Sequence[str]) -> tuple[Epoch, ...]:
    """The epochs of the run in this folder; none where it has no history. StationError on a damaged or huge one."""
    file = folder / HISTORY
    if not file.is_file():
        return ()
    if file.stat().st_size > LARGEST_HISTORY:
        raise StationError(f"{file} is larger than any history of a training; it was not read")
    try:
        text = storage.read_bytes(file).decode("utf-8")
        return tuple(_epoch(row, names) for row in csv.DictReader(io.StringIO(text)))
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        raise StationError(f"{file} is no history of a training of {', '.join(names)} ({error!r})") from error


def best_of(history: Sequence[Epoch]) -> Epoch | None:
    """The first epoch of the least validation loss, whose weights are kept."""
    return min(history, key=lambda epoch: epoch.valid_loss, default=None)


def _epoch(row: dict[str, str], names: Sequence[str]) -> Epoch:
    epoch = Epoch(
        epoch=int(row["epoch"]),
        loss=float(row["loss"]),
        accuracies=tuple(float(row[f"accuracy_{name}"]) for name in names),
        valid_loss=float(row["valid_loss"]),
        valid_accuracies=tuple(float(row[f"valid_accuracy_{name}"]) for name in names),
        learning_rate=float(row["learning_rate"]),
        seconds=float(row["seconds"]),
    )
    if not all(map(math.isfinite, (epoch.loss, epoch.valid_loss, *epoch.accuracies, *epoch.valid_accuracies))):
        raise ValueError(f"epoch {epoch.epoch} holds figures that are not finite")
    return epoch
