"""What a camera worker is asked and tells, checked like all messages; the pictures themselves pass through shared memory."""

from typing import Annotated, TypeAlias

import msgspec

from station.core.device import CameraInfo, Control, ControlState

_Text = Annotated[str, msgspec.Meta(max_length=4096)]
_Number = Annotated[float, msgspec.Meta(ge=-1e12, le=1e12)]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
_Count = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]


class Device(msgspec.Struct, frozen=True):
    """A webcam as the list has it."""

    number: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)]
    name: _Text
    backend: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)]
    path: _Text
    socket: _Text = ""

    @classmethod
    def of(cls, info: CameraInfo) -> "Device":
        """Pack it."""
        return cls(info.number, info.name, info.backend, info.path, info.socket)

    def unpack(self) -> CameraInfo:
        """As the list has it."""
        return CameraInfo(self.number, self.name, self.backend, self.path, self.socket)


class Setting(msgspec.Struct, frozen=True):
    """A control as the device has it."""

    control: Control
    value: _Number
    low: _Number
    high: _Number
    automatic: bool | None = None
    seconds: _Number | None = None

    @classmethod
    def of(cls, state: ControlState) -> "Setting":
        """Pack it."""
        return cls(state.control, state.value, state.low, state.high, state.automatic, state.seconds)

    def unpack(self) -> ControlState:
        """As the device has it."""
        return ControlState(self.control, self.value, self.low, self.high, self.automatic, self.seconds)


_Settings = Annotated[tuple[Setting, ...], msgspec.Meta(max_length=len(Control))]


class ListCameras(msgspec.Struct, frozen=True, tag=True):
    """Say which webcams there are; asked of a worker that films nothing."""


class OpenCamera(msgspec.Struct, frozen=True, tag=True):
    """Open the webcam or stream of this word, or `known` and no other, as `size` (width, height) and `rate` wish; film it.

    `restore` is what its controls had before it was lost.
    """

    source: str
    known: Device | None = None
    size: tuple[int, int] | None = None
    rate: float | None = None
    restore: _Settings = ()


class AllottedMemory(msgspec.Struct, frozen=True, tag=True):
    """Pictures of the size that was told go into the memory of this handle."""

    handle: int | str


class Taken(msgspec.Struct, frozen=True, tag=True):
    """The picture in this slot was taken out; it may be written again."""

    slot: int


class WishValue(msgspec.Struct, frozen=True, tag=True):
    """Set a control by hand."""

    control: Control
    value: float


class WishAutomatic(msgspec.Struct, frozen=True, tag=True):
    """Let the device choose, or not."""

    control: Control
    wanted: bool


CameraRequest: TypeAlias = ListCameras | OpenCamera | AllottedMemory | Taken | WishValue | WishAutomatic
CameraWish: TypeAlias = WishValue | WishAutomatic


class CamerasListed(msgspec.Struct, frozen=True, tag=True):
    """The webcams there are."""

    cameras: Annotated[tuple[Device, ...], msgspec.Meta(max_length=256)]


class CameraOpened(msgspec.Struct, frozen=True, tag=True):
    """The camera is open: which device it is, where the system lists it, and its controls as it was found."""

    device: Device | None
    controls: _Settings


class PictureSize(msgspec.Struct, frozen=True, tag=True):
    """The first picture came: all will be of this size."""

    width: Annotated[int, msgspec.Meta(ge=1, le=16384)]
    height: Annotated[int, msgspec.Meta(ge=1, le=16384)]


class Shot(msgspec.Struct, frozen=True, tag=True):
    """A frame lies in a slot: its number, its time from the opening, and when it came, by `time.perf_counter`."""

    number: _Count
    time_s: _Seconds
    came_s: _Number
    slot: _Count


class Held(msgspec.Struct, frozen=True, tag=True):
    """A frame came and is not handed on; why, where that has lasted."""

    number: _Count
    reason: _Text = ""


class ControlsNow(msgspec.Struct, frozen=True, tag=True):
    """What became of a wish, or of what was to be restored; the latter before the first picture."""

    controls: _Settings


class ControlsForgotten(msgspec.Struct, frozen=True, tag=True):
    """The device had these by itself while it filmed; what it has since it was set again."""

    found: _Settings
    controls: _Settings


CameraReply: TypeAlias = CamerasListed | CameraOpened | PictureSize | Shot | Held | ControlsNow | ControlsForgotten
