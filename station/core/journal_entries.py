"""What a journal says of an inspection: its entries, each a few named values in MessagePack.

Frames lie together, at most FRAMES_TOGETHER an entry and one entry for half a second: one entry a frame would be five million a
day, each with its own hash and row (200 bytes); together a frame takes some 41 bytes with four attributes (measured, hash and row
included), and its numbers are still exact.
"""

import math
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import msgspec

from station.core.no_result import REASONS
from station.core.verdict import Verdict

FORMAT = 1
FRAMES_TOGETHER = 64
VERDICTS = (Verdict.NO_RESULT, Verdict.OK, Verdict.NOT_OK, Verdict.NAMED, Verdict.NOT_INSPECTED)
"""In this order for ever: a frame's verdict is a number in the file."""


class _Body(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """What an entry says; fields that a later version adds are passed over."""


class Judging(msgspec.Struct, frozen=True, kw_only=True):
    """By what frames are judged: thresholds by attribute, the unsure band, when a result is late, when a fault holds."""

    thresholds: dict[str, float]
    band: float
    late_s: float
    hold_frames: int
    hold_window: int
    latch: bool


class Follows(msgspec.Struct, frozen=True, kw_only=True):
    """The session before this one, as it was when this one began; a problem where it could not be read."""

    session: str
    entries: int = 0
    head: str = ""
    problem: str = ""


class Begin(_Body, frozen=True, kw_only=True, tag="begin"):
    """A session begins. `clock_s` is the monotonic clock then: all `at_s` count from there. `zone_s` is the zone's distance to UTC.

    `run` is its name; the sha256 are those of its weights and its model card. `expected` is each attribute's expected value.
    """

    format: int = FORMAT
    session: str
    project: str
    source: str
    is_file: bool
    run: str
    network: str
    weights_sha256: str
    card_sha256: str = ""
    attributes: tuple[str, ...]
    expected: tuple[bool | None, ...]
    is_classes: bool = False
    judging: Judging
    host: str
    who: str = ""
    versions: dict[str, str] = {}
    clock_s: float
    zone: str
    zone_s: int
    follows: Follows | None = None


class NetworkState(_Body, frozen=True, kw_only=True, tag="network"):
    """The network's loading began or it is ready, failed or being started again; what answers, with the figures it was chosen by."""

    state: str
    problem: str = ""
    engine: str = ""
    tried: dict[str, dict[str, float]] = {}
    why_engine: str = ""


class Frames(_Body, frozen=True, kw_only=True, tag="frames"):
    """Judged frames, in order. `steps` from each number to the next, `seen_us` from each coming to the next in microseconds.

    `seen_s` is when the first came, `took_ms` how long each took from coming to verdict; `verdicts` and `reasons` one byte a
    frame, indices into VERDICTS and REASONS; `probabilities` float32, little-endian, (frames, attributes), NaN where there is none;
    `named` the index of the class that was surely recognised, -1 for none, empty without classes. `not_inspected` are the numbers
    (first, last) of frames that passed before one of these without being judged.
    """

    first: int
    steps: tuple[int, ...] = ()
    seen_s: float
    seen_us: tuple[int, ...] = ()
    took_ms: tuple[int, ...]
    verdicts: bytes
    reasons: bytes
    probabilities: bytes
    named: tuple[int, ...] = ()
    not_inspected: tuple[tuple[int, int], ...] = ()


class RuleChange(_Body, frozen=True, kw_only=True, tag="rule"):
    """From the next frame on it is judged by this."""

    judging: Judging


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A file beside the journal, by its name in the session's folder."""

    file: str
    sha256: str
    size: int


class FaultHeld(_Body, frozen=True, kw_only=True, tag="fault"):
    """A fault held: the frame with which it was counted, what was found, its pictures, or why there is none."""

    fault: int
    frame: int
    time_s: float
    seen_s: float
    found: dict[str, bool]
    probabilities: dict[str, float]
    picture: Kept | None = None
    overlay: Kept | None = None
    problem: str = ""
    place_mm: float | None = None


class Acknowledged(_Body, frozen=True, kw_only=True, tag="acknowledged"):
    """Somebody saw the alarm; `faults` is the number of the last fault then, `stood` whether the alarm stood."""

    who: str
    faults: int
    stood: bool


class Quiet(_Body, frozen=True, kw_only=True, tag="quiet"):
    """No frame has come since then, which is NO RESULT; the next frames end it."""

    since_s: float
    reason: str = ""


class Lost(_Body, frozen=True, kw_only=True, tag="lost"):
    """Judged frames that could not be written here, by verdict, and why."""

    frames: dict[str, int]
    first: int
    last: int
    since_s: float
    until_s: float
    reason: str


class Pruned(_Body, frozen=True, kw_only=True, tag="pruned"):
    """A session that was older than is kept was deleted; `head` is the last hash that it had."""

    session: str
    entries: int
    head: str
    began: str


class Check(_Body, frozen=True, kw_only=True, tag="check"):
    """A check at the start of a shift: what was tried, whether it passed, and its figures or words."""

    name: str
    passed: bool
    who: str = ""
    detail: dict[str, float | str | bool] = {}


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of seam, in millimetres from where the session began, and the one thing that was said of it."""

    begin: float
    end: float
    said: str


class Coverage(_Body, frozen=True, kw_only=True, tag="coverage"):
    """How much seam passed, in all until now, by what was said of it; the stretches at the session's end.

    Millimetres where `is_scaled`, else only shares mean anything. `gaps`: how often nobody knows how much passed; `unmeasured` is the
    number of frames of which nobody knows where they lie.
    """

    lengths: dict[str, float]
    is_scaled: bool
    gaps: int = 0
    unmeasured: int = 0
    stretches: tuple[Stretch, ...] = ()


class End(_Body, frozen=True, kw_only=True, tag="end"):
    """The session's end and its tally: frames and seconds by verdict; `unready` are frames that passed before the network was ready.

    `left_out` are frames that passed after the last judged one; they are in the tally.
    """

    why: Literal["stopped", "source ended", "failed"]
    problem: str = ""
    frames: dict[str, int]
    seconds: dict[str, float]
    faults: int
    unready: int = 0
    left_out: int = 0


Body: TypeAlias = (
    Begin
    | NetworkState
    | Frames
    | RuleChange
    | FaultHeld
    | Acknowledged
    | Quiet
    | Lost
    | Pruned
    | Check
    | Coverage
    | End
)
KINDS: frozenset[str] = frozenset(str(one.__struct_config__.tag) for one in Body.__args__)


class _Content(msgspec.Struct, frozen=True):
    number: int
    at_s: float
    utc: str
    body: msgspec.Raw


_encoder = msgspec.msgpack.Encoder()
_outer = msgspec.msgpack.Decoder(_Content)
_inner = msgspec.msgpack.Decoder(Body)


@dataclass(frozen=True, slots=True)
class Said:
    """Something to be written: when it happened, by the monotonic clock since the session's begin and by the wall clock (UTC)."""

    at_s: float
    utc: str
    body: Body


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it was read; `body` None where its kind is one of a later version. `at_s` monotonic, `utc` ISO 8601."""

    number: int
    at_s: float
    utc: str
    kind: str
    body: Body | None
    sha256: str


def kind_of(body: Body) -> str:
    """The word for what an entry says."""
    return str(body.__struct_config__.tag)


def encoded(number: int, said: Said) -> bytes:
    """The bytes that are hashed and stored."""
    return _encoder.encode(_Content(number, said.at_s, said.utc, msgspec.Raw(_encoder.encode(said.body))))


def decoded(content: bytes, *, kind: str, sha256: str) -> Entry:
    """An entry from its stored bytes; ValueError where they are none of this kind."""
    try:
        outer = _outer.decode(content)
        body = _inner.decode(outer.body) if kind in KINDS else None
        said: Any = msgspec.msgpack.decode(outer.body) if body is None else {"kind": kind_of(body)}
        if not isinstance(said, dict) or said.get("kind") != kind:
            raise ValueError("its kind is not the one that it is filed under")
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    if not math.isfinite(outer.at_s):
        raise ValueError("its time is no number")
    if isinstance(body, Frames):
        _check_frames(body)
    return Entry(outer.number, outer.at_s, outer.utc, kind, body, sha256)


def _check_frames(body: Frames) -> None:
    count = len(body.verdicts)
    given = (len(body.steps) + 1, len(body.seen_us) + 1, len(body.took_ms), len(body.reasons))
    if count == 0 or any(other != count for other in given) or len(body.probabilities) % (4 * count):
        raise ValueError("its frames do not go together")
    if max(body.verdicts) >= len(VERDICTS) or max(body.reasons) >= len(REASONS):
        raise ValueError("a frame's verdict is none")


@dataclass(frozen=True, slots=True)
class JudgedFrame:
    """One frame of a `Frames`; `seen_s` since the session's begin, `named` the index of a class or -1."""

    number: int
    seen_s: float
    took_s: float
    verdict: Verdict
    reason: str
    probabilities: tuple[float, ...]
    named: int = -1


def frames_of(body: Frames) -> Iterator[JudgedFrame]:
    """The frames of an entry, one by one."""
    count = len(body.verdicts)
    across = len(body.probabilities) // (4 * count)
    rows = struct.iter_unpack(f"<{across}f", body.probabilities) if across else iter([()] * count)
    number, seen_us = body.first, 0
    for index, row in enumerate(rows):
        if index:
            number += body.steps[index - 1]
            seen_us += body.seen_us[index - 1]
        yield JudgedFrame(
            number,
            body.seen_s + seen_us / 1e6,
            body.took_ms[index] / 1000,
            VERDICTS[body.verdicts[index]],
            REASONS[body.reasons[index]],
            row,
            body.named[index] if body.named else -1,
        )


def counted(body: Frames) -> Mapping[Verdict, int]:
    """How many frames of each verdict an entry holds."""
    return {verdict: n for verdict in Verdict if (n := body.verdicts.count(VERDICTS.index(verdict)))}
