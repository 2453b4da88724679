"""The line under the picture: true rate, size, age of the newest frame, and frames that the camera dropped."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from station.live.feed import FeedFigures, State
from station.ui.roles import set_role
from station.ui.spoken import number
from station.ui.theme import GAP, MARGIN

OLD_S = 0.5
"""A picture older than this is not what is under the needle now."""
ALARM_SHOWINGS = 40
"""Dropped frames are red for so many showings (ten seconds) after the last one."""


class FigureStrip(QFrame):
    """Shows a feed's figures."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a feed."""
        super().__init__(parent)
        self._figures: FeedFigures | None = None
        self._known_dropped = 0
        self._alarm = 0
        self.rate, self.size_text, self.age, self.dropped = (QLabel(self) for _ in range(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        row.setSpacing(2 * MARGIN)
        for part in (self.rate, self.size_text, self.age, self.dropped):
            row.addWidget(part)
        row.addStretch(1)
        self.retranslate()

    def show_figures(self, figures: FeedFigures | None) -> None:
        """Show these; None: the source is switched off."""
        self._figures = figures
        for part in (self.rate, self.size_text, self.age):  # it never shrinks: what stands beside it would tremble
            part.setMinimumWidth(max(part.minimumWidth(), part.sizeHint().width()))
        dropped = 0 if figures is None else figures.dropped
        self._alarm = ALARM_SHOWINGS if dropped > self._known_dropped else max(0, self._alarm - 1) if dropped else 0
        self._known_dropped = dropped
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        figures = self._figures
        if figures is None or figures.state is not State.RUNNING:
            self.size_text.hide()
            self.age.hide()
            self.rate.setText(self.tr("No picture"))
            self._say_dropped(0 if figures is None else figures.dropped)
            return
        self.rate.setText(self.tr("{rate} frames/s").format(rate=number(figures.rate, 1)))
        self.size_text.setText(f"{figures.size[0]} × {figures.size[1]}")
        self.size_text.show()
        self.age.show()
        age = figures.age_s or 0.0
        self.age.setText(self.tr("Age of the picture: {ms} ms").format(ms=number(1000 * age)))
        set_role(self.age, "warning" if age > OLD_S else "")
        self._say_dropped(figures.dropped)

    def _say_dropped(self, dropped: int) -> None:
        self.dropped.setText(self.tr("Dropped: {dropped}").format(dropped=number(dropped)))
        set_role(self.dropped, "alarm" if self._alarm else "muted")
