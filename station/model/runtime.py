"""An exported run ready to answer frames, in the precision that is fastest here and decides alike. No TensorFlow."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from station.core import storage
from station.core.errors import StationError
from station.core.folders import cache_folder
from station.core.messages import Answer, Answers, Array, Engine, Tried
from station.model.compiled import BATCH, Compiled, Networks
from station.model.exported import (
    ALIKE,
    PICTURES,
    Agreement,
    NotExportedError,
    Precision,
    Seen,
    agreement,
    agrees,
    is_enough,
    read_file,
    read_sample,
    read_sheet,
)
from station.model.logits import probabilities_of
from station.model.openvino_runtime import ov
from station.model.runs import Run, pictures_for

WORTHWHILE = 1.1
"""How much faster a lower precision must be to be taken."""
_ROUNDS = 8

Agreements = dict[Precision, Agreement]
_AGREEMENTS: TypeAdapter[Agreements] = TypeAdapter(Agreements)


class Runtime:
    """One exported network. The batch of one is compiled for its shape, since live frames come one by one."""

    def __init__(self, run: Run, *, exact: bool = False, cores: int = 0) -> None:
        """Load and warm the run's export: in float32 where it is to be `exact`, else in the fastest precision that agrees.

        It uses at most so many `cores`; 0: all. NotExportedError where there is no export, or where it does not answer here as
        TensorFlow did.
        """
        self._run = run
        self._wish = exact, cores
        self._kind = run.card.kind
        self._sheet = read_sheet(run)
        files = {name: read_file(run, self._sheet, name) for name in self._sheet.files if name != PICTURES}
        self._compiled: dict[tuple[bool, bool], Compiled] = {}
        try:
            self._networks = Networks(files, image_size=run.card.image_size, cores=cores)
            agreements = {} if exact else self._agreements()
            sides = {name: self._networks.compile(name, one=True) for name in ("float32", *agreements)}
            milliseconds = {} if exact else self._timed(sides)
            self.precision: Precision = chosen(milliseconds, agreements)
            self._compiled[True, True] = sides[self.precision]
            self._of(1, maps=True).answer(self._blank())
        except RuntimeError as error:  # OpenVINO's errors
            raise NotExportedError(f"OpenVINO can't use the exported network of the run {run.name}: {error}") from error
        self.engine = Engine(self.precision, tried=told(milliseconds, agreements))

    def is_of(self, run: Run, *, exact: bool, cores: int) -> bool:
        """Whether it would be the same if it were loaded anew for this run and these wishes; NotExportedError as then."""
        return self._run == run and self._wish == (exact, cores) and self._sheet == read_sheet(run)

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

    def _of(self, count: int, *, maps: bool) -> Compiled:
        """The network compiled for one picture or for any number, with its maps or without."""
        key = (count == 1, maps)
        if key not in self._compiled:
            self._compiled[key] = self._networks.compile(self.precision, one=count == 1, maps=maps)
        return self._compiled[key]

    def _blank(self) -> NDArray[np.uint8]:
        width, height = self._run.card.image_size
        return np.zeros((1, height, width, 3), np.uint8)

    def _agreements(self) -> Agreements:
        """How the lower precisions that this processor has agree with float32 here.

        Found out at the export where that was done on such a processor with this OpenVINO; else by the sample, once.
        """
        processor, version = self._networks.processor, ov.get_version()
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

    def _sampled(self) -> Agreements:
        """Let the sample's pictures be answered in each precision; NotExportedError where float32 is not TensorFlow's."""
        pictures = read_sample(self._run, self._sheet)
        exact = self._networks.seen("float32", pictures, kind=self._kind)
        expected = Seen(np.array(self._sheet.expected, np.float32))
        largest = agreement(expected, exact, card=self._run.card).largest
        if largest > ALIKE:
            raise NotExportedError(
                f"the exported network of the run {self._run.name} does not answer here as TensorFlow did: a probability "
                f"differs by {largest:.2g}, and {ALIKE:g} is allowed"
            )
        lower = {name: self._networks.seen(name, pictures, kind=self._kind) for name in self._networks.lower}
        return {name: agreement(exact, found, card=self._run.card) for name, found in lower.items()}

    def _timed(self, sides: Mapping[Precision, Compiled]) -> dict[Precision, float]:
        """The milliseconds a picture in each precision, all in turn."""
        times: dict[Precision, list[float]] = {name: [] for name in sides}
        blank = self._blank()
        for _ in range(_ROUNDS):
            for name, compiled in sides.items():
                begun = time.perf_counter()
                compiled.answer(blank)
                times[name].append(1000 * (time.perf_counter() - begun))
        return {name: median(found[2:]) for name, found in times.items()}


def chosen(milliseconds: Mapping[Precision, float], agreements: Mapping[Precision, Agreement]) -> Precision:
    """The fastest precision that agrees with float32, where it is worth leaving that."""
    allowed = [name for name, found in agreements.items() if agrees(found) and is_enough(name, found.sure)]
    best = min(allowed, key=lambda name: milliseconds[name], default=None)
    if best is not None and milliseconds["float32"] > WORTHWHILE * milliseconds[best]:
        return best
    return "float32"


def told(milliseconds: Mapping[Precision, float], agreements: Mapping[Precision, Agreement]) -> dict[str, Tried]:
    """The figures of the choice, as they cross the process border."""
    tried: dict[str, Tried] = {}
    for name, taken in milliseconds.items():
        beside = agreements.get(name)
        if beside is None:
            tried[name] = Tried(taken)
        else:
            enough = is_enough(name, beside.sure)
            tried[name] = Tried(taken, beside.pictures, beside.sure, beside.changed, beside.moved, enough)
    return tried


def _joined(parts: Sequence[dict[str, NDArray[np.float32]]], name: str) -> NDArray[np.float32]:
    return parts[0][name] if len(parts) == 1 else np.concatenate([part[name] for part in parts])
