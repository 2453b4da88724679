"""A real small training of classes: it learns to tell colours apart, leaves a sound run, and resumes as if never stopped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from station.core.errors import StationError
from station.core.images import encode_png
from station.core.messages import Note, Progress, Reply, TrainRun
from station.core.picture_cache import load_pictures
from station.core.project import Project, open_project, save_project
from station.core.subset import SUBSETS
from station.core.subsets import read_subset
from station.model import runs
from station.model.checkpoints import load_network
from station.model.evaluation import confusion
from station.model.fitting import fit
from station.model.networks import is_linear

COLOURS = {"Blau, hell": (200, 60, 40), "grün": (40, 190, 60), "rot": (40, 50, 210)}
SIZE = (32, 32)
PICTURES = {"train": 20, "valid": 6, "test": 8}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A fruit lab of three colours: discs on a white ground, in the lab's folders."""
    folder = tmp_path_factory.mktemp("Früchte ä ß 日本")
    rng = np.random.default_rng(4)
    y, x = np.ogrid[:40, :40]
    for subset, count in PICTURES.items():
        for name, colour in COLOURS.items():
            place = folder / "pics" / subset / name
            place.mkdir(parents=True)
            for number in range(count):
                picture = np.full((40, 40, 3), 250, np.int16)
                down, across = rng.integers(16, 25, 2)
                picture[(y - down) ** 2 + (x - across) ** 2 < rng.integers(8, 14) ** 2] = colour
                picture += rng.integers(-20, 21, picture.shape, dtype=np.int16)
                (place / f"{name}_{number}.png").write_bytes(encode_png(np.clip(picture, 0, 255).astype(np.uint8)))
    return open_project(folder)


def trained(asked: TrainRun, *, stop_after: int | None = None) -> list[Reply]:
    told: list[Reply] = []
    fit(asked, tell=told.append, should_stop=lambda: stop_after is not None and steps(told) >= stop_after)
    return told


def steps(told: list[Reply]) -> int:
    return sum(isinstance(reply, Progress) and reply.valid_loss is None for reply in told)


@pytest.fixture(scope="module", params=["fast", "fruit"])
def run(lab: Project, request: pytest.FixtureRequest) -> tuple[runs.Run, list[Reply]]:
    """A run of each network, trained in seconds."""
    network = request.param
    asked = TrainRun(
        project=str(lab.folder),
        run=f"small_{network}",
        network=network,
        resume=False,
        seed=0,
        image_size=SIZE,
        epochs=9,
        batch_size=12,
        learning_rate={"fast": 3e-3, "fruit": 3e-4}[network],
        variation={"fast": "things", "fruit": None}[network],
        deterministic=True,  # whichever precision is the faster on this computer just now
    )
    told = trained(asked)
    return runs.open_run(lab.models / asked.run), told


def answers(lab: Project, run: runs.Run, subset: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Probabilities, one-hot labels and clips of a subset."""
    pictures, _ = read_subset(lab, subset=subset)  # type: ignore[arg-type]
    loaded = load_pictures([p.path for p in pictures], size=run.card.image_size)
    logits = load_network(run)(loaded.pictures, training=False).numpy().astype(np.float64)
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    return chances.astype(np.float32), np.array([p.values for p in pictures]), [p.clip for p in pictures]


def test_it_learns_to_tell_colours_apart(lab: Project, run: tuple[runs.Run, list[Reply]]) -> None:
    probabilities, truths, clips = answers(lab, run[0], "test")
    found = confusion(probabilities, truths, clips=clips)
    assert found.accuracy > 90, found
    assert [sum(row) for row in found.counts] == [PICTURES["test"]] * 3
    assert sum(count for count, _, _ in found.mistakes()) == sum(map(sum, found.counts)) - np.trace(found.counts)


def test_the_card_is_one_of_classes(lab: Project, run: tuple[runs.Run, list[Reply]]) -> None:
    card = run[0].card
    assert card.kind == "classes"
    assert card.attribute_set == lab.attributes
    assert card.attribute_set.names == tuple(COLOURS)
    assert card.base is None
    for subset in ("train", "valid"):
        assert (card.subsets[subset].file, card.subsets[subset].pictures) == (f"pics/{subset}", 3 * PICTURES[subset])
    assert set(card.thresholds) == set(COLOURS)
    assert card.network == "fast" or not is_linear(card.network)
    text = (run[0].folder / "card.json").read_text("utf-8")
    assert str(lab.folder) not in text
    assert not any(part in text for part in ("/tmp", "/home", ":\\\\"))  # noqa: S108  (no path of this machine goes along)


def test_the_history_has_the_recall_of_each_class(run: tuple[runs.Run, list[Reply]]) -> None:
    history = pd.read_csv(run[0].folder / "history.csv")
    assert list(history["epoch"]) == list(range(1, len(history) + 1))
    for name in COLOURS:
        columns = [column for column in history.columns if name in column]
        assert columns, history.columns
        assert history[columns].to_numpy().min() >= 0
        assert history[columns].to_numpy().max() <= 100
    assert history["valid_loss"].min() == pytest.approx(run[0].card.figures.valid_loss)
    assert history["loss"].iloc[-1] < history["loss"].iloc[0], (
        "what is trained on is learnt; so few others may still go up and down"
    )


def test_progress_has_one_figure_a_class(run: tuple[runs.Run, list[Reply]]) -> None:
    progress = [reply for reply in run[1] if isinstance(reply, Progress)]
    assert all(len(reply.accuracies) == len(COLOURS) for reply in progress)
    assert all(0 <= value <= 100 for reply in progress for value in reply.accuracies)


@pytest.mark.usefixtures("without_export")
def test_a_stopped_training_of_classes_resumes_with_its_own_settings(lab: Project) -> None:
    asked = TrainRun(
        project=str(lab.folder),
        run="stopped",
        network="fruit",
        resume=False,
        seed=0,
        image_size=SIZE,
        epochs=3,
        batch_size=12,
        learning_rate=1e-3,
        variation="scenes",
    )
    trained(asked, stop_after=8)  # five steps an epoch
    assert len(pd.read_csv(lab.models / "stopped" / "history.csv")) == 1
    told = trained(TrainRun(project=str(lab.folder), run="stopped", network="fruit", resume=True, seed=0))
    assert Note("resumed after epoch 1") in told
    run = runs.open_run(lab.models / "stopped")
    assert len(pd.read_csv(run.folder / "history.csv")) == 3
    assert run.card.kind == "classes"
    assert (run.card.image_size, run.card.recipe["variation"]) == (SIZE, "scenes")


def tiny_lab(folder: Path) -> Project:
    """Two classes of flat pictures; the third folder has pictures in test alone, as where it came after the split."""
    for subset in SUBSETS:
        for name, grey in (("a", 40), ("b", 200), ("new", 120)):
            if name != "new" or subset == "test":
                (folder / "pics" / subset / name).mkdir(parents=True)
                picture = np.full((32, 32, 3), grey, np.uint8)
                (folder / "pics" / subset / name / "1.png").write_bytes(encode_png(picture))
    return open_project(folder)


def fruit_run(project: Project, *, resume: bool = False, epochs: int = 1) -> list[Reply]:
    return trained(
        TrainRun(
            project=str(project.folder),
            run="r",
            network="fruit",
            resume=resume,
            seed=0,
            image_size=None if resume else SIZE,
            epochs=epochs,
        )
    )


@pytest.mark.usefixtures("without_export")
def test_a_class_that_a_subset_has_no_picture_of_is_told(tmp_path: Path) -> None:
    notes = [reply.text for reply in fruit_run(tiny_lab(tmp_path)) if isinstance(reply, Note)]
    (train,), (valid,) = (
        [note for note in notes if f"in the {subset} subset" in note] for subset in ("train", "valid")
    )
    assert train.startswith("no picture of new in the train subset, so the network can't learn it")
    assert valid.startswith("no picture of new in the valid subset")
    assert not [note for note in notes if "test subset" in note]


@pytest.mark.usefixtures("without_export")
def test_a_run_is_not_resumed_on_classes_in_another_order(tmp_path: Path) -> None:
    project = tiny_lab(tmp_path)
    fruit_run(project)
    turned = replace(project.attributes, attributes=project.attributes.attributes[::-1])
    save_project(replace(project, attributes=turned))
    with pytest.raises(StationError, match="in the same order"):
        fruit_run(project, resume=True, epochs=2)


def test_every_subset_was_there(lab: Project) -> None:
    assert {subset: len(read_subset(lab, subset=subset)[0]) for subset in SUBSETS} == {
        subset: 3 * count for subset, count in PICTURES.items()
    }
