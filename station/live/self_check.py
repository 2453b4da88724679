"""Whether this station works on this computer: everything that it is for, once, in a folder of its own."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from station.core.clips import Clip
from station.core.errors import StationError
from station.core.folders import resource
from station.core.images import to_network_size
from station.core.labels import LabelTable
from station.core.messages import FilmStrip, Progress, TrainRun
from station.core.programs import has_tensorflow
from station.core.project import Project, create_project
from station.core.subsets import divide, merge, write_subsets
from station.live.answers import engine_told, loaded
from station.live.lab_camera import LabCamera
from station.live.practice import film_strips
from station.live.recorder import Recording, record
from station.live.trainer import Trainer
from station.model.runs import open_run

RECORDED_S = 1.0
STRIPS, FRAMES = 4, 12
TRAINING = partial(
    TrainRun,
    run="check",
    network="fast",
    resume=False,
    seed=0,
    image_size=(64, 48),
    epochs=1,
    batch_size=6,
    base="none",
)
"""Five steps or so: enough to see that TensorFlow learns here."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was tried: how long it took, what came of it, and what went wrong, if anything did."""

    name: str
    seconds: float
    told: str
    error: str = ""


def checked(name: str, step: Callable[[], str]) -> Checked:
    """Try one thing; whatever it raises is its error."""
    begun = time.monotonic()
    try:
        told = step()
    except StationError as error:
        return Checked(name, round(time.monotonic() - begun, 2), "", str(error))
    except Exception as error:  # noqa: BLE001  (a check says what it met, whatever it was)
        where = traceback.format_exc()
        return Checked(name, round(time.monotonic() - begun, 2), "", f"{type(error).__name__}: {error}\n{where}")
    return Checked(name, round(time.monotonic() - begun, 2), told)


class SelfCheck:
    """The checks, in an empty folder; each is called once, in the order of `steps`."""

    def __init__(self, folder: Path) -> None:
        """Work in this folder."""
        self._folder = folder
        self._project: Project | None = None
        self._clip = folder / "recorded.mp4"

    @property
    def steps(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        """What is tried, by name."""
        return (
            ("camera and recording", self._record),
            ("label", self._label),
            ("verdict", self._judge),
            ("training", self._train),
        )

    def _record(self) -> str:
        """The practice camera for a second, recorded and opened again."""
        recorded: Recording = record(LabCamera(), self._clip, seconds=RECORDED_S)
        with Clip(self._clip) as clip:
            if len(clip) != recorded.frames:
                raise StationError(
                    f"expected {recorded.frames} frames in the clip that was recorded; it has {len(clip)}"
                )
            clip.frame(len(clip) - 1)
        return f"{recorded.frames} frames in {recorded.seconds:.2f} s, all read back"

    def _label(self) -> str:
        """One label of the recorded clip, saved and read back."""
        project = self._project = create_project(self._folder / "project")
        with Clip(self._clip) as clip:
            frame = clip.frame(0)
        values = (False, True, False, True)
        table = LabelTable(project, clip="recorded")
        table.change(values)
        saved = table.save(frame)
        table.close()
        read = LabelTable(project, clip="recorded").label_of(frame.number)
        if read != values or not saved.is_file():
            raise StationError(f"the label was saved as {values} and read as {read}")
        return f"{saved.name} and its row"

    def _judge(self) -> str:
        """A verdict with heat maps from what ships with the station."""
        run = open_run(resource("base/fast"))
        with Clip(self._clip) as clip:
            picture = to_network_size(clip.frame(0).picture, size=run.card.image_size)
        with loaded(run, exact=False) as network:
            (answered,) = network.answer_all(picture[None], maps=True)
            engine = network.engine
        parts = (answered.probabilities, *answered.maps.values())
        if len(parts) < 2 or not all(np.isfinite(part).all() for part in parts):
            raise StationError("the network's probabilities or heat maps are not finite, or there are none")
        said = ", ".join(
            f"{n} {p:.2f}" for n, p in zip(run.card.attribute_set.names, answered.probabilities[0], strict=True)
        )
        return f"{said}; {engine_told(engine)}"

    def _train(self) -> str:
        """A training of a few steps, where TensorFlow is there."""
        if not has_tensorflow():
            return "left out: this station came without TensorFlow"
        project = create_project(self._folder / "practice")
        wanted = [FilmStrip(str(project.folder), number, FRAMES, 1, (10.0, 10.0)) for number in range(STRIPS)]
        for _ in film_strips(wanted):
            pass
        pictures, _ = merge(project)
        write_subsets(project, split=divide(project, pictures, how="clip", seed=0))
        with Trainer(TRAINING(project=str(project.folder))) as trainer:
            steps = [reply for reply in trainer.replies() if isinstance(reply, Progress)]
        open_run(project.models / "check")
        return f"{steps[-1].steps} steps, the run opens"
