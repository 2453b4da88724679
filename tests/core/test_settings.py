"""Settings survive a bad value: it alone is left out, and named."""

import json
from pathlib import Path

import msgspec
import pytest

from station.core.settings import ClipPlace, Kept, Memory, Place, Settings


def kept(folder: Path, content: object) -> Kept[Settings]:
    file = folder / "settings.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return Kept(Settings, file)


def test_what_does_not_fit_is_left_out_and_named(tmp_path: Path) -> None:
    settings = kept(
        tmp_path,
        {
            "camera": {"width": -3, "height": 480, "unknown": 1},
            "labelling": 7,
            "inspection": {"late_s": float("nan"), "opacity": 1},
            "keys": {"quit": "Ctrl+X", "settings": 3},
        },
    )
    places = ["camera.width", "labelling", "inspection.late_s", "keys.settings"]
    assert [problem.split(": ")[1].split()[0] for problem in settings.problems] == places
    value = settings.value
    assert (value.camera.width, value.camera.height) == (0, 480)
    assert (value.inspection.late_s, value.inspection.opacity) == (0.5, 1.0)
    assert value.keys == {"quit": "Ctrl+X"}


@pytest.mark.parametrize("content", ["", "[1,", "[]" * 3, "[" * 100_000, '{"camera": ', "\x00"])
def test_a_damaged_file_leaves_the_defaults_and_is_not_overwritten(tmp_path: Path, content: str) -> None:
    settings = kept(tmp_path, content)
    assert settings.value == Settings()
    assert len(settings.problems) == 1
    assert settings.file.read_text(encoding="utf-8") == content


def test_a_change_is_checked_told_and_kept(tmp_path: Path) -> None:
    settings = kept(tmp_path, {})
    heard: list[Settings] = []
    settings.listen(heard.append)
    settings.change("camera", mirror=True)
    settings.change("camera", mirror=True)
    with pytest.raises(msgspec.ValidationError, match="rotation"):
        settings.change("camera", rotation=45)
    assert [value.camera.mirror for value in heard] == [True]
    assert Kept(Settings, settings.file).value == settings.value == heard[0]


def test_places_come_back_as_they_were(tmp_path: Path) -> None:
    memory = Kept(Memory, tmp_path / "ä" / "window.json")
    place = Place(clip="a.mp4", clips={"a.mp4": ClipPlace(frame=3, values=(True, False))})
    memory.change("", places={"/läb": place}, recent=("/läb",))
    again = Kept(Memory, memory.file)
    assert again.value == memory.value
    assert again.problems == ()
    assert again.value.places["/läb"] == place
