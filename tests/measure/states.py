"""States of the window worth a picture: how each is reached in a project with clips, labels and a run, and left again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from station.core.verdict import Verdict
from station.ui.window import Window
from tests.ui.probe import settle, when
from tests.ui.rounds import open_project, press, quiet

if TYPE_CHECKING:
    from station.ui.camera_tab import CameraTab
    from station.ui.inspection_tab import InspectionTab
    from station.ui.labelling_tab import LabellingTab
    from station.ui.training_tab import TrainingTab

State = Callable[[Window, Path], None]
ATTEMPTS = 8
MOVING_MM_S = 40.0
SURE = 0.9
WATCHED = 150
"""Frames after which the counters and the seam have something to show."""
CLEAR_CLIP = 68
"""Of the demo's project: a bright cloth with an error that is seen at once."""


def start_page(window: Window, folder: Path) -> None:
    """Nothing open; the project is among the recent ones."""
    open_project(window, folder)
    window.desk.close()
    quiet(window)


def camera(window: Window, folder: Path) -> None:
    """The practice lab's picture, running."""
    tab = cast("CameraTab", _tab(window, folder, "camera"))
    assert when(lambda: tab.view.frame is not None, seconds=60)
    when(lambda: False, seconds=4)


def labelling(window: Window, folder: Path) -> None:
    """A clip with its labels, and what the run says of it."""
    tab = cast("LabellingTab", _tab(window, folder, "labelling"))
    tab.open_clip(_clip(window), number=10)
    assert when(lambda: tab.session is not None and tab.view.frame is not None)
    assert when(lambda: tab.side.run is not None)
    window.context.actions["labelling.suggest"].trigger()
    quiet(window)
    for name in ("labelling.next", "labelling.next"):
        press(window, name)
        settle()
    when(lambda: False, seconds=0.5)


def training(window: Window, folder: Path) -> None:
    """The curves and figures of an earlier run."""
    tab = cast("TrainingTab", _tab(window, folder, "training"))
    assert when(lambda: len(tab.pages.list.entries) > 0)
    tab.pages.list.selectRow(len(tab.pages.list.entries) - 1)
    quiet(window)
    window.context.actions["training.evaluate"].trigger()
    when(lambda: bool(window.context.jobs.running), seconds=2)
    quiet(window)
    window.context.actions["training.figures"].trigger()
    when(lambda: False, seconds=0.5)


def pictures(window: Window, folder: Path) -> None:
    """The pictures behind a count, with their heat maps."""
    training(window, folder)
    tab = cast("TrainingTab", window.tabs.tab("training"))
    tab.pages.figures.count_opened.emit("error", "tp")
    when(lambda: False, seconds=8)


def log(window: Window, folder: Path) -> None:
    """The log of an earlier run."""
    training(window, folder)
    window.context.actions["training.log"].trigger()


def inspection(window: Window, folder: Path) -> None:
    """The practice camera, judged by the run, with the heat map of a fault."""
    tab = cast("InspectionTab", _tab(window, folder, "inspection"))
    assert when(lambda: tab.chooser.runs.run is not None)
    tab.chooser.source.choose("practice")
    window.context.actions["inspection.run"].trigger()
    assert hold_a_fault(window, tab)


def hold_a_fault(window: Window, tab: "InspectionTab") -> bool:
    """Wait for a fault that is well seen, and stop the practice camera's strip while it is; whether that came to be."""
    for _ in range(ATTEMPTS):
        window.context.settings.change("camera", practice_mm_s=MOVING_MM_S)
        if not when(lambda: is_well_seen(tab), seconds=120):
            return False
        window.context.settings.change("camera", practice_mm_s=0.0)
        when(lambda: False, seconds=1.5)
        if is_well_seen(tab):
            return True
    return False


def is_well_seen(tab: "InspectionTab") -> bool:
    """Whether a fault is shown that a stranger sees at once: surely answered, in the middle of a bright picture."""
    painted = tab.view.painted
    if painted is None or painted.result.verdict is not Verdict.NOT_OK or painted.result.frame.number < WATCHED:
        return False
    if tab.shift.band.isVisible():  # which tells of another cloth
        return False
    result = painted.result
    maps = result.raw.get("gradcam")
    names = [name for name in ("error", "break") if result.probabilities.get(name, 0.0) > SURE]
    if maps is None or len(names) != 1 or not 90 < float(result.frame.picture.mean()) < 200:
        return False
    order = tuple(result.probabilities)
    one = np.asarray(maps)[:, :, order.index(names[0])]
    row, column = np.unravel_index(int(one.argmax()), one.shape)
    return 0.35 < row / one.shape[0] < 0.7 and 0.3 < column / one.shape[1] < 0.7 and tab.alarm_button.isEnabled()


def inspection_idle(window: Window, folder: Path) -> None:
    """Before the first inspection."""
    _tab(window, folder, "inspection")


STATES: dict[str, State] = {
    "start": start_page,
    "camera": camera,
    "labelling": labelling,
    "training": training,
    "training-pictures": pictures,
    "training-log": log,
    "inspection-idle": inspection_idle,
    "inspection": inspection,
}


def leave(window: Window) -> None:
    """Stop what a state started."""
    for name in ("inspection.freeze", "inspection.run"):
        if window.context.actions[name].isChecked():
            window.context.actions[name].trigger()
    window.context.settings.change("camera", practice_mm_s=MOVING_MM_S)
    quiet(window)


def _tab(window: Window, folder: Path, name: str) -> object:
    if window.context.project is None:
        open_project(window, folder)
    window.context.actions[f"tab.{name}"].trigger()
    assert when(partial(_shows, window, name))
    return window.tabs.tab(name)


def _shows(window: Window, name: str) -> bool:
    return window.tabs.current == name


def _clip(window: Window) -> Path:
    clips = _clips(window)
    return clips[min(CLEAR_CLIP, len(clips) - 1)]


def _clips(window: Window) -> list[Path]:
    assert window.context.project is not None
    return sorted(window.context.project.videos.glob("*.mp4"))
