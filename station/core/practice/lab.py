"""The practice lab's two doors: a project folder full of strips, and the practice camera."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from station.core import storage
from station.core.clips import Clip, ClipWriter
from station.core.frame import Frame, Picture
from station.core.images import encode_png
from station.core.practice.optics import Optics, View, film, make_optics, seen_share
from station.core.practice.strip import Strip, make_strip
from station.core.project import Project
from station.core.tables import LabelRow, Table, write_table

SIZE = (640, 480)
RATE = 30.0
STITCHES_MM = (2.0, 4.0)
PROJECT_STREAM, CAMERA_STREAM = (2,), (3, 3, 3)
"""Keeps the strips of practice projects apart from those that the base weights were trained on, whatever the seeds."""

SHARE_THAT_COUNTS = 0.5
"""An attribute is true where a fault of its kind is seen to at least a half."""


@dataclass(frozen=True, slots=True)
class PracticeStrip:
    """What makes one strip of a practice project: its number, frames, the project's seed, and the camera's scale.

    `scale` is a range in pixels a millimetre: one camera keeps one scale; a wide range is many labs in one folder.
    """

    number: int
    frames: int
    seed: int
    scale: tuple[float, float] = (10.0, 10.0)

    @property
    def clip(self) -> str:
        """The clip's name."""
        return f"strip{self.number:04d}"


def film_strip(plan: PracticeStrip, *, project: Project) -> str:
    """Render one strip into a practice project and return its clip's name.

    It writes the clip, its frames as they look after compression, their labels, and the truth; the lookup table comes
    last, so that a strip that was interrupted is no strip. The same plan gives the same pictures.
    """
    rng = np.random.default_rng([*PROJECT_STREAM, plan.seed, plan.number])
    strip, optics, positions = _set_up(rng, plan)
    views = [film(rng, strip, optics, at_mm=float(at)) for at in positions]
    path = project.videos / f"{plan.clip}.mp4"
    path.unlink(missing_ok=True)
    quality = int(rng.integers(17, 30))
    with ClipWriter(path, size=SIZE, rate=RATE, crf=quality) as writer:
        for number, view in enumerate(views):
            writer.write(Frame(view.picture, number, number / RATE))
    names = [f"{plan.clip}_{number}.png" for number in range(len(views))]
    with Clip(path) as clip:
        for name, frame in zip(names, clip.frames(), strict=True):
            storage.write_bytes(project.pics / name, encode_png(frame.picture))
    _write_truth(project, plan, strip=strip, views=dict(zip(names, views, strict=True)))
    rows = tuple(LabelRow(name, label_of(strip, view)) for name, view in zip(names, views, strict=True))
    write_table(project.label_table(plan.clip), table=Table(project.attributes.names, rows))
    return plan.clip


def label_of(strip: Strip, view: View) -> tuple[bool, bool, bool, bool]:
    """The true values of good, error, break and length in one view."""
    seen = {"error": 0.0, "break": 0.0}
    for fault in strip.faults:
        seen[fault.kind] = max(seen[fault.kind], seen_share(fault.box_mm, view)[1])
    error, broken = seen["error"] >= SHARE_THAT_COUNTS, seen["break"] >= SHARE_THAT_COUNTS
    return not (error or broken), error, broken, strip.seam.stitch_mm == STITCHES_MM[0]


def _set_up(
    rng: np.random.Generator, plan: PracticeStrip
) -> tuple[Strip, Optics, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """A strip long enough for its frames, a camera over it, and where the camera looks in each frame."""
    scale = float(rng.uniform(*plan.scale))
    width_mm, height_mm = SIZE[0] / scale, SIZE[1] / scale
    step = float(rng.uniform(1.2, 4.0))
    steps = step * np.clip(rng.normal(1, 0.05, plan.frames), 0.5, 1.5)
    positions = height_mm * 0.7 + np.cumsum(steps)
    strip = make_strip(
        rng,
        width_mm=width_mm + 24,
        length_mm=float(positions[-1]) + height_mm * 0.7,
        stitch_mm=float(rng.choice(STITCHES_MM)),
        faults=0.0 if rng.random() < 0.1 else float(rng.uniform(0.4, 2.0)),
    )
    return strip, make_optics(rng, size=SIZE, px_per_mm=scale), positions


def _write_truth(project: Project, plan: PracticeStrip, *, strip: Strip, views: dict[str, View]) -> None:
    """`truth/<clip>.json` as the mission states it, and `truth/strips/<clip>.json` with stitches, scale and views."""
    boxes: dict[str, list[dict[str, object]]] = {}
    for name, view in views.items():
        seen = [(fault, *seen_share(fault.box_mm, view)) for fault in strip.faults]
        boxes[name] = [
            {"kind": fault.kind, "box": list(box), "seen": round(share, 4)}
            for fault, box, share in seen
            if box is not None
        ]
    geometry = {
        "stitch_mm": strip.seam.stitch_mm,
        "stitches_mm": np.round(strip.seam.holes, 3).tolist(),
        "faults": [{"kind": fault.kind, "box_mm": np.round(fault.box_mm, 3).tolist()} for fault in strip.faults],
        "views": {
            name: {
                "px_per_mm": round(float(np.hypot(*view.matrix[:, 0])), 4),
                "matrix": np.round(view.matrix, 5).tolist(),
            }
            for name, view in views.items()
        },
    }
    folder = storage.create_folder(project.truth / "strips")
    storage.write_text(project.truth / f"{plan.clip}.json", json.dumps(boxes, indent=1) + "\n")
    storage.write_text(folder / f"{plan.clip}.json", json.dumps(geometry) + "\n")


@dataclass(frozen=True, slots=True)
class Knobs:
    """What the practice camera's user may turn: millimetres a second, 2 or 4 mm stitches (None: either), faults in 100 mm."""

    speed_mm_s: float = 40.0
    stitch_mm: float | None = None
    faults: float = 1.2


class PracticeCamera:
    """A camera over strips that never end: each strip of 200 mm is followed by another cloth and thread.

    It keeps real time as a webcam does: a reader that comes late gets the newest frame, and the numbers show the gap.
    """

    live = True
    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(
        self,
        *,
        seed: int = 0,
        knobs: Callable[[], Knobs] = Knobs,
        size: tuple[int, int] = SIZE,
        rate: float = RATE,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Speak of a lab; `knobs` is asked at every frame, in the reader's thread."""
        self._knobs = knobs
        self._size = size
        self._rate = rate
        self._clock = clock
        self._wait = wait
        self._rng = np.random.default_rng([*CAMERA_STREAM, seed])
        self._strip: Strip | None = None
        self._optics: Optics | None = None
        self._at_mm = 0.0
        self._number = -1
        self._started = 0.0
        self._strips = 0

    @property
    def strips(self) -> int:
        """How many strips have been laid under the camera."""
        return self._strips

    def open(self) -> None:
        """Lay the first strip under the camera."""
        self._next_strip()
        self._number = -1
        self._started = self._clock()

    def read(self) -> Frame:
        """The newest frame, after waiting for it where it is not due yet."""
        if self._strip is None or self._optics is None:
            raise RuntimeError("the practice camera is read before it was opened")
        due = self._started + (self._number + 1) / self._rate
        if (early := due - self._clock()) > 0:
            self._wait(early)
        number = max(self._number + 1, int((self._clock() - self._started) * self._rate))
        self._at_mm += (number - self._number) * self._knobs().speed_mm_s / self._rate
        self._number = number
        if self._at_mm > self._last_mm():
            begun = self._clock()
            self._next_strip()
            self._started += self._clock() - begun  # the machine stands still while the cloth is changed
        return Frame(self._film(), number, number / self._rate)

    def close(self) -> None:
        """Take the strip away."""
        self._strip = self._optics = None

    def _film(self) -> Picture:
        assert self._strip is not None
        assert self._optics is not None
        return film(self._rng, self._strip, self._optics, at_mm=self._at_mm).picture

    def _last_mm(self) -> float:
        assert self._strip is not None
        assert self._optics is not None
        return self._strip.size_mm[1] - 0.7 * self._size[1] / self._optics.px_per_mm

    def _next_strip(self) -> None:
        scale = 10.0 * self._size[0] / SIZE[0]
        knobs = self._knobs()
        stitch = knobs.stitch_mm or float(self._rng.choice(STITCHES_MM))
        self._strip = make_strip(
            self._rng,
            width_mm=self._size[0] / scale + 24,
            length_mm=200.0,
            stitch_mm=stitch,
            faults=knobs.faults,
        )
        self._optics = make_optics(self._rng, size=self._size, px_per_mm=scale)
        self._at_mm = 0.7 * self._size[1] / scale
        self._strips += 1
