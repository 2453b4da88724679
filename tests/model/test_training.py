"""A real small training: it learns, it stops, it resumes as if never stopped, and it survives a loss that is not finite."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf

from station.core.errors import StationError
from station.core.messages import Progress
from station.model.feeding import VARIATIONS, LabelledSet, batches, mirror_and_shift, roll_repeats
from station.model.recipes import RECIPES, Recipe
from station.model.training import Outcome, Training

SIZE = (32, 32)
SMALL = replace(
    RECIPES["fast"], image_size=SIZE, epochs=3, batch_size=8, learning_rate=3e-3, averaging=0.8, precision="float32"
)
SIMPLE = replace(SMALL, network="fruit")
"""Of a network that is compiled in a moment, for what is the same with all."""


def labelled(count: int, seed: int) -> LabelledSet:
    """Pictures whose first attribute is a bright square somewhere, and whose second is a striped ground."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, (count, 2)).astype(np.float32)
    pictures = rng.integers(60, 120, (count, SIZE[1], SIZE[0], 3), dtype=np.uint8)
    for picture, (has_square, is_striped) in zip(pictures, labels, strict=True):
        if is_striped:
            picture[::4] //= 3
        if has_square:
            y, x = rng.integers(4, 20, 2)
            picture[y : y + 8, x : x + 8] = 250
    return LabelledSet(pictures, labels)


def trained(
    recipe: Recipe, *, stop_after: int | None = None, state: Path | None = None, count: int = 48
) -> tuple[Training, list[Progress]]:
    training = Training(recipe, train=labelled(count, 1), valid=labelled(24, 2))
    if state is not None:
        training.resume(state)
    seen: list[Progress] = []

    def should_stop() -> bool:
        return stop_after is not None and len(seen) >= stop_after

    training.run(report=seen.append, keep=lambda training: None, should_stop=should_stop)
    return training, seen


def test_it_learns_and_tells_how_far_it_is() -> None:
    training, seen = trained(replace(SMALL, epochs=12, patience=12), count=160)
    best = training.outcome.best
    assert best is not None
    assert best.valid_loss < training.outcome.history[0].valid_loss
    assert min(best.valid_accuracies) > 80
    assert [p.epoch for p in seen if p.valid_loss is not None] == list(range(1, 13))
    assert seen[-1].seconds_left == pytest.approx(0, abs=1)
    assert seen[3].seconds_left > 0
    assert all(0 <= a <= 100 for p in seen for a in p.accuracies)


def test_a_resumed_training_has_the_weights_of_an_unbroken_one(tmp_path: Path) -> None:
    tf.config.experimental.enable_op_determinism()
    unbroken, _ = trained(SIMPLE)
    training = Training(SIMPLE, train=labelled(48, 1), valid=labelled(24, 2))
    states: list[bytes] = []

    def keep(training: Training) -> None:
        states.append(training.state())

    steps: list[Progress] = []
    training.run(report=steps.append, keep=keep, should_stop=lambda: len(steps) > 9)
    assert training.outcome.ended == "stopped by hand"
    assert len(states) == 1
    state = tmp_path / "resume.npz"
    state.write_bytes(states[-1])
    resumed, _ = trained(SIMPLE, state=state)
    assert [e.epoch for e in resumed.outcome.history] == [1, 2, 3]
    for one, other in zip(unbroken.model.get_weights(), resumed.model.get_weights(), strict=True):
        assert np.abs(one - other).max() <= 1e-5
    assert [e.loss for e in resumed.outcome.history] == pytest.approx(
        [e.loss for e in unbroken.outcome.history], abs=1e-5
    )


def test_the_reference_trains_by_the_labs_recipe() -> None:
    recipe = RECIPES["reference"]
    assert (recipe.learning_rate, recipe.epochs, recipe.batch_size) == (1e-5, 10, 20)
    assert (recipe.image_size, recipe.averaging, recipe.smoothing, recipe.weight_decay) == ((100, 100), 0.0, 0.0, 0.0)
    training, seen = trained(replace(recipe, image_size=SIZE, epochs=1))
    assert seen[-1].steps == -(-2 * 48 // 20)
    assert np.isfinite(training.outcome.history[0].valid_loss)
    for judged, own in zip(training.model.get_weights(), training._trained.get_weights(), strict=True):
        np.testing.assert_array_equal(judged, own)


def test_stopped_in_its_first_epoch_it_still_has_something_to_keep() -> None:
    training, _ = trained(SIMPLE, stop_after=2)
    assert training.outcome.ended == "stopped by hand"
    assert training.outcome.best is not None
    assert training.outcome.best.epoch == 1


def test_stopped_before_its_first_step_it_has_nothing_to_keep() -> None:
    training, seen = trained(SIMPLE, stop_after=0)
    assert training.outcome.best is None
    assert training.outcome.history == []
    assert seen == []


def test_a_loss_that_is_not_finite_stops_within_the_step_and_changes_no_weight() -> None:
    training = Training(SIMPLE, train=labelled(48, 1), valid=labelled(24, 2))
    seen: list[Progress] = []
    at_fault: list[list[np.ndarray]] = []

    def poison(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) >= 9:
            at_fault[:] = [training.model.get_weights()]
            training._train.labels[:] = (
                np.nan
            )  # what a hostile or broken feed would bring, from the third step after this one on

    outcome: Outcome = training.run(report=poison, keep=lambda training: None, should_stop=lambda: False)
    assert "not finite in epoch 2" in outcome.ended
    assert outcome.best is not None
    for before, after in zip(at_fault[0], training.model.get_weights(), strict=True):
        np.testing.assert_array_equal(before, after)


def test_it_stops_early_when_validation_gets_no_better() -> None:
    training, _ = trained(replace(SIMPLE, epochs=40, learning_rate=1e-8, averaging=0.0, patience=2))
    assert "no better validation loss" in training.outcome.ended
    assert len(training.outcome.history) < 40


def test_the_state_of_another_training_is_refused(tmp_path: Path) -> None:
    state = tmp_path / "resume.npz"
    state.write_bytes(Training(SIMPLE, train=labelled(48, 1), valid=labelled(24, 2)).state())
    other = Training(replace(SMALL, network="reference"), train=labelled(48, 1), valid=labelled(24, 2))
    with pytest.raises(StationError, match="can't be resumed"):
        other.resume(state)
    state.write_bytes(state.read_bytes()[:1000])
    with pytest.raises(StationError, match="can't be resumed"):
        Training(SIMPLE, train=labelled(48, 1), valid=labelled(24, 2)).resume(state)


@pytest.mark.parametrize("name", VARIATIONS)
def test_an_epoch_shows_every_picture_as_often_as_the_recipe_says(name: str) -> None:
    data = LabelledSet(np.zeros((20, 16, 16, 3), np.uint8), np.arange(20, dtype=np.float32)[:, None])
    variation = VARIATIONS[name]
    shown = [b.labels for b in batches(data, variation=variation, batch_size=8, seed=0, epoch=0)]
    counts = np.bincount(np.concatenate(shown)[: 20 * variation.copies, 0].astype(int), minlength=20)
    assert (counts == variation.copies).all()
    other = [b.labels for b in batches(data, variation=variation, batch_size=8, seed=0, epoch=1)]
    assert (np.concatenate(shown) != np.concatenate(other)).any()


def test_the_same_epoch_brings_the_same_pictures_to_the_bit() -> None:
    data = labelled(20, 3)
    first, again, other = (
        [b.pictures for b in batches(data, variation=VARIATIONS["seam"], batch_size=8, seed=0, epoch=epoch)]
        for epoch in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert (np.array(first) != np.array(other)).any()


def test_a_roll_moves_the_top_to_the_bottom_of_repeats_alone() -> None:
    pictures = np.arange(2 * 8 * 4 * 3, dtype=np.uint8).reshape(2, 8, 4, 3)
    before = pictures.copy()
    roll_repeats(pictures, np.zeros((2, 1, 1, 0), np.uint8), np.array([False, True]), np.random.default_rng(0))
    np.testing.assert_array_equal(pictures[0], before[0])
    shift = next(n for n in range(1, 8) if (np.roll(before[1], -n, axis=0) == pictures[1]).all())
    assert 1 <= shift < 8


def test_mirroring_and_shifting_moves_places_with_their_pictures() -> None:
    places = np.zeros((6, 6, 8, 1), np.uint8)
    places[:, 1, 3] = 1
    pictures = np.repeat(np.repeat(np.repeat(places, 8, axis=1), 8, axis=2), 3, axis=3)
    mirror_and_shift(pictures, places, np.zeros(6, bool), np.random.default_rng(4))
    np.testing.assert_array_equal(pictures[:, ::8, ::8, :1], places)
    assert len({place.tobytes() for place in places}) > 1


def test_the_labs_light_stays_within_its_bounds() -> None:
    pictures = np.full((64, 8, 8, 3), 100, np.uint8)
    VARIATIONS["lab"].light(pictures, np.random.default_rng(1))
    per_picture = pictures[:, 0, 0, 0].astype(int)
    assert (pictures == per_picture[:, None, None, None]).all()
    untouched = (per_picture == 100).sum()
    assert 10 <= untouched <= 30
    assert per_picture.min() >= 80
    assert per_picture.max() <= 134
    pale = np.full((64, 8, 8, 3), 250, np.uint8)
    VARIATIONS["lab"].light(pale, np.random.default_rng(1))
    assert pale.max() == 255
    assert pale.min() >= 200


@pytest.mark.parametrize("name", ["seam", "things", "scenes"])
def test_a_wide_light_changes_each_picture_otherwise_and_the_same_with_the_same_seed(name: str) -> None:
    pictures = np.repeat(np.random.default_rng(0).integers(60, 200, (1, 24, 32, 3), dtype=np.uint8), 16, axis=0)
    changed, again = pictures.copy(), pictures.copy()
    VARIATIONS[name].light(changed, np.random.default_rng(3))
    VARIATIONS[name].light(again, np.random.default_rng(3))
    np.testing.assert_array_equal(changed, again)
    assert np.abs(changed.astype(int) - pictures).mean() > 5
    assert changed.mean(axis=(1, 2, 3)).std() > 5
