"""A clip of 1280x720 at 30 frames a second inspected from its file: in a pipeline, and beside it one thing after the other."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from station.cli.watching import inspect_source
from station.core.cameras import ClipCamera
from station.core.clips import Clip, ClipWriter
from station.core.frame import Frame
from station.core.heat import decisions, heat_maps
from station.core.images import to_network_size
from station.core.verdict import Rule, judge
from station.live.answers import CORES_BESIDE, Network, loading
from station.live.inspector import named
from station.model.runs import open_run
from tests.benchmarks.line import Line
from tests.benchmarks.own_run import own_project
from tests.measure.ring import SIZE, clip_pictures, practice_ring

RATE = 30.0
FRAMES = 600
BY_STEPS = 200


def measure() -> list[Line]:
    """Times real time, the CSV written, beside the same steps without overlap."""
    ring = practice_ring(60, rate=RATE)
    with tempfile.TemporaryDirectory() as home:
        clip = Path(home) / "seam.mp4"
        with ClipWriter(clip, size=SIZE, rate=RATE) as writer:
            for number, picture in enumerate(clip_pictures(ring, FRAMES)):
                writer.write(Frame(picture, number, number / RATE))
        run = open_run(own_project(Path(home) / "project", ring))
        with loading(run, exact=False, cores=CORES_BESIDE) as coming:
            network = coming()
            before = _rate(lambda: _by_steps(network, clip), frames=BY_STEPS)
            seen = inspect_source(
                ClipCamera(clip), run, frames=None, out=Path(home) / "rows.csv", named=str(clip)
            ).summary
            after = _rate(lambda: _by_steps(network, clip), frames=BY_STEPS)
    steps = (before + after) / 2
    times = seen["fps"] / RATE
    note = f"{seen['fps']:.0f} frames/s, {seen['engine']['name']}; ratio to one thing after the other ({steps:.0f} frames/s)"
    return [
        Line(
            "a 720p30 clip inspected, CSV written",
            times,
            "x real time",
            steps / RATE,
            "one thing after the other",
            times * RATE / steps,
            "5 x real time",
            note,
        )
    ]


def _by_steps(network: Network, path: Path) -> None:
    card = network.run.card
    with Clip(path) as clip:
        for frame in clip.frames():
            if frame.number == BY_STEPS:
                return
            small = to_network_size(frame.picture, size=card.image_size)
            answered = network.answer(network.ask(small[None], maps=True))
            values = named(answered, attributes=card.attribute_set)
            decided = decisions(answered.probabilities, thresholds=network.run.thresholds(), kind=card.kind)
            heat_maps(answered.maps["gradcam"], decisions=decided, kind=card.kind)
            judge(values, attributes=card.attribute_set, rule=Rule(card.thresholds))


def _rate(run: Callable[[], None], *, frames: int) -> float:
    begun = time.perf_counter()
    run()
    return frames / (time.perf_counter() - begun)
