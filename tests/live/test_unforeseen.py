"""Fault 31: whatever nobody foresaw, in whichever thread of an inspection, is heard by the one hook, told, and NO RESULT."""

import threading
import time
from pathlib import Path

import pytest

from station.core.attributes import SEAM
from station.core.verdict import Rule, Verdict
from station.live.capture import FeedCapture
from station.live.feed import Feed
from station.live.guard import Guard
from station.live.keeper import Keeper
from station.live.seam_way import SeamWay
from station.live.session_file import SessionFile
from station.live.watch import Phase, Watch
from tests.live.fake_network import FakeHelper, PacedCamera, base_run
from tests.live.test_watch import WISHES, until

ENTRIES = (
    "live.capture.FeedCapture.frames",
    "live.guard.Guard.judged",
    "live.keeper.Keeper.ask",
    "live.keeper.Keeper.answer",
    "live.painter.painted",
    "live.painter.Painter.show",
    "live.seam_way.SeamWay.put",
    "live.session_file.SessionFile.add",
    "live.watch.misfit",
    "live.watch.result_of",
    "live.watch.to_network_size",
)


@pytest.mark.parametrize("entry", [*ENTRIES, "loading", "starting"])
def test_it_is_heard_told_and_no_result(entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: heard.append(fault.exc_type))

    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    if entry in ENTRIES:
        monkeypatch.setattr(f"station.{entry}", breaks)
    elif entry == "loading":
        monkeypatch.setattr(FakeHelper, "load", breaks)
    camera = PacedCamera(1000)
    feed = Feed(camera)
    keeper = Keeper(base_run(), helper=breaks if entry == "starting" else lambda run: FakeHelper())  # type: ignore[arg-type]
    watch = Watch(
        FeedCapture(feed),
        keeper,
        attributes=SEAM,
        wishes=WISHES,
        rows=SessionFile(tmp_path / "rows", attributes=SEAM),
        way=SeamWay(px_per_mm=None),
        guard=Guard(tmp_path, run=base_run(), source="Cam 1", attributes=SEAM, rule=Rule({})),
        clock=time.perf_counter,
    )
    watch.start()
    feed.start()

    def has_failed() -> bool:
        camera.allow.release()
        return watch.status().phase is Phase.FAILED

    until(has_failed, seconds=20.0)
    status = watch.status()
    assert status.verdict is Verdict.NO_RESULT
    assert status.problem == "ZeroDivisionError: nobody foresaw this"
    camera.ended.set()
    watch.close()
    feed.stop()
    assert watch.wait(10)
    assert feed.wait(10)
    assert heard == [ZeroDivisionError]
