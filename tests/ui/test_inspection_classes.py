"""The inspection of classes, with real keys and clicks: the sign names, the bars are the classes', counts are by class."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QToolBar
from pytestqt.qtbot import QtBot

from station.core.attributes import AttributeSet, classes_named
from station.core.folders import resource
from station.core.images import write_picture
from station.core.palette import class_colours
from station.core.project import create_project
from station.core.verdict import Verdict
from station.ui.source_box import icon_of
from station.ui.window import Window
from tests.live.fake_network import SOUND, picture, rows_of
from tests.ui.test_inspection_tab import Bench, benched

FRUIT = ("Apfel", "Orange", "Tomate")
ORANGE, TOMATE, UNSURE = (0.03, 0.9, 0.07), (0.02, 0.03, 0.95), (0.48, 0.07, 0.45)

Make = Callable[[AttributeSet], Bench]


def classes(names: tuple[str, ...] = FRUIT, **expected: bool) -> AttributeSet:
    """Classes of these names, and what is expected of some."""
    made = classes_named(names, colours=class_colours(names))
    return replace(made, attributes=tuple(replace(one, expected=expected.get(one.name)) for one in made))


def make_run(folder: Path, attributes: AttributeSet) -> Path:
    """A run of these classes, without weights that could be loaded."""
    folder.mkdir()
    card = json.loads((resource("base/fast") / "card.json").read_text(encoding="utf-8"))
    card |= {"kind": attributes.kind, "thresholds": dict.fromkeys(attributes.names, 0.5), "rendered": False}
    card["attributes"] = [
        {"name": a.name, "key": a.key, "colour": a.colour, "expected": a.expected} for a in attributes
    ]
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


@pytest.fixture
def make(window: Window, qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    benches: list[Iterator[Bench]] = []

    def made(attributes: AttributeSet) -> Bench:
        project = create_project(tmp_path / "Obst ä", attributes=attributes)
        run = make_run(project.models / "obst", attributes)
        benches.append(benched(Bench(window, qtbot, project, run=run)))
        return next(benches[0])

    yield made
    for bench in benches:
        assert next(bench, None) is None


def counted(bench: Bench) -> dict[str, str]:
    """Each class row of the counters that is on screen, with its frames."""
    return {row.name.text(): row.frames.text() for row in bench.tab.figures.classes if row.name.isVisible()}


def test_the_sign_names_a_class_once_it_holds_and_frames_are_counted_by_class(make: Make) -> None:
    bench = make(classes())
    tab = bench.tab
    assert not tab.strip.isVisible(), "nothing can be faulty"
    assert not tab.alarm_button.isVisible()
    assert not bench.window.context.actions["inspection.sound"].isVisible()
    bench.answer = ORANGE
    bench.start()
    bench.frames(1)
    bench.until(lambda: tab.sign.reason == "Orange: not yet in 2 of 3 frames")
    bench.frames(1)
    bench.sign(Verdict.NAMED)
    assert tab.sign.name == tab.sign.accessibleName() == "Orange"
    bench.until(lambda: tab.view.painted is not None and tab.view.badge()[1].startswith("Orange "))
    bench.answer = UNSURE
    bench.frames(1)
    bench.sign(Verdict.NO_RESULT)
    assert tab.sign.name == ""
    bench.until(lambda: tab.sign.reason == "Apfel 48 %, Tomate 45 %: unsure")
    bench.until(lambda: counted(bench) == {"Apfel": "0", "Orange": "2", "Tomate": "0"})
    bench.until(lambda: tab.figures.frames[Verdict.NO_RESULT].text() == "1")
    hidden = (Verdict.OK, Verdict.NOT_OK, Verdict.NAMED)
    assert not any(tab.figures.frames[verdict].isVisible() for verdict in hidden)


def test_the_map_is_the_likeliest_one_until_others_are_chosen_by_key_or_click(make: Make) -> None:
    bench = make(classes())
    bench.answer = UNSURE
    bench.start()
    bench.frames(1)
    tab = bench.tab
    bench.until(lambda: tab.view.painted is not None and tab.view.painted.shown == ("Apfel",))
    bench.until(lambda: "what speaks for Apfel, the likeliest class" in tab.looks.text())
    bench.key(Qt.Key.Key_T)
    bench.until(lambda: tab.view.painted is not None and tab.view.painted.shown == ("Tomate",))
    row = tab.bars.place_of("Orange", "threshold").toPoint()
    bench.qtbot.mouseClick(tab.bars, Qt.MouseButton.LeftButton, pos=QPoint(40, row.y() - 20))
    bench.until(lambda: tab.view.painted is not None and tab.view.painted.shown == ("Orange", "Tomate"))
    bench.until(lambda: "what speaks for Orange, Tomate" in tab.looks.text())
    bench.key(Qt.Key.Key_H)
    bench.until(lambda: tab.view.painted is not None and tab.view.painted.shown == ("Apfel",))
    tab.bars.setFocus()
    bench.key(Qt.Key.Key_Down, to=tab.bars)
    bench.key(Qt.Key.Key_Return, to=tab.bars)
    bench.until(lambda: tab.view.painted is not None and tab.view.painted.shown == ("Tomate",))


def test_the_mark_is_moved_for_all_classes_and_reset(make: Make) -> None:
    bench = make(classes())
    bench.answer = (0.25, 0.7, 0.05)
    bench.start()
    bench.frames(2)
    bench.sign(Verdict.NAMED)
    tab = bench.tab
    tab.bars.setFocus()
    for _ in range(3):
        bench.qtbot.keyClick(tab.bars, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert dict(tab.wishes.rule().thresholds) == dict.fromkeys(FRUIT, 0.75)
    bench.until(lambda: tab.note.property("role") == "warning")
    assert tab.note.text() == "Mark moved: recognised from 75 % on (run: 60 %)"
    bench.frames(1)
    bench.sign(Verdict.NO_RESULT)
    bench.key(Qt.Key.Key_R)
    assert dict(tab.wishes.rule().thresholds) == pytest.approx(dict.fromkeys(FRUIT, 0.6))
    bench.frames(2)
    bench.sign(Verdict.NAMED)
    start = tab.bars.place_of("Apfel", "threshold").toPoint()
    bench.qtbot.mousePress(tab.bars, Qt.MouseButton.LeftButton, pos=start)
    bench.qtbot.mouseMove(tab.bars, start + QPoint(60, 0))
    bench.qtbot.mouseRelease(tab.bars, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    (limit,) = set(tab.wishes.rule().thresholds.values())
    assert limit > 0.7


def test_a_class_that_ought_not_to_be_there_is_a_fault_named_beneath_the_verdict(make: Make) -> None:
    bench = make(classes(Apfel=True, Tomate=False))
    tab = bench.tab
    assert tab.strip.isVisible()
    assert tab.alarm_button.isVisible()
    bench.answer = TOMATE
    bench.start()
    bench.frames(2)
    bench.sign(Verdict.NOT_OK)
    bench.until(lambda: tab.sign.accessibleName() == "NOT OK: Tomate")
    bench.until(lambda: tab.alarm_button.text().endswith("\nTomate"))
    bench.until(lambda: tab.strip.count() == 1)
    rows = {verdict: tab.figures.frames[verdict] for verdict in Verdict}
    assert all(row.isVisible() for row in rows.values()), "Orange is of no account, and counted as such"
    assert counted(bench) == {}
    bench.key(Qt.Key.Key_V)
    shown = tab.desk.enlarged
    assert shown is not None
    bench.until(lambda: shown.view.painted is not None and shown.view.painted.shown == ("Tomate",))
    bench.key(Qt.Key.Key_Escape, to=shown)


def test_of_many_classes_the_likeliest_have_bars_and_nothing_is_cut_off(make: Make, qtbot: QtBot) -> None:
    names = tuple(f"Sorte {n:03d} mit einem recht langen Namen aus Baden-Württemberg" for n in range(131))
    bench = make(classes(names))
    tab = bench.tab
    bench.window.resize(1366, 740)
    answer = [0.001] * 131
    answer[77], answer[12] = 0.8, 0.08
    bench.answer = tuple(answer)
    bench.start()
    bench.frames(2)
    bench.sign(Verdict.NAMED)
    assert tab.sign.name == names[77]
    bench.until(lambda: tab.bars.accessibleDescription().startswith(names[77]))
    assert tab.bars.place_of(names[77], "threshold").y() < tab.bars.place_of(names[12], "threshold").y()
    with pytest.raises(StopIteration):
        tab.bars.place_of(names[130], "threshold")
    bench.until(lambda: "2" in counted(bench).values())
    assert list(counted(bench))[-1] == "Further classes: 127"
    assert bench.window.minimumSizeHint().width() <= 1366
    assert bench.window.minimumSizeHint().height() <= 740
    assert tab.sign.height() >= 120


def test_a_run_of_attributes_is_refused_among_classes_and_the_other_way_round(
    make: Make, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bench = make(classes())
    runs = bench.tab.chooser.runs
    assert [run.name for run in runs._runs] == ["obst"], "what ships knows no classes"
    with qtbot.waitSignal(window.context.notices.told) as told:
        bench.tab.choose_run(resource("base/fast"))
        bench.until(lambda: runs.run is not None and runs.run.name == "fast")
    assert told.args is not None
    assert "answers attributes (good, error, break, length), but Obst ä has classes" in told.args[0].text
    bench.key(Qt.Key.Key_F5)
    assert not bench.tab.session.is_running
    seam = create_project(tmp_path / "Naht")
    window.desk.open(seam.folder)
    qtbot.waitUntil(lambda: window.context.project is not None and window.context.project.folder == seam.folder)
    window.context.actions["tab.inspection"].trigger()
    assert bench.tab.strip.isVisible(), "there can be faults again"
    assert not bench.tab.figures.frames[Verdict.NAMED].isVisible()
    with qtbot.waitSignal(window.context.notices.told) as told:
        bench.tab.choose_run(bench.project.models / "obst")
        bench.until(lambda: runs.run is not None and runs.run.name == "obst")
    assert told.args is not None
    assert "tells classes apart (Apfel, Orange, Tomate), but Naht has attributes" in told.args[0].text


def test_a_folder_of_class_folders_is_inspected_labelled_and_exported(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, name in enumerate(FRUIT):
        folder = tmp_path / "test" / name
        folder.mkdir(parents=True)
        write_picture(folder / "1.png", picture(at))
    bench = make(classes())
    bench.answer = TOMATE
    bench.tab.chooser.source.choose(str(tmp_path / "test"))
    bench.start()
    bench.until(lambda: counted(bench)["Tomate"] == "3")
    bench.until(lambda: not bench.tab.session.is_running)
    bench.until(bench.tab.chooser.source.isEnabled)
    bench.until(lambda: bench.tab.view.painted is not None and bench.tab.view.painted.result.frame.number == 2)
    out = tmp_path / "rows.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    with bench.qtbot.waitSignal(bench.window.context.notices.told):
        bench.qtbot.keyClick(bench.tab, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    rows = rows_of(out)
    assert rows[0] == ["frame", "time_s", "verdict", "class", *FRUIT]
    assert [row[2:4] for row in rows[1:]] == [["NAMED", "Tomate"]] * 3
    with bench.qtbot.waitSignal(bench.window.context.label_wanted) as wanted:
        bench.key(Qt.Key.Key_K)
    assert wanted.args is not None
    assert wanted.args[0].parent == bench.project.videos


def test_the_button_for_a_folder_of_pictures_begins_where_the_test_pictures_lie(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make(classes())
    asked: list[str] = []

    def ask(parent: object, title: str, start: str) -> str:
        asked.append(start)
        return ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask)
    action = bench.window.context.actions["inspection.folder"]
    assert any(action in bar.actions() for bar in bench.window.findChildren(QToolBar))
    action.trigger()
    (bench.project.pics / "test").mkdir(parents=True)
    bench.qtbot.keyClick(bench.tab, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert asked == [str(bench.project.folder), str(bench.project.pics / "test")]


def test_an_answer_of_other_classes_is_no_result(make: Make) -> None:
    bench = make(classes())
    bench.answer = SOUND  # four of them
    bench.start()
    bench.frames(1)
    bench.until(lambda: bench.tab.sign.reason == "the network gave no answer")
    assert bench.tab.sign.verdict is Verdict.NO_RESULT


def test_a_folder_does_not_look_like_a_clip(tmp_path: Path) -> None:
    sources = (str(tmp_path / "pics" / "test"), str(tmp_path / "a.mp4"), "practice", "rtsp://lab/live", "Webcam")
    assert [icon_of(source) for source in sources] == ["folder", "video", "flask", "plug-connected", "camera"]
