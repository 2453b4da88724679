"""Typed requests and replies that cross the process border: MessagePack, length-prefixed, checked and never pickled.

A message is four bytes of length (big endian) and one msgspec struct. Arrays travel as dtype, shape and bytes, and are
checked before they become arrays again, so that a child which a hostile file took over can't hurt its parent.
"""

import math
import struct
from typing import IO, TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec

from station.core.camera_messages import CameraReply, CameraRequest
from station.core.errors import StationError

if TYPE_CHECKING:  # whoever starts a worker does not wait for numpy
    from numpy.typing import NDArray

LARGEST_MESSAGE = 1 << 28
"""Bytes; a longer one is a fault, not a message."""
LONGEST_SIDE = 1 << 20
"""Pixels: OpenCV decodes no picture file that is wider or higher."""


DTypeName: TypeAlias = Literal["uint8", "float32", "bool"]
_DTYPES: dict[str, DTypeName] = {"uint8": "uint8", "float32": "float32", "bool": "bool"}


class Array(msgspec.Struct, frozen=True):
    """A numpy array on its way."""

    dtype: DTypeName
    shape: tuple[int, ...]
    data: bytes

    @classmethod
    def of(cls, array: "NDArray[Any]") -> "Array":
        """Pack an array of one of the dtypes that may travel; raise ValueError on another."""
        if (name := _DTYPES.get(array.dtype.name)) is None:
            raise ValueError(f"an array travels as uint8, float32 or bool. Received: {array.dtype.name}")
        return cls(name, array.shape, array.tobytes())

    def unpack(self) -> "NDArray[Any]":
        """The array, read-only; raise ValueError where its bytes do not fill its shape."""
        import numpy as np

        dtype = np.dtype(self.dtype)
        if any(side < 0 for side in self.shape) or math.prod(self.shape) * dtype.itemsize != len(self.data):
            raise ValueError(f"{len(self.data)} bytes do not fill {self.dtype} {self.shape}")
        return np.frombuffer(self.data, dtype).reshape(self.shape)


class LoadRun(msgspec.Struct, frozen=True, tag=True):
    """Load the run in this folder and get warm: in float32 where it is to be `exact`, else in what is fastest here.

    `cores` is how many of the processor's an exported network may use; 0: all. Weights of another sha256 are refused: they are
    not those that were chosen; empty: whatever weights its card names.
    """

    folder: str
    exact: bool = False
    cores: int = 0
    weights_sha256: str = ""


class LoadAhead(msgspec.Struct, frozen=True, tag=True):
    """Load a run's exported network, since that will probably be asked for soon; there is no reply, and no harm in a failure."""

    run: LoadRun


class Answer(msgspec.Struct, frozen=True, tag=True):
    """Answer these pictures, uint8 (n, h, w, 3) at network size; `number` comes back with the answers."""

    number: int
    pictures: Array
    maps: bool


class TrainRun(msgspec.Struct, frozen=True, tag=True):
    """Train a network on a project's subsets into `models/<run>/`; None leaves a value to the network's own recipe."""

    project: str
    run: str
    network: str
    resume: bool
    seed: int
    image_size: tuple[int, int] | None = None
    epochs: int | None = None
    batch_size: int | None = None
    learning_rate: float | None = None
    base: str | None = None
    variation: str | None = None
    all_layers: bool = False
    deterministic: bool = False
    low_priority: bool = False


class ExportRun(msgspec.Struct, frozen=True, tag=True):
    """Write the run's network in another format into a folder; in the station's own, openvino, that is the run's."""

    run: str
    format: Literal["openvino", "keras", "onnx"]
    out: str


class ImportRun(msgspec.Struct, frozen=True, tag=True):
    """Look at a stranger's run, a folder, and take what is sound of it into the empty folder `staging` of a project."""

    source: str
    project: str
    staging: str


class ImportWeights(msgspec.Struct, frozen=True, tag=True):
    """Make a run in the empty folder `staging` of weights without a card, as Keras 2 wrote them into one file.

    `attributes` are those of its outputs, in their order; empty: the project's. The image size is the lab's where it is None.
    """

    source: str
    project: str
    staging: str
    network: str
    attributes: tuple[str, ...] = ()
    image_size: tuple[int, int] | None = None


class LookAtClip(msgspec.Struct, frozen=True, tag=True):
    """Decode a clip from its front for at most so many seconds."""

    clip: str
    seconds: float


class OpenClip(msgspec.Struct, frozen=True, tag=True):
    """Open a clip in place of the one before, and say what it holds."""

    clip: str


class ReadClip(msgspec.Struct, frozen=True, tag=True):
    """Decode the first frame from `number` on that can be decoded into `slot` of the memory that was allotted."""

    number: int
    slot: int


class ReadPicture(msgspec.Struct, frozen=True, tag=True):
    """Decode the picture file of this name (`os.fsencode`) into `slot` of the memory that was allotted, as much as it holds."""

    path: bytes
    slot: int


class ReadPiece(msgspec.Struct, frozen=True, tag=True):
    """Put into `slot` what follows from this byte on of the picture that was decoded into it, as much as it holds."""

    slot: int
    start: Annotated[int, msgspec.Meta(ge=0, lt=1 << 40)]


class FilmStrip(msgspec.Struct, frozen=True, tag=True):
    """Render one strip of a practice project; `tag` names an attribute whose frames carry a tag, "" none."""

    project: str
    number: int
    frames: int
    seed: int
    scale: tuple[float, float]
    tag: str = ""


class LayPractice(msgspec.Struct, frozen=True, tag=True):
    """Lay the practice camera's first strip, which is most of its opening, before anybody films; there is no reply."""

    stitch_mm: float | None
    faults: float


class FilmPractice(msgspec.Struct, frozen=True, tag=True):
    """The practice camera's next frame, with its knobs as they are now; the first request lays the first strip."""

    speed_mm_s: float
    stitch_mm: float | None
    faults: float


class Stop(msgspec.Struct, frozen=True, tag=True):
    """Stop what runs at the next step and keep the best."""


Request: TypeAlias = (
    LoadRun
    | LoadAhead
    | Answer
    | TrainRun
    | ExportRun
    | ImportRun
    | ImportWeights
    | LookAtClip
    | OpenClip
    | ReadClip
    | ReadPicture
    | ReadPiece
    | FilmStrip
    | LayPractice
    | FilmPractice
    | CameraRequest
    | Stop
)


def unserved(role: str, request: Request) -> StationError:
    """What a worker says to a request that is not for its role, or not before another one."""
    return StationError(f"the {role} worker can't serve {type(request).__name__} now")


class Tried(msgspec.Struct, frozen=True):
    """A precision as it was measured at load: milliseconds a picture here.

    On `pictures` of validation a lower one `changed` so many of the decisions of which float32 was `sure`, and `moved` this
    share, 0 to 1, of the heat maps that explain them. `is_enough`: whether these are enough to go by.
    """

    milliseconds: float
    pictures: int = 0
    sure: int = 0
    changed: int = 0
    moved: float = 0.0
    is_enough: bool = True


class Engine(msgspec.Struct, frozen=True):
    """What answers: OpenVINO in a precision, with the figures of those that were tried, or TensorFlow, and then why."""

    name: Literal["float32", "bfloat16", "int8", "tensorflow"]
    problem: str = ""
    tried: dict[str, Tried] = {}


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The run is loaded and warm."""

    seconds: float
    engine: Engine = Engine("tensorflow")


class Answers(msgspec.Struct, frozen=True, tag=True):
    """Probabilities float32 (n, a), and the raw maps of both methods, float32 (n, rows, columns, a), where asked for."""

    number: int
    probabilities: Array
    gradcam: Array | None = None
    hirescam: Array | None = None


class Filmed(msgspec.Struct, frozen=True, tag=True):
    """A frame: its picture uint8 (h, w, 3), its number, its time in seconds from the opening."""

    number: int
    time_s: float
    picture: Array


class Note(msgspec.Struct, frozen=True, tag=True):
    """A sentence for the person: a picture that was skipped, what a training begins from."""

    text: str


class Progress(msgspec.Struct, frozen=True, tag=True):
    """How far a training is. Accuracies in per cent, one an attribute; validation's only at an epoch's end."""

    epoch: int
    epochs: int
    step: int
    steps: int
    loss: float
    accuracies: tuple[float, ...]
    seconds_left: float
    valid_loss: float | None = None
    valid_accuracies: tuple[float, ...] | None = None
    best: bool = False
    learning_rate: float | None = None


class Preparing(msgspec.Struct, frozen=True, tag=True):
    """Pictures read so far, before a training begins."""

    done: int
    count: int


class ClipOpened(msgspec.Struct, frozen=True, tag=True):
    """A clip is open: how many frames it has, how many a second, and how many pixels they have."""

    frames: Annotated[int, msgspec.Meta(ge=1, lt=1 << 31)]
    rate: Annotated[float, msgspec.Meta(gt=0, le=1e6)]
    width: Annotated[int, msgspec.Meta(ge=1, le=16384)]
    height: Annotated[int, msgspec.Meta(ge=1, le=16384)]


class ClipFrame(msgspec.Struct, frozen=True, tag=True):
    """A frame lies in the slot that was asked for: its number, and its time from the first."""

    number: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)]
    time_s: Annotated[float, msgspec.Meta(ge=0, le=1e9)]


class NoFrame(msgspec.Struct, frozen=True, tag=True):
    """No frame follows that can be decoded; or nobody wanted it any more before it was there."""

    is_given_up: bool = False


class PictureRead(msgspec.Struct, frozen=True, tag=True):
    """In the slot that was asked for lies a picture of this size, or as much of it as was asked for and the slot holds."""

    width: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_SIDE)]
    height: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_SIDE)]


class Done(msgspec.Struct, frozen=True, tag=True):
    """The work is finished; what came of it, in a sentence."""

    text: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The work failed: for a reason that a person can mend, or by a fault of the station, which `is_fault` says."""

    text: str
    is_fault: bool = False


DecodeReply: TypeAlias = ClipOpened | ClipFrame | NoFrame | PictureRead
Reply: TypeAlias = Ready | Answers | Filmed | CameraReply | DecodeReply | Note | Progress | Preparing | Done | Failed

_encoder = msgspec.msgpack.Encoder()
_requests: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)


def send(pipe: IO[bytes], message: Request | Reply) -> None:
    """Write one message and flush it; raise ValueError where it is too long."""
    body = _encoder.encode(message)
    if len(body) > LARGEST_MESSAGE:
        raise ValueError(f"a message has at most {LARGEST_MESSAGE} bytes. Received: {len(body)}")
    pipe.write(struct.pack(">I", len(body)) + body)
    pipe.flush()


def receive_request(pipe: IO[bytes]) -> Request:
    """Read one request; EOFError where the other side is gone, msgspec.ValidationError where it is none."""
    return _requests.decode(_body(pipe))


def receive_reply(pipe: IO[bytes]) -> Reply:
    """Read one reply; EOFError where the other side is gone, msgspec.ValidationError where it is none."""
    return _replies.decode(_body(pipe))


def _body(pipe: IO[bytes]) -> bytes:
    (length,) = struct.unpack(">I", _exactly(pipe, 4))
    if length > LARGEST_MESSAGE:
        raise msgspec.ValidationError(f"a message has at most {LARGEST_MESSAGE} bytes. Received: {length}")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = pipe.read(count - len(parts))
        if not part:
            raise EOFError("the other process is gone")
        parts += part
    return bytes(parts)
