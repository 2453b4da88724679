"""An exported run ready to answer frames, in the precision that is fastest here and decides alike. No TensorFlow."""

import hashlib
import time
from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from station.core import storage
from station.core.attributes import Kind
from station.core.errors import StationError
from station.core.folders import cache_folder
from station.core.messages import Answer, Answers, Array, Engine
from station.model.exported import (
    ALIKE,
    NETWORK,
    WEIGHTS,
    Agreement,
    NotExportedError,
    Precision,
    agreement,
    read_file,
    read_sample,
    read_sheet,
)
from station.model.logits import probabilities_of
from station.model.openvino_runtime import ov
from station.model.runs import Run, pictures_for

WORTHWHILE = 1.1
"""How much faster a lower precision must be to be taken."""
BATCH = 16
OUTPUTS = ("probabilities", "logits", "gradcam", "hirescam")
_ROUNDS = 8
_HINTS = {"float32": "f32", "bfloat16": "bf16"}
_LOWER: tuple[tuple[Precision, str], ...] = (("bfloat16", "BF16"),)
"""Lower precisions, and what OpenVINO calls the capability of a processor to compute in them."""


class Runtime:
    """One exported network. The batch of one is compiled for its shape, since live frames come one by one."""

    def __init__(self, run: Run, *, exact: bool = False, cores: int = 0) -> None:
        """Load and warm the run's export: in float32 where it is to be `exact`, else in the fastest precision that agrees.

        It uses at most so many `cores`; 0: all.

        NotExportedError where there is none, or where it does not answer here as TensorFlow did.
        """
        self._run = run
        self._cores = cores
        self._sheet = read_sheet(run)
        network, weights = (read_file(run, self._sheet, name) for name in (NETWORK, WEIGHTS))
        self._kind = run.card.kind
        try:
            self._core = ov.Core()
            self._network = self._core.read_model(network, ov.Tensor(np.frombuffer(weights, np.uint8)))
            self._weights = weights  # the network's constants are views of them
            self._compiled: dict[tuple[bool, bool], Compiled] = {}
            agreements = self._agreements()
            self.precision, self.milliseconds = self._choose(agreements, exact=exact)
            self._of(1, maps=True).answer(self._blank(1))
        except RuntimeError as error:  # OpenVINO's errors
            raise NotExportedError(f"OpenVINO can't use the exported network of the run {run.name}: {error}") from error
        beside = agreements.get(self.precision if self.precision != "float32" else "bfloat16")
        self.engine = Engine(
            self.precision,
            milliseconds=self.milliseconds,
            pictures=beside.pictures if beside else 0,
            sure=beside.sure if beside else 0,
            changed=beside.changed if beside else 0,
        )

    def answer(self, request: Answer) -> Answers:
        """The answers to pictures uint8 (n, h, w, 3); StationError where they are of another size or kind."""
        pictures = pictures_for(self._run, request.pictures.unpack())
        if len(pictures) <= BATCH:
            parts = [self._of(len(pictures), maps=request.maps).answer(pictures)]
        else:
            parts = [
                {name: found.copy() for name, found in self._of(len(some), maps=request.maps).answer(some).items()}
                for some in np.split(pictures, range(BATCH, len(pictures), BATCH))
            ]
        probabilities = probabilities_of(_joined(parts, "logits"), kind=self._kind)
        maps = [Array.of(_joined(parts, name)) for name in ("gradcam", "hirescam")] if request.maps else []
        return Answers(request.number, Array.of(probabilities), *maps)

    def _of(self, count: int, *, maps: bool) -> "Compiled":
        """The network compiled for one picture or for any number, with its maps or without."""
        key = (count == 1, maps)
        if key not in self._compiled:
            self._compiled[key] = self._compile(self.precision, one=count == 1, maps=maps)
        return self._compiled[key]

    def _compile(self, precision: Precision, *, one: bool, maps: bool = True) -> "Compiled":
        network = self._network.clone()
        if not maps:
            network = ov.Model([network.output("logits").node.input_value(0).node], network.get_parameters(), "answers")
            network.output(0).get_tensor().set_names({"logits"})
        if one:
            network.reshape([1, *self._run.card.image_size[::-1], 3])
        settings: dict[str, str | int] = {
            "INFERENCE_PRECISION_HINT": _HINTS[precision],
            "PERFORMANCE_HINT": "LATENCY",
        }
        if self._cores:
            settings["INFERENCE_NUM_THREADS"] = self._cores
        return Compiled(self._core.compile_model(network, "CPU", settings))

    def _blank(self, count: int) -> NDArray[np.uint8]:
        width, height = self._run.card.image_size
        return np.zeros((count, height, width, 3), np.uint8)

    def _agreements(self) -> dict[Precision, Agreement]:
        """How the lower precisions that this processor has agree with float32 here.

        Found out at the export where that was done on such a processor with this OpenVINO; else by the sample, once.
        """
        processor, version = processor_of(self._core), ov.get_version()
        if (self._sheet.processor, self._sheet.openvino) == (processor, version):
            return {name: found for name, found in self._sheet.agreements.items() if name != "float32"}
        key = "\n".join([processor, version, *sorted(self._sheet.files.values())])
        file = cache_folder() / "precision" / f"{hashlib.sha256(key.encode()).hexdigest()}.json"
        try:
            known = _AGREEMENTS.validate_json(storage.read_bytes(file))
        except (StationError, ValidationError):
            known = self._sampled()
            try:
                storage.create_folder(file.parent)
                storage.write_bytes(file, _AGREEMENTS.dump_json(known))
            except StationError:
                return known  # it is found out again the next time
        return known

    def _sampled(self) -> dict[Precision, Agreement]:
        """Let the sample's pictures be answered in each precision; NotExportedError where float32 is not TensorFlow's."""
        pictures = read_sample(self._run, self._sheet)
        answers = {name: self._probabilities(pictures, name) for name in ("float32", *lower_precisions(self._core))}
        exact = answers.pop("float32")
        largest = agreement(np.array(self._sheet.expected, np.float32), exact, card=self._run.card).largest
        if largest > ALIKE:
            raise NotExportedError(
                f"the exported network of the run {self._run.name} does not answer here as TensorFlow did: a probability "
                f"differs by {largest:.2g}, and {ALIKE:g} is allowed"
            )
        return {name: agreement(exact, found, card=self._run.card) for name, found in answers.items()}

    def _probabilities(self, pictures: NDArray[np.uint8], precision: Precision) -> NDArray[np.float32]:
        compiled = self._compile(precision, one=False)
        return probabilities_in(compiled, pictures, kind=self._kind)

    def _choose(self, agreements: dict[Precision, Agreement], *, exact: bool) -> tuple[Precision, dict[str, float]]:
        """The fastest precision here whose sure decisions are float32's, and the milliseconds a picture of all of them."""
        if exact:
            return "float32", {}
        sides = {name: self._compile(name, one=True) for name in ("float32", *agreements)}
        times: dict[str, list[float]] = {name: [] for name in sides}
        blank = self._blank(1)
        for _ in range(_ROUNDS):
            for name, compiled in sides.items():
                begun = time.perf_counter()
                compiled.answer(blank)
                times[name].append(1000 * (time.perf_counter() - begun))
        milliseconds = {name: median(found[2:]) for name, found in times.items()}
        allowed = [name for name, found in agreements.items() if not found.changed]
        best = min(allowed, key=lambda name: milliseconds[name], default=None)
        chosen: Precision = "float32"
        if best is not None and milliseconds["float32"] > WORTHWHILE * milliseconds[best]:
            chosen = best
        self._compiled[True, True] = sides[chosen]
        return chosen, milliseconds


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


def probabilities_in(compiled: Compiled, pictures: NDArray[np.uint8], *, kind: Kind) -> NDArray[np.float32]:
    """The probabilities of many pictures, float32 (n, a)."""
    parts = [compiled.answer(some)["logits"].copy() for some in np.split(pictures, range(BATCH, len(pictures), BATCH))]
    return probabilities_of(np.concatenate(parts), kind=kind)


def processor_of(core: ov.Core) -> str:
    """This processor's name and what it can compute in, which its name alone does not always tell."""
    capabilities = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return f"{core.get_property('CPU', 'FULL_DEVICE_NAME')} ({', '.join(sorted(map(str, capabilities)))})"


def lower_precisions(core: ov.Core) -> tuple[Precision, ...]:
    """The precisions below float32 that this processor computes in."""
    capabilities = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return tuple(name for name, capability in _LOWER if capability in capabilities)


def _joined(parts: Sequence[dict[str, NDArray[np.float32]]], name: str) -> NDArray[np.float32]:
    return parts[0][name] if len(parts) == 1 else np.concatenate([part[name] for part in parts])


_AGREEMENTS: TypeAdapter[dict[Precision, Agreement]] = TypeAdapter(dict[Precision, Agreement])
