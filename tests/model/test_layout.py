"""What is known of the networks without TensorFlow is what they are."""

import pytest

from station.model import layout, networks
from tests.model.layouts import shapes_of


def test_all_networks_are_known() -> None:
    assert set(layout.NETWORK_NAMES) == set(networks.NETWORKS)


@pytest.mark.parametrize(
    ("name", "size", "outputs"),
    [("fast", (96, 64), 3), ("wide", (64, 64), 2), ("reference", (101, 70), 4), ("fruit", (100, 55), 5)],
)
def test_the_layout_is_the_networks_own(name: str, size: tuple[int, int], outputs: int) -> None:
    """python -m tests.model.layouts writes it anew."""
    assert layout.expected_shapes(name, image_size=size, outputs=outputs) == shapes_of(
        name, image_size=size, outputs=outputs
    )
