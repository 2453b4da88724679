"""Writes resources/networks.json: the weights of each network that depend neither on the pictures nor on the outputs."""

import json

from station.model import layout, networks
from tests.conftest import ROOT


def trunks() -> dict[str, dict[str, list[list[int]]]]:
    """Network -> layer -> shapes of its weights, without the head."""
    found = {}
    for name in networks.NETWORKS:
        shapes = shapes_of(name, image_size=(64, 64), outputs=2)
        found[name] = {
            layer: [list(shape) for shape in of_layer]
            for layer, of_layer in shapes.items()
            if layer not in (layout.LOGITS, layout.HIDDEN)
        }
    return found


def shapes_of(name: str, *, image_size: tuple[int, int], outputs: int) -> layout.Shapes:
    """The shapes of a network that was built."""
    model = networks.build(name, image_size=image_size, outputs=outputs)
    return {layer.name: [tuple(each.shape) for each in layer.variables] for layer in model.layers if layer.variables}


if __name__ == "__main__":
    (ROOT / "resources" / layout.FILE).write_text(json.dumps(trunks(), indent=None) + "\n", encoding="utf-8")
