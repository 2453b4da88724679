"""Faults 5, 6, 7, 17 to 21 and 32: cameras that fail in every way, slow readers, slow openings, rates that are not kept, and ends.

The full counts are tried with real worker processes; the sample of the default run with the same code in a thread, but for
what only a process can show.
"""

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil
import pytest

from station.core.camera_list import CameraInfo
from station.core.cameras import Webcam
from station.core.clips import Clip
from station.core.device import Control
from station.core.errors import StationError
from station.core.opencv import cv2
from station.live import recorder
from station.live.camera_process import CameraProcess
from station.live.feed import RETRY_SECONDS, Feed, State
from station.live.patience import Limits
from tests.conftest import ROOT
from tests.live.camera_bench import ROOMY, Bench, Probe, memory_left
from tests.live.camera_worker import process_over, thread_over
from tests.live.camera_world import Fault, World, lamp
from tests.soak.summary import count, is_full, tell

KINDS = (
    "hang", "false", "old", "empty", "none", "exception", "unforeseen", "crash", "size", "black", "slow", "jitter", "swap", "reset",
)  # fmt: skip
SAMPLE = ("swap", "old", "reset", "slow", "jitter")
"""The others are tried one by one in tests/live."""
PARTS = 10
PART_FAULTS = 100
SOON, FROZEN, BACK = 0.5, 1.0, 2.0
GAIN = 80.0
FULL = pytest.mark.soak(full_only=True)


def fault_of(kind: str, rng: random.Random) -> Fault:
    """What an opened camera does after some frames."""
    seconds = {"black": 0.7, "slow": 1.5, "jitter": 1.5}.get(kind, 0.0)
    return Fault(kind, rng.randint(8, 30), seconds if is_full() else seconds / 2, ends=True)


class Toll:
    """What was told of faults, and what came afterwards."""

    def __init__(self, bench: Bench, faults: Sequence[Fault]) -> None:
        """Ask a bench whose feed has ended."""
        self.missed: list[str] = []
        self.false_alarms = 0
        self.told: list[tuple[float, str]] = []
        self.frozen: list[float] = []
        self.back: list[float] = []
        frames = [at for at, _, _ in bench.frames]
        for opening, fault in enumerate(faults):
            began = bench.world.fault_s(opening)
            if began is None:  # it was lost before
                self.false_alarms += 1
                continue
            before = next((told for told in reversed(bench.told) if told[0] < began), (0.0, State.OPENING, ""))
            if before[1] is not State.RUNNING:  # while its controls were being restored: it was told lost still
                continue
            told, state, _ = next((news for news in bench.told if news[0] >= began), (float("inf"), State.LOST, ""))
            if state is not State.LOST:  # it was lost before, by no fault of ours
                self.false_alarms += 1
                continue
            if told == float("inf"):
                self.missed.append(f"{fault.kind} of opening {opening} was never told")
            (self.frozen.append(told - began) if fault.kind == "old" else self.told.append((told - began, fault.kind)))
            follower = faults[opening + 1].kind if opening + 1 < len(faults) else ""
            if fault.kind not in {"swap", "black"} and follower != "slow":
                self.back.append(next((at for at in frames if at > told), float("inf")) - told)
        silences = sum("nothing comes" in said for _, _, said in bench.told)
        self.false_alarms += max(0, silences - sum(fault.kind == "hang" for fault in faults))


def run_faults(folder: Path, faults: Sequence[Fault], *, real: bool) -> tuple[Bench, Toll]:
    """Let a feed live through these, one opening after the other."""
    limits = Limits() if real else ROOMY
    bench = Bench(folder, process_over if real else thread_over, limits=limits, retry_s=RETRY_SECONDS if real else 0.02)
    bench.world.plug(lamp())
    bench.world.plan(*faults, None)
    bench.camera.set_value(Control.GAIN, GAIN)
    bench.start()
    bench.until(lambda: bench.gain == GAIN, "the gain is set")
    bench.gains.clear()
    end = time.monotonic() + 10.0 * (len(faults) + 1)
    while bench.world.openings <= len(faults):
        assert time.monotonic() < end, f"{bench.world.openings} openings: {bench.told[-3:]}"
        bench.thread.join(0.05)
    bench.until_frames(5)
    bench.stop()
    return bench, Toll(bench, faults)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=FULL) for part in range(1, PARTS))])
def test_a_thousand_faults_lose_nothing_and_are_told_in_time(tmp_path: Path, part: int) -> None:
    rng, begun = random.Random(part), time.perf_counter()
    tried = count(full=PART_FAULTS, small=len(SAMPLE))
    kinds = KINDS if is_full() else SAMPLE
    faults = [fault_of(kind, rng) for kind in itertools.islice(itertools.cycle(kinds), tried)]
    rng.shuffle(faults)
    with Probe() as probe:
        bench, toll = run_faults(tmp_path / "world", faults, real=is_full())
    sockets = {socket for _, _, socket in bench.frames}
    wrong = [
        *bench.wrong,
        *(f"socket {socket}" for socket in sockets - {1}),
        *(f"gain {g}" for g in bench.gains - {GAIN}),
    ]
    report(part, faults, toll, wrong=len(wrong), idle=probe.worst_s, seconds=time.perf_counter() - begun)
    assert not wrong, wrong[:5]
    assert not toll.missed, toll.missed  # how long it took is not asserted


def report(part: int, faults: Sequence[Fault], toll: Toll, *, wrong: int, idle: float, seconds: float) -> None:
    """The lines of one part."""
    name = f"camera faults {part}"
    soon, back = [took for took, _ in toll.told], toll.back
    lost = wrong + len(toll.missed)
    tell(fault=5, what=f"{name}: wrong frames, or never told", tried=len(faults), lost=lost, seconds=seconds)
    tell(
        fault=5,
        what=f"{name}: told later than {SOON} s",
        tried=len(soon),
        lost=beyond(SOON, soon),
        worst_s=max(soon, default=0.0),
    )
    tell(
        fault=5,
        what=f"{name}: back later than {BACK} s",
        tried=len(back),
        lost=beyond(BACK, back),
        worst_s=max(back, default=0.0),
    )
    tell(fault=5, what=f"{name}: false alarms", tried=len(faults), lost=toll.false_alarms)
    tell(fault=5, what=f"{name}: an idle thread beside it was late", tried=1, lost=0, worst_s=idle)
    still = toll.frozen
    tell(
        fault=6,
        what=f"{name}: frozen later than {FROZEN} s",
        tried=len(still),
        lost=beyond(FROZEN, still),
        worst_s=max(still),
    )
    reset = sum(fault.kind == "reset" for fault in faults)
    tell(fault=21, what=f"{name}: settings reset, and not set again", tried=reset, lost=0)


def beyond(limit: float, took: Sequence[float]) -> int:
    """How many took longer."""
    return sum(seconds > limit for seconds in took)


class VirtualTime:
    """A clock that a fake camera turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Made:
    """What cv2.VideoCapture is of a camera in virtual time: noise, or with `repeats` the same picture; ends after `frames`."""

    def __init__(
        self, clock: VirtualTime, interval: Callable[[], float], *, repeats: bool = False, frames: int = 1 << 30
    ) -> None:
        self.times: list[float] = []
        self._clock, self._interval, self._repeats, self._left = clock, interval, repeats, frames
        self._dice = np.random.default_rng(1)
        self._picture = self._dice.integers(60, 200, (48, 64, 3)).astype(np.uint8)

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, object]:
        self._left -= 1
        self._clock.now += self._interval()
        self.times.append(self._clock.now)
        if not self._repeats:
            at = self._dice.integers(0, 48 * 64, 20)
            self._picture.reshape(-1, 3)[at] ^= 1
            self._picture[0, 0, 0] ^= 1
        return self._left >= 0, self._picture.copy()

    def get(self, prop: int, /) -> float:
        return float(cv2.CAP_V4L2) if prop == cv2.CAP_PROP_BACKEND else -1.0

    def set(self, prop: int, value: float, /) -> bool:
        return False

    def release(self) -> None:
        """Nothing is held."""


def over(made: Made, clock: VirtualTime) -> Webcam:
    return Webcam(lamp(), capture=lambda number, backend: made, cameras=lambda: [lamp()], clock=clock)


def test_a_thousand_repeats_are_seen_and_an_hour_of_noise_is_no_alarm() -> None:
    rng, begun, worst, missed = random.Random(3), time.perf_counter(), 0.0, 0
    tried = count(full=1000, small=30)
    for _ in range(tried):
        clock, rate = VirtualTime(), rng.uniform(3.4, 60)
        made = Made(clock, lambda rate=rate: rng.uniform(0.9, 1.1) / rate, repeats=True)
        camera = over(made, clock)
        camera.open()
        try:
            while clock.now - made.times[0] < 5.0 if made.times else True:
                camera.read()
            missed += 1
        except StationError:
            worst = max(worst, clock.now - made.times[0])
    frames = count(full=3600 * 30, small=3000)
    clock = VirtualTime()
    camera = over(Made(clock, lambda: 1 / 30), clock)
    camera.open()
    for _ in range(frames):
        camera.read()
    seconds = time.perf_counter() - begun
    tell(
        fault=6,
        what="repeats at 3.4 to 60 frames/s seen (1 s)",
        tried=tried,
        lost=missed,
        worst_s=worst,
        seconds=seconds,
    )
    tell(fault=6, what="frames of noise (an hour at 30 frames/s): false alarms", tried=frames, lost=0)
    assert not missed
    assert worst <= 1.1, "0.75 s and the frame that shows it"


def test_a_thousand_permutations_open_the_same_camera_or_none() -> None:
    rng, begun, wrong, opened, refused = random.Random(7), time.perf_counter(), 0, 0, 0
    tried = count(full=1000, small=100)
    for _ in range(tried):
        known = lamp(0, key=1)
        there = permuted(known, rng)
        addressed: list[int] = []
        looks = [
            there,
            permuted(known, rng) if rng.random() < 0.2 else there,
        ]  # plugged in anew while it is being opened

        def look(looks: list[list[CameraInfo]] = looks) -> list[CameraInfo]:
            return looks.pop(0) if len(looks) > 1 else looks[0]

        def capture(number: int, backend: int, addressed: list[int] = addressed) -> Made:
            del backend
            addressed.append(number)
            clock = VirtualTime()
            return Made(clock, lambda: 0.03)

        camera = Webcam(known, capture=capture, cameras=look)
        try:
            camera.open()
        except StationError:
            refused += 1
            continue
        opened += 1
        (number,) = addressed
        sockets = {info.socket for info in looks[0] if info.number == number}
        wrong += sockets != {known.socket}
    tell(fault=7, what="permutations of replugged cameras: another one opened",
         tried=tried, lost=wrong, seconds=time.perf_counter() - begun)  # fmt: skip
    assert wrong == 0
    assert min(opened, refused) > tried / 10


def permuted(known: CameraInfo, rng: random.Random) -> list[CameraInfo]:
    """Cameras of the same or another name in other sockets, with or without the known one, under numbers dealt anew."""
    keys = rng.sample(range(2, 9), rng.randint(0, 4)) + ([1] if rng.random() < 0.6 else [])
    numbers = rng.sample(range(6), len(keys))
    return [
        lamp(n, key=key, name="Lamp" if key == 1 else rng.choice(["Lamp", "Door"]))
        for n, key in zip(numbers, keys, strict=True)
    ]


def test_a_slow_reader_gets_the_newest_and_every_frame_is_counted(tmp_path: Path) -> None:
    begun, goal = time.perf_counter(), count(full=120, small=5)
    world = World(tmp_path)
    world.plug(lamp())
    world.plan(None)
    start = process_over if is_full() else thread_over
    camera = CameraProcess("Lamp", start=lambda shared: start(world, shared), limits=ROOMY)  # type: ignore[return-value]
    camera.open()
    pause, numbers, most = threading.Event(), [], 0
    for _ in range(goal):
        pause.wait(10 / 60)
        assert camera._link is not None
        most = max(most, len(camera._link._frames))
        numbers.append(camera.read().number)
    camera.close()
    dropped = numbers[-1] - numbers[0] + 1 - len(numbers)
    gaps = sum(later - earlier - 1 for earlier, later in itertools.pairwise(numbers))
    tell(fault=17, what="frames read ten times too slowly: drops that were not counted", tried=goal,
         lost=abs(dropped - gaps), seconds=time.perf_counter() - begun)  # fmt: skip
    assert dropped == gaps
    assert dropped > 0
    assert most <= 2


@FULL
def test_the_picture_is_of_now(tmp_path: Path) -> None:
    begun, goal = time.perf_counter(), count(full=3600, small=20)
    bench = Bench(tmp_path / "world", process_over if is_full() else thread_over)
    bench.world.plug(lamp())
    bench.world.plan(None)
    bench.start()
    bench.until_frames(1)
    end = time.monotonic() + goal / 20 + 10
    while len(bench.frames) < goal:
        assert time.monotonic() < end
        bench.thread.join(0.05)
    bench.stop()
    lags = sorted(bench.lags[1:])
    p95 = lags[len(lags) * 95 // 100]
    tell(fault=18, what="frames older than 0.15 s when taken; p95", tried=len(lags),
         lost=sum(lag > 0.15 for lag in lags), worst_s=p95, seconds=time.perf_counter() - begun)  # fmt: skip
    assert lags[0] >= 0


@pytest.mark.parametrize("rate", [7, pytest.param(24, marks=FULL), pytest.param(60, marks=FULL)])
def test_a_minute_lasts_a_minute(tmp_path: Path, rate: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "BACKLOG_FRAMES", 1 << 20)  # virtual time does not wait for the encoder
    rng, begun, clock = random.Random(rate), time.perf_counter(), VirtualTime()
    minute = 60.0 if is_full() else 10.0
    made = Made(clock, lambda: rng.choice([0.5, 0.8, 1.0, 1.0, 1.7]) / rate)
    path = tmp_path / "clip.mp4"
    done = recorder.record(over(made, clock), path, seconds=minute)
    with Clip(path) as clip:
        times = [frame.time_s for frame in clip.frames()]
    truth = made.times[len(times) - 1] - made.times[0]
    off = abs(times[-1] - times[0] - truth) / truth
    worst = max(abs((t - times[0]) - (m - made.times[0])) for t, m in zip(times, made.times, strict=False))
    tell(fault=20, what=f"a minute at about {rate} frames/s with jitter: length off by 0.1 %; frames; worst off", tried=len(times),
         lost=int(off > 1e-3), worst_s=worst, seconds=time.perf_counter() - begun)  # fmt: skip
    assert done.frames == len(times)
    assert done.skipped == 0
    assert off <= 1e-3
    assert worst <= 0.001


def test_a_camera_that_takes_half_a_minute_to_open_keeps_nobody_waiting(tmp_path: Path) -> None:
    tried, worst = count(full=20, small=1), 0.0
    begun = time.perf_counter()
    for turn in range(tried):
        bench = Bench(tmp_path / f"world{turn}", process_over if is_full() else thread_over)
        bench.world.plug(lamp())
        bench.world.plan(Fault("slow", seconds=30.0))
        at = time.perf_counter()
        bench.start()
        worst = max(worst, time.perf_counter() - at)
        bench.until(lambda bench=bench: bench.world.openings == 1, "it is being opened")
        assert bench.feed.figures().state is State.OPENING
        at = time.perf_counter()
        bench.feed.stop()
        worst = max(worst, time.perf_counter() - at)
        bench.stop()
    tell(fault=19, what="openings of 30 s, started and given up: the caller waits", tried=tried, lost=0, worst_s=worst,
         seconds=time.perf_counter() - begun)  # fmt: skip
    assert worst < 10.0, "far less than the opening takes"


def test_closing_at_any_moment_leaves_nothing(tmp_path: Path) -> None:
    rng, pause = random.Random(32), threading.Event()
    tried, worst, late = count(full=500, small=1), 0.0, 0
    begun, before = time.perf_counter(), set(psutil.Process().children())
    world = World(tmp_path)
    world.plug(lamp())
    for _ in range(tried):
        world.plan(Fault(rng.choice(["hang", "false", "slow", "crash", "jitter"]), rng.randint(1, 20), 5.0), None)
        camera = CameraProcess("Lamp", start=lambda shared: process_over(world, shared))
        feed = Feed(camera)
        feed.start()
        pause.wait(rng.uniform(0.0, 1.6) if is_full() else 0.4)
        at = time.perf_counter()
        feed.stop()
        assert feed.wait(20)
        took = time.perf_counter() - at
        worst, late = max(worst, took), late + (took > 3.0)
        assert set(psutil.Process().children()) <= before
        assert not memory_left()
    tell(fault=32, what="a camera closed at any moment, hung or not: no orphan, no memory left (3 s)", tried=tried, lost=late,
         worst_s=worst, seconds=time.perf_counter() - begun)  # fmt: skip


_PARENT = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from station.live.camera_process import CameraProcess
from tests.live.camera_worker import process_over
from tests.live.camera_world import World
world = World(Path(sys.argv[2]))
camera = CameraProcess("Lamp", start=lambda shared: process_over(world, shared))
camera.open()
print(camera._link._worker.pid, flush=True)
while True:
    camera.read()
"""


@FULL
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; there the worker's input ends likewise")
def test_a_station_that_is_killed_leaves_no_worker_and_no_memory(tmp_path: Path) -> None:
    tried, worst, begun = count(full=50, small=1), 0.0, time.perf_counter()
    world = World(tmp_path)
    world.plug(lamp())
    world.plan(*(None if number % 2 else Fault("hang", after=20) for number in range(tried + 1)))
    for _ in range(tried):
        command = [sys.executable, "-c", _PARENT, str(ROOT), str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
            assert parent.stdout is not None
            worker = psutil.Process(int(parent.stdout.readline()))
            os.kill(parent.pid, signal.SIGKILL)
        at = time.perf_counter()
        _, alive = psutil.wait_procs([worker], timeout=20)
        worst = max(worst, time.perf_counter() - at)
        assert not alive
        assert not memory_left()
    tell(fault=32, what="the station killed while it films: its worker is gone, no memory left (3 s)", tried=tried, lost=0,
         worst_s=worst, seconds=time.perf_counter() - begun)  # fmt: skip
