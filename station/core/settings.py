"""The settings tree, and what the window remembers of itself: two files of JSON that survive a bad value."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.core import storage
from station.core.errors import StationError
from station.core.folders import config_folder

LARGEST_FILE = 1 << 20
RECENT_PROJECTS = 8

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Opacity = Annotated[float, Field(ge=0.1, le=1.0)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Appearance(_Part):
    """How the window looks."""

    language: Literal["system", "en", "de"] = "system"
    theme: Literal["system", "light", "dark"] = "system"


class CameraSettings(_Part):
    """What the camera tab films, and how."""

    source: Annotated[str, Field(max_length=1000)] = "practice"
    width: Annotated[int, Field(ge=0, le=8192)] = 0
    height: Annotated[int, Field(ge=0, le=8192)] = 0
    rate: Annotated[float, Field(ge=0, le=1000)] = 0.0
    rotation: Literal[0, 90, 180, 270] = 0
    mirror: bool = False
    template: Annotated[str, Field(min_length=1, max_length=120)] = "video_{date}_{time}__{note}"
    warn_exposure: bool = True


class LabellingSettings(_Part):
    """What helps while labelling."""

    labeller: Annotated[str, Field(max_length=60)] = ""
    rate: Annotated[float, Field(ge=1, le=60)] = 12.0
    hints: bool = True
    resume: bool = True


class TrainingSettings(_Part):
    """What a training begins with."""

    network: Literal["fast", "reference"] = "fast"
    split: Literal["clip", "frame"] = "clip"
    low_priority: bool = True


class InspectionSettings(_Part):
    """How frames are judged, shown and counted."""

    method: Literal["gradcam", "hirescam"] = "gradcam"
    opacity: Opacity = 0.6
    band: Share = 0.2
    hold_frames: Annotated[int, Field(ge=1, le=50)] = 2
    hold_window: Annotated[int, Field(ge=1, le=50)] = 3
    late_s: Annotated[float, Field(ge=0.05, le=10.0)] = 0.5
    sound: bool = True
    latch: bool = True


class Settings(_Part):
    """Everything a person may set; 0 leaves a size or rate to the device."""

    appearance: Appearance = Appearance()
    camera: CameraSettings = CameraSettings()
    labelling: LabellingSettings = LabellingSettings()
    training: TrainingSettings = TrainingSettings()
    inspection: InspectionSettings = InspectionSettings()
    keys: dict[str, str] = {}
    """Of an action's name, the key that replaces its own; empty for none."""


class Place(_Part):
    """Where labelling was left in a project: clip, frame and values."""

    clip: str = ""
    frame: Annotated[int, Field(ge=0)] = 0
    values: tuple[bool, ...] = ()


class Memory(_Part):
    """What the window remembers of itself from one start to the next."""

    recent: tuple[str, ...] = ()
    geometry: str = ""
    tab: str = ""
    places: dict[str, Place] = {}
    """By the project's folder."""


M = TypeVar("M", bound=BaseModel)


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

        Raises ValidationError where one does not fit, StationError where the disk refuses; the new values then hold
        until the station ends.
        """
        content = self.value.model_dump()
        (content[part] if part else content).update(values)
        changed = type(self.value).model_validate(content)
        if changed == self.value:
            return
        self.value = changed
        for listener in tuple(self._listeners):
            listener(changed)
        storage.create_folder(self.file.parent)
        storage.write_text(self.file, changed.model_dump_json(indent=1) + "\n")

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
            content = json.loads(data)
        except (StationError, ValueError) as error:
            self.problems = (f"{self.file} could not be read ({error}); the defaults are used",)
            return kind()
        return self._fitting(kind, content if isinstance(content, dict) else {})

    def _fitting(self, kind: type[M], content: dict[str, Any]) -> M:
        """The tree without the values that do not fit, one after the other."""
        while True:
            try:
                return kind.model_validate(content)
            except ValidationError as error:
                place = [str(step) for step in error.errors(include_url=False)[0]["loc"]]
                self.problems += (f"{self.file}: {'.'.join(place)} does not fit and was left out",)
                if not _remove(content, place):
                    return kind()


def _remove(content: dict[str, Any], place: list[str]) -> bool:
    """Take the value at that place out, or the nearest thing above it that is in a dict; whether there was one."""
    holder: Any = content
    found: tuple[dict[str, Any], str] | None = None
    for step in place:
        if not isinstance(holder, dict) or step not in holder:
            break
        found = holder, step
        holder = holder[step]
    if found is None:
        return False
    del found[0][found[1]]
    return True


def load_settings() -> Kept[Settings]:
    """What a person set, from the station's own folder."""
    return Kept(Settings, config_folder() / "settings.json")


def load_memory() -> Kept[Memory]:
    """What the window remembers, from the station's own folder."""
    return Kept(Memory, config_folder() / "window.json")
