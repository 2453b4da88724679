"""The Windows set-up agrees with the project: its version, its programs, its settings; both languages are whole, and it compiles."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import station
from station.core.folders import config_folder, log_folder
from station.core.settings import load_memory, load_settings
from tests.conftest import ROOT

SCRIPTS = ROOT / "resources" / "installer"
MAIN = (SCRIPTS / "station.nsi").read_text(encoding="utf-8")
PROGRAMS = (SCRIPTS / "programs.nsh").read_text(encoding="utf-8")


def texts(language: str) -> dict[str, str]:
    """Name -> text of a language's file."""
    source = (SCRIPTS / f"{language}.nsh").read_text(encoding="utf-8")
    found = re.findall(rf'(?m)^LangString (\w+) \$\{{LANG_{language.upper()}\}} "(.+)"$', source)
    assert len(found) == len(source.splitlines()), "a line that is no text"
    return dict(found)


def test_both_languages_are_whole() -> None:
    english, german = texts("english"), texts("german")
    assert english.keys() == german.keys()
    used = set(re.findall(r"\$\((\w+)\)", MAIN + PROGRAMS))
    assert used == english.keys()
    for name, text in english.items():
        names = r"\$(?:\{\w+\}|\w+)"
        assert sorted(re.findall(names, text)) == sorted(re.findall(names, german[name])), name


def test_it_looks_for_the_programs_that_are_packaged() -> None:
    spec = (ROOT / "pyinstaller.spec").read_text(encoding="utf-8")
    packaged = set(re.findall(r'(?m)^    "(station[\w-]*)": "station/', spec))
    assert packaged == {"station", "station-worker", "station-cli"}
    assert set(re.findall(r'"(station[\w-]*)\.exe"', PROGRAMS)) == packaged


def test_it_deletes_the_settings_that_there_are() -> None:
    """And no journal, no project."""
    (body,) = re.findall(r"(?s)Function un\.settings\n(.+?)FunctionEnd", MAIN)
    deleted = re.findall(r'(?m)^  Delete "\$0\\(.+?)\*"$', body)
    files = {load_settings().file.name, load_memory().file.name, "pace.json"}
    assert set(deleted) == files
    assert f'$LOCALAPPDATA\\{config_folder().name}"' in body
    assert log_folder() != config_folder()
    assert re.findall(r'RMDir /r "\$0\\(\w+)"', body) == ["Logs", "Cache"]


def test_nothing_but_its_own_folders_is_deleted_whole() -> None:
    whole = set(re.findall(r"RMDir /r (.+)", MAIN + PROGRAMS))
    assert whole == {'"${INCOMING}"', '"$0\\Logs"', '"$0\\Cache"'}


@pytest.mark.skipif(
    not (shutil.which("makensis") and shutil.which("bash") and shutil.which("iconv")),
    reason="makensis, bash and iconv make the set-up",
)
@pytest.mark.parametrize("edition", ["full", "operator"])
def test_it_compiles(tmp_path: Path, edition: str) -> None:
    folder = tmp_path / "a folder"
    (folder / "_internal").mkdir(parents=True)
    (folder / "station.exe").write_bytes(b"program")
    (folder / "_internal" / "library.dll").write_bytes(b"library")
    (tmp_path / "a folder.cdx.json").write_text("what is in it", encoding="utf-8")
    made = tmp_path / "Station-1-setup.exe"
    command = ["bash", ROOT / ".ci" / "installer", edition, folder, made, "-DCOMPRESSOR=zlib"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    data = made.read_bytes()
    product = "Seam Station Operator" if edition == "operator" else "Seam Station"
    for told in (product, station.__version__):
        assert f"{told}\0".encode("utf-16-le") in data
    checksum, name = (tmp_path / f"{made.name}.sha256").read_text(encoding="utf-8").split()
    assert (tmp_path / "Station-1-windows.cdx.json").read_text(encoding="utf-8") == "what is in it"
    assert (checksum, name.lstrip("*")) == (hashlib.sha256(data).hexdigest(), made.name)
