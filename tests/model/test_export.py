"""Exported networks answer as the station does, of either kind and for either head, without a line of its code."""

from pathlib import Path

import keras
import numpy as np
import onnx.reference
import pytest

from station.core.attributes import Kind
from station.model.export import answering_network
from station.model.logits import probabilities_of
from station.model.maps import explain, gradient_maps
from station.model.networks import NETWORKS, build

PAIRS: tuple[tuple[str, Kind], ...] = (
    ("fast", "attributes"),
    ("wide", "classes"),
    ("reference", "attributes"),
    ("fruit", "classes"),
)

assert {name for name, _ in PAIRS} == set(NETWORKS)


@pytest.mark.filterwarnings("ignore:In the future `np.object`:FutureWarning")  # of Keras' own tf2onnx, under numpy 2
@pytest.mark.parametrize(("name", "kind"), PAIRS)
def test_an_exported_network_has_the_stations_probabilities_and_maps(name: str, kind: Kind, tmp_path: Path) -> None:
    keras.utils.set_random_seed(4)
    model = build(name, image_size=(48, 32), outputs=5)
    rng = np.random.default_rng(4)
    for weight in model.weights:
        if weight.path.endswith(("bias", "beta", "moving_mean")):
            weight.assign(0.3 * rng.standard_normal(weight.shape))
    pictures = rng.integers(0, 256, (3, 32, 48, 3), dtype=np.uint8)
    logits = explain(model)(pictures)[0].numpy()
    expected = probabilities_of(logits, kind=kind)
    taped = gradient_maps(model, pictures, method="gradcam")
    assert np.abs(taped).max() > 0
    answering = answering_network(model, kind=kind)
    answering.save(tmp_path / "x.keras")
    saved = keras.saving.load_model(tmp_path / "x.keras", safe_mode=True)
    answering(pictures)
    answering.export(tmp_path / "x.onnx", format="onnx", verbose=False)
    session = onnx.reference.ReferenceEvaluator(str(tmp_path / "x.onnx"))
    exported = dict(zip(session.output_names, session.run(None, {session.input_names[0]: pictures}), strict=True))
    for answers in (saved(pictures), exported):
        np.testing.assert_allclose(answers["probabilities"], expected, atol=1e-5)
        assert np.abs(answers["gradcam"] - taped).max() <= 1e-4 * np.abs(taped).max()
