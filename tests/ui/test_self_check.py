"""The window's part of the self-check: what it says where a part of the window is missing."""

from pathlib import Path

import pytest

from station.core.errors import StationError
from station.core.folders import resource
from station.ui import self_check
from station.ui.self_check import read_guides


def test_every_picture_of_the_guide_is_read() -> None:
    pictures = len(list(resource("guide").glob("*.webp")))
    assert read_guides() == f"de.md, en.md; {pictures} pictures"


@pytest.mark.parametrize(("text", "told"), [("![a](a.webp)", "a.webp"), ("no picture", "all are missing")])
def test_a_picture_that_can_not_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    (tmp_path / "en.md").write_text(text, encoding="utf-8")
    (tmp_path / "a.webp").write_bytes(b"no picture")
    monkeypatch.setattr(self_check, "resource", lambda name: tmp_path)
    with pytest.raises(StationError, match=told):
        read_guides()
