"""A clip of 1280x720 at 30 frames a second inspected from its file: in a pipeline, and beside it one thing after the other."""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import av

from station.cli.watching import camera_for, inspect_source
from station.core.clips import Clip, ClipWriter
from station.core.frame import Frame, Picture
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
        folder = Path(home)
        run = open_run(own_project(folder / "project", ring))
        with loading(run, exact=False, cores=CORES_BESIDE) as coming:
            network = coming()
            return [
                _line("of the station's own, key frames only", _own_clip(folder / "own.mp4", ring), network),
                _line("of another encoder, with movement in it", _other_clip(folder / "other.mp4", ring), network),
            ]


def _line(whose: str, clip: Path, network: Network) -> Line:
    before = _rate(lambda: _by_steps(network, clip), frames=BY_STEPS)
    rows = clip.with_suffix(".csv")
    seen = inspect_source(camera_for(str(clip)), network.run, frames=None, out=rows, named=str(clip)).summary
    after = _rate(lambda: _by_steps(network, clip), frames=BY_STEPS)
    steps, times = (before + after) / 2, seen["fps"] / RATE
    return Line(
        f"a 720p30 clip inspected, CSV written: {whose}",
        times,
        "x real time",
        steps / RATE,
        "one thing after the other",
        times * RATE / steps,
        "5 x real time",
        f"{seen['fps']:.0f} frames/s, {seen['engine']['name']}; one thing after the other {steps:.0f} frames/s",
    )


def _own_clip(path: Path, ring: Sequence[Picture]) -> Path:
    with ClipWriter(path, size=SIZE, rate=RATE) as writer:
        for number, picture in enumerate(clip_pictures(ring, FRAMES)):
            writer.write(Frame(picture, number, number / RATE))
    return path


def _other_clip(path: Path, ring: Sequence[Picture]) -> Path:
    """As cameras and phones write clips: H.264 with frames that build on others."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=round(RATE), options={"preset": "veryfast", "crf": "21"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for picture in clip_pictures(ring, FRAMES):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode(None))
    return path


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
