"""The scale's card: pixels a millimetre, and the way to measure them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from station.ui.camera_card import Card
from station.ui.icons import beside_icon, icon
from station.ui.roles import set_role
from station.ui.spoken import number
from station.ui.theme import GAP


class ScaleCard(Card):
    """Shows the project's scale; pressing the buttons is told to the tab."""

    calibrate_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin without a scale."""
        super().__init__(parent)
        self._scale: float | None = None
        self._points: int | None = None
        self.value = self.text("figure", wraps=False)
        self.help = self.text("muted")
        self.calibrate = QPushButton(self)
        self.calibrate.setIcon(icon("ruler-2"))
        self.calibrate.clicked.connect(self.calibrate_wanted)
        self.forget = QPushButton(self)
        self.forget.setIcon(icon("trash"))
        self.forget.clicked.connect(self.forget_wanted)
        row = self.row(self.calibrate, self.forget, stretched=self.calibrate)
        row.setSpacing(GAP)
        self.retranslate()

    def show_scale(self, scale: float | None, *, points: int | None) -> None:
        """Say the scale, and how many points are set where somebody measures it (None: nobody does)."""
        self._scale, self._points = scale, points
        self._say()

    @property
    def instruction(self) -> str:
        """What to do next where somebody measures; else empty."""
        return "" if self._points is None else self.help.text()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Scale"))
        self.forget.setToolTip(self.tr("Forget the scale"))
        self.forget.setAccessibleName(self.tr("Forget the scale"))
        self._say()

    def _say(self) -> None:
        scale, points = self._scale, self._points
        self.value.setVisible(scale is not None)
        self.forget.setEnabled(scale is not None and points is None)
        if scale is not None:
            self.value.setText(self.tr("{scale} px/mm").format(scale=number(scale, 1)))
        if points is None:
            set_role(self.help, "muted")
            self.calibrate.setText(beside_icon(self.tr("Calibrate") if scale is None else self.tr("Measure again")))
            measured = self.tr("Measure again when camera height, zoom or resolution change.")
            self.help.setText(self.tr("Not measured: lay a ruler under the camera.") if scale is None else measured)
            return
        set_role(self.help, "heading")
        self.calibrate.setText(beside_icon(self.tr("Cancel")))
        first, second = self.tr("Click one mark of the ruler."), self.tr("Click a second mark, far from the first.")
        keys = self.tr("Or: arrow keys move the cross, Shift for further, Return sets the point.")
        self.help.setText(f"{first if points == 0 else second} {keys}")
