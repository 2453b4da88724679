"""A run of `wide` becomes one of `fast`: what matters stays, and what nobody reads goes without a trace."""

from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest

from station.core.attributes import SEAM
from station.model import networks, runs
from station.model.checkpoints import load_network
from station.model.feeding import LabelledSet
from station.model.keeper import Keeper, Origin, now
from station.model.layout import LOGITS
from station.model.narrowing import groups_of, importance, narrow_run, narrowed
from station.model.pretraining import PLACES, TEACHER_BATCH, StripSet, heeding
from station.model.recipes import recipe_for
from station.model.training import Training

SIZE = (64, 48)


@pytest.fixture(scope="module")
def data() -> LabelledSet:
    rng = np.random.default_rng(3)
    pictures = rng.integers(0, 256, (TEACHER_BATCH + 8, SIZE[1], SIZE[0], 3), dtype=np.uint8)
    return LabelledSet(pictures, (rng.random((len(pictures), 4)) > 0.5).astype(np.float32))


@pytest.fixture
def wide() -> keras.Model:
    keras.utils.set_random_seed(5)
    return networks.build("wide", image_size=SIZE, outputs=4)


@pytest.fixture
def narrow() -> keras.Model:
    return networks.build("fast", image_size=SIZE, outputs=4)


def unread(network: keras.Model, channels: dict[str, np.ndarray]) -> None:
    """Nobody reads these channels of each group."""
    for group in groups_of(network):
        kernel = network.get_layer(group.reader).kernel
        values, which = kernel.numpy(), channels[group.maker]
        if group.reader == LOGITS:
            values[np.concatenate([which, which + len(values) // 2])] = 0
        else:
            values[:, :, which] = 0
        kernel.assign(values)


def test_channels_that_nobody_reads_matter_nothing_and_go_without_a_trace(
    wide: keras.Model, narrow: keras.Model, data: LabelledSet
) -> None:
    rng = np.random.default_rng(8)
    unnecessary = {}
    for group in groups_of(wide):
        first = len(PLACES) if group.maker == networks.EVIDENCE else 0
        has, keeps = (model.get_layer(f"{group.maker}_conv").filters for model in (wide, narrow))
        unnecessary[group.maker] = np.sort(rng.permutation(np.arange(first, has))[: has - keeps])
    unread(wide, unnecessary)
    matter = importance(wide, data)
    for maker, which in unnecessary.items():
        assert not matter[maker][which].any()
        assert np.count_nonzero(matter[maker]) > 0
    narrowed(wide, narrow, matter)
    answers = [model(data.pictures, training=False).numpy() for model in (wide, narrow)]
    assert np.ptp(answers[0]) > 0.01
    np.testing.assert_allclose(answers[1], answers[0], atol=1e-5)


def test_evidence_that_is_taught_where_things_are_keeps_its_places(
    wide: keras.Model, narrow: keras.Model, data: LabelledSet
) -> None:
    unread(wide, {group.maker: np.arange(len(PLACES)) for group in groups_of(wide)})
    narrowed(wide, narrow, importance(wide, data))
    theirs, mine = (model.get_layer("evidence_conv").kernel.numpy() for model in (wide, narrow))
    np.testing.assert_array_equal(mine[..., : len(PLACES)], theirs[..., : len(PLACES)])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, data: LabelledSet) -> runs.Run:
    """A run of `wide` that saw one step, as it was written when its network was called `fast`."""
    folder = tmp_path_factory.mktemp("wide") / "run"
    training = Training(recipe_for("wide", image_size=SIZE, epochs=1, variation="none"), train=data, valid=data)
    training.run(
        report=lambda progress: None,
        keep=Keeper(folder, origin=Origin(SEAM, {}, 1, None, now()), valid=data),
        should_stop=lambda: False,
    )
    card = runs.open_run(folder).card
    runs.write_card(folder, card.model_copy(update={"network": "fast"}))
    return runs.open_run(folder)


def test_a_run_from_when_fast_had_twice_the_channels_is_one_of_wide_and_answers_still(
    run: runs.Run, data: LabelledSet
) -> None:
    assert run.card.network == "wide"
    assert runs.open_run(run.folder).card.parameters > runs.MOST_IN_FAST
    assert load_network(run)(data.pictures[:2], training=False).shape == (2, 4)
    assert networks.build("fast", image_size=SIZE, outputs=1000).count_params() < runs.MOST_IN_FAST


def test_a_narrowed_run_is_one_of_fast_with_half_the_parameters_and_names_its_base(
    run: runs.Run, data: LabelledSet, tmp_path: Path
) -> None:
    narrow_run(tmp_path / "narrow", run, data, clips=10)
    card = runs.open_run(tmp_path / "narrow").card
    assert (card.network, card.base, card.statistics) == ("fast", "run", run.card.statistics)
    assert (
        card.parameters == load_network(runs.open_run(tmp_path / "narrow")).count_params() < 0.6 * run.card.parameters
    )


def test_a_teacher_is_asked_once_and_never_outvotes_the_truth(run: runs.Run, data: LabelledSet, tmp_path: Path) -> None:
    asked = StripSet("lab", 10, 4, 7)
    heeded = heeding(tmp_path, asked, data, teacher=run)
    assert ((heeded.labels > 0.5) == (data.labels > 0.5)).all()
    assert 0 < np.abs(heeded.labels - data.labels).mean() < 0.5
    turned = replace(data, pictures=np.ascontiguousarray(data.pictures[:, ::-1, ::-1]))
    (tmp_path / "turned").mkdir()
    np.testing.assert_allclose(
        heeding(tmp_path / "turned", asked, turned, teacher=run).labels, heeded.labels, atol=1e-5
    )
    nothing = replace(data, pictures=np.zeros_like(data.pictures))
    np.testing.assert_array_equal(heeding(tmp_path, asked, nothing, teacher=run).labels, heeded.labels)
