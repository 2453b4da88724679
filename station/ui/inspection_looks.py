"""The line beneath the picture: what the heat maps over it explain, and how they are made."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from station.core.attributes import SEAM, AttributeSet
from station.live.painter import Look
from station.ui.inspection_wishes import METHODS
from station.ui.spoken import per_cent

MOST_NAMES = 4


class InspectionLooks(QLabel):
    """Says of which attributes heat maps are shown; of classes that each map speaks for its class."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with heat maps of the faults found."""
        super().__init__(parent)
        self._look = Look()
        self._attributes = SEAM
        self._painted: tuple[str, ...] = ()
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.retranslate()

    def show_look(self, look: Look, *, attributes: AttributeSet) -> None:
        """Say how heat maps are shown from now on."""
        if (look, attributes) != (self._look, self._attributes):
            self._look, self._attributes = look, attributes
            self.retranslate()

    def show_painted(self, names: tuple[str, ...]) -> None:
        """Say whose heat maps are on the picture, where the station chose them."""
        if names != self._painted:
            self._painted = names
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        look, are_classes = self._look, self._attributes.is_classes
        shown = self._painted if are_classes and look.shown is None else look.shown
        if are_classes and shown and look.shown is None:
            text = self.tr("Heat map: what speaks for {names}, the likeliest class · {method} · opacity {opacity}")
        elif are_classes and shown:
            text = self.tr("Heat maps: what speaks for {names} · {method} · opacity {opacity}")
        else:
            text = self.tr("Heat maps: {names} · {method} · opacity {opacity}")
        names = _listed(shown) if shown else self._unnamed()
        self.setText(text.format(names=names, method=METHODS[look.method], opacity=per_cent(look.opacity, 0)))
        self.setToolTip(self.text())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _unnamed(self) -> str:
        if self._look.shown is not None:
            return self.tr("none")
        return self.tr("of the likeliest class") if self._attributes.is_classes else self.tr("of the faults found")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join((*names[:MOST_NAMES], "...") if len(names) > MOST_NAMES else names)
