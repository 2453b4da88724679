"""A network's 8-bit sister: convolutions in whole numbers, which every processor of the last years computes fastest."""

import logging

import numpy as np
from numpy.typing import NDArray

from station.model.openvino_runtime import ov

CALIBRATED_ON = 300
"""Pictures, at most, by which the ranges of the whole numbers are found."""


def quantised(network: ov.Model, pictures: NDArray[np.uint8]) -> ov.Model:
    """The network with its convolutions in int8, the ranges taken from these pictures (n, h, w, 3); slow: a second or two.

    What follows the last convolutions stays as it is: a softmax over all places, or the sum that a heat map is, lives on
    differences that 8 bits do not hold. Measured on `wide`: with it in int8 a third of all sure decisions changed, without none.
    Bias correction made it worse as well.
    """
    kept = logging.getLoggerClass()
    import nncf  # a second, which only a training's end waits for

    logging.setLoggerClass(kept)  # it makes its own the class of everybody's loggers
    nncf.set_log_level(logging.ERROR)
    chosen = pictures[:: max(1, len(pictures) // CALIBRATED_ON)]
    return nncf.quantize(
        network,
        nncf.Dataset([picture[None] for picture in chosen]),
        subset_size=len(chosen),
        ignored_scope=nncf.IgnoredScope(names=_after_the_last_convolutions(network), validate=False),
        advanced_parameters=nncf.AdvancedQuantizationParameters(disable_bias_correction=True),
    )


def _after_the_last_convolutions(network: ov.Model) -> list[str]:
    """The names of all operations that lie between a convolution of more than one pixel and the outputs."""
    found: dict[str, None] = {}
    waiting = [output.node for output in network.outputs]
    while waiting:
        node = waiting.pop()
        name = node.get_friendly_name()
        if name in found or node.get_type_name() in {"Constant", "Parameter"} or _is_spatial(node):
            continue
        found[name] = None
        waiting.extend(value.get_source_output().get_node() for value in node.inputs())
    return list(found)


def _is_spatial(node: ov.Node) -> bool:
    if node.get_type_name() not in {"Convolution", "GroupConvolution"}:
        return False
    kernel = node.input_value(1).get_partial_shape()
    return any(side.get_length() > 1 for side in list(kernel)[2:])
