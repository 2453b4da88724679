"""A trial: the inspection of the practice camera by the run that ships, for who has no project and wants to see it work."""

from typing import TYPE_CHECKING

from station.ui.context import Context
from station.ui.tab_page import TabPage

if TYPE_CHECKING:
    from station.ui.inspection_tab import InspectionTab


def begin_trial(context: Context, tabs: TabPage) -> None:
    """Inspect the practice camera now, in the open project or without one."""
    if not context.is_open:
        context.begin_trial()
    tab: InspectionTab = tabs.go_to("inspection")  # type: ignore[assignment]  # the tab of that name
    tab.try_out()
