"""Sanity checks for heat maps (Adebayo et al. 2018): they change with the network's weights, and lose their aim with wrong labels.

A map that shows edges, whatever the network has learnt, looks convincing and explains nothing; it stands beside as a control.
"""

from collections.abc import Callable
from dataclasses import replace

import keras
import numpy as np
import pytest

from station.core.folders import resource
from station.core.opencv import cv2
from station.model import runs
from station.model.checkpoints import load_network
from station.model.feeding import LabelledSet
from station.model.maps import explain
from station.model.pretraining import render
from station.model.recipes import RECIPES
from station.model.training import Training

STAGES = ("logits", "evidence", "lateral", "stage3", "stage2", "stage1", "stem", "detail")
"""How the names of the layers begin, from the logits downwards."""
LIKE_ITSELF = 0.9
LIKE_ANOTHER = 0.35
"""Means of absolute rank correlations: measured are 0.08 to 0.18 after each stage. Two smooth maps are never quite without."""

Explain = Callable[[keras.Model, np.ndarray], tuple[np.ndarray, np.ndarray]]


def station_maps(network: keras.Model, pictures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Raw Grad-CAM and HiResCAM."""
    _, gradcam, hirescam = (part.numpy() for part in explain(network)(pictures))
    return gradcam, hirescam


def edge_maps(network: keras.Model, pictures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What a map would be that shows edges and never asks the network."""
    del network
    found = [cv2.resize(np.abs(cv2.Laplacian(p.mean(axis=-1), cv2.CV_64F)), (32, 24)) for p in pictures]
    edges = np.repeat(np.stack(found)[..., None], 4, axis=-1)
    return edges, edges


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's, of two maps of one attribute in one picture."""
    ranks = [values.ravel().argsort(kind="stable").argsort(kind="stable") for values in (one, other)]
    return float(np.corrcoef(*ranks)[0, 1])


def likeness(ones: np.ndarray, others: np.ndarray) -> float:
    """The mean absolute rank correlation over pictures and attributes, of maps (n, rows, columns, a)."""
    pairs = [(a[..., i], b[..., i]) for a, b in zip(ones, others, strict=True) for i in range(ones.shape[-1])]
    return float(np.mean([abs(rank_correlation(a, b)) for a, b in pairs]))


def reset(network: keras.Model, beginning: str) -> None:
    """Give the layers whose names begin so fresh random weights."""
    chosen = [layer for layer in network.layers if layer.weights and layer.name.startswith(beginning)]
    assert chosen
    for layer in chosen:
        fresh = type(layer).from_config(layer.get_config())
        fresh.build(layer.input.shape)
        layer.set_weights(fresh.get_weights())


def assert_weights_matter(network: keras.Model, pictures: np.ndarray, explained: Explain) -> None:
    """Maps after each stage of randomising, from the logits downwards, are no longer those of the trained network."""
    trained = explained(network, pictures)
    for stage in STAGES:
        reset(network, stage)
        for before, after in zip(trained, explained(network, pictures), strict=True):
            assert likeness(before, after) <= LIKE_ANOTHER, stage


@pytest.fixture(scope="module")
def strips() -> np.ndarray:
    """Frames of strips that the base was not trained on."""
    size = RECIPES["fast"].image_size
    return np.concatenate([render(1977, number=number, frames=2, size=size).pictures for number in range(4)])


@pytest.fixture
def base() -> keras.Model:
    """The trained network that ships, to be spoilt by one test."""
    keras.utils.set_random_seed(11)
    return load_network(runs.open_run(resource("base") / "fast"))


def test_every_layer_of_the_base_is_randomised_by_the_cascade(base: keras.Model) -> None:
    assert all(layer.name.startswith(STAGES) for layer in base.layers if layer.weights)


def test_maps_change_when_the_weights_are_randomised_layer_by_layer(base: keras.Model, strips: np.ndarray) -> None:
    assert_weights_matter(base, strips, station_maps)


def test_maps_stay_when_only_the_pictures_noise_changes(base: keras.Model, strips: np.ndarray) -> None:
    noise = np.random.default_rng(1).integers(-2, 3, strips.shape)
    noisy = np.clip(strips.astype(int) + noise, 0, 255).astype(np.uint8)
    for one, other in zip(station_maps(base, strips), station_maps(base, noisy), strict=True):
        assert likeness(one, other) >= LIKE_ITSELF


def test_an_edge_detector_does_not_pass_for_a_heat_map(base: keras.Model, strips: np.ndarray) -> None:
    with pytest.raises(AssertionError, match="logits"):
        assert_weights_matter(base, strips, edge_maps)


WIDTH, HEIGHT, FAULT, CELL = 96, 64, 10, 8


def faulty(count: int, seed: int) -> tuple[LabelledSet, np.ndarray]:
    """Mottled cloth, half of it with a chequered fault at a random place, and the faults' boxes (n, 4) as x0, y0, x1, y1."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(rng.integers(0, 2, (count, 1)), 4, axis=1).astype(np.float32)
    corners = np.stack([rng.integers(0, side - FAULT, count) for side in (WIDTH, HEIGHT)], axis=1)
    rows, columns = np.mgrid[:FAULT, :FAULT]
    chequer = np.where((rows // 2 + columns // 2) % 2, 70.0, -70.0)[..., None]
    pictures = np.empty((count, HEIGHT, WIDTH, 3), np.uint8)
    for picture, (x, y), (has_fault, *_) in zip(pictures, corners, labels, strict=True):
        mottled = cv2.resize(rng.standard_normal((8, 12, 3)), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        cloth = 120 + 30 * rng.standard_normal(3) + 15 * mottled + 10 * rng.standard_normal(picture.shape)
        cloth[y : y + FAULT, x : x + FAULT] += chequer * has_fault
        picture[...] = np.clip(cloth, 0, 255)
    return LabelledSet(pictures, labels), np.concatenate([corners, corners + FAULT], axis=1)


def share_on_the_fault(maps: np.ndarray, boxes: np.ndarray) -> float:
    """The pointing game: of maps (n, rows, columns) the share whose maximum lies in its box grown by one cell."""
    places = [np.unravel_index(heat.argmax(), heat.shape) for heat in maps]
    at = np.array([((column + 0.5) * CELL, (row + 0.5) * CELL) for row, column in places])
    return float(((at >= boxes[:, :2] - CELL) & (at < boxes[:, 2:] + CELL)).all(axis=1).mean())


def aim_after_training(train: LabelledSet, *, valid: LabelledSet, pictures: np.ndarray, boxes: np.ndarray) -> float:
    """How well the maps of a network point that was trained on these pictures: the mean over its attributes."""
    size = (WIDTH, HEIGHT)
    recipe = replace(RECIPES["fast"], image_size=size, epochs=8, averaging=0.9, precision="float32", seed=3)
    training = Training(recipe, train=train, valid=valid)
    training.run(report=lambda progress: None, keep=lambda training: None, should_stop=lambda: False)
    gradcam, _ = station_maps(training.model, pictures)
    return float(np.mean([share_on_the_fault(gradcam[..., i], boxes) for i in range(gradcam.shape[-1])]))


def test_maps_lose_their_aim_when_the_labels_were_permuted_in_training() -> None:
    """Of four attributes that all mean the fault, each permuted by itself: one could point at it by chance, turned round or not."""
    train, _ = faulty(320, 1)
    valid, _ = faulty(32, 2)
    unseen, boxes = faulty(160, 3)
    has_fault = unseen.labels[:, 0] > 0.5
    shown = {"valid": valid, "pictures": unseen.pictures[has_fault], "boxes": boxes[has_fault]}
    permuted = LabelledSet(train.pictures, np.random.default_rng(4).permuted(train.labels, axis=0))
    right = aim_after_training(train, **shown)
    wrong = aim_after_training(permuted, **shown)
    middle = np.zeros((int(has_fault.sum()), HEIGHT // CELL, WIDTH // CELL))
    middle[:, HEIGHT // CELL // 2, WIDTH // CELL // 2] = 1
    chance = share_on_the_fault(middle, boxes[has_fault])
    print(f"on the fault: {right:.2f}; with permuted labels {wrong:.2f}; the middle of the picture {chance:.2f}")
    assert right >= 0.9
    assert wrong <= chance + 0.25
