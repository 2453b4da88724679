"""Paints answers off the window's thread: heat maps blended over the frame they belong to, and small pictures of faults."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast

import numpy as np

from station.core.alarm import Acknowledgement
from station.core.attributes import AttributeSet
from station.core.frame import Frame, Picture
from station.core.heat import Maps, decisions, heat_maps
from station.core.images import decode_picture, encode_png, overlay
from station.core.opencv import cv2
from station.core.palette import Palette, in_palette
from station.core.verdict import Rule, Verdict, fault_attributes

THUMBNAIL_HEIGHT = 96
FAULTS_KEPT = 50


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A frame with what the station says of it.

    `raw` holds the raw maps by method, float32 (rows, columns, attributes), empty where there was no answer. `seen_s` is
    when the frame came, by the session's clock; `latency_s` from then to the verdict. `recognised` is the class that it
    surely is of, empty where it is unsure, and where there are no classes.
    """

    frame: Frame
    verdict: Verdict
    probabilities: Mapping[str, float]
    raw: Mapping[str, Maps]
    seen_s: float
    latency_s: float
    recognised: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How heat maps are shown: of which attributes, how made, how opaque, in which colours.

    None: of the faults that were found; of classes, the likeliest one.
    """

    method: Literal["gradcam", "hirescam"] = "gradcam"
    shown: tuple[str, ...] | None = None
    opacity: float = 0.6
    palette: Palette = "lab"


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A result and its picture with the heat maps of these attributes."""

    result: Result
    picture: Picture
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """A fault that was counted: the frame with which it began, kept as PNG, and who saw the alarm."""

    number: int
    when: datetime
    result: Result
    """Its frame is the thumbnail; `whole` gives the real one."""
    found: tuple[tuple[str, bool], ...]
    """The attributes that make the fault, with the values that were found."""
    png: bytes
    acknowledged: Acknowledgement | None = None

    def whole(self) -> Result:
        """The result on the frame as it was."""
        small = self.result
        picture = decode_picture(self.png, name=f"the fault {self.number}")
        frame = Frame(picture, small.frame.number, small.frame.time_s, small.frame.arrived_s)
        return replace(small, frame=frame)


def painted(result: Result, *, attributes: AttributeSet, rule: Rule, look: Look) -> Painted:
    """The result's picture with the heat maps that are wished for; without any where there was no answer."""
    raw = result.raw.get(look.method)
    if raw is None or raw.shape[2] != len(attributes):
        return Painted(result, result.frame.picture, ())
    decided = decided_values(result.probabilities, attributes=attributes, rule=rule)
    shown = fault_attributes(attributes, decided) if look.shown is None else look.shown
    heat = heat_maps(raw[None], decisions=np.array([decided], bool), kind=attributes.kind)[0]
    maps = {name: heat[..., index] for index, name in enumerate(attributes.names) if name in shown}
    coloured = in_palette(attributes, look.palette)
    colours = {name: coloured[name].colour for name in maps}
    if not maps:
        return Painted(result, result.frame.picture, ())
    return Painted(result, overlay(result.frame.picture, maps, colours, strength=look.opacity), tuple(maps))


def decided_values(probabilities: Mapping[str, float], *, attributes: AttributeSet, rule: Rule) -> list[bool]:
    """What is decided, the unsure band left aside, which is what a heat map explains: see `core.heat.decisions`."""
    given = [[probabilities.get(name, 0.0) for name in attributes.names]]
    thresholds = [rule.thresholds.get(name, 0.5) for name in attributes.names]
    return [bool(value) for value in decisions(given, thresholds=thresholds, kind=attributes.kind)[0]]


def fault_of(result: Result, *, number: int, attributes: AttributeSet, rule: Rule, look: Look) -> Fault:
    """The fault that begins with this result: its frame packed, and a thumbnail with its heat maps."""
    decided = decided_values(result.probabilities, attributes=attributes, rule=rule)
    names = fault_attributes(attributes, decided)
    found = tuple((name, value) for name, value in zip(attributes.names, decided, strict=True) if name in names)
    automatic = replace(look, shown=None)
    picture = painted(result, attributes=attributes, rule=rule, look=automatic).picture
    height, width = picture.shape[:2]
    size = (max(1, round(width * THUMBNAIL_HEIGHT / height)), THUMBNAIL_HEIGHT)
    small = cast("Picture", cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
    frame = Frame(small, result.frame.number, result.frame.time_s, result.frame.arrived_s)
    kept = replace(result, frame=frame)
    return Fault(number, datetime.now().astimezone(), kept, found, encode_png(result.frame.picture))


class Painter:
    """Paints the newest result in a thread of its own, and again when the wishes change; results it is late for are left out.

    Frozen, the result of that moment stands, and only wishes change it.
    """

    def __init__(
        self, *, attributes: AttributeSet, rule: Rule, look: Look, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Prepare."""
        self._attributes = attributes
        self._rule = rule
        self._look = look
        self._clock = clock
        self._changed = threading.Condition()
        self._result: Result | None = None
        self._frozen = self._stopped = self._due = False
        self._newest: Painted | None = None
        self._thread = threading.Thread(target=self._run, name="painter", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for the end."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at most so long; whether it came."""
        if self._thread.is_alive():
            self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    @property
    def newest(self) -> Painted | None:
        """What there is to be shown."""
        return self._newest

    def show(self, result: Result) -> None:
        """Paint this result next, unless frozen."""
        with self._changed:
            if not self._frozen:
                self._result, self._due = result, True
                self._changed.notify_all()

    def change(self, *, rule: Rule, look: Look) -> None:
        """Paint with other wishes from now on, what stands included."""
        with self._changed:
            self._rule, self._look, self._due = rule, look, self._result is not None
            self._changed.notify_all()

    def freeze(self, *, frozen: bool) -> None:
        """Let the present result stand, or go on."""
        with self._changed:
            self._frozen = frozen

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._due or self._stopped)
                if self._stopped:
                    return
                result, rule, look, self._due = self._result, self._rule, self._look, False
            assert result is not None
            self._newest = painted(result, attributes=self._attributes, rule=rule, look=look)
