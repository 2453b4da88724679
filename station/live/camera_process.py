"""A webcam or a stream that is filmed in a process of its own: whatever its driver does, it can be ended.

It is told lost when it is silent, frozen or gone, and opened again: the same device, or none. What its controls had before is
then read back; where that can't be restored its frames are held back until somebody sets it, or connects the camera anew.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from station.core.addresses import spoken_address
from station.core.camera_messages import CameraOpened, CameraWish, Device, OpenCamera, Setting, WishAutomatic, WishValue
from station.core.device import CameraInfo, Control, ControlState, changed
from station.core.errors import HeldBack, StationError
from station.core.frame import Frame
from station.live.camera_link import CameraLink, StartWorker, camera_worker
from station.live.patience import LIMITS, Limits
from station.live.spare import Spare

MOST_TRIES = 20
"""A worker that could not open the device so often is replaced: it may be the reason."""


@dataclass(frozen=True, slots=True)
class DeviceWish:
    """What a webcam is asked for: size (width, height) and frames a second; None leaves it to the device."""

    size: tuple[int, int] | None = None
    rate: float | None = None


class CameraProcess:
    """A live camera by its word. Read it in one thread; `give_up` and the controls are for any."""

    live = True
    length: int | None = None
    problems: Sequence[str] = ()

    def __init__(
        self,
        source: str,
        *,
        wish: Callable[[], DeviceWish] = DeviceWish,
        start: StartWorker = camera_worker,
        limits: Limits = LIMITS,
        is_reopened: bool = True,
    ) -> None:
        """Speak of a webcam's name or number, or a stream's address; `wish` is asked at each opening.

        Where it `is_reopened` once it was lost, a second worker waits while the first one films: on a busy computer a process that
        has to be started first takes seconds.
        """
        self._source = source
        self._wish = wish
        self._limits = limits
        self._spare = Spare(partial(CameraLink, start, limits=limits))
        self._is_reopened = is_reopened
        self._is_stream = "://" in source
        self._link: CameraLink | None = None
        self._is_open = self._given_up = self._was_lost = self._was_opened = False
        self._tries = 0
        self._wishes: list[CameraWish] = []
        self._sent: dict[Control, CameraWish] = {}
        """What was asked for, until it is known what became of it."""
        self._wanted: dict[Control, ControlState] = {}
        self._differs: dict[Control, str] = {}
        self._by_hand: set[Control] = set()
        """What somebody has set: of all else a camera may change its mind while it films."""
        self.device: CameraInfo | None = None
        """The webcam that was opened first: from then on it is that one or none."""

    @property
    def controls(self) -> tuple[ControlState, ...]:
        """Exposure, gain and focus as the opened device has them."""
        link = self._link
        return link.controls if link is not None and self._is_open else ()

    def set_value(self, control: Control, value: float) -> None:
        """Wish for a value; it is set before the next frame."""
        self._wished(control, WishValue(control, float(value)))

    def set_automatic(self, control: Control, *, wanted: bool) -> None:
        """Wish that the device chooses by itself, or does not."""
        self._wished(control, WishAutomatic(control, wanted))

    def open(self) -> None:
        """Open it, which may take a driver 20 s; StationError where it can't be opened or was given up."""
        if self._is_open:
            return
        if self._was_lost and self._was_opened and self.device is None and not self._is_stream:
            raise StationError(
                f"camera {self._source} was lost, and the system does not tell whether what is there now is the same one: "
                "connect it anew"
            )
        self._tries += 1
        link = self._link = self._link or self._spare.take()
        if self._given_up:
            link.give_up()
        wish = self._wish()
        known = None if self.device is None else Device.of(self.device)
        restore = tuple(Setting.of(state) for state in self._wanted.values())
        opened = link.open(OpenCamera(self._source, known, wish.size, wish.rate, restore))
        self._take_device(opened)
        self._compare(link.controls)
        self._wishes[:0] = self._sent.values()
        self._is_open = self._was_opened = True
        self._was_lost, self._tries = False, 0
        if self._is_reopened:
            with suppress(StationError):  # whoever needs it will be told
                self._spare.prepare()

    def read(self) -> Frame:
        """The next frame; HeldBack where what comes may not be used, StationError where the camera is lost."""
        link = self._link
        if link is None or not self._is_open:
            raise StationError(f"camera {self._source} is not open")
        while self._wishes:
            wish = self._wishes.pop(0)
            self._sent[wish.control] = wish
            link.wish(wish)
        before = link.controls
        try:
            frame = link.next() or self._silence(link)
        except HeldBack:
            raise
        except StationError:
            self._was_lost = True
            raise
        if link.controls is not before:
            self._sent.clear()
        forgotten = self._see_forgotten(link)
        self._wanted |= {state.control: state for state in link.controls if state.control not in self._differs}
        if differs := tuple(self._differs.values()):
            raise HeldBack(f"the camera is not as it was set, {', '.join(differs)}: set it, or connect the camera anew")
        if forgotten:
            raise HeldBack(f"the camera had forgotten its settings, {forgotten}; it is set again")
        return frame

    def rest(self) -> None:
        """Let go of the device. A worker that could not open it may try again; any other is replaced."""
        link = self._link
        self._is_open = False
        if link is None or (link.is_idle and self._tries < MOST_TRIES):
            return
        self._end_worker()
        if not self._given_up:
            try:
                self._link = self._spare.take()
            except StationError:  # `open` tries again, and tells
                self._link = None

    def close(self) -> None:
        """Let go of the device and end the worker, and the one in waiting."""
        self._end_worker()
        self._spare.close()

    def _end_worker(self) -> None:
        link, self._link, self._is_open, self._tries = self._link, None, False, 0
        if link is not None:
            link.close()

    def give_up(self) -> None:
        """From another thread, and for good: wait no longer, neither for the opening nor for a frame."""
        self._given_up = True
        if (link := self._link) is not None:
            link.give_up()

    @property
    def _name(self) -> str:
        if self._is_stream:
            return spoken_address(self._source)
        return f"the camera '{self._source if self.device is None else self.device.name}'"

    def _wished(self, control: Control, wish: CameraWish) -> None:
        self._by_hand.add(control)
        self._differs.pop(control, None)
        self._wishes.append(wish)

    def _take_device(self, opened: CameraOpened) -> None:
        """The first device is kept in mind; StationError where the worker opened another one."""
        device = None if opened.device is None else opened.device.unpack()
        if self.device is not None and (device is None or not device.is_same_as(self.device)):
            raise StationError(f"another camera was opened instead of '{self.device.name}'")
        self.device = device

    def _compare(self, states: Sequence[ControlState]) -> None:
        """What the controls had before and have no more, although it was set again."""
        self._differs = {was.control: _difference(was, now) for was, now in changed(self._wanted.values(), states)}

    def _see_forgotten(self, link: CameraLink) -> str:
        """What the camera had forgotten while it filmed and has again, in words.

        What somebody had set and it has no more stands in `_differs` then.
        """
        found = link.take_forgotten()
        if not found:
            return ""
        had = changed(self._wanted.values(), found)
        self._compare(link.controls)
        text = ", ".join(_difference(was, now) for was, now in had if was.control not in self._differs)
        self._differs = {control: told for control, told in self._differs.items() if control in self._by_hand}
        return text

    def _silence(self, link: CameraLink) -> Frame:
        """Silence is told at once, and waited out for a little; then the worker is ended."""
        if link.overdue_s < (self._limits.stream_s if self._is_stream else self._limits.webcam_s):
            raise HeldBack(f"nothing comes from {self._name}")
        link.kill()
        raise StationError(f"nothing came from {self._name} for {link.silent_s:.1f} s; it is opened anew")


def _difference(was: ControlState, now: ControlState | None) -> str:
    name = was.control.value
    if now is None:
        return f"its {name} can't be read"
    if was.automatic or now.automatic:
        return f"its {name} is {'automatic' if now.automatic else f'{now.value:g}'} instead of " + (
            "automatic" if was.automatic else f"{was.value:g}"
        )
    return f"its {name} is {now.value:g} instead of {was.value:g}"
