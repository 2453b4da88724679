"""The check with samples in the window, with real keys, and what the camera tab says of how fast the seam may be."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station.core.check_file import read_checks
from station.core.drift import Against, Change, Kind
from station.core.project import Project
from station.core.shift_check import Phase, Progress
from station.core.verdict import Verdict
from station.ui.speed_card import Setup, SpeedCard
from station.ui.window import Window
from tests.live.fake_network import BROKEN_SEAM, SOUND
from tests.ui.test_inspection_tab import Bench, benched

ERROR = (0.03, 0.98, 0.02, 0.97)
LONG = (0.97, 0.02, 0.03, 0.97)
SHORT = (0.97, 0.02, 0.03, 0.02)


@pytest.fixture
def bench(window: Window, qtbot: QtBot, project: Project) -> Iterator[Bench]:
    made = Bench(window, qtbot, project)
    window.context.settings.change("inspection", check_hours=8.0, check_frames=2, check_window=2, check_s=600.0)
    yield from benched(made)


def progress_of(bench: Bench) -> Progress:
    state = bench.tab.shift.state
    assert state is not None
    assert state.progress is not None
    return state.progress


def test_a_check_is_led_through_by_keys_and_then_there_are_verdicts(bench: Bench) -> None:
    bench.start()
    bench.frames(1)
    bench.until(lambda: bench.tab.sign.reason == "no check with samples yet")
    assert bench.tab.sign.verdict is Verdict.NO_RESULT
    bench.key(Qt.Key.Key_C)
    panel = bench.tab.shift.panel
    bench.until(panel.isVisible)
    assert panel.title.text() == "Lay a sound seam under the camera"
    assert (panel.next.text(), panel.cancel.text()) == ("It is there (Return)", "Give up (Backspace)"), (
        "as the menu says"
    )
    for number, answer in enumerate((LONG, ERROR, BROKEN_SEAM, SHORT), start=1):
        assert panel.step.text() == f"Check with samples: {number} of 4"
        bench.answer = answer
        bench.key(Qt.Key.Key_Return)
        assert progress_of(bench).phase is Phase.JUDGING
        assert not panel.next.isEnabled()
        bench.frames(2)
        bench.until(lambda: progress_of(bench).phase is not Phase.JUDGING)
        bench.until(panel.next.isEnabled)
    assert panel.title.text() == "The check is passed"
    assert "8 h" in panel.help.text()
    assert bench.tab.figures.faults.text() == "0", "samples are no faults"
    (kept,) = read_checks(bench.project.folder / "journal")
    assert kept.passed
    bench.key(Qt.Key.Key_Return)
    bench.until(lambda: not panel.isVisible())
    bench.answer = SOUND
    bench.frames(1)
    bench.sign(Verdict.OK)
    bench.key(Qt.Key.Key_Space, to=bench.window.focusWidget() or bench.tab)
    assert bench.window.context.actions["inspection.freeze"].isChecked(), "the key of freezing is not the stop button's"
    assert bench.tab.session.is_running


def test_a_check_that_is_given_up_by_escape_gives_no_verdicts(bench: Bench) -> None:
    bench.start()
    bench.key(Qt.Key.Key_C)
    panel = bench.tab.shift.panel
    bench.until(panel.isVisible)
    bench.key(Qt.Key.Key_Return)
    bench.frames(1)
    bench.key(Qt.Key.Key_Escape, to=panel)
    bench.until(lambda: not panel.isVisible())
    bench.frames(1)
    bench.until(lambda: bench.tab.sign.reason == "the check with samples was not passed")


def test_a_picture_that_has_changed_is_told_in_a_band_until_somebody_looked(bench: Bench) -> None:
    bench.window.context.settings.change("inspection", check_hours=0.0, drift="stop")
    bench.start()
    bench.frames(1)
    bench.sign(Verdict.OK)
    assert bench.tab.session.watch is not None
    guard = bench.tab.session.watch.guard
    assert guard is not None
    with guard._lock:
        told = Change(Kind.DARKER, Against.BEFORE, -0.21, 0.0)
        guard._drift._told[told.kind, told.against] = told
    band = bench.tab.shift.band
    bench.until(band.isVisible)
    assert band.text.text().startswith("The picture has become darker by 21 %.")
    bench.frames(1)
    bench.until(lambda: bench.tab.sign.reason == "the picture has changed")
    bench.qtbot.mouseClick(band.accept, Qt.MouseButton.LeftButton)
    bench.until(lambda: not band.isVisible())
    bench.frames(1)
    bench.sign(Verdict.OK)


def test_the_camera_tab_says_how_fast_the_seam_may_be_and_what_is_missing(qtbot: QtBot, window: Window) -> None:
    card = SpeedCard(window)
    assert card.value.isHidden()
    assert "Calibrate" in card.why.text()
    card.show_setup(Setup(rows=480, scale=10.0, rate=0.0))
    assert card.why.text() == "Not known yet: no pictures come."
    card.show_setup(Setup(rows=480, scale=10.0, rate=30.0, seam_mm_s=40.0, fault_mm=8.0, drops=3))
    assert card.value.text() == "up to 300 mm/s"
    assert "48.0 mm" in card.why.text()
    assert card.now.text() == "At 40 mm/s 29 lost frames in a row do no harm."
    assert card.exposure.text().endswith("up to 2.5 ms.")
    card.show_setup(Setup(rows=480, scale=10.0, rate=30.0, seam_mm_s=400.0, fault_mm=8.0, drops=3))
    assert card.now.text() == "400 mm/s is too fast: only 2 lost frames in a row do no harm."
    assert card.now.property("role") == "warning"
    card.show_setup(Setup(rows=480, scale=10.0, rate=30.0, seam_mm_s=1000.0, fault_mm=8.0, drops=3))
    assert card.now.text() == "1,000 mm/s is too fast: not one frame may be lost."
    with qtbot.waitSignal(card.fault_wanted) as told:
        card.fault.setValue(12.0)
    assert told.args == [12.0]
