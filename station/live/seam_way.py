"""Where on the seam an inspection is: each judged frame is laid where the cloth's movement says that it lies."""

import threading
from pathlib import Path

from station.core.attributes import AttributeSet
from station.core.coverage import Coverage, Covered, Stretch
from station.core.device import PRACTICE_CAMERA
from station.core.frame import Frame, Picture
from station.core.movement import Mover
from station.core.practice.camera import PX_PER_MM
from station.core.verdict import Verdict


class SeamWay:
    """Measures and lays down in the thread that judges; any thread may ask how far it is."""

    def __init__(self, *, px_per_mm: float | None, longest_fault_mm: float = 0.0) -> None:
        """Begin; a scale in frame pixels a millimetre, or None where it was not measured."""
        self._mover = Mover()
        self._coverage = Coverage(px_per_mm=px_per_mm, longest_fault_mm=longest_fault_mm)
        self._lock = threading.Lock()

    def put(self, frame: Frame, picture: Picture, verdict: Verdict) -> None:
        """A frame, its picture at network size or any other, and what was said of it: in the order in which they came."""
        size = (frame.picture.shape[1], frame.picture.shape[0])
        # When it came, never the camera's own time: that begins anew with every reconnection.
        at_s = frame.time_s if frame.arrived_s is None else frame.arrived_s
        moved = self._mover.put(picture, size=size, time_s=at_s)
        with self._lock:
            self._coverage.put(moved, verdict, size=size, time_s=at_s)

    def covered(self) -> Covered:
        """What passed so far."""
        with self._lock:
            return self._coverage.covered()

    def stretches(self, *, last: float) -> tuple[Stretch, ...]:
        """The last so many millimetres of seam, in their order."""
        with self._lock:
            return self._coverage.stretches(last=last)


def way_along(source: str, attributes: AttributeSet, *, scale: float | None, fault_mm: float) -> SeamWay | None:
    """The way along a source's seam, at `scale` in frame pixels a millimetre; the practice camera's is known.

    None of pictures in a folder, and of other things than seams: nobody asks where they lie.
    """
    if attributes.is_classes or Path(source).is_dir():
        return None
    return SeamWay(px_per_mm=PX_PER_MM if source == PRACTICE_CAMERA else scale, longest_fault_mm=fault_mm)
