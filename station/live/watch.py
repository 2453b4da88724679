"""A watch: one inspection of a source by a run, in threads of its own, from its start to its stop.

Five threads: the keeper holds the network, the watch judges one frame after the other, the painter blends heat maps, the packer
packs the frames of faults, the journal is written. Whoever looks on asks `status` and `newest`; nothing waits for them.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from station.core.alarm import Acknowledgement, Alarm, Hold
from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.images import to_network_size
from station.core.messages import Engine
from station.core.steady import Steady
from station.core.tally import Tally
from station.core.verdict import Verdict
from station.live.faults import Fault, Faults, fault_of
from station.live.guard import Guard
from station.live.inspector import UNDER_WAY, until_failure
from station.live.journal import EndedBy, Journal
from station.live.judging import result_of
from station.live.keeper import Keeper, Question, Readiness
from station.live.painter import Painted, Painter, Result
from station.live.seam_way import SeamWay
from station.live.session_file import SessionFile
from station.live.tempo import Tempo
from station.live.threads import is_over
from station.live.watch_status import Frames as Frames
from station.live.watch_status import Phase as Phase
from station.live.watch_status import Status as Status
from station.live.watch_status import Wishes as Wishes
from station.model.runs import misfit


@dataclass(frozen=True, slots=True)
class _Asked:
    """A frame under way, also at network size: when it was taken up, and its question; None where there was nobody to answer."""

    frame: Frame
    small: Picture
    taken_s: float
    question: Question | None


class Watch:
    """Judges the frames of a source. OK is earned by each frame anew: whatever is missing, late or not finite is NO RESULT."""

    def __init__(
        self,
        frames: Frames,
        keeper: Keeper,
        *,
        attributes: AttributeSet,
        wishes: Wishes,
        rows: SessionFile | None = None,
        way: SeamWay | None = None,
        journal: Journal | None = None,
        guard: Guard | None = None,
        fault_began: Callable[[int], None] = lambda number: None,
        painted: Callable[[], None] = lambda: None,
        ended: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Prepare; `fault_began` (with its number) and `ended` are called in the watch's thread, `painted` in the painter's."""
        self.attributes = attributes
        self.rows = rows
        self.way = way
        """Where on the seam it is; None where no seam passes."""
        self.journal = journal
        """The record of it; None where there is to be none."""
        self.guard = guard
        """Withholds verdicts where no check holds; None where none is needed."""
        self._frames = frames
        self._keeper = keeper
        self._wishes = wishes
        self._fault_began = fault_began
        self._ended = ended
        self._clock = clock
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._is_over = False
        self._problem = ""
        self._newest: Result | None = None
        self._skipped = 0
        self._tempo = Tempo()
        self._loading_since = clock()
        self._is_timed = False
        self.loading_took_s: float | None = None
        """How long it took until the network was ready for the first time; None before."""
        self._counts = not frames.live  # a file waits for the network
        self._unready = 0
        self._tally = Tally(begun_s=self._loading_since)
        self._hold = Hold(frames=wishes.hold_frames, window=wishes.hold_window)
        self._steady = Steady(frames=wishes.hold_frames, window=wishes.hold_window)
        self._is_steady = False
        self._alarm = Alarm(latch=wishes.latch)
        self._faults = Faults()
        self._painter = Painter(attributes=attributes, rule=wishes.rule, look=wishes.look, done=painted)
        self._thread = threading.Thread(target=self._run, name="inspection", daemon=True)

    def start(self) -> None:
        """Begin; this returns at once."""
        if self.journal is not None:
            self.journal.follow(self._keeper)
            if self.way is not None:
                self.journal.follow_seam(self.way.covered)
            self.journal.start()
        if self.guard is not None:
            self.guard.start()
        self._keeper.start()
        self._painter.start()
        self._faults.start()
        self._thread.start()

    def stop(self) -> None:
        """Ask for the end; this returns at once. What was painted last stays, and can still be painted otherwise."""
        self._stop.set()
        self._frames.stop()
        self._keeper.stop()

    def close(self) -> None:
        """Stop, and paint no more."""
        self.stop()
        self._painter.stop()
        self._faults.stop()
        if self.journal is not None:
            self.journal.close()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what was asked to end, at most so long in all; whether it came."""
        until = time.monotonic() + seconds
        waits = [self._keeper.wait, self._painter.wait, self._faults.wait, self._wait]
        waits += [] if self.journal is None else [self.journal.wait]
        waits += [] if self.guard is None else [self.guard.wait]
        return sum(wait(max(0.0, until - time.monotonic())) for wait in waits) == len(waits)

    @property
    def is_running(self) -> bool:
        """Whether frames are still judged."""
        return self._thread.is_alive() and not self._is_over and not self._stop.is_set()

    @property
    def engine(self) -> Engine | None:
        """What answers; None before the network was ready."""
        return self._keeper.engine

    @property
    def newest(self) -> Painted | None:
        """The newest judged frame with its heat maps, or the one that was frozen."""
        return self._painter.newest

    @property
    def result(self) -> Result | None:
        """The newest judged frame, frozen or not."""
        return self._newest

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The last faults, oldest first, at most FAULTS_KEPT."""
        return self._faults.all

    @property
    def latencies(self) -> tuple[float, ...]:
        """Seconds from a frame's coming to its verdict, of the last frames."""
        with self._lock:
            return self._tempo.latencies

    def change(self, wishes: Wishes) -> None:
        """Judge and paint by these from the next frame on, and paint what stands anew."""
        with self._lock:
            self._wishes = wishes
            self._hold.set(frames=wishes.hold_frames, window=wishes.hold_window)
            self._steady.set(frames=wishes.hold_frames, window=wishes.hold_window)
            self._alarm.latch = wishes.latch
        self._painter.change(rule=wishes.rule, look=wishes.look)

    def fit(self, size: tuple[int, int] | None) -> None:
        """Paint in this size (width, height) where frames are larger; None: as large as they are."""
        self._painter.fit(size)

    def freeze(self, *, frozen: bool) -> None:
        """Let the picture stand, or go on; judging and counting go on in any case."""
        self._painter.freeze(frozen=frozen)

    def acknowledge(self, who: str) -> bool:
        """Somebody saw the alarm, which is noted with every fault that nobody had seen; whether it stood."""
        self._faults.acknowledge(Acknowledgement(who, datetime.now().astimezone()))
        with self._lock:
            stood, faults = self._alarm.acknowledge(), self._hold.begun
        if self.journal is not None:
            self.journal.acknowledged(who, faults=faults, stood=stood)
        return stood

    def status(self) -> Status:
        """How it is doing now."""
        now = self._clock()
        with self._lock:
            newest, wishes, is_steady = self._newest, self._wishes, self._is_steady
            age = None if newest is None else max(0.0, now - newest.seen_s)
            fresh = 0.0 if age is None else wishes.late_s - age
            phase = self._phase()
            stands = newest is not None and fresh > 0 and phase is Phase.RUNNING
            verdict = newest.verdict if stands and newest is not None else Verdict.NO_RESULT
            if verdict is Verdict.NAMED and not is_steady:
                verdict = Verdict.NO_RESULT
            self._see_ready(now)
            self._count_skipped()
            return Status(
                phase,
                verdict,
                max(0.0, fresh) if stands else 0.0,
                age,
                self._tempo.rate(now),
                self._tempo.latency_s,
                self._tally.now(0.0 if self._is_over or not self._is_timed else now),
                self._hold.begun,
                self._hold.holds,
                self._alarm.stands,
                self.rows.rows if self.rows is not None else 0,
                self._problem or self._keeper.problem,
                now - self._loading_since if phase is Phase.LOADING else None,
                self._unready + (0 if self._counts else self._frames.skipped),
                newest.recognised if newest is not None and verdict is not Verdict.NO_RESULT else "",
                self._keeper.engine,
                None if self.journal is None else self.journal.state,
            )

    def _phase(self) -> Phase:
        if self._is_over or self._stop.is_set():
            return Phase.FAILED if self._problem else Phase.ENDED
        return {
            Readiness.LOADING: Phase.LOADING,
            Readiness.READY: Phase.RUNNING,
            Readiness.FAILED: Phase.FAILED,
            Readiness.STOPPED: Phase.ENDED,
        }[self._keeper.state]

    def _wait(self, seconds: float) -> bool:
        return is_over(self._thread, within_s=seconds)

    def _run(self) -> None:
        try:
            if self.rows is not None:
                self.rows.open()
            self._judge_all()
        except (StationError, OSError) as error:
            self._problem = str(error)
        except BaseException as error:
            self._problem = f"{type(error).__name__}: {error}"
            raise
        finally:
            with self._lock:
                self._is_over = True
                self._count_skipped()
                if self._is_timed:
                    self._tally.now(self._clock())
            self._frames.stop()
            self._keeper.stop()
            if self.rows is not None:
                self.rows.close()
            if self.guard is not None:
                self.guard.end()
            self._end_journal()
            self._ended()

    def _end_journal(self) -> None:
        if self.journal is None:
            return
        with self._lock:
            tallied, faults, unready = self._tally.now(0.0), self._hold.begun, self._unready
        if self.way is not None:
            self.journal.covered(self.way.covered(), self.way.stretches(last=math.inf))
        why: EndedBy = "failed" if self._problem else "stopped" if self._stop.is_set() else "source ended"
        self.journal.end(why, tallied=tallied, faults=faults, unready=unready, problem=self._problem)

    def _judge_all(self) -> None:
        waiting: deque[_Asked] = deque()
        failures: list[StationError] = []
        for frame in until_failure(self._frames.frames(), failures):
            if self._stop.is_set():
                self._not_inspected()
                continue
            if (hindrance := self._hindrance(frame)) is not None:
                self._not_inspected()
                if hindrance:
                    failures.append(StationError(hindrance))
                break
            self._begin_to_count()
            taken_s = self._clock()
            small = to_network_size(frame.picture, size=self._keeper.run.card.image_size)
            waiting.append(_Asked(frame, small, taken_s, self._ask(small)))
            # What is there already is asked about before an answer is waited for: so the worker never waits for us.
            while waiting and (len(waiting) == UNDER_WAY or not self._frames.waits):
                self._finish_first(waiting)
        while waiting:
            self._finish_first(waiting)
        if failures:
            raise failures[0]

    def _hindrance(self, frame: Frame) -> str | None:
        """Why no more frames can be judged; empty where the inspection was stopped, None where they can."""
        if self.journal is not None and self.journal.must_stop:
            return f"nothing is inspected without a journal: {self.journal.problem}"
        if told := self._painter.problem or misfit(self._keeper.run, frame.picture.shape[1::-1]):
            return told
        if self._frames.live or self._keeper.wait_ready():
            return None
        return self._keeper.problem if self._keeper.state is Readiness.FAILED else ""

    def _finish_first(self, waiting: "deque[_Asked]") -> None:
        """Judge the frame that has been under way for longest; others of a file that went down with its worker are asked anew."""
        self._finish(waiting.popleft())
        if self._frames.live:
            return
        for index, other in enumerate(waiting):
            if self._keeper.is_lost(other.question) and self._keeper.wait_ready():
                waiting[index] = replace(other, question=self._ask(other.small))

    def _see_ready(self, now: float) -> None:
        """Time counts from when the network was ready, or is known to become never so; held by the lock."""
        if not self._is_timed and self._keeper.state in {Readiness.READY, Readiness.FAILED}:
            self._is_timed = True
            self._tally.begin(now)
            if self._keeper.state is Readiness.READY:
                self.loading_took_s = now - self._loading_since

    def _begin_to_count(self) -> None:
        """Live frames count from this one on: what passed while the network was being loaded says nothing of the seam."""
        with self._lock:
            self._see_ready(self._clock())
            if not self._counts and self._is_timed:
                self._counts = True
                self._skipped = self._frames.skipped
                self._unready += self._skipped

    def _ask(self, small: Picture) -> Question | None:
        return self._keeper.ask(small[None]) if self._keeper.state is Readiness.READY else None

    def _finish(self, asked: "_Asked") -> None:
        frame, answered = asked.frame, self._keeper.answer(asked.question)
        now = self._clock()
        seen_s = asked.taken_s if frame.arrived_s is None else frame.arrived_s
        wishes = self._wishes
        late_s = wishes.late_s if self._frames.live else math.inf
        result = result_of(
            frame, answered, attributes=self.attributes, rule=wishes.rule, late_s=late_s, seen_s=seen_s, now=now
        )
        if self.guard is not None:
            result = self.guard.judged(result, small=asked.small, rule=wishes.rule, late_s=wishes.late_s)
        self._painter.show(result)
        with self._lock:
            self._newest = result
            named = result.recognised if result.verdict is Verdict.NAMED else ""
            self._is_steady = self._steady.put(named) or not self._frames.live
            if not self._counts:
                self._unready += 1
                return
            self._tempo.judged(now, None if answered is None else result.latency_s)
            fresh_until_s = seen_s + wishes.late_s
            self._tally.judged(result.verdict, at_s=now, fresh_until_s=fresh_until_s, recognised=result.recognised)
            begins = self._hold.put(is_fault=result.verdict is Verdict.NOT_OK)
            self._alarm.put(begins=begins, holds=self._hold.holds)
            number = self._hold.begun
        if self.way is not None:
            self.way.put(frame, asked.small, result.verdict)
        if self.rows is not None:
            self.rows.add(frame, result.verdict, result.probabilities, recognised=result.recognised)
        if self.journal is not None:
            self.journal.judged(result, wishes)
        if begins:
            self._keep_fault(result, number, wishes)

    def _keep_fault(self, result: Result, number: int, wishes: Wishes) -> None:
        fault = fault_of(result, number=number, attributes=self.attributes, rule=wishes.rule, look=wishes.look)
        self._faults.keep(fault)
        if self.journal is not None:
            covered = None if self.way is None else self.way.covered()
            place_mm = covered.at if covered is not None and covered.is_scaled else None
            self.journal.fault(fault, wishes, place_mm=place_mm)
        self._fault_began(number)

    def _not_inspected(self) -> None:
        with self._lock:
            if self._counts:
                self._tally.skipped(1)
            else:
                self._unready += 1

    def _count_skipped(self) -> None:
        """Bring the tally up to what the source says passed unseen; held by the lock."""
        if not self._counts:
            return
        skipped = self._frames.skipped
        self._tally.skipped(skipped - self._skipped)
        self._skipped = skipped
