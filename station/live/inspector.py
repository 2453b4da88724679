"""A source's frames -> judged frames, in order: two questions under way at most, each result with the frame it belongs to."""

import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field

from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.heat import Maps, decisions, heat_maps
from station.core.images import to_network_size
from station.core.verdict import Rule, Verdict, judge
from station.live.answers import Answered, Network
from station.live.capture import Capture
from station.live.guard import Guard
from station.live.seam_way import SeamWay
from station.model.runs import misfit

UNDER_WAY = 2
"""Questions, at most: while one is answered the next one waits in the worker, which otherwise would wait for us."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A frame with what the station says of it.

    `maps` (rows, columns, attributes) from 0 to 1, `raw` as the network gave them, by method; `latency_s` from taking up the
    frame to the end of judging it.
    """

    frame: Frame
    probabilities: dict[str, float]
    verdict: Verdict
    maps: Maps
    latency_s: float
    raw: Mapping[str, Maps] = field(default_factory=dict)
    withheld: str = ""
    """Why there is no verdict, whatever was answered: a word of `core.no_result`."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A frame under way, also at network size: when it was taken up, and the number of its question."""

    frame: Frame
    small: Picture
    arrived: float
    number: int


@dataclass(slots=True)
class Inspection:
    """One watch over a source: iterate over its judged frames; the counts are kept as it goes.

    A result that comes more than `limit_s` after its frame was taken up is late, which is NO RESULT; None: nothing is late.
    """

    network: Network
    attributes: AttributeSet
    rule: Rule
    limit_s: float | None = None
    guard: Guard | None = None
    """Sees each frame, and says why its verdict is not given where it is not."""
    way: SeamWay | None = None
    """Where on the seam each frame lies; None: nobody asks."""
    clock: Callable[[], float] = time.perf_counter
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def judged(self, capture: Capture, *, limit: int | None = None) -> Generator[Judged]:
        """Judge the frames of a capture, at most `limit`; frames the capture skipped count as NOT INSPECTED.

        While the worker looks at one frame the next one is brought to its size and asked about, where it is there already.
        """
        waiting: deque[_Asked] = deque()
        failures: list[StationError] = []
        for count, frame in enumerate(until_failure(capture.frames(), failures), start=1):
            if told := misfit(self.network.run, frame.picture.shape[1::-1]):
                failures.append(StationError(told))
                break
            waiting.append(self._ask(frame))
            self.verdicts[Verdict.NOT_INSPECTED] = capture.skipped
            while waiting and (len(waiting) == UNDER_WAY or not capture.waits):
                yield self._finish(waiting.popleft())
            if count == limit:
                break
        else:
            self.verdicts[Verdict.NOT_INSPECTED] = capture.skipped
        while waiting:
            yield self._finish(waiting.popleft())
        if failures:
            raise failures[0]

    def _ask(self, frame: Frame) -> "_Asked":
        arrived = self.clock()
        small = to_network_size(frame.picture, size=self.network.run.card.image_size)
        return _Asked(frame, small, arrived, self.network.ask(small[None], maps=True))

    def _finish(self, asked: "_Asked") -> Judged:
        frame, answered = asked.frame, self.network.answer(asked.number)
        probabilities = named(answered, attributes=self.attributes)
        maps = self._maps(answered)
        latency_s = self.clock() - asked.arrived
        late = self.limit_s is not None and latency_s > self.limit_s
        verdict = judge(probabilities, attributes=self.attributes, rule=self.rule, late=late)
        withheld = ""
        if self.guard is not None:
            seen_s = asked.arrived
            withheld = self.guard.see(asked.small, probabilities, rule=self.rule, seen_s=seen_s, is_late=late)
        verdict = Verdict.NO_RESULT if withheld else verdict
        self.verdicts[verdict] += 1
        if self.way is not None:
            self.way.put(frame, asked.small, verdict)
        raw = {method: given[0] for method, given in answered.maps.items()}
        return Judged(frame, probabilities, verdict, maps, latency_s, raw, withheld)

    def _maps(self, answered: Answered) -> Maps:
        run = self.network.run
        decided = decisions(answered.probabilities, thresholds=run.thresholds(), kind=run.card.kind)
        maps: Maps = heat_maps(answered.maps["gradcam"], decisions=decided, kind=run.card.kind)[0]
        return maps


def until_failure(frames: Iterator[Frame], failures: list[StationError]) -> Iterator[Frame]:
    """The frames, to the end or until their source fails; then why stands in `failures`, and frames under way still count."""
    try:
        yield from frames
    except StationError as error:
        failures.append(error)


def named(answered: Answered, *, attributes: AttributeSet) -> dict[str, float]:
    """The first picture's probabilities by attribute; ValueError where there are more or fewer than attributes."""
    return dict(zip(attributes.names, map(float, answered.probabilities[0]), strict=True))
