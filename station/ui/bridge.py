"""From other threads into the window's: a call made elsewhere is run by Qt's event loop, while its owner lives."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class Bridge(QObject):
    """Carries calls into the thread of the window. Nothing is carried once its parent is gone.

    Only small things travel this way; frames wait in an inbox until a timer draws the newest.
    """

    _called = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        """Belong to the object whose methods are called."""
        super().__init__(parent)
        self._called.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def carry(self, do: Callable[..., Any]) -> Callable[..., None]:
        """A callable for other threads: it returns at once, and `do` runs in the window's thread afterwards."""

        def call(*values: Any) -> None:  # noqa: ANN401  (whatever `do` takes)
            try:
                self._called.emit(do, values)
            except RuntimeError:  # the window's side is gone: nobody is left to hear of it
                return

        return call

    def _call(self, do: Callable[..., Any], values: tuple[Any, ...]) -> None:
        do(*values)
