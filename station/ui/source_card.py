"""The source's card: which camera, in which size and at which rate, and the practice lab's knobs where it is that."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from station.core.settings import CameraSettings
from station.ui.camera_card import Card
from station.ui.context import Context
from station.ui.source_box import SourceBox, kind_of
from station.ui.spoken import number
from station.ui.theme import GAP

SIZES = ((0, 0), (640, 480), (800, 600), (1280, 720), (1280, 960), (1920, 1080), (2560, 1440), (3840, 2160))
RATES = (0.0, 15.0, 25.0, 30.0, 50.0, 60.0, 90.0, 120.0)


class SourceCard(Card):
    """Chooses the source and what is wished of it."""

    wish_changed = Signal(int, int, float)
    """(width, height, frames a second); 0 leaves it to the device."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Show what the settings say."""
        super().__init__(parent)
        self.box = SourceBox(context, self)
        self.size_box = QComboBox(self)
        self.rate_box = QComboBox(self)
        self._size_text = QLabel(self)
        self._rate_text = QLabel(self)
        self._size_text.setBuddy(self.size_box)
        self._rate_text.setBuddy(self.rate_box)
        self.column.addWidget(self.box)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for row, (text, box) in enumerate(((self._size_text, self.size_box), (self._rate_text, self.rate_box))):
            grid.addWidget(text, row, 0)
            grid.addWidget(box, row, 1)
            box.activated.connect(self._wish)
        self.column.addLayout(grid)
        self._parts = (self._size_text, self.size_box, self._rate_text, self.rate_box)
        self._shown = CameraSettings()
        self.retranslate()

    def show_settings(self, wish: CameraSettings) -> None:
        """Show what is wished; only a webcam can be wished anything of."""
        self._shown = wish
        for part in self._parts:
            part.setVisible(kind_of(self.box.source) == "webcam")
        _choose(self.size_box, [(f"{w} × {h}" if w else self.tr("As the device likes"), (w, h)) for w, h in SIZES])
        _pick(self.size_box, (wish.width, wish.height), f"{wish.width} × {wish.height}")
        rates = [(self._rate(rate), rate) for rate in RATES]
        _choose(self.rate_box, rates)
        _pick(self.rate_box, wish.rate, self._rate(wish.rate))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Source"))
        self._size_text.setText(self.tr("Resolution"))
        self._rate_text.setText(self.tr("Rate"))
        self.show_settings(self._shown)

    def _rate(self, rate: float) -> str:
        if not rate:
            return self.tr("As the device likes")
        return self.tr("{rate} frames/s").format(rate=number(rate, 0 if rate == int(rate) else 1))

    def _wish(self) -> None:
        width, height = self.size_box.currentData()
        self.wish_changed.emit(width, height, self.rate_box.currentData())


def _choose(box: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    box.clear()
    for text, value in entries:
        box.addItem(text, value)


def _pick(box: QComboBox, value: object, text: str) -> None:
    """Choose an entry, one more where the settings name what the list does not."""
    places = [place for place in range(box.count()) if box.itemData(place) == value]
    if not places:
        box.addItem(text, value)
    box.setCurrentIndex(places[0] if places else box.count() - 1)
