"""Nothing ships without its licence: not a package that the station needs, and not what lies inside one."""

import json
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from station.core import licences
from station.core.errors import StationError
from station.core.folders import resource
from station.core.licences import Part, canonical, in_order, needed, own_parts, parts_of, shipped_parts, text_of
from tests.conftest import ROOT


def direct() -> list[str]:
    """What pyproject.toml names."""
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(described["project"]["dependencies"])


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    """Of all that is installed for the station."""
    found = [part for name in needed(direct()) for part in parts_of(metadata.distribution(name))]
    return in_order([*own_parts(), *found])


def test_whatever_ships_has_a_licence_and_its_text(parts: list[Part]) -> None:
    assert {canonical(name) for name in direct()} <= {canonical(part.name) for part in parts}, "the list is not whole"
    bare = [part.title for part in parts if not (part.licence and text_of(part).strip())]
    assert not bare, f"add them to resources/licences/parts.json: {bare}"


def test_what_the_licences_ask_to_be_told_is_told(parts: list[Part]) -> None:
    by_name = {part.name: part for part in parts}
    assert parts[0].name == "Seam Station"
    assert text_of(parts[0]) == (ROOT / "LICENSE").read_text(encoding="utf-8").strip("\n")
    qt = by_name["PySide6_Essentials"]
    assert "exchange" in qt.note
    assert "https://download.qt.io" in qt.note
    assert all(words in text_of(qt) for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE"))
    assert "GNU GENERAL PUBLIC LICENSE" in text_of(by_name["x264 in PyAV"])
    assert "GPL" in by_name["FFmpeg in PyAV"].licence
    assert "CC BY-SA" in text_of(next(part for part in parts if part.name.startswith("Fruits-360")))


def test_what_is_said_beyond_the_packages_is_said_of_packages_that_are_locked() -> None:
    locked = {canonical(line) for file in (ROOT / ".ci").glob("*.lock") for line in file.read_text().splitlines()}
    rules = json.loads(resource("licences/parts.json").read_bytes())
    assert set(rules["packages"]) | {one["of"] for one in rules["within"]} <= locked


def test_a_package_without_a_text_has_none_made_up(tmp_path: Path) -> None:
    folder = tmp_path / "bare-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: bare\nVersion: 1.0\nLicense: Who knows\n")
    (folder / "RECORD").write_text("bare-1.0.dist-info/METADATA,,\nbare-1.0.dist-info/RECORD,,\n")
    (part,) = parts_of(metadata.Distribution.at(folder))
    assert part == Part("bare", "1.0", "Who knows")


def test_a_packaged_station_reads_what_lies_beside_it_and_says_where_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(licences, "is_packaged", lambda: True)
    monkeypatch.setattr(licences, "beside", lambda name: tmp_path / name)
    with pytest.raises(StationError, match=r"index\.json"):
        shipped_parts()
    folder = tmp_path / "licences"
    folder.mkdir()
    (folder / "text.txt").write_text("Be kind.\n")
    (folder / "index.json").write_text('[{"name": "one", "version": "2", "licence": "MIT", "texts": ["text.txt"]}]')
    (part,) = shipped_parts()
    assert (part.title, text_of(part)) == ("one 2", "Be kind.")
