"""Paints answers off the window's thread: heat maps blended over the frame they belong to, as large as they are shown."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from station.core.attributes import AttributeSet
from station.core.frame import Frame, Picture
from station.core.heat import Maps, decisions, heat_maps
from station.core.images import overlay
from station.core.opencv import cv2
from station.core.palette import Palette, in_palette
from station.core.verdict import Rule, Verdict, fault_attributes
from station.live.threads import is_over

PACE_SECONDS = 0.015
"""Between the beginnings of two paintings: no screen shows more."""
IDLE_SECONDS = 0.25
"""Between two paintings that nobody looked at; what is looked at again is no older than that."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A frame with what the station says of it.

    `raw` holds the raw maps by method, float32 (rows, columns, attributes), empty where there was no answer. `seen_s` is
    when the frame came, by the session's clock; `latency_s` from then to the verdict. `recognised` is the class that it
    surely is of, empty where it is unsure, and where there are no classes. `withheld` says, in a word of `core.no_result`, why
    its verdict was not given, whatever the network answered.
    """

    frame: Frame
    verdict: Verdict
    probabilities: Mapping[str, float]
    raw: Mapping[str, Maps]
    seen_s: float
    latency_s: float
    recognised: str = ""
    withheld: str = ""


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
    """A result and its picture with the heat maps of these attributes; the picture may be smaller than the frame."""

    result: Result
    picture: Picture
    shown: tuple[str, ...]


def painted(
    result: Result, *, attributes: AttributeSet, rule: Rule, look: Look, size: tuple[int, int] | None = None
) -> Painted:
    """The result's picture with the heat maps that are wished for; without any where there was no answer.

    Where a `size` (width, height) is given and the frame is larger, the picture is made in that size: at 1280x720 that is a
    quarter of the work for a view of 740 pixels, and the window needs not shrink it.
    """
    picture = _shrunk(result.frame.picture, size)
    raw = result.raw.get(look.method)
    if raw is None or raw.shape[2] != len(attributes):
        return Painted(result, picture, ())
    decided = decided_values(result.probabilities, attributes=attributes, rule=rule)
    shown = fault_attributes(attributes, decided) if look.shown is None else look.shown
    heat = heat_maps(raw[None], decisions=np.array([decided], bool), kind=attributes.kind)[0]
    maps = {name: heat[..., index] for index, name in enumerate(attributes.names) if name in shown}
    coloured = in_palette(attributes, look.palette)
    colours = {name: coloured[name].colour for name in maps}
    if not maps:
        return Painted(result, picture, ())
    return Painted(result, overlay(picture, maps, colours, strength=look.opacity), tuple(maps))


def _shrunk(picture: Picture, size: tuple[int, int] | None) -> Picture:
    if size is None or size[0] >= picture.shape[1] or size[1] >= picture.shape[0] or min(size) < 1:
        return picture
    return cast("Picture", cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR))


def decided_values(probabilities: Mapping[str, float], *, attributes: AttributeSet, rule: Rule) -> list[bool]:
    """What is decided, the unsure band left aside, which is what a heat map explains: see `core.heat.decisions`."""
    given = [[probabilities.get(name, 0.0) for name in attributes.names]]
    thresholds = [rule.thresholds.get(name, 0.5) for name in attributes.names]
    return [bool(value) for value in decisions(given, thresholds=thresholds, kind=attributes.kind)[0]]


class Painter:
    """Paints the newest result in a thread of its own, and again when the wishes change; results it is late for are left out.

    It paints when the painting before was looked at: never more than can be shown, and hardly anything for a hidden tab.
    Frozen, the result of that moment stands, and only wishes change it.
    """

    def __init__(
        self,
        *,
        attributes: AttributeSet,
        rule: Rule,
        look: Look,
        done: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Prepare; `done` is called in the painter's thread after each painting."""
        self._attributes = attributes
        self._rule = rule
        self._look = look
        self._done = done
        self._clock = clock
        self._changed = threading.Condition()
        self._result: Result | None = None
        self._size: tuple[int, int] | None = None
        self._frozen = self._stopped = self._due = False
        self._newest: Painted | None = None
        self.problem = ""
        """What nobody foresaw, and ended it: what is on the screen then gets old."""
        self._was_seen = True
        self._begun_s = float("-inf")
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
        return is_over(self._thread, within_s=seconds)

    @property
    def newest(self) -> Painted | None:
        """What there is to be shown; whoever asks looks at it, so that the next one is painted."""
        with self._changed:
            if not self._was_seen:
                self._was_seen = True
                self._changed.notify_all()
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
            self._rule, self._look = rule, look
            self._paint_anew()

    def fit(self, size: tuple[int, int] | None) -> None:
        """Paint in this size (width, height) where frames are larger, from now on and what stands included; None: as they are."""
        with self._changed:
            if size != self._size:
                self._size = size
                self._paint_anew()

    def freeze(self, *, frozen: bool) -> None:
        """Let the present result stand, or go on."""
        with self._changed:
            self._frozen = frozen

    def _paint_anew(self) -> None:
        self._due, self._was_seen = self._result is not None, True
        self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._paint()
        except BaseException as error:
            self.problem = f"{type(error).__name__}: {error}"
            raise

    def _paint(self) -> None:
        while True:
            with self._changed:
                while not self._stopped and (early := self._too_early_by()) != 0:
                    self._changed.wait(early)
                if self._stopped:
                    return
                result, rule, look, size, self._due = self._result, self._rule, self._look, self._size, False
                self._begun_s, self._was_seen = self._clock(), False
            assert result is not None
            self._newest = painted(result, attributes=self._attributes, rule=rule, look=look, size=size)
            self._done()

    def _too_early_by(self) -> float | None:
        """How many seconds to wait before the next painting begins; None: until something happens."""
        if not self._due:
            return None
        pause = PACE_SECONDS if self._was_seen else IDLE_SECONDS
        return max(0.0, self._begun_s + pause - self._clock())
