"""A scripted working session: camera, recording, training and inspection at once, while somebody labels and looks around."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, cast

from station.core.clips import Clip
from station.core.verdict import Verdict
from station.live.feed import Feed
from station.ui.window import Window
from tests.measure.driver import Script, press

if TYPE_CHECKING:
    from station.core.frame import Frame
    from station.live.inbox import Inbox
    from station.live.recorder import RecorderFigures
    from station.live.watch import Status
    from station.ui.camera_tab import CameraTab
    from station.ui.inspection_tab import InspectionTab
    from station.ui.labelling_tab import LabellingTab
    from station.ui.training_tab import TrainingTab

LOOKS = (
    "labelling.next",
    "labelling.ten_on",
    "labelling.attribute.error",
    "labelling.attribute.error",
    "labelling.previous",
)


@dataclass
class Session:
    """What happened: numbers of the frames that were handed to each inbox, and what the window said of them at the end."""

    seconds: float
    handed: dict[str, list[int]] = field(default_factory=dict)
    recorded: "RecorderFigures | None" = None
    clip: Path | None = None
    inspected: "Status | None" = None
    trained: bool = False
    tours: int = 0

    def problems(self) -> list[str]:
        """Where a counter is not exact; empty where all are."""
        return [*self._of_recording(), *self._of_inspection()]

    def _of_recording(self) -> Iterator[str]:
        numbers = self.handed.get("_Intake", [])
        if self.recorded is None or self.clip is None or not numbers:
            yield "nothing was recorded"
            return
        all_frames = numbers[-1] - numbers[0] + 1
        if self.recorded.frames + self.recorded.lost != all_frames:
            yield f"recorded {self.recorded.frames} + lost {self.recorded.lost} is not all {all_frames} frames"
        with Clip(self.clip) as clip:
            if len(clip) != self.recorded.frames:
                yield f"the clip holds {len(clip)} frames, {self.recorded.frames} were counted"

    def _of_inspection(self) -> Iterator[str]:
        numbers = self.handed.get("Newest", [])
        if self.inspected is None or self.inspected.tallied is None or not numbers:
            yield "nothing was inspected"
            return
        counted, all_frames = self.inspected.tallied.frames, numbers[-1] - numbers[0] + 1
        if sum(counted.values()) + self.inspected.unready != all_frames:
            yield f"judged, not inspected {counted} and {self.inspected.unready} unready are not all {all_frames} frames"

    def figures(self) -> list[str]:
        """The counters as lines of a report."""
        recorded, inspected = self.recorded, self.inspected
        lines = [f"tours through the tabs: {self.tours}; training ended with a run: {self.trained}"]
        if recorded is not None:
            lines.append(f"recorded {recorded.frames} + lost {recorded.lost} frames in {recorded.seconds:.1f} s")
        if inspected is not None and inspected.tallied is not None:
            judged = {verdict.value: count for verdict, count in inspected.tallied.frames.items()}
            lines.append(
                f"inspected {judged}, together {sum(judged.values())}; skipped is {Verdict.NOT_INSPECTED.value}"
            )
        return lines


@contextmanager
def counted(session: Session) -> Iterator[None]:
    """Note every frame that a feed hands to an inbox, by the inbox's class: what the window's counters are held against."""
    watch = Feed.watch

    def watching(feed: Feed, inbox: "Inbox[Frame]") -> None:
        numbers = session.handed.setdefault(type(inbox).__name__, [])
        put = inbox.put

        def putting(frame: "Frame") -> None:
            numbers.append(frame.number)
            put(frame)

        inbox.put = putting  # type: ignore[method-assign]
        watch(feed, inbox)

    Feed.watch = watching  # type: ignore[method-assign]
    try:
        yield
    finally:
        Feed.watch = watch  # type: ignore[method-assign]


def working(window: Window, session: Session, *, with_training: bool = True) -> Script:
    """Film and record the practice lab, train, inspect, and tour the tabs meanwhile; then end it all in order."""
    actions, tabs = window.context.actions, window.tabs
    press(window, "tab.camera")
    camera = cast("CameraTab", tabs.tab("camera"))
    yield lambda: bool(session.handed) and any(session.handed.values())
    press(window, "camera.record")
    yield lambda: camera.desk.is_recording
    if with_training:
        press(window, "tab.training")
        training = cast("TrainingTab", tabs.tab("training"))
        yield lambda: actions["training.start"].isEnabled()
        press(window, "training.start")
        yield lambda: training.desk.is_training
    press(window, "tab.inspection")
    inspection = cast("InspectionTab", tabs.tab("inspection"))
    yield lambda: inspection.chooser.runs.run is not None
    inspection.chooser.source.choose("practice")
    press(window, "inspection.run")
    yield lambda: inspection.view.painted is not None
    yield from _tour(window, session)
    press(window, "tab.inspection")
    yield 1.0
    press(window, "inspection.run")
    yield lambda: not inspection.session.is_running
    yield 1.0
    session.inspected = inspection.session.status()
    press(window, "tab.camera")
    yield 0.5
    press(window, "camera.record")
    yield lambda: not camera.desk.is_recording and camera.desk.wait(0)
    yield 0.5
    session.recorded, session.clip = camera.desk.figures, camera.desk.last
    if with_training:
        press(window, "tab.training")
        if actions["training.stop"].isEnabled():
            press(window, "training.stop")
        yield lambda: not training.desk.is_training
        session.trained = True
    press(window, "tab.labelling")
    yield 1.0


def _tour(window: Window, session: Session) -> Script:
    end = monotonic() + session.seconds
    labelling = cast("LabellingTab", window.tabs.tab("labelling"))
    while monotonic() < end:
        session.tours += 1
        press(window, "tab.labelling")
        assert window.context.project is not None
        clips = sorted(window.context.project.videos.glob("strip*.mp4"))
        labelling.open_clip(clips[session.tours % len(clips)])
        yield lambda: labelling.view.frame is not None
        for name in LOOKS * 3:
            press(window, name)
            yield 0.15
        for name, stay in (("tab.training", 4.0), ("tab.camera", 4.0), ("tab.inspection", 6.0)):
            press(window, name)
            yield min(stay, max(0.5, session.seconds / 10))
        press(window, "inspection.method")
        yield 1.0
