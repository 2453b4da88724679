"""Whether this station works on this computer: everything that it is for, once, in a folder of its own."""

import json
import platform
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np

import station
from station.core import storage
from station.core.clips import Clip
from station.core.errors import StationError
from station.core.heat import METHODS
from station.core.images import to_network_size
from station.core.labels import LabelTable
from station.core.messages import FilmStrip, Progress, TrainRun
from station.core.programs import MAIN_PACKAGES, has_tensorflow, is_packaged, versions_of
from station.core.project import Project, create_project
from station.core.subsets import divide, merge, write_subsets
from station.core.verdict import Rule, judge
from station.live.answers import engine_told, loaded
from station.live.inspector import named
from station.live.lab_camera import LabCamera
from station.live.practice import film_strips
from station.live.recorder import Recording, record
from station.live.trainer import Trainer
from station.model.runs import open_run
from station.model.shipped import practice_run

RECORDED_S = 1.0
STRIPS, FRAMES = 4, 15
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
"""Five steps, of the two strips that are to be learnt from: enough to see that TensorFlow learns here."""
USUAL_S = {"camera and recording": 3.0, "label": 0.2, "verdict": 2.5, "training": 25.0}
"""How long each step takes on two processors of 2.x GHz with nothing else to do."""
PATIENCE = 20.0
"""So many times as long as usual a step may take where those before it were no slower than usual; where they were, longer."""
MOST_SLOW = 20.0
FASTEST = "label"
"""Too short to tell how slow the computer is."""


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


def checked_within(name: str, step: Callable[[], str], *, seconds: float) -> Checked:
    """Try one thing, and give it up where it takes longer: it then goes on in its thread, and nothing more can be tried."""
    found: list[Checked] = []
    thread = threading.Thread(target=lambda: found.append(checked(name, step)), name=f"check: {name}", daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else Checked(name, round(seconds, 2), "", f"it did not end within {seconds:.0f} s")


Step = tuple[str, Callable[[], str]]


class SelfCheck:
    """The checks, in an empty folder; each is called once, in the order of `steps`."""

    def __init__(self, folder: Path) -> None:
        """Work in this folder."""
        self._folder = folder
        self._project: Project | None = None
        self._clip = folder / "recorded.mp4"

    @property
    def steps(self) -> tuple[Step, ...]:
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
            for number in range(len(clip)):
                clip.frame(number)
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
        """A verdict with heat maps by the run that ships, without TensorFlow."""
        run = practice_run()
        with Clip(self._clip) as clip:
            picture = to_network_size(clip.frame(0).picture, size=run.card.image_size)
        with loaded(run, exact=False) as network:
            (answered,) = network.answer_all(picture[None], maps=True)
            engine = network.engine
        parts = (answered.probabilities, *(answered.maps.get(method, np.empty(0)) for method in METHODS))
        if not all(part.shape[-1] == len(run.card.attributes) and np.isfinite(part).all() for part in parts):
            raise StationError(
                "the network's probabilities or heat maps are not finite, or not there for every attribute"
            )
        if engine.name == "tensorflow":
            raise StationError(f"the run that ships was answered by TensorFlow, since {engine.problem}")
        attributes = run.card.attribute_set
        probabilities = named(answered, attributes=attributes)
        verdict = judge(probabilities, attributes=attributes, rule=Rule(run.card.thresholds))
        said = ", ".join(f"{name} {value:.2f}" for name, value in probabilities.items())
        return f"{verdict.value}: {said}; {engine_told(engine)}"

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
        if not steps or not all(np.isfinite(step.loss) for step in steps):
            raise StationError("the training told of no step, or of a loss that is no number")
        open_run(project.models / "check")
        return f"{steps[-1].steps} steps, the run opens"


class Report:
    """What a check found, as it is written: fresh, by the program that is checked, with every step that there should be."""

    def __init__(self, file: Path, *, program: str, qt: str = "") -> None:
        """Begin anew: what lies in the file afterwards is of now. StationError where it can't be removed."""
        storage.remove(file)
        self._file = file
        self._program = program
        self._qt = qt
        self._begun = time.monotonic()
        self.slowness = 1.0
        """How many times as long as usual what was tried so far took, at worst."""
        self.found: list[Checked] = []
        self.has_hung = False
        """Whether a step goes on that was given up: its thread is still there."""

    def run(self, steps: Sequence[Step]) -> None:
        """Try these one after the other, each within its limit; after one that hangs nothing more."""
        for name, step in steps:
            if self.has_hung:
                self.found.append(Checked(name, 0.0, "", "not tried: the one before it did not end"))
                continue
            limit_s = PATIENCE * USUAL_S[name] * self.slowness
            found = checked_within(name, step, seconds=limit_s)
            self.found.append(found)
            self.has_hung = found.seconds >= limit_s and bool(found.error)
            if not found.error and name != FASTEST:
                self.slowness = min(MOST_SLOW, max(self.slowness, found.seconds / USUAL_S[name]))

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._begun

    def write(self, *, expected: Sequence[str]) -> int:
        """Write the report and return the exit code; what was expected and is not there did not come to its turn."""
        there = {one.name for one in self.found}
        self.found += [Checked(name, 0.0, "", "it did not come to its turn") for name in expected if name not in there]
        is_sound = not any(one.error for one in self.found)
        told = {
            "station": station.__version__,
            "program": self._program,
            "sound": is_sound,
            "packaged": is_packaged(),
            "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            "python": platform.python_version(),
            **({"qt": self._qt} if self._qt else {}),
            "packages": versions_of(MAIN_PACKAGES),
            "slowness": round(self.slowness, 1),
            "seconds": round(self.seconds, 2),
            "steps": [asdict(one) for one in self.found],
        }
        storage.write_text(self._file, json.dumps(told, indent=1) + "\n")
        return 0 if is_sound else 1


def check_commands(file: Path) -> int:
    """Check the commands' program, which has no window, and write the report; 0 where all is well. StationError as `Report`."""
    report = Report(file, program="station-cli")
    with check_folder() as folder:
        steps = SelfCheck(folder).steps
        report.run(steps)
        return report.write(expected=[name for name, _ in steps])


@contextmanager
def check_folder() -> Iterator[Path]:
    """A folder for a check, deleted afterwards as far as nobody holds it."""
    with tempfile.TemporaryDirectory(prefix="station-check-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
