"""The training tab of a project of classes, through real keys and clicks: folders, recipe, figures, and what was taken for what."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from station.core.attributes import AttributeSet
from station.core.images import encode_png
from station.core.project import Project, open_project
from station.core.subsets import read_subset
from station.live.evaluating import Answer, Evaluation, Judged, keep
from station.model.history import Epoch, history_text
from station.model.recipes import recipe_for
from station.model.runs import open_run
from station.ui.confusion_table import STRONGEST
from station.ui.theme import shaded, theme
from station.ui.training_balance import MOST_BARS
from station.ui.training_tab import TrainingTab
from station.ui.window import Window
from tests.model.test_runs import make_run
from tests.ui.test_training_tab import Stage, stage

assert stage  # the fixture

FRUITS = ("Apfel", "Orange", "Tomate")


def sorted_into_folders(folder: Path, names: tuple[str, ...] = FRUITS, *, each: int = 4) -> Project:
    """Pictures in pics/{train,valid,test}/<class>/; odd ones are bright."""
    for subset in ("train", "valid", "test"):
        for name in names:
            place = folder / "pics" / subset / name
            place.mkdir(parents=True)
            for number in range(each):
                grey = np.full((32, 32, 3), 220 if number % 2 else 30, np.uint8)
                (place / f"{subset}{number}{name}.png").write_bytes(encode_png(grey))
    return open_project(folder)


def run_of(project: Project, name: str = "fruit1") -> Path:
    """A run of the project's classes with its history."""
    classes = [{"name": a.name, "key": a.key, "colour": list(a.colour), "expected": None} for a in project.attributes]
    figures = {"epoch": 2, "loss": 0.5, "valid_loss": 0.3, "accuracies": {}}
    recalls = tuple(50.0 + 40.0 * at / len(classes) for at in range(len(classes)))
    figures["valid_accuracies"] = dict(zip(project.attributes.names, recalls, strict=True))
    folder = make_run(
        project.models / name,
        kind="classes",
        network="fruit",
        image_size=[32, 32],
        attributes=classes,
        thresholds={},
        recipe={"epochs": 2},
        figures=figures,
    )
    epochs = [Epoch(n, 0.5, recalls, 0.3, recalls, 1e-5, 2.0) for n in (1, 2)]
    (folder / "history.csv").write_text(history_text(epochs, names=project.attributes.names), encoding="utf-8")
    return folder


def judged_by(project: Project, folder: Path) -> None:
    """Answers kept: bright pictures are taken for the last class, the others for what they are."""
    run, wide = open_run(folder), len(project.attributes)
    answers = []
    for picture in read_subset(project, subset="test")[0]:
        is_bright = "test1" in picture.name or "test3" in picture.name
        said = wide - 1 if is_bright else picture.values.index(True)
        chances = tuple(0.9 if at == said else 0.1 / (wide - 1) for at in range(wide))
        answers.append(Answer(picture.name, picture.clip, picture.number, picture.values, chances))
    keep(project, run, Judged(Evaluation(run.name, "test", len(answers), 1, {}, ()), tuple(answers)))


@pytest.fixture
def fruit(tmp_path: Path) -> Project:
    project = sorted_into_folders(tmp_path / "Obst")
    judged_by(project, run_of(project))
    return project


def opened(stage: Stage, project: Project) -> TrainingTab:
    tab = stage.open(project)
    stage.qtbot.waitUntil(lambda: tab.pages.figures.judged is not None)
    tab.pages.show_figures()
    return tab


def test_folders_say_the_subsets_and_nothing_is_to_be_split(stage: Stage, fruit: Project) -> None:
    tab = opened(stage, fruit)
    assert "Pictures with a class: 36" in tab.pages.project._counts.text()
    assert tab.pages.project.balance.accessibleName() == "Apfel 12, Orange 12, Tomate 12"
    assert "pics/train" in tab.pages.project._leak.text()
    assert "Nothing to split" in tab.pages.split._why.text()
    assert not tab.pages.split.button.isVisible()
    assert not stage.window.context.actions["training.split"].isEnabled()
    assert stage.window.context.actions["training.start"].isEnabled()
    assert not stage.window.context.actions["training.audit"].isEnabled()
    assert not tab.pages.figures.audit.isVisible()


def test_the_recipe_is_that_of_classes_and_what_is_varied_otherwise_is_asked_for(stage: Stage, fruit: Project) -> None:
    card = opened(stage, fruit).pages.recipe
    assert card.base.findData("own") < 0, "the station's own weights know seams"
    assert card.base.findData("none") >= 0
    assert (card.network.currentData(), card.image_size.currentText()) == ("fast", "128x128")
    assert card.variation.currentData() == "things"
    card.choose_network("fruit")
    epochs = recipe_for("fruit", kind="classes").epochs
    told = (card.image_size.currentText(), card.variation.currentData(), card.epochs.value())
    assert told == ("100x100", "none", epochs)
    card.base.setCurrentIndex(card.base.findData("fruit1"))
    assert card.epochs.value() == epochs, "what seams need from base weights is not asked of classes"
    card.variation.setCurrentIndex(card.variation.findData("scenes"))
    assert "not at all" in card._differs.text()
    stage.key(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(stage.trainers))
    asked = stage.trainers[0].request
    assert (asked.network, asked.base, asked.variation, asked.epochs) == ("fruit", "fruit1", "scenes", None)
    assert stage.window.context.settings.value.training.network == "fast"


def test_a_cell_of_the_matrix_opens_its_pictures_by_key_and_by_click(stage: Stage, fruit: Project) -> None:
    tab = opened(stage, fruit)
    figures = tab.pages.figures
    assert not figures.counts.isVisible()
    assert "66.7 % right" in figures.classes._overall.text()
    assert "95 %" in figures.classes._interval.text()
    matrix = figures.classes.matrix
    told = [[matrix.item(row, column).text().split("\n")[0] for column in range(7)] for row in range(3)]
    assert [row[:3] for row in told] == [["2", "0", "2"], ["0", "2", "2"], ["0", "0", "4"]]
    assert told[0][3:] == ["100.0 %", "50.0 %", "66.7 %", "4"]
    stage.qtbot.keyClick(matrix, Qt.Key.Key_Right)
    stage.qtbot.keyClick(matrix, Qt.Key.Key_Return)  # nobody is behind a nought
    assert tab.pages.tabs.currentWidget() is figures
    stage.qtbot.keyClick(matrix, Qt.Key.Key_Right)
    gallery = tab.pages.gallery
    with stage.qtbot.waitSignals([gallery.covered] * 2):
        stage.qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert tab.pages.tabs.currentWidget() is gallery
    assert gallery._title.text() == "Apfel taken for Tomate: 2"
    assert [answer.clip for answer in gallery.answers] == ["Apfel/test1Apfel", "Apfel/test3Apfel"]
    assert "Tomate 90.0 %" in gallery.list.item(0).text()
    corner = gallery.list.item(0).icon().pixmap(gallery.list.iconSize()).toImage().pixelColor(30, 8)
    assert corner.red() > corner.green() + 40, "the map of the class it was taken for, in its colour"
    tab.pages.show_figures()
    place = matrix.visualItemRect(matrix.item(1, 1)).center()
    stage.qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gallery._title.text() == "Orange, recognised as such: 2"
    assert "it is Orange" in gallery.title_of(0)


def test_cells_are_shaded_by_their_share_of_the_row(stage: Stage, fruit: Project) -> None:
    matrix = opened(stage, fruit).pages.figures.classes.matrix
    stage.window.showNormal()
    stage.window.resize(1600, 1000)
    stage.qtbot.waitUntil(lambda: matrix.viewport().height() > 3 * matrix.rowHeight(0))
    for name in ("light", "dark"):
        stage.window.context.settings.change("appearance", theme=name)
        ground = QColor(theme().surface)

        def away(row: int, column: int, ground: QColor = ground) -> int:
            rect = matrix.visualItemRect(matrix.item(row, column))
            own = matrix.viewport().grab().toImage().pixelColor(rect.left() + 6, rect.bottom() - 6)
            return abs(own.red() - ground.red()) + abs(own.green() - ground.green()) + abs(own.blue() - ground.blue())

        stage.qtbot.waitUntil(lambda away=away: away(0, 1) < 12)
        assert away(2, 2) > away(1, 1) > 40
        assert away(1, 2) > 40


def test_numbers_are_read_on_every_shade(window: Window) -> None:
    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for name in ("light", "dark"):
        window.context.settings.change("appearance", theme=name)
        for strong in (theme().accent, theme().not_ok):
            for step in range(11):
                low, high = sorted(luminance(QColor(part)) for part in shaded(strong, STRONGEST * step / 10))
                assert (high + 0.05) / (low + 0.05) >= 4.5, (name, strong, step)


def test_curves_are_recalls_by_class_with_their_mean(stage: Stage, fruit: Project) -> None:
    tab = opened(stage, fruit)
    stage.qtbot.waitUntil(lambda: tab.pages.curves.curves is not None)
    curves = tab.pages.curves.curves
    assert curves is not None
    assert "Recall" in curves._accuracy.title.text()
    stage.qtbot.waitUntil(lambda: "> mean" in curves._accuracy.legend.text())
    stage.qtbot.waitUntil(lambda: curves._accuracy._used[0] == 4)
    assert "Apfel 50.0 %" in tab.pages.list.item(0, 0).toolTip()


@pytest.fixture
def many(tmp_path: Path) -> Project:
    project = sorted_into_folders(tmp_path / "many", tuple(f"Sorte {n:03}" for n in range(131)), each=2)
    judged_by(project, run_of(project))
    return project


def test_131_classes_break_nothing(stage: Stage, many: Project) -> None:
    tab = opened(stage, many)
    card = tab.pages.project
    assert len(card.balance._rows) == MOST_BARS
    assert f"and {131 - MOST_BARS} more" in card._more.text()
    assert tab.pages.list.columnCount() < 12
    stage.qtbot.waitUntil(lambda: tab.pages.curves.curves is not None)
    curves = tab.pages.curves.curves
    assert curves is not None
    stage.qtbot.waitUntil(lambda: "mean of 131 classes" in curves._accuracy.legend.text())
    stage.qtbot.waitUntil(lambda: curves._accuracy._used[0] == 7)
    classes = tab.pages.figures.classes
    assert classes.mistakes.isVisible()
    assert not classes.matrix.isVisible()
    assert [classes.mistakes.item(0, column).text() for column in range(3)] == ["1", "Sorte 000", "Sorte 130"]
    assert classes.mistakes.rowCount() == 100
    stage.qtbot.keyClick(classes.mistakes, Qt.Key.Key_Down)
    stage.qtbot.keyClick(classes.mistakes, Qt.Key.Key_Return)
    assert tab.pages.gallery._title.text() == "Sorte 001 taken for Sorte 130: 1"
    tab.pages.show_figures()
    classes.part.setFocus()
    stage.qtbot.keyClick(classes.part, Qt.Key.Key_Down)
    assert classes.list.isVisible()
    assert [classes.list.item(0, column).text() for column in (0, 2)] == ["Sorte 000", "50.0 %"]
    assert classes.list.item(130, 0).text() == "Sorte 130"


def test_a_run_of_other_classes_says_so(stage: Stage, fruit: Project) -> None:
    other = sorted_into_folders(fruit.folder.parent / "other", ("A", "B", "C", "D", "E"))
    run_of(other).rename(fruit.models / "other")
    tab = stage.open(fruit)
    tab.pages.list.choose(["other"])
    assert "A, B, C, D ... apart" in tab.pages.figures._hint.text()
    assert not stage.window.context.actions["training.evaluate"].isEnabled()


def test_missing_subset_folders_are_told(stage: Stage, tmp_path: Path) -> None:
    project = sorted_into_folders(tmp_path / "p")
    for place in sorted((project.pics / "test").rglob("*"), reverse=True):
        place.rmdir() if place.is_dir() else place.unlink()
    (project.pics / "test").rmdir()
    stage.open(open_project(project.folder))
    assert "pics/train, pics/valid and pics/test" in stage.words()
    assert not stage.window.context.actions["training.start"].isEnabled()


def test_from_classes_to_a_seam_lab_and_back_to_its_recipe(stage: Stage, fruit: Project, project: Project) -> None:
    tab = opened(stage, fruit)
    stage.window.desk.open(project.folder)
    stage.qtbot.waitUntil(lambda: stage.window.context.project is not None and not fruit.folder.samefile(_now(stage)))
    stage.rest()
    assert tab.pages.recipe.variation.currentData() == "seam"
    assert tab.pages.recipe.base.currentData() == "own"
    assert not tab.pages.figures.classes.isVisible()


def _now(stage: Stage) -> Path:
    project = stage.window.context.project
    assert project is not None
    return project.folder


def test_language_changes_while_a_matrix_is_shown(stage: Stage, fruit: Project) -> None:
    tab = opened(stage, fruit)
    for part in (tab, *tab.findChildren(QWidget)):
        QApplication.sendEvent(part, QEvent(QEvent.Type.LanguageChange))
    assert isinstance(fruit.attributes, AttributeSet)
    assert tab.pages.figures.classes.matrix.isVisible()
