"""The base weights that ship: whole, honest in their maps, and able to see faults on strips that they were not trained on."""

import argparse
from dataclasses import replace

import keras
import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from station.core.attributes import SEAM
from station.core.folders import resource
from station.core.messages import Answer, Array
from station.core.opencv import cv2
from station.model import runs
from station.model.checkpoints import load_network
from station.model.exported import ALIKE, read_sample, read_sheet
from station.model.feeding import LabelledSet
from station.model.maps import explain, gradient_maps
from station.model.pretraining import PLACES, VALID_SHARE, StripSet, divided, render, strip_set
from station.model.recipes import RECIPES
from station.model.runtime import Runtime


@pytest.fixture(scope="module")
def base() -> runs.Run:
    return runs.open_run(resource("base") / "fast")


@pytest.fixture(scope="module")
def network(base: runs.Run) -> keras.Model:
    return load_network(base)


@pytest.fixture(scope="module")
def unseen(base: runs.Run) -> LabelledSet:
    """Strips of another seed than the base was trained on."""
    strips = [render(1977, number=number, frames=4, size=base.card.image_size) for number in range(20)]
    places = [strip.places for strip in strips if strip.places is not None]
    return LabelledSet(
        np.concatenate([strip.pictures for strip in strips]),
        np.concatenate([strip.labels for strip in strips]),
        np.concatenate(places),
    )


def test_the_base_is_of_the_default_network_and_small_enough_to_ship(base: runs.Run) -> None:
    assert base.card.network == "fast"
    assert base.card.image_size == RECIPES["fast"].image_size
    assert base.card.attribute_set.names == SEAM.names
    assert runs.weights_of(base).stat().st_size <= 5_000_000


def test_its_exported_network_answers_as_its_weights_do_and_knows_rendered_strips_only(
    base: runs.Run, network: keras.Model
) -> None:
    sheet = read_sheet(base)
    pictures = read_sample(base, sheet)
    assert 8 <= len(pictures) <= 32
    logits = network(pictures, training=False).numpy()
    np.testing.assert_allclose(1 / (1 + np.exp(-logits)), sheet.expected, atol=1e-5)
    exported = Runtime(base, exact=True).answer(Answer(1, Array.of(pictures), False)).probabilities.unpack()
    np.testing.assert_allclose(exported, sheet.expected, atol=ALIKE)
    assert sheet.agreements["float32"].largest <= ALIKE
    assert base.card.rendered
    assert sum((base.folder / name).stat().st_size for name in sheet.files) <= 5_000_000
    for name in ("card.json", "exported.json", "exported.xml"):
        text = (base.folder / name).read_text("utf-8")
        assert not any(place in text for place in ("/work", "/home", "C:\\"))


def test_its_free_maps_are_the_tapes_on_real_answers(network: keras.Model, unseen: LabelledSet) -> None:
    pictures = unseen.pictures[::20]
    _, gradcam, hirescam = (part.numpy() for part in explain(network)(pictures))
    for method, free in (("gradcam", gradcam), ("hirescam", hirescam)):
        taped = gradient_maps(network, pictures, method=method)
        largest = np.abs(taped).max(axis=(1, 2), keepdims=True)
        assert (largest > 0).all()
        assert (np.abs(free - taped) / largest).max() <= 1e-5


def test_a_frame_alone_and_in_a_batch_agree_on_the_trained_network(network: keras.Model, unseen: LabelledSet) -> None:
    answer = explain(network)
    together = answer(unseen.pictures[:9])[0].numpy()
    alone = np.concatenate([answer(picture[None])[0].numpy() for picture in unseen.pictures[:9]])
    assert np.abs(1 / (1 + np.exp(-together)) - 1 / (1 + np.exp(-alone))).max() <= 1e-5


def test_it_tells_faults_and_stitches_on_strips_it_never_saw(network: keras.Model, unseen: LabelledSet) -> None:
    logits = np.concatenate([network(unseen.pictures[at : at + 20], training=False).numpy() for at in range(0, 80, 20)])
    areas = {name: roc_auc_score(unseen.labels[:, i], logits[:, i]) for i, name in enumerate(SEAM.names)}
    assert min(areas.values()) > 0.85, areas


def test_its_maps_point_at_the_faults(network: keras.Model, unseen: LabelledSet) -> None:
    """The maximum of a true fault's map lies within one cell of where the fault is, mostly."""
    assert unseen.places is not None
    answer = explain(network)
    hits, count = 0, 0
    for index in np.flatnonzero(unseen.labels[:, 1:3].any(axis=1)):
        gradcam = answer(unseen.pictures[index : index + 1])[1].numpy()[0]
        for name in ("error", "break"):
            if not unseen.labels[index, SEAM.names.index(name)]:
                continue
            heat = gradcam[..., SEAM.names.index(name)]
            row, column = np.unravel_index(heat.argmax(), heat.shape)
            place = cv2.dilate(unseen.places[index, ..., PLACES.index(name)], np.ones((3, 3), np.uint8))
            hits += int(place[row, column])
            count += 1
    assert count > 20
    print(f"the map's maximum lies on the fault in {hits} of {count}")
    assert hits / count > 0.7


def test_a_set_of_strips_is_read_as_it_is_written() -> None:
    assert str(strip_set("lab:2400x4:21")) == "lab:2400x4:21"
    with pytest.raises(argparse.ArgumentTypeError, match="expected like various:4400x4:5"):
        strip_set("cloth:1x1:1")


def test_whole_strips_of_each_set_are_kept_for_validation() -> None:
    def strips(count: int, *, frames: int) -> LabelledSet:
        numbers = np.repeat(np.arange(count), frames)
        shape = (len(numbers), 2, 2, 3)
        return LabelledSet(np.zeros(shape, np.uint8), numbers[:, None].astype(np.float32), np.zeros(shape, np.uint8))

    sets = [(StripSet("lab", VALID_SHARE, 3, 0), strips(VALID_SHARE, frames=3))]
    sets.append((StripSet("various", 4, 2, 0), strips(4, frames=2)))
    train, valid, count = divided(sets, learnt=lambda _, data: replace(data, labels=data.labels + 100))
    assert train.labels.min() >= 100
    assert valid.labels[:, 0].tolist() == [0, 0, 0, 1, 1, 1, 0, 0, 1, 1]
    assert count == 4
    assert (len(train), valid.places) == ((VALID_SHARE - 2) * 3 + 4, None)
    assert train.places is not None
    assert len(train.places) == len(train.pictures) == len(train)
