"""Takes hold of the station's window as soon as it is made: so a measurement imports nothing earlier than the program does."""

import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from station.ui.window import Window

APP = "station.ui.app"


class _Finder:
    """Changes a module right after it was imported first."""

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


def with_window(do: Callable[["Window"], None]) -> None:
    """Have `do` called with the station's window as soon as it is made; nobody may have imported `station.ui.app` yet."""
    assert APP not in sys.modules, f"{APP} was imported already"

    def change(app: Any) -> None:
        make = app.make_window

        def made(*given: Any, **named: Any) -> "Window":
            window: Window = make(*given, **named)
            do(window)
            return window

        app.make_window = made

    sys.meta_path.insert(0, _Finder(APP, change))
