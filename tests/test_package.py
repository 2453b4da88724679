"""What pyinstaller.spec names is there, and its rules keep what is used; the built folder itself is tried by .ci/bundle."""

import ast
import struct
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from station.core import report_pdf
from tests.conftest import ROOT

LISTS = ("NEVER", "QT", "LEARNING", "QUANTISING", "ANSWERING", "FIGURES", "COMMANDS", "PROGRAMS", "REFUSED", "LATE")
OTHERS = ("SCRIPTS", "BESIDE", "FONTS")


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """The lists at the spec's top, without the rest, which only PyInstaller can run."""
    source = ROOT / "pyinstaller.spec"
    wanted = [
        node
        for node in ast.parse(source.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id in LISTS + OTHERS
    ]
    found: dict[str, Any] = {}
    exec(compile(ast.Module(wanted, []), str(source), "exec"), found)  # noqa: S102  (our own file)
    assert set(found) >= {*LISTS, *OTHERS}
    return found


@pytest.fixture(scope="module")
def rules() -> Any:
    """The module of the spec's rules."""
    sys.path.insert(0, str(ROOT / ".ci"))
    try:
        import bundle_parts  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(ROOT / ".ci"))
    return bundle_parts


def test_all_that_is_named_of_ours_is_there(spec: dict[str, Any]) -> None:
    named = [name for names in [*spec["LATE"].values(), *spec["PROGRAMS"].values()] for name in names]
    ours = {name for name in named if name.partition(".")[0] == "station"}
    assert len(ours) > 5
    assert not [name for name in ours if find_spec(name) is None]
    assert all((ROOT / script).is_file() for script in spec["SCRIPTS"].values())
    assert all((ROOT / "resources" / name).exists() for name in spec["BESIDE"])
    assert set(spec["FONTS"]) == {f"{name}.ttf" for name in (report_pdf._FONT, report_pdf._BOLD)}


def test_what_a_program_refuses_it_leaves_out_and_another_has(spec: dict[str, Any]) -> None:
    left_out, refused = spec["PROGRAMS"], spec["REFUSED"]
    assert set(left_out) == set(refused) == set(spec["SCRIPTS"]) == set(spec["LATE"])
    for program, names in refused.items():
        assert set(names) <= set(left_out[program])
        assert all(any(name not in left_out[other] for other in left_out) for name in names)
    assert "tensorflow" in refused["station"]
    assert {"PySide6", "pandas"} <= set(refused["station-worker"]), "Keras takes an empty pandas for the real one"
    assert {"tensorflow", "PySide6"} <= set(refused["station-cli"])


@pytest.mark.parametrize(
    ("place", "is_used"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/plugins/multimedia/ffmpegmediaplugin.dll", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/translations/qtbase_fr.qm", False),
        ("cv2/opencv_videoio_ffmpeg500_64.dll", False),
        ("cv2/cv2.abi3.so", True),
        ("numpy-2.4.6.dist-info/METADATA", True),
        ("numpy-2.4.6.dist-info/RECORD", False),
        ("station/resources/theme.qss", True),
    ],
)
def test_only_what_is_used_is_kept(rules: Any, place: str, *, is_used: bool) -> None:
    assert rules.is_used((place, "", "DATA")) is is_used


def test_qt_reads_the_pictures_that_ship(rules: Any) -> None:
    kinds = {file.suffix[1:] for folder in ("guide", "icons") for file in (ROOT / "resources" / folder).iterdir()} - {
        "md"
    }
    assert kinds == {"webp", "svg"}
    for kind in kinds:
        assert rules.is_used((f"PySide6/Qt/plugins/imageformats/libq{kind}.so", "", "BINARY"))
        assert rules.is_used((f"PySide6\\plugins\\imageformats\\q{kind}.dll", "", "BINARY"))


def test_a_library_goes_with_what_it_was_there_for_and_its_link_with_it(rules: Any) -> None:
    files = [
        ("cv2/cv2.so", "cv2.so", "EXTENSION"),
        ("cv2.libs/libused.so.1", "libused.so.1", "BINARY"),
        ("cv2.libs/libdeep.so.1", "libdeep.so.1", "BINARY"),
        ("cv2.libs/libalone.so.1", "libalone.so.1", "BINARY"),
        ("libalone.so.1", "cv2.libs/libalone.so.1", "SYMLINK"),
        ("libused.so.1", "cv2.libs/libused.so.1", "SYMLINK"),
        ("libgtk-3.so.0", "libgtk-3.so.0", "BINARY"),
        ("libpython3.11.so.1.0", "libpython3.11.so.1.0", "BINARY"),
        ("openvino/libs/libplugin.so", "libplugin.so", "BINARY"),
        ("station/resources/theme.qss", "theme.qss", "DATA"),
    ]
    links = {
        "cv2.so": ["libused.so.1"],
        "libused.so.1": ["libdeep.so.1", "libc.so.6"],
        "libgtk-3.so.0": ["libused.so.1"],
    }
    kept = rules.without_needless(files, needs=lambda library: links.get(library.name, []))
    gone = {"cv2.libs/libalone.so.1", "libalone.so.1", "libgtk-3.so.0"}
    assert {entry[0] for entry in kept} == {entry[0] for entry in files} - gone


def test_the_icon_has_every_size_that_windows_asks_for() -> None:
    data = Path(ROOT / "resources" / "station.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * index) for index in range(count)]
    assert kind == 1
    assert [entry[0] or 256 for entry in entries] == [16, 20, 24, 32, 40, 48, 64, 128, 256]
    assert sum(entry[6] for entry in entries) + 6 + 16 * count == len(data)
