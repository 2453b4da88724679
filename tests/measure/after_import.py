"""Changes a module as soon as anybody has imported it: so a measurement imports nothing earlier than the program does."""

import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _Finder:
    def __init__(self, name: str, change: Callable[[Any], None]) -> None:
        self._name, self._change = name, change

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if name != self._name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.loader is not None
        run, change = spec.loader.exec_module, self._change

        def run_and_change(module: ModuleType) -> None:
            run(module)
            change(module)

        spec.loader.exec_module = run_and_change  # type: ignore[method-assign]
        return spec


def after_import(name: str, change: Callable[[Any], None]) -> None:
    """Have `change` called with the module of that name, which nobody may have imported yet, right after it was imported first."""
    assert name not in sys.modules, f"{name} was imported already"
    sys.meta_path.insert(0, _Finder(name, change))
