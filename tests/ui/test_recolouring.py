"""The palette for weak colour vision: attributes and heat maps change their colours at once, and nothing that is saved does."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.core.attributes import SEAM, Colour
from station.core.palette import Palette, in_palette
from station.core.project import Project
from station.ui.attribute_bars import AttributeBars
from station.ui.inspection_tab import InspectionTab
from station.ui.labelling_tab import LabellingTab
from station.ui.window import Window

SAFE = in_palette(SEAM, "safe")


def has_colour(widget: QWidget, colour: Colour) -> bool:
    """Whether it is seen anywhere."""
    blue, green, red = colour
    image = widget.grab().toImage()
    wanted = QColor(red, green, blue).rgb()
    return any(image.pixel(x, y) == wanted for y in range(image.height()) for x in range(0, image.width(), 2))


def choose(window: Window, palette: Palette) -> None:
    window.context.settings.change("appearance", palette=palette)


def test_values_and_bars_follow_at_once_and_the_project_keeps_its_colours(
    window: Window, qtbot: QtBot, project: Project
) -> None:
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    window.context.actions["tab.labelling"].trigger()
    labelling = window.tabs.tab("labelling")
    assert isinstance(labelling, LabellingTab)
    row = labelling.side.values.rows["break"]
    assert has_colour(row, SEAM["break"].colour)
    before = (project.folder / "project.json").read_bytes()
    choose(window, "safe")
    assert labelling.side.values.rows["break"] is row, "a row that was changed, not made anew"
    assert has_colour(row, SAFE["break"].colour)
    assert not has_colour(row, SEAM["break"].colour)
    window.context.actions["tab.inspection"].trigger()
    inspection = window.tabs.tab("inspection")
    assert isinstance(inspection, InspectionTab)
    assert _colours(inspection.bars) == [attribute.colour for attribute in SAFE]
    choose(window, "lab")
    assert _colours(inspection.bars) == [attribute.colour for attribute in SEAM]
    assert has_colour(row, SEAM["break"].colour)
    assert window.context.project is not None
    assert window.context.project.attributes == SEAM
    assert (project.folder / "project.json").read_bytes() == before


def test_a_project_opens_in_the_palette_that_was_chosen(window: Window, qtbot: QtBot, project: Project) -> None:
    choose(window, "safe")
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    window.context.actions["tab.labelling"].trigger()
    labelling = window.tabs.tab("labelling")
    assert isinstance(labelling, LabellingTab)
    row = labelling.side.values.rows["error"]
    qtbot.waitUntil(lambda: has_colour(row, SAFE["error"].colour))  # a busy computer lays it out later
    assert not has_colour(row, SEAM["error"].colour)


def test_the_wish_for_heat_maps_names_the_palette(window: Window, qtbot: QtBot, project: Project) -> None:
    window.desk.open(project.folder)
    qtbot.waitUntil(lambda: window.context.project is not None)
    window.context.actions["tab.inspection"].trigger()
    inspection = window.tabs.tab("inspection")
    assert isinstance(inspection, InspectionTab)
    assert inspection.wishes.look().palette == "lab"
    with qtbot.waitSignal(inspection.wishes.changed):
        choose(window, "safe")
    assert inspection.wishes.look().palette == "safe"


def test_other_settings_recolour_nothing(window: Window, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.context.palette_changed):
        window.context.settings.change("inspection", opacity=0.3)


def _colours(bars: AttributeBars) -> list[Colour]:
    return [attribute.colour for attribute in bars._rows]
