"""The build's hook: makes resources/i18n/*.qm, which the window reads, of the *.ts that people translate."""

import importlib.util
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """Runs before a wheel is built, an editable one included."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what changed."""
        del version, build_data
        if self.target_name == "wheel":
            for source in sorted((Path(self.root) / "resources" / "i18n").glob("*.ts")):
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
