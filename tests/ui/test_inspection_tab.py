"""The inspection tab, with real keys and a network that answers as it is told."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from station.core.clips import Clip, ClipWriter
from station.core.errors import StationError
from station.core.folders import resource
from station.core.frame import Frame
from station.core.images import write_picture
from station.core.messages import LoadAhead, LoadRun, Request
from station.core.project import Project
from station.core.tally import Tallied
from station.core.verdict import Verdict
from station.live.answers import CORES_BESIDE
from station.live.feed import Turn
from station.live.spare import Spare
from station.live.watch import Phase, Status
from station.model.runs import Run
from station.ui.inspection_tab import InspectionTab
from station.ui.inspection_view import band_place, fitting
from station.ui.notices import Notice
from station.ui.window import Window
from tests.live.fake_network import (
    BROKEN_SEAM,
    SOUND,
    FakeHelper,
    PacedCamera,
    Probabilities,
    picture,
    rows_of,
    write_run,
)

SOURCE = "bench"


class Bench:
    """The tab on screen over a camera and a network that do what the test says."""

    def __init__(self, window: Window, qtbot: QtBot, project: Project, *, run: Path | None = None) -> None:
        self.window, self.qtbot, self.project = window, qtbot, project
        self.answer: Probabilities = SOUND
        self.hangs: threading.Event | None = None
        self.loading: threading.Event | None = None
        self.dies = False
        self.helpers: list[FakeHelper] = []
        self.camera = PacedCamera(100_000)
        window.desk.open(project.folder)
        qtbot.waitUntil(lambda: window.context.project is not None)
        window.context.actions["tab.inspection"].trigger()
        tab = window.tabs.tab("inspection")
        assert isinstance(tab, InspectionTab)
        self.tab = tab
        self.tab.session.helper = self._made  # type: ignore[assignment]
        window.context.feeds.take(SOURCE, self, camera=lambda: self.camera, turn=Turn())  # type: ignore[arg-type, return-value]
        tab.chooser.source.choose(SOURCE)
        tab.choose_run(run or write_run(project.models / "fast"))
        qtbot.waitUntil(lambda: tab.chooser.runs.run is not None)

    def key(self, key: Qt.Key, *, to: QWidget | None = None) -> None:
        self.qtbot.keyClick(to or self.tab, key)

    def start(self) -> None:
        self.tab.setFocus()
        self.key(Qt.Key.Key_F5)
        assert self.tab.session.watch is not None

    def frames(self, count: int) -> None:
        """Let so many frames come, one by one, and wait until each was judged."""
        watch = self.tab.session.watch
        assert watch is not None
        for _ in range(count):
            before = watch.result
            self.camera.allow.release()
            self.until(lambda before=before: watch.result is not before)

    def lose_network(self) -> Notice:
        """Let the network's worker die of a frame, and the next one live; what the window tells of it."""
        with self.qtbot.waitSignal(self.window.context.notices.told) as told:
            self.dies = True
            self.camera.allow.release()
        assert told.args is not None
        self.dies = False
        notice = told.args[0]
        assert isinstance(notice, Notice)
        return notice

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds)

    def sign(self, verdict: Verdict) -> None:
        """Wait until the sign says it."""
        self.until(lambda: self.tab.sign.verdict is verdict)

    def _made(self, run: Run) -> FakeHelper:
        helper = FakeHelper(self._answered, loading=self.loading)
        self.helpers.append(helper)
        return helper

    def _answered(self, number: int, helper: FakeHelper) -> Probabilities:
        if self.hangs is not None:
            self.hangs.wait(5)
        if self.dies:
            raise StationError("the worker is gone")
        return self.answer


@pytest.fixture
def bench(window: Window, qtbot: QtBot, project: Project) -> Iterator[Bench]:
    yield from benched(Bench(window, qtbot, project))


def benched(made: Bench) -> Iterator[Bench]:
    """The bench, and nothing left of it afterwards."""
    # Fresh for long: a busy computer must not make a test grey
    made.window.context.settings.change("inspection", late_s=10.0, sound=False)
    yield made
    if made.hangs is not None:
        made.hangs.set()
    made.camera.ended.set()
    made.window.context.feeds.leave(SOURCE, made)
    made.tab.stop()
    assert made.tab.wait(5)
    assert all(helper.closed for helper in made.helpers)
    assert not [
        thread.name
        for thread in threading.enumerate()
        if thread.name in {"inspection", "network", "painter", "journal"}
    ]


def test_the_worker_in_waiting_loads_what_whoever_looks_at_the_tab_will_probably_start(
    window: Window, qtbot: QtBot, project: Project
) -> None:
    asked: list[Request] = []

    class Waiting:
        """What stands for a worker in waiting."""

        def send(self, request: Request) -> None:
            asked.append(request)

        def kill(self) -> None: ...

        def close(self) -> None: ...

    spare = window.context.spare = Spare(Waiting)  # type: ignore[assignment,arg-type]
    spare.prepare()
    folder = write_run(project.models / "fast")
    window.context.set_project(project)
    window.tabs.go_to("camera")
    tab = window.tabs.tab("inspection")
    assert isinstance(tab, InspectionTab)
    qtbot.waitUntil(lambda: tab.chooser.runs.run is not None)
    run = tab.chooser.runs.run
    assert run is not None
    assert run.folder == folder
    assert not asked
    window.tabs.go_to("inspection")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [LoadAhead(LoadRun(str(run.folder.resolve()), False, CORES_BESIDE, run.card.weights.sha256))]


def test_before_the_first_picture_the_view_says_what_is_waited_for(bench: Bench) -> None:
    bench.start()
    bench.until(lambda: "No picture has come" in bench.tab.view.hint)
    bench.frames(1)
    bench.sign(Verdict.OK)


def test_a_badge_that_does_not_fit_leaves_out_the_time_first(bench: Bench) -> None:
    metrics, text = QFontMetricsF(bench.tab.font()), "NO RESULT   frame 3008   100.27 s"
    room = metrics.horizontalAdvance(text)
    assert fitting(text, metrics, room=room) == text
    assert fitting(text, metrics, room=room - 1) == "NO RESULT   frame 3008"
    assert fitting(text, metrics, room=0.5 * room) == "NO RESULT"
    one, two = (band_place(text, metrics, seen=QRectF(0, 0, width, 300)) for width in (room + 40, room))
    assert two.height() == pytest.approx(one.height() + metrics.lineSpacing(), abs=2), "a band takes another line"
    assert two.bottom() == one.bottom() == 300


def test_the_sign_is_grey_until_a_frame_was_judged_and_after_the_stop(bench: Bench) -> None:
    bench.loading = threading.Event()
    assert bench.tab.sign.reason == "not started"
    bench.start()
    bench.until(lambda: bench.tab.sign.reason == "loading the network: 0 s")
    assert "when network and source are ready" in bench.tab.view.hint
    bench.frames(1)
    bench.until(lambda: "Frames: 1" in bench.tab.figures.pace.text())
    assert bench.tab.view.band.startswith("Not inspected yet")
    assert bench.tab.figures.frames[Verdict.NO_RESULT].text() == "0", "counting begins with the network"
    bench.loading.set()
    bench.until(lambda: not bench.tab.sign.reason.startswith("loading the network"))
    assert bench.tab.sign.verdict is Verdict.NO_RESULT
    bench.frames(1)
    bench.sign(Verdict.OK)
    assert bench.tab.running() == ["Inspection of bench with fast"]
    bench.key(Qt.Key.Key_F5)
    bench.sign(Verdict.NO_RESULT)
    assert bench.tab.sign.reason == "the inspection has ended"
    assert bench.tab.running() == []


def test_a_network_that_hangs_and_a_camera_that_gives_nothing_turn_the_sign_grey(bench: Bench) -> None:
    bench.window.context.settings.change("inspection", late_s=0.4)
    bench.start()
    bench.frames(1)
    bench.sign(Verdict.NO_RESULT)
    bench.hangs = threading.Event()
    bench.camera.allow.release()
    assert bench.tab.sign.verdict is Verdict.NO_RESULT
    assert bench.tab.sign.reason


def test_faults_raise_an_alarm_that_is_acknowledged_by_key(bench: Bench) -> None:
    bench.window.context.settings.change("labelling", labeller="Anna")
    bench.answer = BROKEN_SEAM
    bench.start()
    bench.frames(2)
    bench.sign(Verdict.NOT_OK)
    bench.until(bench.tab.alarm_button.isEnabled)
    assert "ALARM" in bench.tab.alarm_button.text()
    bench.until(lambda: bench.tab.alarm_button.text().endswith("\nbreak"))
    bench.answer = SOUND
    bench.frames(4)
    bench.sign(Verdict.OK)
    assert bench.tab.alarm_button.isEnabled(), "it is latched"
    bench.key(Qt.Key.Key_A)
    bench.until(lambda: not bench.tab.alarm_button.isEnabled())
    bench.until(lambda: "Anna" in bench.tab.strip.item(0).toolTip())
    figures = bench.tab.figures
    bench.until(lambda: figures.frames[Verdict.OK].text() == "4")
    assert figures.frames[Verdict.NOT_OK].text() == "2"
    assert figures.faults.text() == "1"


def test_an_alarm_that_nobody_sees_is_told_once_on_the_other_tabs(bench: Bench) -> None:
    bench.answer = BROKEN_SEAM
    bench.start()
    bench.frames(1)
    bench.window.context.actions["tab.labelling"].trigger()
    with bench.qtbot.waitSignal(bench.window.context.notices.told) as told:
        bench.frames(1)
    assert told.args is not None
    assert "alarm" in told.args[0].text
    told_before = len(bench.window.context.notices.all)
    bench.answer = SOUND
    bench.frames(4)
    bench.answer = BROKEN_SEAM
    bench.frames(3)
    bench.until(lambda: bench.tab.session.watch is not None and len(bench.tab.session.watch.faults) == 2)
    assert len(bench.window.context.notices.all) == told_before


def test_bars_of_another_run_are_not_judged_by_the_one_that_is_chosen(bench: Bench) -> None:
    bench.start()
    bench.frames(1)
    bench.sign(Verdict.OK)
    bench.key(Qt.Key.Key_F5)
    bench.until(lambda: not bench.tab.session.is_running)
    answers: list[int] = []
    monitored = bench.tab.bars.show_answer
    bench.tab.bars.show_answer = lambda answer, *, shown: answers.append(len(answer)) or monitored(answer, shown=shown)  # type: ignore[assignment, func-returns-value]
    run = bench.tab.wishes.run
    assert run is not None
    bench.tab._tick()
    bench.tab.wishes.use(replace(run, folder=run.folder / "other"))
    bench.tab._tick()
    assert answers[0] == 4
    assert answers[-1] == 0


def test_much_that_was_not_inspected_is_a_warning_with_its_share(bench: Bench) -> None:
    tallied = Tallied(dict.fromkeys(Verdict, 0), dict.fromkeys(Verdict, 0.0))
    figures = bench.tab.figures
    for passed, role in ((5, "muted"), (60, "warning"), (0, "muted")):
        frames = {**tallied.frames, Verdict.OK: 40, Verdict.NOT_INSPECTED: passed}
        figures.show_status(Status(Phase.RUNNING, tallied=replace(tallied, frames=frames)))
        share = figures._times[Verdict.NOT_INSPECTED]
        assert share.property("role") == role
        assert (share.text() == "60 %") is (passed == 60)


def test_an_alarm_sounds_while_it_stands(bench: Bench) -> None:
    bench.key(Qt.Key.Key_S)
    assert bench.window.context.settings.value.inspection.sound
    bench.answer = BROKEN_SEAM
    bench.start()
    bench.frames(2)
    bench.until(lambda: bench.tab.sound.played == 1)
    bench.key(Qt.Key.Key_S)
    assert not bench.window.context.settings.value.inspection.sound


def test_a_frozen_picture_stands_while_frames_are_counted(bench: Bench) -> None:
    assert not bench.window.context.actions["inspection.freeze"].isEnabled(), "there is nothing to freeze"
    bench.tab.chooser.source.setFocus()
    bench.qtbot.mouseClick(bench.tab.chooser.button, Qt.MouseButton.LeftButton)
    bench.frames(1)
    bench.until(lambda: bench.tab.view.painted is not None)
    bench.key(Qt.Key.Key_Space, to=bench.window.focusWidget() or bench.tab)  # the button that ends it has not the focus
    bench.frames(3)
    bench.until(lambda: bench.tab.figures.frames[Verdict.OK].text() == "4")
    assert bench.tab.view.painted is not None
    assert bench.tab.view.painted.result.frame.number == 0
    bench.key(Qt.Key.Key_Space)
    bench.frames(1)
    bench.until(lambda: bench.tab.view.painted is not None and bench.tab.view.painted.result.frame.number == 4)


def test_heat_maps_are_toggled_by_the_attributes_keys(bench: Bench) -> None:
    bench.answer = BROKEN_SEAM
    bench.start()
    bench.frames(1)
    painted = bench.tab.view
    bench.until(lambda: painted.painted is not None and painted.painted.shown == ("break",))
    bench.key(Qt.Key.Key_L)
    bench.until(lambda: painted.painted is not None and painted.painted.shown == ("length",))
    bench.key(Qt.Key.Key_G)
    bench.until(lambda: painted.painted is not None and painted.painted.shown == ("good", "length"))
    bench.key(Qt.Key.Key_M)
    bench.key(Qt.Key.Key_Minus)
    assert bench.window.context.settings.value.inspection.method == "hirescam"
    assert bench.window.context.settings.value.inspection.opacity == 0.5
    assert "HiResCAM" in bench.tab.looks.text()
    bench.key(Qt.Key.Key_H)
    bench.until(lambda: painted.painted is not None and painted.painted.shown == ("break",))


def test_a_threshold_moved_by_key_judges_the_next_frame_and_is_reset(bench: Bench) -> None:
    bench.answer = (0.97, 0.3, 0.02, 0.5)
    bench.start()
    bench.frames(1)
    bench.sign(Verdict.OK)
    tuned = bench.tab.wishes.rule().thresholds["error"]
    bench.tab.bars.setFocus()
    bench.key(Qt.Key.Key_Down, to=bench.tab.bars)
    for _ in range(9):
        bench.qtbot.keyClick(bench.tab.bars, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert bench.tab.wishes.rule().thresholds["error"] < 0.2
    bench.until(lambda: bench.tab.note.property("role") == "warning")
    assert f"(run: {100 * tuned:.0f} %)" in bench.tab.note.text()
    bench.frames(1)
    bench.sign(Verdict.NOT_OK)
    bench.key(Qt.Key.Key_R)
    assert bench.tab.wishes.rule().thresholds["error"] == tuned
    bench.until(lambda: bench.tab.note.property("role") == "muted")


def test_a_fault_is_enlarged_by_key_and_closed(bench: Bench) -> None:
    bench.answer = BROKEN_SEAM
    bench.start()
    bench.frames(2)
    bench.until(lambda: bench.tab.strip.count() == 1)
    bench.key(Qt.Key.Key_L)  # another heat map is looked at just then
    bench.tab.strip.setFocus()
    bench.tab.strip.setCurrentRow(0)
    bench.key(Qt.Key.Key_Return, to=bench.tab.strip)
    shown = bench.tab.desk.enlarged
    assert shown is not None
    bench.until(lambda: shown.view.painted is not None)
    assert shown.view.painted is not None
    assert shown.view.painted.shown == ("break",), "its own"
    assert shown.view.painted is not None
    assert shown.view.painted.result.frame.number == 1
    bench.key(Qt.Key.Key_Escape, to=shown)
    bench.until(lambda: bench.tab.desk.enlarged is None)


def test_a_live_frame_goes_to_labelling_as_a_clip_of_its_own(bench: Bench) -> None:
    bench.start()
    bench.frames(1)
    bench.until(lambda: bench.tab.view.painted is not None)
    with bench.qtbot.waitSignals([bench.window.context.clips_changed, bench.window.context.notices.told]):
        bench.key(Qt.Key.Key_K)
    assert bench.tab.isVisible(), "the sign stays in sight while it watches a camera"
    bench.until(lambda: bench.tab.view.band == "Kept for labelling")
    (kept,) = bench.project.videos.glob("*__inspection*.mp4")
    assert kept.name in bench.window.context.notices.all[-1].text
    bench.key(Qt.Key.Key_F5)
    bench.until(lambda: not bench.tab.session.is_running)
    with bench.qtbot.waitSignal(bench.window.context.label_wanted) as wanted:
        bench.key(Qt.Key.Key_K)
    assert wanted.args is not None
    clip, number = wanted.args
    assert number == 0
    assert {kept, clip} == set(bench.project.videos.glob("*__inspection*.mp4")), "beside the first, not over it"
    assert clip != kept
    with Clip(clip) as opened:
        assert len(opened) == 1
        assert abs(int(opened.frame(0).picture.mean()) - 0) <= 2


def test_a_clip_of_the_project_is_inspected_whole_labelled_in_place_and_exported(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.project.videos / "seam.mp4"
    with ClipWriter(path, size=(64, 48), rate=25) as writer:
        for number in range(12):
            writer.write(Frame(picture(number), number, number / 25))
    bench.tab.chooser.source.choose(str(path))
    bench.start()
    bench.until(lambda: not bench.tab.session.is_running)
    bench.until(lambda: bench.tab.figures.frames[Verdict.OK].text() == "12")
    bench.until(bench.tab.chooser.source.isEnabled)
    bench.until(lambda: bench.tab.view.painted is not None and bench.tab.view.painted.result.frame.number == 11)
    with bench.qtbot.waitSignal(bench.window.context.label_wanted) as wanted:
        bench.key(Qt.Key.Key_K)
    assert wanted.args == [path, 11]
    bench.window.context.actions["tab.inspection"].trigger()
    out = tmp_path / "rows.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    with bench.qtbot.waitSignal(bench.window.context.notices.told):
        bench.qtbot.keyClick(bench.tab, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    rows = rows_of(out)
    assert rows[0] == ["frame", "time_s", "verdict", "good", "error", "break", "length"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(12)]


def test_a_run_of_other_attributes_is_refused_with_the_difference(bench: Bench) -> None:
    other = bench.project.models / "other"
    base = resource("base/fast")
    other.mkdir()
    text = (base / "card.json").read_text(encoding="utf-8")
    (other / "card.json").write_text(text.replace('"error"', '"loop"'), encoding="utf-8")
    with bench.qtbot.waitSignal(bench.window.context.notices.told) as told:
        bench.tab.choose_run(other)
        bench.until(lambda: bench.tab.chooser.runs.run is not None and bench.tab.chooser.runs.run.name == "other")
    assert told.args is not None
    assert "loop" in told.args[0].text
    bench.key(Qt.Key.Key_F5)
    assert not bench.tab.session.is_running
    assert not bench.window.context.actions["inspection.run"].isChecked()


def test_another_project_ends_the_inspection(bench: Bench) -> None:
    bench.start()
    bench.frames(1)
    bench.window.desk.close()
    assert not bench.tab.session.is_running
    assert bench.tab.session.watch is None


def test_measuring_the_scale_does_not_end_the_inspection(bench: Bench) -> None:
    bench.start()
    bench.frames(1)
    project = bench.window.context.project
    assert project is not None
    bench.window.context.set_project(replace(project, millimetre_px=10.0))
    assert bench.tab.session.is_running


def test_whatever_fails_while_drawing_the_sign_grows_old_by_itself(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.window.context.settings.change("inspection", late_s=0.5)
    bench.start()
    bench.frames(1)
    bench.tab._timer.stop()  # as if every tick failed
    bench.tab.sign.show_verdict(Verdict.OK, fresh_s=0.2)
    bench.sign(Verdict.NO_RESULT)


def test_a_camera_that_is_lost_is_named_beneath_the_sign(bench: Bench) -> None:
    bench.window.context.settings.change("inspection", late_s=0.3)
    bench.start()
    bench.frames(1)
    bench.camera.lost = 1
    bench.camera.allow.release()
    bench.until(lambda: "unplugged" in bench.tab.sign.reason or "not there" in bench.tab.sign.reason)
    assert bench.tab.sign.verdict is Verdict.NO_RESULT


def test_a_worker_that_dies_is_told_and_another_one_takes_its_place(bench: Bench) -> None:
    bench.start()
    bench.frames(1)
    assert "gone" in bench.lose_network().text
    bench.until(lambda: len(bench.helpers) == 2)
    bench.frames(2)
    bench.sign(Verdict.OK)
    bench.until(lambda: bench.tab.figures.frames[Verdict.NO_RESULT].text() != "0")


def test_starting_while_the_runs_are_still_being_read_starts_once_they_are(bench: Bench) -> None:
    bench.tab.chooser.runs._runs = ()
    bench.tab.chooser.runs.refresh()
    bench.tab.wishes.use(None)
    bench.key(Qt.Key.Key_F5)
    assert not bench.tab.session.is_running
    bench.until(lambda: bench.tab.session.is_running)
    assert bench.window.context.actions["inspection.run"].isChecked()


def test_a_file_that_is_no_clip_is_told_and_leaves_the_sign_grey(bench: Bench) -> None:
    path = bench.project.videos / "broken.mp4"
    path.write_bytes(b"no clip at all")
    bench.tab.chooser.source.choose(str(path))
    with bench.qtbot.waitSignal(bench.window.context.notices.told) as told:
        bench.start()
    assert told.args is not None
    assert "broken.mp4" in told.args[0].text
    bench.until(lambda: "broken.mp4" in bench.tab.sign.reason)
    assert bench.tab.sign.verdict is Verdict.NO_RESULT
    assert not bench.tab.session.is_running


def test_a_folder_of_pictures_is_inspected_to_the_last_one(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(3):
        write_picture(folder / f"{number}.png", picture(number))
    (folder / "3.png").write_bytes(b"damaged")
    bench.tab.chooser.source.choose(str(folder))
    bench.start()
    bench.until(lambda: bench.tab.figures.frames[Verdict.OK].text() == "3")
    bench.until(lambda: bench.tab.figures.frames[Verdict.NOT_INSPECTED].text() == "1")
