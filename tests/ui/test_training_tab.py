"""The training tab through real keys and clicks: split, train, stop, judge, look at pictures, and work on runs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station.core.errors import StationError
from station.core.images import encode_png
from station.core.messages import Note, Preparing, TrainRun
from station.core.project import Project
from station.core.subsets import merge, split_by_clip, write_subsets
from station.live.evaluating import Answer, Evaluation, Judged, keep
from station.live.explaining import Explainer
from station.live.trainer import Session
from station.model.history import Epoch, history_text
from station.model.recipes import NO_BASE, OWN_BASE, from_base
from station.model.runs import open_run
from station.ui.error_texts import said
from station.ui.theme import line_colour, theme
from station.ui.training_recipe import Choice, size_of_text
from station.ui.training_tab import TrainingTab
from station.ui.window import Window
from tests.live.fakes import NOTE, FakeInspectWorker, FakeTrainer, ReaderHere, epoch_end, step
from tests.model.test_runs import make_run
from tests.ui.wheel import NOTCH, turn_wheel

NAMES = ("good", "error", "break", "length")


@pytest.fixture
def labelled(project: Project) -> Project:
    """Five clips of four frames with labels; frames 2 and 3 show an error and are bright."""
    for clip in range(5):
        (project.videos / f"c{clip}.mp4").write_bytes(b"")
        rows = [",name,good,error,break,length"]
        for number in range(4):
            bad = number > 1
            grey = np.full((48, 64, 3), 220 if bad else 30, np.uint8)
            (project.pics / f"c{clip}_{number}.png").write_bytes(encode_png(grey))
            rows.append(f"{number},c{clip}_{number}.png,{not bad},{bad},{bad},{number % 2 == 0}")
        (project.pics / f"c{clip}_data.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return project


def with_run(project: Project, name: str, *, losses: tuple[float, ...] = (0.4, 0.3), **changes: object) -> Path:
    """A run with its history, as a training leaves it."""
    recipe = {"epochs": len(losses), "patience": 8}
    folder = make_run(project.models / name, **{"image_size": [64, 48], "recipe": recipe, **changes})
    figures = (90.0, 91.0, 92.0, 93.0)
    epochs = [Epoch(n, 0.5, figures, loss, figures, 1e-3, 2.0) for n, loss in enumerate(losses, start=1)]
    (folder / "history.csv").write_text(history_text(epochs, names=NAMES), encoding="utf-8")
    return folder


def split(project: Project) -> None:
    write_subsets(project, split=split_by_clip(merge(project)[0], seed=0))


class Stage:
    """The tab in the window, with fakes where processes would be."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.trainers: list[FakeTrainer] = []
        self.workers: list[FakeInspectWorker] = []
        self.heeds_stop = True

    def open(self, project: Project) -> TrainingTab:
        self.window.desk.open(project.folder)
        self.qtbot.waitUntil(lambda: self.window.context.project is not None)
        self.window.context.actions["tab.training"].trigger()
        tab = self.window.tabs.tab("training")
        assert isinstance(tab, TrainingTab)
        self.tab = tab
        tab.desk.make = partial(Session, make=self._trainer)
        gallery = tab.pages.gallery
        gallery.explainer = Explainer(
            put=gallery.take, failed=gallery.failed.emit, start=self._worker, open_reader=ReaderHere
        )
        self.window.activateWindow()
        self.rest()
        return tab

    def rest(self) -> None:
        """Until no job runs."""
        self.qtbot.waitUntil(lambda: self.tab.look.glance is not None and not self.window.context.jobs.running)

    def key(self, key: Qt.Key, *, held: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        """A key with the focus in the list of runs."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.tab.pages.list.setFocus()
        self.qtbot.keyClick(self.tab.pages.list, key, held)

    def said(self) -> str:
        return " ".join(notice.text for notice in self.window.context.notices.all)

    def words(self) -> str:
        """All that the progress line says."""
        labels = self.tab.pages.progress.findChildren(QWidget)
        return " ".join(str(getattr(part, "text", str)()) for part in labels if part.isVisible())

    def _trainer(self, request: TrainRun) -> FakeTrainer:
        self.trainers.append(FakeTrainer(request, heeds_stop=self.heeds_stop))
        return self.trainers[-1]

    def _worker(self) -> FakeInspectWorker:
        self.workers.append(FakeInspectWorker())
        return self.workers[-1]


@pytest.fixture
def stage(window: Window, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(window, qtbot)
    yield made
    made.tab.stop()
    assert made.tab.desk.wait(0.8)
    assert made.tab.wait(20.0)


def answer_box(button: str) -> None:
    """Press the button of that text in the question that is about to be asked."""

    tries = iter(range(40))

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            assert next(tries, None) is not None, "nothing was asked"
            QTimer.singleShot(50, press)
            return
        next(b for b in box.findChildren(QPushButton) if b.text() == button).click()

    QTimer.singleShot(0, press)


def test_without_labels_it_says_what_to_do_and_does_it(stage: Stage, project: Project, qtbot: QtBot) -> None:
    tab = stage.open(project)
    assert "No labels yet" in stage.words()
    assert not stage.window.context.actions["training.start"].isEnabled()
    button = next(b for b in tab.pages.progress.findChildren(QPushButton) if b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage.window.tabs.current == "labelling"


def test_the_split_is_made_by_a_key_and_its_leaks_are_told(stage: Stage, labelled: Project) -> None:
    tab = stage.open(labelled)
    assert "1. Split the pictures" in stage.words()
    stage.key(Qt.Key.Key_D)
    stage.qtbot.waitUntil(lambda: bool(tab.look.glance and tab.look.glance.split))
    assert labelled.subset_table("test").is_file()
    assert tab.look.glance is not None
    assert tab.look.glance.split is not None
    assert tab.look.glance.split.how == "clip"
    assert "2. Start the training" in stage.words()
    stage.rest()
    tab.pages.split.by_frame.click()
    assert "too good" in tab.pages.split._why.text()
    stage.key(Qt.Key.Key_D)
    stage.qtbot.waitUntil(
        lambda: bool(tab.look.glance and tab.look.glance.split and tab.look.glance.split.how == "frame")
    )
    assert "flatter" in tab.pages.project._leak.text()


def test_new_labels_are_noticed_when_the_tab_is_seen_again(stage: Stage, labelled: Project) -> None:
    split(labelled)
    tab = stage.open(labelled)
    stage.window.context.actions["tab.labelling"].trigger()
    (labelled.pics / "c9_data.csv").write_text(",name,good,error,break,length\n0,c9_0.png,True,False,False,True\n")
    (labelled.pics / "c9_0.png").write_bytes((labelled.pics / "c0_0.png").read_bytes())
    stage.window.context.labels_changed.emit()
    assert tab.look.is_stale
    stage.window.context.actions["tab.training"].trigger()
    stage.qtbot.waitUntil(lambda: tab.look.glance is not None and tab.look.glance.pictures == 21)
    assert "Split again" in tab.pages.project._warnings.text()


def test_a_training_begins_although_the_settings_can_not_be_kept(
    stage: Stage, labelled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **values: object) -> None:
        raise StationError("settings.json could not be written (No space left on device)")

    split(labelled)
    stage.open(labelled)
    monkeypatch.setattr(stage.window.context.settings, "change", full)
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    assert "The settings could not be kept" in stage.said()


def test_in_german_the_log_is_german_too(stage: Stage, labelled: Project) -> None:
    split(labelled)
    damaged = labelled.models / "kaputt"
    damaged.mkdir(parents=True)
    (damaged / "card.json").write_text("{")
    stage.window.context.settings.change("appearance", language="de")
    tab = stage.open(labelled)
    stage.qtbot.waitUntil(lambda: bool(tab.pages.list.entries))
    entry = tab.pages.list.entries[0]
    assert entry.problem
    item = tab.pages.list.item(0, 0)
    assert item is not None
    assert item.toolTip() == said(entry.problem) != entry.problem
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    stage.trainers[0].say(Note("the clip a.mp4 does not exist"))
    stage.qtbot.waitUntil(lambda: "Der Clip a.mp4 existiert nicht" in tab.pages.log.toPlainText())
    stage.window.context.settings.change("appearance", language="en")


def test_a_training_is_followed_and_stopped_with_the_best_kept(stage: Stage, labelled: Project) -> None:
    split(labelled)
    tab = stage.open(labelled)
    assert "not measured on this PC yet" in tab.pages._estimate.text()
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    trainer = stage.trainers[0]
    assert trainer.request.low_priority
    assert trainer.request.base == "own"
    assert (trainer.request.epochs, trainer.request.batch_size) == (None, None)  # the recipe's own
    stage.qtbot.waitUntil(lambda: re.search(r"TensorFlow is being loaded: [1-9]", stage.words()) is not None)  # counted
    trainer.say(Preparing(5, 20))
    stage.qtbot.waitUntil(lambda: "reading pictures: 5 of 20" in stage.words())
    assert tab.pages.progress._bar.value() == 250  # thousandths
    trainer.say(Preparing(20, 20), NOTE)
    stage.qtbot.waitUntil(lambda: "prepared for its first step" in stage.words())
    trainer.say(step(1, 1), step(1, 2), step(1, 3), epoch_end(1))
    stage.qtbot.waitUntil(lambda: "epoch 1 of 2" in stage.words())
    assert not tab.pages._estimate.isVisible()
    assert not stage.window._training.isVisible()
    stage.window.context.actions["tab.camera"].trigger()  # it goes on unseen, and is told in the status bar
    assert "epoch 1 of 2" in stage.window._training.text()
    assert stage.window._training.isVisible()
    trainer.say(step(2, 1), epoch_end(2))
    stage.qtbot.waitUntil(lambda: tab.desk.state is not None and len(tab.desk.state.history) == 2)
    stage.window.context.actions["tab.training"].trigger()
    stage.qtbot.waitUntil(lambda: tab.pages.curves.curves is not None)
    curves = tab.pages.curves.curves
    assert curves is not None
    stage.qtbot.waitUntil(lambda: bool(curves.shown) and len(curves.shown[0].history) == 2)
    assert curves.shown[0].name == trainer.request.run
    assert "random weights" in tab.pages.log.toPlainText()
    assert tab.running()
    assert not stage.window.context.actions["training.split"].isEnabled()
    stage.key(Qt.Key.Key_K)
    with_run(labelled, trainer.request.run)
    stage.qtbot.waitUntil(lambda: not tab.desk.is_training)
    assert trainer.stops == 1
    assert tab.running() == []
    assert "stopped by hand" in stage.said()
    stage.qtbot.waitUntil(lambda: bool(tab.pages.list.entries))
    assert tab.pages.entry is not None
    assert tab.pages.entry.folder.name == trainer.request.run
    stage.rest()
    assert "measured on this PC" in tab.pages._estimate.text()
    assert "not measured" not in tab.pages._estimate.text()


def test_names_of_a_labs_own_are_learnt_at_the_rate_that_the_window_shows(stage: Stage, labelled: Project) -> None:
    card = stage.open(labelled).pages.recipe
    card.base.setCurrentIndex(card.base.findData(OWN_BASE))
    assert card.rate.value() == from_base(knows_names=True)["learning_rate"]
    card.choose_kind("attributes", are_seams=False)
    assert card.rate.value() == from_base(knows_names=False)["learning_rate"]


def test_all_layers_can_be_trained_from_base_weights_and_have_to_be_from_random_ones(
    stage: Stage, labelled: Project
) -> None:
    split(labelled)
    card = stage.open(labelled).pages.recipe
    card.base.setCurrentIndex(card.base.findData(NO_BASE))
    assert (card.layers.isEnabled(), card.layers.currentData()) == (False, True)
    assert not card._differs.text(), "that is what the recipe from random weights does"
    card.base.setCurrentIndex(card.base.findData(OWN_BASE))
    assert (card.layers.isEnabled(), card.layers.currentData()) == (True, False)
    stage.qtbot.keyClick(card.layers, Qt.Key.Key_Down)
    assert "only the last layers" in card._differs.text()
    choice = card.choice()
    assert isinstance(choice, Choice)
    assert (choice.trains_last_layers, choice.changed) == (False, {"all_layers": True})
    stage.window.context.actions["training.start"].trigger()
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    asked = stage.trainers[0].request
    assert (asked.base, asked.all_layers, asked.learning_rate) == (OWN_BASE, True, None)


def test_what_differs_from_the_recipe_is_asked_for(stage: Stage, labelled: Project) -> None:
    split(labelled)
    tab = stage.open(labelled)
    card = tab.pages.recipe
    card.base.setCurrentIndex(card.base.findData("none"))
    assert card.epochs.value() == 20
    card.epochs.setValue(3)
    card.image_size.setCurrentText("64x47")
    assert not stage.window.context.actions["training.start"].isEnabled()
    assert "16" in card._differs.text()
    card.image_size.setCurrentText("64x48")
    stage.qtbot.keyClicks(card.name, "wie gut")
    assert not stage.window.context.actions["training.start"].isEnabled()
    card.name.setText("mine")
    assert "20" in card._differs.text()
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    asked = stage.trainers[0].request
    assert (asked.run, asked.base, asked.epochs, asked.image_size) == ("mine", "none", 3, (64, 48))
    assert (asked.batch_size, asked.learning_rate) == (None, None)


def test_cancel_asks_and_ends_it_at_once(stage: Stage, labelled: Project) -> None:
    split(labelled)
    tab = stage.open(labelled)
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    answer_box("Go on training")
    stage.window.context.actions["training.cancel"].trigger()
    assert not stage.trainers[0].killed.is_set()
    answer_box("End it now")
    stage.window.context.actions["training.cancel"].trigger()
    assert stage.trainers[0].killed.is_set()
    stage.qtbot.waitUntil(lambda: not tab.desk.is_training)
    assert "cancelled" in stage.said()


def test_closing_ends_a_training_that_heeds_nothing(stage: Stage, labelled: Project) -> None:
    split(labelled)
    tab = stage.open(labelled)
    stage.heeds_stop = False
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    trainer = stage.trainers[0]
    trainer.say(NOTE, step(1, 1))
    stage.qtbot.waitUntil(lambda: tab.desk.state is not None and tab.desk.state.progress is not None)
    assert trainer.request.run in tab.running()[0]
    assert "no epoch is finished yet" in tab.running()[0]
    trainer.say(epoch_end(1))
    stage.qtbot.waitUntil(lambda: tab.desk.state is not None and len(tab.desk.state.history) == 1)
    assert "finished epochs, 1, is kept" in tab.running()[0]
    tab.stop()
    assert trainer.stops == 1
    assert tab.wait(1.0)
    assert trainer.killed.is_set()
    assert trainer.closed.is_set()


def test_a_failed_training_is_told(stage: Stage, labelled: Project) -> None:
    split(labelled)
    tab = stage.open(labelled)
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    stage.trainers[0].kill()
    stage.qtbot.waitUntil(lambda: not tab.desk.is_training)
    assert "ended unexpectedly" in stage.said()
    assert stage.window.context.actions["training.start"].isEnabled()


def test_an_unfinished_run_is_resumed(stage: Stage, labelled: Project) -> None:
    split(labelled)
    folder = with_run(labelled, "begun", recipe={"epochs": 5, "patience": 8}, seed=7)
    (folder / "resume.npz").write_bytes(b"")
    stage.open(labelled)
    assert "unfinished" in _row(stage, "begun")
    stage.key(Qt.Key.Key_R)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    asked = stage.trainers[0].request
    assert (asked.run, asked.resume, asked.seed) == ("begun", True, 7)
    assert stage.tab.desk.state is not None
    assert len(stage.tab.desk.state.history) == 2


def _row(stage: Stage, name: str) -> str:
    table = stage.tab.pages.list
    rows = [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]
    return " ".join(next(row for row in rows if row[0] == name))


def test_runs_are_listed_with_their_state_and_two_are_laid_over_one_another(stage: Stage, labelled: Project) -> None:
    split(labelled)
    with_run(labelled, "newer", created="2026-03-01T00:00:00+00:00")
    with_run(labelled, "older", losses=(0.9, 0.8, 0.7))
    with_run(labelled, "stopped", losses=(0.9,), recipe={"epochs": 8, "patience": 8})
    make_run(labelled.models / "other_set", attributes=[{"name": "x", "key": "x", "colour": [1, 2, 3]}])
    make_run(labelled.models / "broken", parameters=-1)
    tab = stage.open(labelled)
    assert tab.pages.list.entries[0].folder.name == "newer"
    assert "finished" in _row(stage, "newer")
    assert "ended early" in _row(stage, "stopped")
    assert "old attributes" in _row(stage, "other_set")
    assert "damaged" in _row(stage, "broken")
    stage.qtbot.waitUntil(lambda: tab.pages.curves.curves is not None)
    curves = tab.pages.curves.curves
    assert curves is not None
    axis = curves._rate._item.getAxis("left")
    assert axis.tickStrings([0.00005, 0.0001], 1.0, 0.00005) == ["0.00005", "0.0001"]
    stage.qtbot.waitUntil(lambda: [run.name for run in curves.shown] == ["newer"])
    row = next(row for row, entry in enumerate(tab.pages.list.entries) if entry.folder.name == "older")
    place = tab.pages.list.visualItemRect(tab.pages.list.item(row, 0)).center()
    stage.qtbot.mouseClick(
        tab.pages.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    stage.qtbot.waitUntil(lambda: [run.name for run in curves.shown] == ["newer", "older"])
    stage.key(Qt.Key.Key_Y)
    stage.qtbot.waitUntil(lambda: [run.name for run in curves.shown] == ["newer"])
    tab.pages.list.choose(["other_set"])
    assert not stage.window.context.actions["training.evaluate"].isEnabled()
    assert "not the project's attributes any more" in tab.pages.figures._hint.text()
    tab.pages.list.choose(["broken"])
    assert "parameters" in tab.pages.figures._hint.text()


def judged_run(project: Project, **changes: object) -> Path:
    """A run with figures kept: everything bright was called true."""
    split(project)
    folder = with_run(project, "judged", **changes)
    run = open_run(folder)
    rows = [line.split(",") for line in project.subset_table("test").read_text("utf-8").splitlines()[1:]]
    answers = []
    for row in rows:
        clip, number = row[1].removesuffix(".png").split("_")
        bright = 0.9 if int(number) > 1 else 0.1
        answers.append(Answer(row[1], clip, int(number), tuple(v == "True" for v in row[2:6]), (bright,) * 4))
    keep(project, run, Judged(Evaluation("judged", "test", len(answers), 1, {}, ()), tuple(answers)))
    return folder


def test_kept_figures_are_there_at_once_and_a_count_opens_its_pictures(stage: Stage, labelled: Project) -> None:
    judged_run(labelled)
    tab = stage.open(labelled)
    stage.qtbot.waitUntil(lambda: tab.pages.figures.judged is not None)
    table = tab.pages.figures.table
    assert [table.item(1, column).text() for column in (0, 1, 4, 5, 6, 7)] == ["error", "100.00", "2", "0", "2", "0"]
    tab.pages.show_figures()
    table.setCurrentCell(1, 5)
    stage.qtbot.keyClick(table, Qt.Key.Key_Return)  # nobody is behind a count of zero
    assert tab.pages.tabs.currentWidget() is tab.pages.figures
    table.setCurrentCell(1, 4)
    with stage.qtbot.waitSignals([tab.pages.gallery.covered] * 2):
        stage.qtbot.keyClick(table, Qt.Key.Key_Return)
    gallery = tab.pages.gallery
    assert tab.pages.tabs.currentWidget() is gallery
    assert [answer.number for answer in gallery.answers] == [2, 3]
    assert gallery.list.item(0).text().endswith("90.0 %")

    def corner() -> QColor:
        return gallery.list.item(0).icon().pixmap(gallery.list.iconSize()).toImage().pixelColor(8, 8)

    assert corner().blue() > corner().green() + 40  # the heat map of error
    was = corner().red()
    with stage.qtbot.waitSignals([gallery.covered] * 2):
        stage.window.context.settings.change("appearance", palette="safe")
    assert corner().blue() > corner().green() + 40
    assert corner().red() > was + 40, "the safe palette's error is violet"
    stage.qtbot.keyClick(gallery.list, Qt.Key.Key_H)
    assert abs(corner().blue() - corner().green()) < 5
    assert "off" in gallery._waiting.text()
    with stage.qtbot.waitSignal(stage.window.context.label_wanted) as wanted:
        stage.window.context.label_wanted.disconnect(stage.window._label)
        stage.qtbot.keyClick(gallery.list, Qt.Key.Key_L)
    assert wanted.args[0].name == f"{gallery.answers[0].clip}.mp4"
    assert wanted.args[1] == 2


def test_why_there_are_no_heat_maps_is_said(stage: Stage, labelled: Project) -> None:
    judged_run(labelled)
    tab = stage.open(labelled)
    stage.qtbot.waitUntil(lambda: tab.pages.figures.judged is not None)
    gallery = tab.pages.gallery
    worker_gone = StationError("the process is gone")

    def none() -> FakeInspectWorker:
        raise worker_gone

    gallery.explainer = Explainer(
        put=gallery.take, failed=gallery._bridge.carry(gallery._fail), start=none, open_reader=ReaderHere
    )
    tab.evidence.open_count("error", "tp")
    stage.qtbot.waitUntil(lambda: "the process is gone" in gallery._waiting.text())
    assert gallery._waiting.isVisible()
    assert "the process is gone" in stage.said()
    tab.evidence.open_count("error", "tn")
    assert "to come: 2" in gallery._waiting.text()


def test_figures_of_another_split_are_not_shown_without_a_warning(stage: Stage, labelled: Project) -> None:
    judged_run(labelled, subsets={"train": {"file": "train.csv", "sha256": "0" * 64, "pictures": 12}})
    tab = stage.open(labelled)
    stage.qtbot.waitUntil(lambda: tab.pages.figures.judged is not None)
    tab.pages.show_figures()
    assert "another split" in tab.pages.figures._warning.text()
    assert tab.pages.figures._warning.isVisible()
    judged = tab.pages.figures.judged
    assert judged is not None
    tab.pages.figures.show_run(tab.pages.entry, replace(judged, is_own_split=True))
    assert not tab.pages.figures._warning.isVisible()


def test_the_wheel_scrolls_past_fields_and_changes_none(stage: Stage, labelled: Project) -> None:
    tab = stage.open(labelled)
    tab.pages.list.setFocus()
    for field in (tab.pages.split.seed, tab.pages.recipe.epochs, tab.pages.recipe.network):
        before = field.currentIndex() if isinstance(field, QComboBox) else field.value()
        turn_wheel(field, NOTCH)
        assert not field.hasFocus()
        assert (field.currentIndex() if isinstance(field, QComboBox) else field.value()) == before


def test_columns_of_the_runs_come_as_the_width_allows(stage: Stage, labelled: Project) -> None:
    accuracies = dict(zip(NAMES, (90.0, 91.0, 92.0, 93.0), strict=True))
    figures = {"epoch": 2, "loss": 0.5, "valid_loss": 0.3, "accuracies": {}, "valid_accuracies": accuracies}
    with_run(labelled, "fast_20261122_151525", figures=figures)
    table = stage.open(labelled).pages.list
    stage.window.showNormal()
    stage.window.resize(1366, 768)
    stage.qtbot.waitUntil(lambda: table.columnCount() > 0 and stage.window.width() == 1366)
    assert not any(table.isColumnHidden(column) for column in range(4))
    assert table.horizontalScrollBar().maximum() == 0
    assert table.isColumnHidden(table.columnCount() - 1)
    assert "error 91.0 %" in table.item(0, 0).toolTip()
    assert table.item(0, 2).text() == "91.5"
    table.resize(300, table.height())
    assert table.isColumnHidden(3), "rather than the run's name"
    assert table.columnWidth(0) >= 96
    stage.window.resize(2600, 768)
    stage.qtbot.waitUntil(lambda: not table.isColumnHidden(table.columnCount() - 1))


def test_an_empty_list_of_runs_does_not_scroll(stage: Stage, labelled: Project) -> None:
    table = stage.open(labelled).pages.list
    stage.window.showNormal()
    for width in (1366, 1360, 1366):
        stage.window.resize(width, 768)
        stage.qtbot.waitUntil(lambda width=width: stage.window.width() == width)
        assert table.isColumnHidden(table.columnCount() - 1)
        assert table.horizontalScrollBar().maximum() == 0


def test_two_clips_are_told_to_be_too_few_before_the_split(stage: Stage, labelled: Project) -> None:
    for clip in range(2, 5):
        (labelled.pics / f"c{clip}_data.csv").unlink()
    tab = stage.open(labelled)
    assert "at least three labelled clips" in stage.words()
    assert not tab.pages.split.button.isEnabled()
    tab.pages.split.by_frame.click()
    assert tab.pages.split.button.isEnabled()


def test_the_first_look_at_a_project_tells_how_far_it_is(stage: Stage, labelled: Project) -> None:
    card = stage.open(labelled).pages.project
    seen: list[tuple[int, int]] = []
    stage.tab.look.looking.connect(lambda *at: seen.append(at))
    stage.tab.look.look()
    stage.rest()
    assert seen[0] == (0, 5)
    card.show_looking(3, 5)
    assert "Clips: 5" in card._counts.text()  # what is known stays
    card.show_glance(None, None)
    card.show_looking(3, 5)
    assert "clip 4 of 5" in card._counts.text()


def test_a_click_on_a_wrong_count_and_a_double_click_enlarges(stage: Stage, labelled: Project) -> None:
    judged_run(labelled)
    tab = stage.open(labelled)
    stage.qtbot.waitUntil(lambda: tab.pages.figures.judged is not None)
    tab.pages.show_figures()
    table = tab.pages.figures.table
    place = table.visualItemRect(table.item(0, 5)).center()
    stage.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    gallery = tab.pages.gallery
    assert [answer.truth[0] for answer in gallery.answers] == [False, False]
    seen: list[object] = []
    tries = iter(range(100))

    def look() -> None:
        viewer = QApplication.activeModalWidget()
        assert viewer is not None
        view = viewer.view  # type: ignore[attr-defined]
        is_ready = view.frame is not None and viewer.isActiveWindow()
        if not is_ready and next(tries, None) is not None:
            QTimer.singleShot(30, look)
            return
        seen.append(view.frame.picture.shape)
        stage.qtbot.keyClick(viewer, Qt.Key.Key_Right)
        seen.append(gallery.current)
        viewer.close()

    QTimer.singleShot(50, look)
    stage.qtbot.keyClick(gallery.list, Qt.Key.Key_Return)
    assert seen == [(48, 64, 3), 1]


def test_a_run_is_renamed_deleted_and_inspected(stage: Stage, labelled: Project) -> None:
    split(labelled)
    folder = with_run(labelled, "first")
    tab = stage.open(labelled)
    tab.runs.rename_to(tab.pages.list.entries[0], "better")
    stage.qtbot.waitUntil(lambda: [e.folder.name for e in tab.pages.list.entries] == ["better"])
    assert not folder.exists()
    stage.rest()
    tab.runs.rename_to(tab.pages.list.entries[0], "../out")
    stage.qtbot.waitUntil(lambda: "letters" in stage.said())
    stage.window.context.inspect_wanted.disconnect(stage.window._inspect)
    with stage.qtbot.waitSignal(stage.window.context.inspect_wanted) as wanted:
        stage.key(Qt.Key.Key_I)
    assert wanted.args == [labelled.models / "better"]
    answer_box("Keep it")
    stage.key(Qt.Key.Key_Delete, held=Qt.KeyboardModifier.NoModifier)
    assert (labelled.models / "better").is_dir()
    answer_box("Move to the bin")
    with stage.qtbot.waitSignal(stage.window.context.runs_changed):
        stage.key(Qt.Key.Key_Delete, held=Qt.KeyboardModifier.NoModifier)
    stage.qtbot.waitUntil(lambda: tab.pages.list.entries == ())
    assert list(labelled.models.iterdir()) == []


def test_another_project_lets_go_of_the_training(stage: Stage, labelled: Project, tmp_path: Path) -> None:
    split(labelled)
    tab = stage.open(labelled)
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    stage.trainers[0].say(NOTE)
    stage.window.context.set_project(None)
    assert not tab.desk.is_training
    assert tab.desk.wait(5.0)
    assert stage.trainers[0].closed.is_set()
    assert "done" not in stage.said()


def test_a_new_scale_of_the_same_project_leaves_the_training_alone(stage: Stage, labelled: Project) -> None:
    split(labelled)
    tab = stage.open(labelled)
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    assert stage.window.context.project is not None
    stage.window.context.set_project(replace(stage.window.context.project, millimetre_px=9.5))
    stage.rest()
    assert tab.desk.is_training


def test_lines_stand_out_on_either_theme(window: Window) -> None:
    for name in ("light", "dark"):
        window.context.settings.change("appearance", theme=name)
        ground = QColor(theme().surface)
        for colour in ((255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0)):
            line = QColor(line_colour(colour))
            assert abs(line.lightness() - ground.lightness()) > 40 or line.hue() >= 0


def test_language_and_theme_change_while_it_is_shown(stage: Stage, labelled: Project) -> None:
    judged_run(labelled)
    tab = stage.open(labelled)
    stage.qtbot.waitUntil(lambda: tab.pages.curves.curves is not None and tab.pages.figures.judged is not None)
    for part in (tab, *tab.findChildren(QWidget)):
        QApplication.sendEvent(part, QEvent(QEvent.Type.LanguageChange))
    stage.window.context.settings.change("appearance", language="de", theme="dark")
    assert tab.pages.recipe.rate.text() == "0,0005"

    def ground() -> int:
        picture = tab.pages.curves.grab().toImage()
        return picture.pixelColor(picture.width() // 4, picture.height() // 2).lightness()

    stage.qtbot.waitUntil(lambda: ground() < 80)


def test_an_image_size_is_two_sides() -> None:
    assert size_of_text(" 256 x 192") == (256, 192)
    assert [size_of_text(text) for text in ("", "256", "16x16", "4000x20", "axb")] == [None] * 5


def test_a_real_run_without_its_card_is_only_listed(stage: Stage, labelled: Project) -> None:
    (labelled.models / "empty").mkdir()
    tab = stage.open(labelled)
    assert "first epoch" in tab.pages.list.entries[0].problem
