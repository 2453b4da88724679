"""A practice project: a folder full of strips with their labels and their truth."""

import json
from dataclasses import dataclass

import numpy as np

from station.core import storage
from station.core.attributes import SEAM
from station.core.clips import Clip, ClipWriter
from station.core.frame import Frame, Picture
from station.core.images import encode_png
from station.core.practice.camera import RATE, SIZE, STITCHES_MM
from station.core.practice.optics import Optics, View, film, make_optics, seen_share
from station.core.practice.strip import Strip, make_strip
from station.core.practice.tag import draw_tag
from station.core.project import Project
from station.core.tables import LabelRow, Table, write_table
from station.core.truth import FULL

PROJECT_STREAM = (2,)
"""Keeps the strips of practice projects apart from those that the base weights were trained on, whatever the seeds."""


@dataclass(frozen=True, slots=True)
class PracticeStrip:
    """What makes one strip of a practice project: its number, frames, the project's seed, and the camera's scale.

    `scale` is a range in pixels a millimetre: one camera keeps one scale; a wide range is many labs in one folder.
    `tag` names an attribute: each frame in which it is true carries a tag in a corner; "" for none.
    """

    number: int
    frames: int
    seed: int
    scale: tuple[float, float] = (10.0, 10.0)
    tag: str = ""

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
    storage.remove(path)
    quality = int(rng.integers(17, 30))
    with ClipWriter(path, size=SIZE, rate=RATE, crf=quality) as writer:
        for number, view in enumerate(views):
            writer.write(Frame(_tagged(view, strip, plan), number, number / RATE))
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
    error, broken = seen["error"] >= FULL, seen["break"] >= FULL
    return not (error or broken), error, broken, strip.seam.stitch_mm == STITCHES_MM[0]


def _tagged(view: View, strip: Strip, plan: PracticeStrip) -> Picture:
    """The view's picture, with a tag where the plan's attribute is true in it."""
    if not plan.tag or not label_of(strip, view)[SEAM.names.index(plan.tag)]:
        return view.picture
    return draw_tag(view.picture, seed=plan.seed, strip=plan.number)


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
