"""The longest stall of the window's thread in a scripted session of camera, recording, training and inspection.

Demand (issue 3): under 100 ms, printed beside an idle window in the same run; memory flat; all counters exact; nothing left
after closing. On two cores: `taskset -c 0,1 uv run python -m tests.measure.stalls --project COPY [--minutes 30]`
"""

import argparse
import os
import sys
import tempfile
import traceback
from pathlib import Path

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from station.ui.app import make_window
from station.ui.window import Window
from tests.measure.display import display
from tests.measure.driver import Driver, Script
from tests.measure.session import Session, counted, working
from tests.ui.probe import Blame, Census, StallProbe, Stalls, memory_mib

IDLE_S = 15.0
WARM_S = 20.0


class Measure:
    """One run: an idle window, then the session, with the probe ticking all the time."""

    def __init__(self, window: Window, project: Path, *, minutes: float, with_training: bool) -> None:
        """Begin with the event loop."""
        self.window = window
        self.session = Session(60 * minutes)
        self.probe = StallProbe(window)
        self.blame = Blame(self.probe)
        self.idle = self.busy = Stalls(())
        self.memory: list[float] = []
        self.children: dict[str, float] = {}
        self._project = project
        self._with_training = with_training
        self._memory_timer = QTimer(window, interval=5000)
        self._memory_timer.timeout.connect(self._weigh)
        self.driver = Driver(window, self._script(), ended=window.close)

    def _script(self) -> Script:
        self.window.activateWindow()
        yield self.window.isActiveWindow
        self.window.begin(self._project)
        yield lambda: self.window.context.project is not None
        yield 3.0
        self.probe.take()
        yield IDLE_S
        self.idle = self.probe.take()
        self.probe.worst.clear()
        QTimer.singleShot(round(1000 * WARM_S), self._memory_timer.start)
        self.blame.start()
        yield from working(self.window, self.session, with_training=self._with_training)
        self.busy = self.probe.take()
        self.blame.stop()
        self._memory_timer.stop()

    def _weigh(self) -> None:
        self.memory.append(memory_mib())
        for child in psutil.Process().children(recursive=True):
            try:
                name = " ".join(child.cmdline()[1:4])
                self.children[name] = max(self.children.get(name, 0.0), memory_mib(child))
            except psutil.Error:
                continue


def main() -> int:
    """Run it and print; 1 where a demand is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--no-training", action="store_true")
    parser.add_argument("--offscreen", action="store_true")
    wish = parser.parse_args()
    with display(offscreen=wish.offscreen) as screen, tempfile.TemporaryDirectory() as home:
        os.environ.update(screen)
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = home
        application = QApplication(sys.argv[:1])
        before = Census.taken()
        window = make_window(application)
        window.show()
        window.resize(1366, 768)
        measure = Measure(window, wish.project, minutes=wish.minutes, with_training=not wish.no_training)
        failures: list[str] = []
        sys.excepthook = lambda kind, error, trace: (
            failures.extend(traceback.format_exception(kind, error, trace)),
            application.exit(3),
        )
        with counted(measure.session):
            application.exec()
        window.stop_everything()
        code = report(measure, before) if not failures else 3
        print("".join(failures), end="")
        window.deleteLater()
    return code


def report(measure: Measure, before: Census) -> int:
    """Print what was measured; 1 where a demand is not met."""
    left = Census.taken().more_than(before)
    problems = [*measure.session.problems(), *measure.driver.late]
    problems += [f"{kind} left: {left[kind]}" for kind in ("threads", "processes") if kind in left]
    if measure.busy.longest >= 100:
        problems.append("a stall of 100 ms or more")
    print(f"idle window  {measure.idle}")
    print(f"at work      {measure.busy}")
    for at, gap, own in sorted(measure.probe.worst, key=lambda found: -found[1])[:12]:
        print(f"             {gap:.0f} ms at {at:.1f} s, of which {own:.0f} ms the thread's own work")
        for when, where in [seen for seen in measure.blame.seen if at - gap / 1000 <= seen[0] <= at][:3]:
            print(f"               {when:.2f} s {where}")
    print(*measure.session.figures(), sep="\n")
    if measure.memory:
        third = max(1, len(measure.memory) // 3)
        first, last = sum(measure.memory[:third]) / third, sum(measure.memory[-third:]) / third
        print(f"memory of the window: first third {first:.0f} MiB, last third {last:.0f} MiB")
    for name, most in measure.children.items():
        print(f"  child at most {most:.0f} MiB: {name}")
    for notice in measure.window.context.notices.all:
        print(f"notice: {notice.text}")
    print("\n".join(f"NOT MET: {problem}" for problem in problems) or "all demands met")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
