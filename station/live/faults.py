"""The last faults of an inspection: each with the frame it began with, kept without loss, and who saw the alarm."""

import threading
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from station.core.alarm import Acknowledgement
from station.core.attributes import AttributeSet
from station.core.frame import Frame, Picture
from station.core.images import decode_picture, encode_png
from station.core.opencv import cv2
from station.core.verdict import Rule, fault_attributes
from station.live.painter import Look, Result, decided_values, painted
from station.live.threads import AFTERWARDS, give_way, is_over

THUMBNAIL_HEIGHT = 96
FAULTS_KEPT = 50


class Evidence:
    """A picture that is kept for later: as it is at first, as PNG once it was packed."""

    def __init__(self, picture: Picture) -> None:
        """Keep this one."""
        self._picture: Picture | None = picture
        self._png = b""

    @property
    def is_packed(self) -> bool:
        """Whether it is a PNG by now."""
        return self._picture is None

    def pack(self) -> None:
        """Make a PNG of it, which takes half of the memory, and 50 ms at 1280x720."""
        if self._picture is not None:
            self._png = encode_png(self._picture)
            self._picture = None

    def picture(self, *, name: str) -> Picture:
        """The picture, pixel for pixel; `name` is what an error calls it."""
        picture = self._picture  # first: it is let go of once the PNG is there
        return decode_picture(self._png, name=name) if picture is None else picture


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """A fault that was counted: the frame with which it began, and who saw the alarm."""

    number: int
    when: datetime
    result: Result
    """Its frame is the thumbnail; `whole` gives the real one."""
    found: tuple[tuple[str, bool], ...]
    """The attributes that make the fault, with the values that were found."""
    evidence: Evidence
    acknowledged: Acknowledgement | None = None

    def whole(self) -> Result:
        """The result on the frame as it was."""
        small = self.result
        picture = self.evidence.picture(name=f"the fault {self.number}")
        frame = Frame(picture, small.frame.number, small.frame.time_s, small.frame.arrived_s)
        return replace(small, frame=frame)


def fault_of(result: Result, *, number: int, attributes: AttributeSet, rule: Rule, look: Look) -> Fault:
    """The fault that begins with this result, with a thumbnail with its heat maps."""
    decided = decided_values(result.probabilities, attributes=attributes, rule=rule)
    names = fault_attributes(attributes, decided)
    found = tuple((name, value) for name, value in zip(attributes.names, decided, strict=True) if name in names)
    height, width = result.frame.picture.shape[:2]
    size = (max(1, round(width * THUMBNAIL_HEIGHT / height)), THUMBNAIL_HEIGHT)
    small = cast("Picture", cv2.resize(result.frame.picture, size, interpolation=cv2.INTER_AREA))
    kept = _on(small, result)
    shown = painted(kept, attributes=attributes, rule=rule, look=replace(look, shown=None)).picture
    return Fault(number, datetime.now().astimezone(), _on(shown, kept), found, Evidence(result.frame.picture))


def _on(picture: Picture, result: Result) -> Result:
    """The result on another picture of its frame."""
    frame = result.frame
    return replace(result, frame=Frame(picture, frame.number, frame.time_s, frame.arrived_s))


class Faults:
    """Keeps the last FAULTS_KEPT faults; a thread packs their frames, since judging would wait for it three frames long.

    What waits to be packed is bounded by what is kept: a fault that is forgotten is packed no more.
    """

    def __init__(self) -> None:
        """Begin without faults."""
        self._changed = threading.Condition()
        self._faults: deque[Fault] = deque(maxlen=FAULTS_KEPT)
        self._is_stopped = False
        self._thread = threading.Thread(target=self._pack_all, name="packer", daemon=True)

    def start(self) -> None:
        """Begin to pack."""
        self._thread.start()

    def stop(self) -> None:
        """Pack no more; what is kept stays."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at most so long; whether it came."""
        return is_over(self._thread, within_s=seconds)

    @property
    def all(self) -> tuple[Fault, ...]:
        """The faults, the oldest first."""
        with self._changed:
            return tuple(self._faults)

    def keep(self, fault: Fault) -> None:
        """Keep one more, and let the oldest go where there are too many."""
        with self._changed:
            self._faults.append(fault)
            self._changed.notify_all()

    def acknowledge(self, seen: Acknowledgement) -> None:
        """Note who saw the alarm with every fault that nobody had seen."""
        with self._changed:
            self._faults = deque(
                (replace(fault, acknowledged=fault.acknowledged or seen) for fault in self._faults), maxlen=FAULTS_KEPT
            )

    def _pack_all(self) -> None:
        give_way(AFTERWARDS)
        while (evidence := self._next()) is not None:
            evidence.pack()

    def _next(self) -> Evidence | None:
        """Wait for the oldest that is not packed; None once it was stopped."""
        with self._changed:
            while not self._is_stopped:
                for fault in self._faults:
                    if not fault.evidence.is_packed:
                        return fault.evidence
                self._changed.wait()
            return None
