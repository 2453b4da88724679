"""Makes resources/i18n/*.qm, which the window reads, of the *.ts that people translate; for the wheel and for pyinstaller.spec."""

import importlib.util
import subprocess
import tempfile
from pathlib import Path


def compile_all(root: Path) -> None:
    """Compile what changed in a checkout."""
    for source in sorted((root / "resources" / "i18n").glob("*.ts")):
        compile_one(source, source.with_suffix(".qm"))


def compile_one(source: Path, target: Path) -> None:
    """Make a .qm; one that is right already is not touched, since uv builds anew when it changes."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / target.name
        subprocess.run([lrelease(), "-silent", "-removeidentical", source, "-qm", made], check=True)
        content = made.read_bytes()
    if not target.exists() or target.read_bytes() != content:
        temporary = target.with_suffix(".qm-new")
        temporary.write_bytes(content)
        temporary.replace(target)  # a window that is open has the old one mapped: writing into it would crash it


def lrelease() -> Path:
    """Qt Linguist's compiler, which comes with PySide6-Essentials."""
    found = importlib.util.find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent
    for name in ("lrelease", "lrelease.exe"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"PySide6 in {folder} has no lrelease")
