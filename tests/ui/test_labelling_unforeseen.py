"""Fault 31 on the labelling tab: after something that nobody foresaw no key goes nowhere, and what was saved or changed is there."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from station.core.label_desk import LabelDesk
from station.core.project import Project
from station.ui.window import Window
from tests.ui.filming import film
from tests.ui.test_labelling_tab import ERROR, FRAMES, GOOD, calm, labels, opened, type_keys


def test_a_clip_whose_thread_broke_is_closed_and_can_be_opened_again(
    window: Window, qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: heard.append(fault.exc_type))

    def breaks(desk: LabelDesk, frames: int) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    for name in ("Naht ü 1", "Naht ü 2"):
        film(project.videos / f"{name}.mp4", frames=FRAMES)
    tab = opened(window, qtbot, project)
    type_keys(tab, qtbot, "se")
    with monkeypatch.context() as broken:
        broken.setattr(LabelDesk, "step", breaks)
        qtbot.keyClick(window, "n")
        qtbot.waitUntil(lambda: tab.session is None)
    assert heard == [ZeroDivisionError]
    assert tab.view.hint.startswith("Choose a clip")
    tab.open_clip(project.videos / "Naht ü 1.mp4")
    calm(tab, qtbot)
    assert labels(tab) == {0: GOOD}
    type_keys(tab, qtbot, "s")
    assert labels(tab) == {0: ERROR}, "what was changed and not saved yet was not lost"
