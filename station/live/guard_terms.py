"""Whether a guard stands over an inspection, and what it demands, as a person set it: the same for window and commands."""

from collections.abc import Callable
from pathlib import Path

from station.core.attributes import AttributeSet
from station.core.journal_entries import Check
from station.core.settings import InspectionSettings
from station.core.shift_check import Demand
from station.core.verdict import Rule
from station.live.guard import Guard, Terms
from station.model.runs import Run
from station.model.shipped import withheld


def guard_over(
    run: Run,
    *,
    source: str,
    is_live: bool,
    folder: Path,
    attributes: AttributeSet,
    rule: Rule,
    settings: InspectionSettings,
    noted: Callable[[Check], None],
) -> Guard | None:
    """The guard of an inspection: of cameras, and of a file that the run may not judge; None of any other file, which is no shift."""
    if not is_live and not withheld(run, source=source):
        return None
    terms = terms_of(settings) if is_live else Terms(on_drift="off")
    return Guard(folder, run=run, source=source, attributes=attributes, rule=rule, terms=terms, noted=noted)


def terms_of(settings: InspectionSettings) -> Terms:
    """What is demanded; a window is never smaller than the frames that must be right in it."""
    window = max(settings.check_frames, settings.check_window)
    demand = Demand(settings.check_frames, window, settings.check_s)
    return Terms(settings.check_hours, demand, settings.drift)
