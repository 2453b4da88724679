"""The settings tree, and what the window remembers of itself: two files of JSON that survive a bad value."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta
from msgspec import Meta as Field  # noqa: F401

from station.core import storage
from station.core.device import PRACTICE_CAMERA
from station.core.errors import StationError
from station.core.folders import config_folder

LARGEST_FILE = 1 << 20
RECENT_PROJECTS = 8
RECENT_SOURCES = 6

Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Opacity = Annotated[float, Meta(ge=0.1, le=1.0)]


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a tree. (msgspec, since pydantic took 240 ms of the 500 ms in which the window starts.)"""


class Appearance(_Part, frozen=True, kw_only=True):
    """How the window looks."""

    language: Literal["system", "en", "de"] = "system"
    theme: Literal["system", "light", "dark"] = "system"
    palette: Literal["lab", "safe"] = "lab"
    """Of heat maps and attributes: the project's own colours, or those that weak colour vision tells apart."""


class CameraSettings(_Part, frozen=True, kw_only=True):
    """What the camera tab films, and how."""

    source: Annotated[str, Meta(max_length=1000)] = PRACTICE_CAMERA
    width: Annotated[int, Meta(ge=0, le=8192)] = 0
    height: Annotated[int, Meta(ge=0, le=8192)] = 0
    rate: Annotated[float, Meta(ge=0, le=1000)] = 0.0
    rotation: Literal[0, 90, 180, 270] = 0
    mirror: bool = False
    template: Annotated[str, Meta(min_length=1, max_length=120)] = "video_{date}_{time}__{note}"
    warn_exposure: bool = True
    seam_mm_s: Annotated[float, Meta(gt=0, le=1000)] = 40.0
    """How fast the cloth moves under a real camera; how much a picture blurs depends on it."""
    fault_mm: Annotated[float, Meta(gt=0, le=500)] = 10.0
    """The longest fault along the seam that one frame has to hold whole."""
    drops: Annotated[int, Meta(ge=0, le=100)] = 2
    """Frames in a row that may be lost."""
    blur_px: Annotated[float, Meta(ge=0.1, le=20)] = 1.0
    practice_mm_s: Annotated[float, Meta(ge=0, le=200)] = 40.0
    practice_stitch_mm: Literal[0, 2, 4] = 0
    """Stitches of the practice camera's strips; 0: either."""
    practice_faults: Annotated[float, Meta(ge=0, le=10)] = 1.2
    """Faults in 100 mm of the practice camera's strips."""


class LabellingSettings(_Part, frozen=True, kw_only=True):
    """What helps while labelling."""

    labeller: Annotated[str, Meta(max_length=60)] = ""
    rate: Annotated[float, Meta(ge=1, le=60)] = 12.0
    hints: bool = True
    resume: bool = True


class TrainingSettings(_Part, frozen=True, kw_only=True):
    """What a training begins with."""

    network: Literal["fast", "reference"] = "fast"
    split: Literal["clip", "frame"] = "clip"
    low_priority: bool = True


class InspectionSettings(_Part, frozen=True, kw_only=True):
    """How frames are judged, shown and counted."""

    method: Literal["gradcam", "hirescam"] = "gradcam"
    opacity: Opacity = 0.6
    band: Share = 0.2
    hold_frames: Annotated[int, Meta(ge=1, le=50)] = 2
    hold_window: Annotated[int, Meta(ge=1, le=50)] = 3
    late_s: Annotated[float, Meta(ge=0.05, le=10.0)] = 0.5
    sound: bool = True
    latch: bool = True
    check_hours: Annotated[float, Meta(ge=0, le=168)] = 0.0
    """How long a check with samples holds for live sources; 0: none is demanded, so that a newcomer's first inspection works."""
    check_frames: Annotated[int, Meta(ge=1, le=200)] = 20
    check_window: Annotated[int, Meta(ge=1, le=200)] = 25
    check_s: Annotated[float, Meta(ge=5, le=600)] = 60.0
    drift: Literal["off", "tell", "stop"] = "tell"
    """What happens once blur, brightness or colour have changed: nothing, it is told, or no verdict is given any more."""


class JournalSettings(_Part, frozen=True, kw_only=True):
    """How the records of inspections are kept."""

    stop: bool = False
    """Inspect nothing while the journal can't be written; else it goes on, and is told to be not journalled."""
    months: Annotated[int, Meta(ge=0, le=600)] = 0
    """0: for ever."""
    pictures: Annotated[int, Meta(ge=0, le=100_000)] = 200
    """Of faults, in one session."""
    picture_side: Annotated[int, Meta(ge=160, le=8192)] = 1280


class Settings(_Part, frozen=True, kw_only=True):
    """Everything a person may set; 0 leaves a size or rate to the device."""

    appearance: Appearance = Appearance()
    camera: CameraSettings = CameraSettings()
    labelling: LabellingSettings = LabellingSettings()
    training: TrainingSettings = TrainingSettings()
    inspection: InspectionSettings = InspectionSettings()
    journal: JournalSettings = JournalSettings()
    keys: dict[str, str] = {}
    """Of an action's name, the key that replaces its own; empty for none."""


class ClipPlace(_Part, frozen=True, kw_only=True):
    """Where labelling a clip was left: the frame, what it showed, and by frame what was not saved."""

    frame: Annotated[int, Meta(ge=0)] = 0
    values: tuple[bool, ...] = ()
    drafts: dict[str, tuple[bool, ...]] = {}
    stamp: int = 0
    """Of its lookup table then, in nanoseconds."""
    names: tuple[str, ...] = ()
    """Of the attributes whose values these are."""


class Place(_Part, frozen=True, kw_only=True):
    """Where labelling was left in a project: the clip, and what is remembered of each."""

    clip: str = ""
    clips: dict[str, ClipPlace] = {}
    """By the clip's file name."""


class Memory(_Part, frozen=True, kw_only=True):
    """What the window remembers of itself from one start to the next."""

    recent: tuple[str, ...] = ()
    """Folders of projects, newest first."""
    opened: dict[str, str] = {}
    """By such a folder, when it was last opened (ISO 8601)."""
    geometry: str = ""
    tab: str = ""
    places: dict[str, Place] = {}
    """By the project's folder."""
    inspected: tuple[str, str] = ("", "")
    """Source and run of the last inspection."""
    loading_s: float = 0.0
    """How long the last inspection's network took to load; 0 before the first."""
    sources: tuple[str, ...] = ()
    """Clips and addresses that were watched as cameras, newest first."""


M = TypeVar("M", bound=msgspec.Struct)


class Kept(Generic[M]):
    """A tree of values in a file: read once, replaced as a whole, told to whoever listens. One thread."""

    def __init__(self, kind: type[M], file: Path) -> None:
        """Read the file; values that do not fit are left out, and `problems` names them."""
        self.file = file
        self.problems: tuple[str, ...] = ()
        self._listeners: list[Callable[[M], None]] = []
        self.value = self._read(kind)

    def change(self, part: str, /, **values: object) -> None:
        """Replace values of a part of the tree (or of its top, where `part` is empty), tell, and save.

        Raises msgspec.ValidationError where one does not fit, StationError where the disk refuses; the new values then hold
        until the station ends.
        """
        content = msgspec.to_builtins(self.value)
        (content[part] if part else content).update(msgspec.to_builtins(values))
        changed = msgspec.convert(content, type(self.value))
        if changed == self.value:
            return
        self.value = changed
        for listener in tuple(self._listeners):
            listener(changed)
        storage.create_folder(self.file.parent)
        storage.write_text(self.file, msgspec.json.format(msgspec.json.encode(changed), indent=1).decode() + "\n")

    def listen(self, listener: Callable[[M], None]) -> None:
        """Tell of every change from now on."""
        self._listeners.append(listener)

    def forget(self, listener: Callable[[M], None]) -> None:
        """Tell no more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def _read(self, kind: type[M]) -> M:
        if not self.file.exists():
            return kind()
        try:
            data = storage.read_bytes(self.file)
            if len(data) > LARGEST_FILE:
                raise StationError(f"{self.file} is larger than any settings; it was left as it is")
            content = json.loads(data, parse_constant=lambda _name: None)  # NaN fits nowhere
        except (StationError, ValueError, RecursionError) as error:
            self.problems = (f"{self.file} could not be read ({error}); the defaults are used",)
            return kind()
        problems: list[str] = []
        value: M = _fitting(content if isinstance(content, dict) else {}, kind, place="", problems=problems)
        self.problems = tuple(f"{self.file}: {place} does not fit and was left out" for place in problems)
        return value


def _fitting(content: Any, kind: Any, *, place: str, problems: list[str]) -> Any:  # noqa: ANN401  (JSON)
    """The content as that kind, without the values in it that do not fit: their places go to `problems`."""
    if isinstance(content, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        kinds = {field.name: field.type for field in msgspec.structs.fields(kind) if field.name in content}
        return kind(**_fitting_parts(content, kinds, place=place, problems=problems))
    if isinstance(content, dict) and get_origin(kind) is dict:
        kinds = dict.fromkeys(content, get_args(kind)[1])
        return _fitting_parts(content, kinds, place=place, problems=problems)
    return msgspec.convert(content, kind)


def _fitting_parts(
    content: dict[str, Any], kinds: dict[str, Any], *, place: str, problems: list[str]
) -> dict[str, Any]:
    fitting = {}
    for name, kind in kinds.items():
        inside = f"{place}.{name}" if place else name
        try:
            fitting[name] = _fitting(content[name], kind, place=inside, problems=problems)
        except msgspec.ValidationError:
            problems.append(inside)
    return fitting


def load_settings() -> Kept[Settings]:
    """What a person set, from the station's own folder."""
    return Kept(Settings, config_folder() / "settings.json")


def load_memory() -> Kept[Memory]:
    """What the window remembers, from the station's own folder."""
    return Kept(Memory, config_folder() / "window.json")
