"""What a training leaves in its run's folder. No TensorFlow, since what keeps a run from a crash is tried thousands of times."""

import contextlib
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

import station
from station.core import storage
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.model import runs
from station.model.evaluation import tuned_threshold
from station.model.history import HISTORY, Epoch, history_text
from station.model.logits import probabilities_of

if TYPE_CHECKING:
    import keras

    from station.model.feeding import LabelledSet
    from station.model.training import Training


@dataclass(frozen=True, slots=True)
class Origin:
    """What a run's model card says beside the training itself."""

    attributes: AttributeSet
    subsets: Mapping[str, runs.CardSubset]
    valid_clips: int
    base: str | None
    created: str
    pictures: tuple[tuple[int, int], ...] = ()


class Keeper:
    """Writes a run's folder after each epoch: best weights, then card, then history and state, each whole or not at all."""

    def __init__(self, folder: Path, *, origin: Origin, valid: "LabelledSet") -> None:
        """Keep into `folder`, which is made when there is something to keep; in a cluster `valid` is the chief's part."""
        self._folder = folder
        self._origin = origin
        self._valid = valid
        self.best_answers: NDArray[np.float32] | None = None
        """The logits of the validation pictures in the best epoch so far; None where that was before this training was resumed."""

    def __call__(self, training: "Training") -> None:
        """Keep what the last epoch brought."""
        storage.create_folder(self._folder)
        if training.outcome.best is training.outcome.history[-1]:
            self._keep_best(training, training.outcome.best)
        storage.write_text(
            self._folder / HISTORY, history_text(training.outcome.history, names=self._origin.attributes.names)
        )
        if not training.outcome.ended:  # an epoch that was broken off can't be gone on with as if it never had been
            storage.write_bytes(self._folder / runs.STATE, training.state())

    def _keep_best(self, training: "Training", best: Epoch) -> None:
        data = weights_bytes(training.model)
        path = self._folder / checkpoint_name(training.recipe.network, best)
        if path.exists():  # the card of now names it: it must stay whole until the next card is written
            path = path.with_name(path.name.replace(".weights.h5", f"_{best.epoch}.weights.h5"))
        storage.write_bytes(path, data)
        logits, labels = training.judged
        self.best_answers = logits[: len(self._valid)]
        probabilities = probabilities_of(logits, kind=self._origin.attributes.kind)
        card = self._card(training, best, weights=path, probabilities=probabilities, truths=labels > 0.5)
        runs.write_card(self._folder, card)
        for old in self._folder.glob("model_*.weights.h5"):
            if old != path:
                with contextlib.suppress(StationError):  # a scanner may hold it; the next best epoch deletes it
                    storage.remove(old)

    def _card(
        self,
        training: "Training",
        best: Epoch,
        *,
        weights: Path,
        probabilities: NDArray[np.float32],
        truths: NDArray[np.bool_],
    ) -> runs.Card:
        names = self._origin.attributes.names
        clips = self._origin.valid_clips
        tuned = [
            0.5 if training.kind == "classes" else tuned_threshold(probabilities[:, i], truths[:, i], clips=clips)
            for i in range(len(names))
        ]
        return runs.Card(
            network=training.recipe.network,
            parameters=training.model.count_params(),
            kind=training.kind,
            attributes=tuple(
                runs.CardAttribute(name=a.name, key=a.key, colour=a.colour, expected=a.expected)
                for a in self._origin.attributes
            ),
            image_size=training.recipe.image_size,
            statistics=runs.CardStatistics(mean=training.statistics.mean, deviation=training.statistics.deviation),
            thresholds=dict(zip(names, tuned, strict=True)),
            subsets=dict(self._origin.subsets),
            figures=runs.CardFigures(
                epoch=best.epoch,
                loss=best.loss,
                valid_loss=best.valid_loss,
                accuracies=dict(zip(names, best.accuracies, strict=True)),
                valid_accuracies=dict(zip(names, best.valid_accuracies, strict=True)),
            ),
            weights=runs.CardWeights(file=weights.name, sha256=runs.sha256_of(weights)),
            seed=training.recipe.seed,
            base=self._origin.base,
            recipe={name: value for name, value in asdict(training.recipe).items() if name != "image_size"},
            versions=versions(),
            created=self._origin.created,
            pictures=self._origin.pictures,
        )


def checkpoint_name(network: str, epoch: Epoch) -> str:
    """`model_<network>_<loss>_<val loss>_<accuracy>_<val accuracy>.weights.h5`: two decimals for losses, three for accuracies.

    An accuracy is the mean over the attributes of the share of answers right at 0.5, as in the lab; over classes, of the
    share of their pictures that were taken for them.
    """
    accuracy, valid_accuracy = (np.mean(values) / 100 for values in (epoch.accuracies, epoch.valid_accuracies))
    return f"model_{network}_{epoch.loss:.2f}_{epoch.valid_loss:.2f}_{accuracy:.3f}_{valid_accuracy:.3f}.weights.h5"


def now() -> str:
    """The time of day for a model card: UTC, to the microsecond, so that the newest run is the newest."""
    return datetime.now(UTC).isoformat()


def weights_bytes(model: "keras.Model") -> bytes:
    """The weights as Keras writes them, through a folder of its own since that is not atomic; StationError where it is full."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.weights.h5"
            model.save_weights(path)
            return path.read_bytes()
    except OSError as error:
        place = tempfile.gettempdir()
        raise StationError(f"the weights could not be written in {place} ({error.strerror or error})") from error


def versions() -> dict[str, str]:
    """What made the run."""
    return {"station": station.__version__} | {
        name: version(name) for name in ("tensorflow", "keras", "numpy", "opencv-python", "av")
    }
