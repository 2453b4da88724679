"""The labelling tab under real keys and clicks, in the real window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from station.core.clips import Clip
from station.core.images import read_picture
from station.core.label_desk import State
from station.core.project import Project, create_project
from station.live.answers import Answered
from station.live.jobs import Job
from station.model.runs import Run
from station.ui.labelling_tab import LabellingTab
from station.ui.theme import theme
from station.ui.window import Window
from tests.ui.filming import film

FRAMES = 24
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
GOOD, ERROR = (True, False, False, False), (True, True, False, False)


@pytest.fixture
def tab(window: Window, qtbot: QtBot, project: Project) -> LabellingTab:
    """The tab with two clips, the first open at its first frame."""
    for name in ("Naht ü 1", "Naht ü 2"):
        film(project.videos / f"{name}.mp4", frames=FRAMES)
    return opened(window, qtbot, project)


def opened(window: Window, qtbot: QtBot, project: Project) -> LabellingTab:
    window.context.settings.change("labelling", labeller="Änne")
    window.activateWindow()
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    made = window.tabs.go_to("labelling")
    assert isinstance(made, LabellingTab)
    made.open_clip(project.videos / "Naht ü 1.mp4", number=0)
    calm(made, qtbot)
    qtbot.waitUntil(lambda: made.view.frame is not None)
    qtbot.waitUntil(lambda: made.clips.count() == 2)
    return made


def calm(tab: LabellingTab, qtbot: QtBot) -> None:
    """Everything that was typed is done and on screen."""

    def is_calm() -> bool:
        session = tab.session
        if session is None or session.desk is None or session.labelling.last is None:
            return False
        is_done = session.labelling.last.serial == session.labelling.serial
        return is_done and session.desk is session.labelling.last.desk and not tab.context.jobs.running

    qtbot.waitUntil(is_calm)


def type_keys(tab: LabellingTab, qtbot: QtBot, keys: str) -> None:
    for key in keys:
        qtbot.keyClick(tab.window(), key)
    calm(tab, qtbot)


def labels(tab: LabellingTab) -> dict[int, tuple[bool, ...]]:
    assert tab.session is not None
    assert tab.session.desk is not None
    return dict(tab.session.desk.labels)


def state(tab: LabellingTab) -> tuple[int, tuple[bool, ...], State]:
    """What the person sees: frame, values, and what they are."""
    rows = list(tab.side.values.rows.values())
    assert tab.session is not None
    return tab.session.position, tuple(row.value for row in rows), rows[0].state


def test_fast_typing_saves_what_slow_typing_would(tab: LabellingTab, qtbot: QtBot, project: Project) -> None:
    type_keys(tab, qtbot, "esngsnnsgb")
    assert labels(tab) == {0: ERROR, 1: (False, True, False, False), 3: (False, True, False, False)}
    assert state(tab) == (3, (True, True, True, False), State.CHANGED)
    qtbot.waitUntil(lambda: tab.view.frame is not None and tab.view.frame.number == 3)
    with Clip(project.videos / "Naht ü 1.mp4") as clip:
        for number in (0, 1, 3):
            saved = read_picture(project.pics / f"Naht ü 1_{number}.png")
            assert np.array_equal(saved, clip.frame(number).picture)


def test_a_scale_measured_meanwhile_leaves_clip_and_keys_as_they_were(
    tab: LabellingTab, qtbot: QtBot, project: Project
) -> None:
    """A value key once turned its value twice after a calibration: nothing was seen to happen, and wrong values were saved."""
    type_keys(tab, qtbot, "n")
    session = tab.session
    tab.context.set_project(replace(project, millimetre_px=7.5))
    assert tab.session is session
    type_keys(tab, qtbot, "es")
    assert labels(tab) == {1: ERROR}


def test_keys_of_a_second_project_with_the_same_attributes(tab: LabellingTab, qtbot: QtBot, tmp_path: Path) -> None:
    other = create_project(tmp_path / "other")
    film(other.videos / "Naht ü 1.mp4", frames=2)
    tab.context.set_project(other)
    tab.open_clip(other.videos / "Naht ü 1.mp4")
    calm(tab, qtbot)
    type_keys(tab, qtbot, "es")
    assert labels(tab) == {0: ERROR}


def test_it_says_whether_values_are_carried_changed_or_saved(tab: LabellingTab, qtbot: QtBot) -> None:
    assert "Starting values" in tab.side.state.text()
    type_keys(tab, qtbot, "e")
    assert "Changed, not saved" in tab.side.state.text()
    type_keys(tab, qtbot, "s")
    assert "Saved" in tab.side.state.text()
    type_keys(tab, qtbot, "nn")
    assert "Carried over from frame 0" in tab.side.state.text()
    assert tab.side.frame_number.text() == "Frame 2"
    assert tab.side.values.rows["error"].accessibleName() == "error (e) yes"


def test_every_way_to_move(tab: LabellingTab, qtbot: QtBot) -> None:
    moves: list[tuple[Any, Any, int]] = [
        (Qt.Key.Key_Right, None, 1),
        (Qt.Key.Key_Right, SHIFT, 11),
        (Qt.Key.Key_Left, None, 10),
        (Qt.Key.Key_Left, SHIFT, 0),
        (Qt.Key.Key_PageDown, None, FRAMES - 1),
        (Qt.Key.Key_PageUp, None, 0),
        (Qt.Key.Key_End, None, FRAMES - 1),
        (Qt.Key.Key_N, None, FRAMES - 1),
        (Qt.Key.Key_Home, None, 0),
        (Qt.Key.Key_Left, None, 0),
    ]
    for key, modifier, expected in moves:
        qtbot.keyClick(tab.window(), key, modifier or Qt.KeyboardModifier.NoModifier)
        assert tab.session is not None
        assert tab.session.position == expected  # at once
    calm(tab, qtbot)
    qtbot.keyClick(tab.window(), Qt.Key.Key_Return)
    calm(tab, qtbot)
    assert (labels(tab), state(tab)[0]) == ({0: GOOD}, 1)
    type_keys(tab, qtbot, "s")
    qtbot.keyClick(tab.window(), Qt.Key.Key_Home)
    qtbot.keyClick(tab.window(), Qt.Key.Key_N, SHIFT)
    calm(tab, qtbot)
    assert state(tab)[0] == 2


def test_a_click_in_the_timeline_goes_there(tab: LabellingTab, qtbot: QtBot) -> None:
    line = tab.timeline
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.x_of(17)), line.height() // 2))
    calm(tab, qtbot)
    assert state(tab)[0] == 17
    qtbot.waitUntil(lambda: tab.view.frame is not None and tab.view.frame.number == 17)


def test_playing_goes_to_the_end_and_a_value_key_ends_it(tab: LabellingTab, qtbot: QtBot) -> None:
    tab.context.settings.change("labelling", rate=60)
    play = tab.context.actions["labelling.play"]
    tab.view.setFocus()
    qtbot.keyClick(tab.window(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.session is not None and tab.session.position > 2)
    type_keys(tab, qtbot, "e")
    assert not play.isChecked()
    assert state(tab)[2] is State.CHANGED
    qtbot.keyClick(tab.window(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not play.isChecked())
    assert state(tab)[0] == FRAMES - 1


def test_undo_and_redo_of_everything_a_range_included(tab: LabellingTab, qtbot: QtBot, project: Project) -> None:
    type_keys(tab, qtbot, "s")
    qtbot.keyClick(tab.window(), Qt.Key.Key_F, SHIFT)
    qtbot.keyClick(tab.window(), Qt.Key.Key_Right, SHIFT)
    type_keys(tab, qtbot, "e")
    qtbot.keyClick(tab.window(), Qt.Key.Key_T, SHIFT)
    calm(tab, qtbot)
    assert labels(tab) == dict.fromkeys(range(11), ERROR)
    qtbot.keyClick(tab.window(), Qt.Key.Key_Home)
    qtbot.keyClick(tab.window(), Qt.Key.Key_Z, CTRL)
    calm(tab, qtbot)
    assert labels(tab) == {0: GOOD}
    assert state(tab) == (10, ERROR, State.CHANGED)
    for _ in range(2):
        qtbot.keyClick(tab.window(), Qt.Key.Key_Z, CTRL)
    calm(tab, qtbot)
    assert (labels(tab), list(project.pics.glob("*.png"))) == ({}, [])
    for _ in range(3):
        qtbot.keyClick(tab.window(), Qt.Key.Key_Y, CTRL)
        calm(tab, qtbot)
    assert labels(tab) == dict.fromkeys(range(11), ERROR)


def test_labels_are_told_to_the_other_tabs(tab: LabellingTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.context.labels_changed):
        qtbot.keyClick(tab.window(), "s")
    qtbot.waitUntil(lambda: tab.side.balance.cells[4].text() == "1")


def test_switching_clips_loses_nothing(tab: LabellingTab, qtbot: QtBot, project: Project) -> None:
    type_keys(tab, qtbot, "esnnb")
    qtbot.keyClick(tab.window(), Qt.Key.Key_PageDown, CTRL)
    calm(tab, qtbot)
    assert tab.session is not None
    assert tab.session.clip.name == "Naht ü 2.mp4"
    assert state(tab) == (0, GOOD, State.BEGINNING)
    qtbot.keyClick(tab.window(), Qt.Key.Key_PageUp, CTRL)
    calm(tab, qtbot)
    assert state(tab) == (2, (True, True, True, False), State.CHANGED)
    assert labels(tab) == {0: ERROR}


def test_closing_remembers_the_place_and_the_next_start_goes_on(
    tab: LabellingTab, qtbot: QtBot, project: Project
) -> None:
    window = tab.window()
    assert isinstance(window, Window)
    type_keys(tab, qtbot, "esnnb")
    qtbot.keyClick(window, "s")  # not waited for: closing finishes it
    window.desk.close()
    qtbot.waitUntil(lambda: not tab._ending)
    assert window.context.jobs.running == ()
    place = window.context.memory.value.places[str(project.folder)]
    assert place.clip == "Naht ü 1.mp4"
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    calm(tab, qtbot)
    assert state(tab) == (2, (True, True, True, False), State.SAVED)
    assert labels(tab) == {0: ERROR, 2: (True, True, True, False)}


def test_what_is_typed_just_before_the_project_is_closed_is_remembered(
    tab: LabellingTab, qtbot: QtBot, project: Project
) -> None:
    window = tab.window()
    assert isinstance(window, Window)
    for key in "ssnsnsnnbe":
        qtbot.keyClick(window, key)
    window.desk.close()
    qtbot.waitUntil(lambda: not tab._ending)
    place = window.context.memory.value.places[str(project.folder)].clips["Naht ü 1.mp4"]
    assert (place.frame, place.values, set(place.drafts)) == (4, (True, True, True, False), {"4"})
    assert len(list(project.pics.glob("*.png"))) == 3


def test_leaving_the_clip_and_choosing_it_again_with_the_keyboard(tab: LabellingTab, qtbot: QtBot) -> None:
    type_keys(tab, qtbot, "nn")
    qtbot.keyClick(tab.window(), "q")
    assert tab.session is None
    assert tab.view.frame is None
    assert tab.clips.hasFocus()
    qtbot.keyClick(tab.window(), Qt.Key.Key_Return)
    calm(tab, qtbot)
    assert state(tab)[0] == 2
    tab.clips.setFocus()
    qtbot.keyClick(tab.clips, Qt.Key.Key_Down)
    calm(tab, qtbot)
    assert tab.session is not None
    assert (tab.session.clip.name, state(tab)[0]) == ("Naht ü 2.mp4", 0)
    tab.clips.setFocus()
    type_keys(tab, qtbot, "n")  # keys work with the focus in the list, too
    assert state(tab)[0] == 1


def test_a_name_is_typed_without_toggling_anything(tab: LabellingTab, qtbot: QtBot, project: Project) -> None:
    tab.side.name.clear()
    tab.side.name.setFocus()
    qtbot.keyClicks(tab.side.name, "Begle s")
    qtbot.keyClick(tab.side.name, Qt.Key.Key_Return)
    calm(tab, qtbot)
    assert state(tab) == (0, GOOD, State.BEGINNING)
    assert labels(tab) == {}
    assert tab.context.settings.value.labelling.labeller == "Begle s"
    type_keys(tab, qtbot, "s")
    assert ",Begle s,20" in project.label_table("Naht ü 1").read_text(encoding="utf-8")


def test_good_with_error_is_hinted_and_not_refused(tab: LabellingTab, qtbot: QtBot) -> None:
    assert tab.side.hint.text() == ""
    type_keys(tab, qtbot, "e")
    assert "good and error" in tab.side.hint.text()
    type_keys(tab, qtbot, "s")
    assert labels(tab) == {0: ERROR}


def test_a_table_changed_by_somebody_else_is_told_and_read_again(
    tab: LabellingTab, qtbot: QtBot, project: Project
) -> None:
    table = project.label_table("Naht ü 1")
    table.write_text(",name,good,error,break,length\n0,Naht ü 1_5.png,1,1,0,0\n", encoding="utf-8")
    with qtbot.waitSignal(tab.context.notices.told) as told:
        type_keys(tab, qtbot, "bs")
    assert "changed by somebody else" in told.args[0].text
    assert state(tab) == (0, (True, False, True, False), State.CHANGED)
    qtbot.keyClick(tab.window(), Qt.Key.Key_F5)
    calm(tab, qtbot)
    assert labels(tab) == {5: ERROR}
    assert state(tab) == (0, (True, False, True, False), State.CHANGED)
    type_keys(tab, qtbot, "s")
    assert set(labels(tab)) == {0, 5}


@pytest.mark.parametrize(("name", "expected"), [("c;=1.mp4", "rename it"), ("damaged.mp4", "could not be opened")])
def test_what_cannot_be_labelled_is_told_in_a_sentence(
    tab: LabellingTab, qtbot: QtBot, project: Project, name: str, expected: str
) -> None:
    clip = project.videos / name
    if name.startswith("damaged"):
        clip.write_bytes(b"no video at all")
    else:
        film(clip, frames=3)
    with qtbot.waitSignal(tab.context.notices.told) as told:
        tab.open_clip(clip)
    assert expected in told.args[0].text
    assert tab.session is None
    assert expected in tab.view.hint
    tab.open_clip(project.videos / "Naht ü 1.mp4")
    calm(tab, qtbot)
    assert state(tab)[0] == 0


class FakeNetwork:
    """Finds an error in every frame whose number is divisible by five; knows the frames by their order."""

    def __init__(self) -> None:
        self.answers: list[np.ndarray[Any, Any]] = []
        self.asked = 0

    def ask(self, pictures: np.ndarray[Any, Any], *, maps: bool) -> int:
        assert not maps
        numbers = np.arange(self.asked, self.asked + len(pictures))
        self.asked += len(pictures)
        fault = (numbers % 5 == 0) * 0.9 + 0.05
        self.answers.append(np.stack([1 - fault, fault, 0 * fault, 0 * fault + 0.6], axis=1).astype(np.float32))
        return len(self.answers)

    def answer(self, number: int) -> Answered:
        return Answered(self.answers[number - 1], {})


@contextmanager
def fake(run: Run, job: Job) -> Iterator[FakeNetwork]:
    del run, job
    yield FakeNetwork()


def test_a_run_is_asked_its_values_are_taken_by_one_key_and_never_written(
    tab: LabellingTab, qtbot: QtBot, project: Project
) -> None:
    tab.suggestions.load = fake
    assert tab.side.runs.currentText() == "base weights"
    qtbot.keyClick(tab.window(), Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(lambda: tab.suggestions.current is not None)
    calm(tab, qtbot)
    row = tab.side.values.rows["error"]
    assert (row.probability, row.differs) == (pytest.approx(0.95), True)
    qtbot.keyClick(tab.window(), Qt.Key.Key_A, SHIFT)
    calm(tab, qtbot)
    assert state(tab)[1][:3] == (False, True, False)
    assert state(tab)[2] is State.CHANGED
    assert list(project.pics.iterdir()) == []
    type_keys(tab, qtbot, "snnnnns")
    type_keys(tab, qtbot, "nes")  # the label of frame 6 says no error, as the run does
    type_keys(tab, qtbot, "es")  # now it says error
    qtbot.keyClick(tab.window(), Qt.Key.Key_Home)
    qtbot.keyClick(tab.window(), Qt.Key.Key_D, SHIFT)
    calm(tab, qtbot)
    assert state(tab)[0] == 6


def test_a_run_that_was_asked_is_asked_about_the_next_clip_as_well(tab: LabellingTab, qtbot: QtBot) -> None:
    tab.suggestions.load = fake
    qtbot.keyClick(tab.window(), Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(lambda: tab.suggestions.current is not None)
    calm(tab, qtbot)
    first = tab.suggestions.current
    qtbot.keyClick(tab.window(), Qt.Key.Key_PageDown, CTRL)
    assert tab.suggestions.current is None
    qtbot.waitUntil(lambda: tab.suggestions.current is not None)
    calm(tab, qtbot)
    qtbot.keyClick(tab.window(), Qt.Key.Key_PageUp, CTRL)
    assert tab.suggestions.current is first
    assert not tab.suggestions.is_asking  # all of it is known


def test_the_clip_list_says_how_much_is_labelled(tab: LabellingTab, qtbot: QtBot) -> None:
    type_keys(tab, qtbot, "sns")

    def figures() -> list[tuple[int, int | None]]:
        found = (tab.clips.item(at).data(Qt.ItemDataRole.UserRole) for at in range(tab.clips.count()))
        return [(one.labelled, one.frames) for one in found]

    qtbot.waitUntil(lambda: figures() == [(2, FRAMES), (0, FRAMES)])


def test_zoom_by_keys_stays_from_frame_to_frame(tab: LabellingTab, qtbot: QtBot) -> None:
    qtbot.keyClick(tab.window(), Qt.Key.Key_Z, SHIFT)
    assert tab.view.zoom == 1.0
    type_keys(tab, qtbot, "n")
    assert tab.view.zoom == 1.0
    qtbot.keyClick(tab.window(), Qt.Key.Key_Plus, CTRL)
    assert tab.view.zoom > 1.0
    qtbot.keyClick(tab.window(), Qt.Key.Key_0, CTRL)
    assert tab.view.place().width() <= tab.view.width() + 1


def test_closing_leaves_no_thread(tab: LabellingTab, qtbot: QtBot) -> None:
    import threading

    type_keys(tab, qtbot, "s")
    tab.stop()
    assert tab.wait(3.0)
    names = {thread.name for thread in threading.enumerate()}
    assert not names & {"labelling", "clip reader", "job: labelling overview"}


def test_a_frame_that_another_tab_asks_for_is_shown(tab: LabellingTab, qtbot: QtBot, project: Project) -> None:
    tab.context.label_wanted.emit(Path(project.videos / "Naht ü 2.mp4"), 9)
    calm(tab, qtbot)
    assert state(tab)[0] == 9
    tab.context.label_wanted.emit(Path(project.videos / "Naht ü 2.mp4"), 4)
    calm(tab, qtbot)
    assert state(tab)[0] == 4


def colours(row: Any) -> set[str]:
    shown = row.grab().toImage()
    y = shown.height() // 2
    return {shown.pixelColor(x, y).name() for x in range(shown.width())}


def test_carried_changed_and_saved_values_are_drawn_differently(tab: LabellingTab, qtbot: QtBot) -> None:
    row = tab.side.values.rows["good"]

    def edge() -> list[str]:
        shown = row.grab().toImage()
        return [shown.pixelColor(x, 1).name() for x in range(20, shown.width() - 20)]

    assert len(set(edge())) > 1  # dashed
    type_keys(tab, qtbot, "e")
    assert set(edge()) == {theme().warning_text}
    type_keys(tab, qtbot, "s")
    assert set(edge()) == {theme().ok_text}
    assert theme().accent in colours(row)
    type_keys(tab, qtbot, "g")
    assert theme().accent not in colours(row)
    type_keys(tab, qtbot, "g")
    qtbot.keyClick(tab.window(), "q")
    assert theme().accent not in colours(row)  # no clip, no value


def test_another_language_is_spoken_everywhere_on_the_tab(tab: LabellingTab, qtbot: QtBot) -> None:
    type_keys(tab, qtbot, "e")
    before = tab.side.state.text(), tab.side.hint.text()
    tab.context.settings.change("appearance", language="de")
    tab.context.settings.change("appearance", language="en")
    assert (tab.side.state.text(), tab.side.hint.text()) == before
    assert tab.side.frame_number.text() == "Frame 0"
