"""A source's frames -> judged frames, in order: one question in flight, each result with the frame it belongs to."""

import time
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from station.core.attributes import AttributeSet
from station.core.frame import Frame
from station.core.heat import Maps, heat_maps
from station.core.images import to_network_size
from station.core.verdict import Rule, Verdict, judge
from station.live.answers import Answered, Model
from station.live.capture import Capture


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A frame with what the station says of it; `maps` (rows, columns, attributes) from 0 to 1, `latency_s` from frame to here."""

    frame: Frame
    probabilities: dict[str, float]
    verdict: Verdict
    maps: Maps
    latency_s: float


@dataclass(slots=True)
class Inspection:
    """One watch over a source: iterate over its judged frames; the counts are kept as it goes."""

    model: Model
    attributes: AttributeSet
    rule: Rule
    clock: Callable[[], float] = time.perf_counter
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def judged(self, capture: Capture, *, limit: int | None = None) -> Generator[Judged]:
        """Judge the frames of a capture, at most `limit`; frames the capture skipped count as NOT INSPECTED.

        While the worker looks at one frame the next one is already read.
        """
        waiting: tuple[Frame, float, int] | None = None
        for count, frame in enumerate(capture.frames(), start=1):
            arrived = self.clock()
            number = self._ask(frame)
            self.verdicts[Verdict.NOT_INSPECTED] = capture.skipped
            if waiting is not None:
                yield self._finish(*waiting)
            waiting = frame, arrived, number
            if count == limit:
                break
        if waiting is not None:
            yield self._finish(*waiting)

    def _ask(self, frame: Frame) -> int:
        return self.model.ask(to_network_size(frame.picture, size=self.model.run.card.image_size)[None], maps=True)

    def _finish(self, frame: Frame, arrived: float, number: int) -> Judged:
        answered = self.model.answer(number)
        probabilities = dict(zip(self.attributes.names, map(float, answered.probabilities[0]), strict=True))
        verdict = judge(probabilities, attributes=self.attributes, rule=self.rule)
        maps = self._maps(answered)
        self.verdicts[verdict] += 1
        return Judged(frame, probabilities, verdict, maps, self.clock() - arrived)

    def _maps(self, answered: Answered) -> Maps:
        decisions = answered.probabilities >= self.model.run.thresholds()
        maps: Maps = heat_maps(answered.maps["gradcam"], decisions=decisions)[0]
        return maps
