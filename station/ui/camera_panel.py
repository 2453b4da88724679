"""The camera tab's panel: its cards under one another, scrolled where the window is low."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFrame, QScrollArea, QSlider, QVBoxLayout, QWidget

from station.ui.context import Context
from station.ui.knobs_card import KnobsCard
from station.ui.picture_card import PictureCard
from station.ui.recording_card import RecordingCard
from station.ui.scale_card import ScaleCard
from station.ui.source_card import SourceCard
from station.ui.speed_card import SpeedCard
from station.ui.theme import GRID, MARGIN
from station.ui.wheel_guard import leave_wheel

if TYPE_CHECKING:
    from station.ui.camera_card import Card

WIDTH = 84 * GRID


class CameraPanel(QScrollArea):
    """Recording, source, practice knobs, focus and exposure, scale, speed."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Make the cards."""
        super().__init__(parent)
        inside = QWidget(self)
        self.recording = RecordingCard(inside)
        self.source = SourceCard(context, inside)
        self.knobs = KnobsCard(inside)
        self.picture = PictureCard(inside)
        self.scale = ScaleCard(inside)
        self.speed = SpeedCard(inside)
        self.cards: tuple[Card, ...] = (
            self.recording,
            self.source,
            self.knobs,
            self.picture,
            self.scale,
            self.speed,
        )
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        for kind in (QSlider, QComboBox, QAbstractSpinBox):
            for field in inside.findChildren(kind):
                leave_wheel(field)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for card in self.cards:
            card.retranslate()
