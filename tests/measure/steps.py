"""How long a key takes from being pressed to the picture being painted: forward and back steps, random jumps, saving.

`python -m tests.measure.steps [--steps 300] [--clip FILE] [--offscreen]`. A clip of 1280 x 720 is made, or another one copied, opened
in the real window and stepped through with real key events, one every 33 ms as a keyboard repeats, and every 100 ms. It is
told how many of the frames had been decoded before the key came, and how many had to wait for the decoder.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.measure.display import display

LIMITS_MS = {"forward": 16.0, "jump": 100.0}
SIZE = (1280, 720)
FRAMES = 600
REPEAT_MS = 33
STUDENT_MS = 100


def main() -> int:
    """Measure in a child on a screen of its own, in folders of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--clip", type=Path, help="step through this one")
    parser.add_argument("--ask", action="store_true", help="with the base weights being asked about the clip")
    parser.add_argument("--offscreen", action="store_true")
    parser.add_argument("--here", action="store_true", help="measure on this screen")
    options = parser.parse_args()
    if options.here:
        return _measure(options.steps, options.clip, is_asking=options.ask)
    with display(offscreen=options.offscreen) as screen, tempfile.TemporaryDirectory() as home:
        own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"), home)
        command = [sys.executable, "-m", "tests.measure.steps", "--here", "--steps", str(options.steps)]
        command += [*(["--clip", str(options.clip)] if options.clip else []), *(["--ask"] if options.ask else [])]
        return subprocess.run(command, env={**os.environ, **screen, **own}, check=False).returncode


def make_clip(path: Path, *, frames: int, size: tuple[int, int], rate: float = 30.0) -> None:
    """A clip of moving cloth with a camera's noise; at 1280 x 720 about as many bytes a second as a phone writes."""
    from station.core.clips import ClipWriter
    from station.core.frame import Frame
    from station.core.opencv import cv2

    width, height = size
    dice = np.random.default_rng(7)
    weave = cv2.GaussianBlur(dice.normal(0, 1, (height + 3 * frames, width, 3)).astype(np.float32), (0, 0), 3)
    cloth = weave * 260 + 120
    noise = dice.normal(0, 2.5, (8, height, width, 3)).astype(np.float32)
    with ClipWriter(path, size=size, rate=rate) as writer:
        for number in range(frames):
            seen = cloth[3 * number : 3 * number + height] + noise[number % 8]
            writer.write(Frame(seen.clip(0, 255).astype(np.uint8), number, number / rate))


def _measure(steps: int, clip: Path | None, *, is_asking: bool) -> int:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from station.core.project import create_project
    from station.ui.app import make_window
    from station.ui.labelling_tab import LabellingTab

    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        project = create_project(Path(folder) / "project")
        if clip is None:
            make_clip(project.videos / "clip.mp4", frames=FRAMES, size=SIZE)
        else:
            shutil.copyfile(clip, project.videos / "clip.mp4")
        window = make_window(application)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()  # without a window manager nobody else does
        QTest.qWaitForWindowActive(window)
        window.begin(project.folder)
        _until(lambda: window.context.project is not None)
        window.context.actions["tab.labelling"].trigger()
        tab = window.tabs.tab("labelling")
        assert isinstance(tab, LabellingTab)
        tab.open_clip(project.videos / "clip.mp4", number=0)
        _until(lambda: tab.view.frame is not None and tab.session is not None and tab.session.desk is not None)
        _rest(1500)
        if is_asking:
            window.context.actions["labelling.suggest"].trigger()
            begun = time.perf_counter()
            _until(lambda: tab.suggestions.current is not None, seconds=180.0)
            sys.stdout.write(f"first answers after {time.perf_counter() - begun:.1f} s\n")
        is_fine = _tell(window, tab, steps)
        window.close()
        assert tab.wait(60)
    application.quit()
    return 0 if is_fine else 1


def _go(watch: "_Watch", key: Any) -> None:
    """Go there, and look at it for a while."""
    watch.press(key)
    _rest(1500)


def _tell(window: object, tab: object, steps: int) -> bool:
    from PySide6.QtCore import Qt

    keys = Qt.Key
    dice = random.Random(4711)
    watch = _Watch(window, tab)
    last = tab.session.facts.frames - 1  # type: ignore[attr-defined]
    steps = min(steps, last // 2)
    forward, forward_looks = watch.press_many(keys.Key_N, steps)
    student, student_looks = watch.press_many(keys.Key_N, steps // 4, rest_ms=STUDENT_MS)
    back, back_looks = watch.press_many(keys.Key_Left, steps // 2)
    saving = [watch.press(keys.Key_N, before=keys.Key_S) for _ in range(steps // 4)]
    _go(watch, keys.Key_Home)
    return_, return_looks = watch.press_many(keys.Key_Return, steps // 4, rest_ms=STUDENT_MS)
    unlabelled, unlabelled_looks = watch.press_many(
        keys.Key_N, steps // 4, rest_ms=STUDENT_MS, modifier=Qt.KeyboardModifier.ShiftModifier
    )
    jumps = [watch.jump(dice.randrange(last + 1)) for _ in range(60)]
    ends = [watch.press(key) for key in (keys.Key_End, keys.Key_Home) * 5]
    if hasattr(os, "getloadavg"):
        sys.stdout.write(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    fine = [
        _line("forward step, 30 a second" + forward_looks, forward, limit=LIMITS_MS["forward"]),
        _line("forward step, 10 a second" + student_looks, student, limit=LIMITS_MS["forward"]),
        _line("forward step right after S", saving),
        _line("Return (save and go on), 10 a second" + return_looks, return_),
        _line("Shift+N (next unlabelled), 10 a second" + unlabelled_looks, unlabelled),
        _line("back step, 30 a second" + back_looks, back),
        _line("random jump (click in the timeline)", jumps, limit=LIMITS_MS["jump"]),
        _line("first and last frame", ends),
    ]
    return all(fine)


class _Watch:
    """Presses keys and waits until the picture that they ask for has been painted."""

    def __init__(self, window: object, tab: object) -> None:
        self._window, self._tab = window, tab
        self._painted: tuple[int, float] = (-1, 0.0)
        self._is_asked = tab.suggestions.current is not None  # type: ignore[attr-defined]
        self._answered = 0
        tab.view.drawings.append(self._drawn)  # type: ignore[attr-defined]

    def press(self, key: Any, *, before: Any = None, rest_ms: float = REPEAT_MS, modifier: Any = None) -> float:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        if before is not None:
            QTest.keyClick(self._window, before)
        position = self._tab.session.position  # type: ignore[attr-defined]
        begun = time.perf_counter()
        QTest.keyClick(self._window, key, modifier or Qt.KeyboardModifier.NoModifier)
        _until(lambda: self._tab.session.position != position)  # type: ignore[attr-defined]
        return self._wait(begun, rest_ms)

    def press_many(self, key: Any, count: int, **more: Any) -> tuple[list[float], str]:
        """The milliseconds of so many, and how many of their frames were there already."""
        reader = self._tab.session.labelling.reader  # type: ignore[attr-defined]
        before = reader.looks
        self._answered = 0
        times = [self.press(key, **more) for _ in range(count)]
        answered = f", {self._answered} answered before" if self._is_asked else ""
        hits, misses = reader.looks.hits - before.hits, reader.looks.misses - before.misses
        return times, f" [{hits} decoded before, {misses} waited for{answered}]"

    def jump(self, number: int) -> float:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        line = self._tab.timeline  # type: ignore[attr-defined]
        point = QPoint(round(line.x_of(number)), line.height() // 2)
        begun = time.perf_counter()
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        return self._wait(begun, REPEAT_MS)

    def _wait(self, begun: float, rest_ms: float) -> float:
        session = self._tab.session  # type: ignore[attr-defined]
        _until(lambda: self._painted[0] == session.position and self._painted[1] >= begun)
        took = 1000 * (self._painted[1] - begun)
        said = self._tab.suggestions.current  # type: ignore[attr-defined]
        self._answered += said is not None and said.of(session.position) is not None
        _rest(rest_ms - took)
        return took

    def _drawn(self, *_about: object) -> None:
        frame = self._tab.view.frame  # type: ignore[attr-defined]
        if frame is not None:
            self._painted = frame.number, time.perf_counter()


def _line(name: str, times: list[float], *, limit: float | None = None) -> bool:
    middle, high = np.percentile(times, [50, 95])
    end = "" if limit is None else f"   (limit {limit:.0f} ms)"
    sys.stdout.write(f"{name}: median {middle:.1f} ms, 95 % {high:.1f} ms, longest {max(times):.1f} ms{end}\n")
    return limit is None or high < limit


def _rest(milliseconds: float) -> None:
    """Let the window and its threads go on; QTest's own wait keeps the interpreter from the other threads."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(max(0, round(milliseconds)), loop.quit)
    loop.exec()


def _until(is_so: Callable[[], bool], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        _rest(1)
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not get there")


if __name__ == "__main__":
    sys.exit(main())
