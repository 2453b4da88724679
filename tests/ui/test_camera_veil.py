"""What lies over the picture while there is none: why, and what can be done."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.live.feed import FeedFigures, State
from station.ui.camera_veil import Veil


def test_pictures_that_are_held_back_are_told_and_the_camera_may_be_connected_anew(qtbot: QtBot) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()
    veil = Veil(view)
    reason = "the camera is not as it was set, its gain is 10 instead of 80: set it, or connect the camera anew"
    veil.show_state(FeedFigures(State.LOST, problem=reason, is_held=True), source="Lamp")
    assert (veil.title, veil.text) == ("No usable picture", reason)
    with qtbot.waitSignal(veil.connect_wanted):
        veil.connect_.click()
    assert veil.connect_.isVisible()
    assert veil.cancel.isVisible()
    veil.show_state(FeedFigures(State.LOST, problem="it was unplugged"), source="Lamp")
    assert (veil.title, veil.connect_.isVisible()) == ("Reconnecting...", False)
    veil.show_state(FeedFigures(State.RUNNING), source="Lamp")
    assert not veil.isVisible()
