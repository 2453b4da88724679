"""The build's hook: compiles the translations before a wheel is built."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from translations import compile_all


class TranslationsHook(BuildHookInterface[Any]):
    """Runs before a wheel is built, an editable one included."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what changed."""
        del version, build_data
        if self.target_name == "wheel":
            compile_all(Path(self.root))
