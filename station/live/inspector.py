"""A source's frames -> judged frames, in order: one question in flight, each result with the frame it belongs to."""

import time
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from station.core.attributes import AttributeSet
from station.core.frame import Frame
from station.core.heat import Maps, decisions, heat_maps
from station.core.images import to_network_size
from station.core.verdict import Rule, Verdict, judge
from station.live.answers import Answered, Network
from station.live.capture import Capture


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A frame with what the station says of it.

    `maps` (rows, columns, attributes) from 0 to 1; `latency_s` from taking up the frame to the end of judging it.
    """

    frame: Frame
    probabilities: dict[str, float]
    verdict: Verdict
    maps: Maps
    latency_s: float


@dataclass(slots=True)
class Inspection:
    """One watch over a source: iterate over its judged frames; the counts are kept as it goes.

    A result that comes more than `limit_s` after its frame was taken up is late, which is NO RESULT; None: nothing is late.
    """

    network: Network
    attributes: AttributeSet
    rule: Rule
    limit_s: float | None = None
    clock: Callable[[], float] = time.perf_counter
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def judged(self, capture: Capture, *, limit: int | None = None) -> Generator[Judged]:
        """Judge the frames of a capture, at most `limit`; frames the capture skipped count as NOT INSPECTED.

        One question is in flight. While the worker looks at a file's frame the next one is decoded; a live frame is
        answered before the next one is looked at.
        """
        waiting: tuple[Frame, float, int] | None = None
        for count, frame in enumerate(capture.frames(), start=1):
            if waiting is not None:
                yield self._finish(*waiting)
            arrived = self.clock()
            waiting = frame, arrived, self._ask(frame)
            self.verdicts[Verdict.NOT_INSPECTED] = capture.skipped
            if capture.live:
                yield self._finish(*waiting)
                waiting = None
            if count == limit:
                break
        else:
            self.verdicts[Verdict.NOT_INSPECTED] = capture.skipped
        if waiting is not None:
            yield self._finish(*waiting)

    def _ask(self, frame: Frame) -> int:
        return self.network.ask(to_network_size(frame.picture, size=self.network.run.card.image_size)[None], maps=True)

    def _finish(self, frame: Frame, arrived: float, number: int) -> Judged:
        answered = self.network.answer(number)
        probabilities = named(answered, attributes=self.attributes)
        maps = self._maps(answered)
        latency_s = self.clock() - arrived
        late = self.limit_s is not None and latency_s > self.limit_s
        verdict = judge(probabilities, attributes=self.attributes, rule=self.rule, late=late)
        self.verdicts[verdict] += 1
        return Judged(frame, probabilities, verdict, maps, latency_s)

    def _maps(self, answered: Answered) -> Maps:
        run = self.network.run
        decided = decisions(answered.probabilities, thresholds=run.thresholds(), kind=run.card.kind)
        maps: Maps = heat_maps(answered.maps["gradcam"], decisions=decided, kind=run.card.kind)[0]
        return maps


def named(answered: Answered, *, attributes: AttributeSet) -> dict[str, float]:
    """The first picture's probabilities by attribute; ValueError where there are more or fewer than attributes."""
    return dict(zip(attributes.names, map(float, answered.probabilities[0]), strict=True))
