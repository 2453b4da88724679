"""Exported networks compiled for this processor, and what they answer. No TensorFlow."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from station.core.attributes import Kind
from station.core.heat import speaking
from station.model.exported import EIGHT_BITS, NETWORK, WEIGHTS, Precision, Seen, pointed
from station.model.logits import probabilities_of
from station.model.openvino_runtime import ov

BATCH = 16
BFLOAT16 = "BF16"
"""As `capabilities` names it."""
OUTPUTS = ("probabilities", "logits", "gradcam", "hirescam")


def capabilities(core: ov.Core | None = None) -> tuple[str, ...]:
    """What OpenVINO says that this processor can compute in quickly, such as FP32, BF16 and INT8."""
    return tuple(str(name) for name in (core or ov.Core()).get_property("CPU", "OPTIMIZATION_CAPABILITIES"))


class Compiled:
    """A compiled network with one request that is used again and again."""

    def __init__(self, network: ov.CompiledModel) -> None:
        """Prepare."""
        known = [(index, output.get_names()) for index, output in enumerate(network.outputs)]
        self._outputs = {name: index for name in OUTPUTS for index, names in known if name in names}
        self._request = network.create_infer_request()

    def answer(self, pictures: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
        """The outputs by name; they are overwritten by the next call."""
        self._request.infer({0: ov.Tensor(np.ascontiguousarray(pictures))}, share_outputs=True)
        return {name: self._request.get_output_tensor(index).data for name, index in self._outputs.items()}


class Networks:
    """An exported network, in the precisions in which this processor can compute it."""

    def __init__(self, files: Mapping[str, bytes], *, image_size: tuple[int, int], cores: int = 0) -> None:
        """Read the files' contents; RuntimeError, which is OpenVINO's, where it can't. At most so many cores are used; 0: all."""
        self._core = ov.Core()
        self._size = image_size
        self._cores = cores
        self._files = files  # the networks' constants are views of them
        self._networks = {False: self._read(NETWORK, WEIGHTS)}
        if EIGHT_BITS[0] in files:
            self._networks[True] = self._read(*EIGHT_BITS)
        self._has_bf16 = BFLOAT16 in capabilities(self._core)

    @property
    def lower(self) -> tuple[Precision, ...]:
        """The precisions below float32 that there are."""
        bfloat16: tuple[Precision, ...] = ("bfloat16",) if self._has_bf16 else ()
        return (*bfloat16, "int8") if True in self._networks else bfloat16

    @property
    def processor(self) -> str:
        """This processor's name and what it can compute in, which its name alone does not always tell."""
        return f"{self._core.get_property('CPU', 'FULL_DEVICE_NAME')} ({', '.join(sorted(capabilities(self._core)))})"

    def compile(self, precision: Precision, *, one: bool = False, maps: bool = True) -> Compiled:
        """For one picture, or for any number; with its maps, or the logits alone."""
        network = self._networks[precision == "int8"].clone()
        if not maps:
            network = ov.Model([network.output("logits").node.input_value(0).node], network.get_parameters(), "answers")
            network.output(0).get_tensor().set_names({"logits"})
        if one:
            network.reshape([1, *self._size[::-1], 3])
        is_lower = precision == "bfloat16" or (precision == "int8" and self._has_bf16)
        settings: dict[str, str | int] = {
            "INFERENCE_PRECISION_HINT": "bf16" if is_lower else "f32",
            "PERFORMANCE_HINT": "LATENCY",
        }
        if self._cores:
            settings["INFERENCE_NUM_THREADS"] = self._cores
        return Compiled(self._core.compile_model(network, "CPU", settings))

    def seen(self, precision: Precision, pictures: NDArray[np.uint8], *, kind: Kind) -> Seen:
        """What it says of many pictures, and where its heat maps point."""
        compiled = self.compile(precision)
        logits, peaks, alike = [], [], []
        for some in np.split(pictures, range(BATCH, len(pictures), BATCH)):
            answer = compiled.answer(some)
            logits.append(answer["logits"].copy())
            found = pointed(speaking(answer["gradcam"], decisions=answer["logits"] >= 0, kind=kind))
            peaks.append(found[0])
            alike.append(found[1])
        probabilities = probabilities_of(np.concatenate(logits), kind=kind)
        return Seen(probabilities, np.concatenate(peaks), np.concatenate(alike))

    def _read(self, network: str, weights: str) -> Any:  # noqa: ANN401
        return self._core.read_model(self._files[network], ov.Tensor(np.frombuffer(self._files[weights], np.uint8)))
