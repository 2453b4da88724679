"""What withholds verdicts, as the commands honour it: a demanded check with samples that does not hold, a run not for the source."""

from station.core.check_file import Standing
from station.core.journals import journal_folder
from station.core.no_result import RENDERED_ONLY
from station.core.settings import InspectionSettings
from station.core.verdict import Rule
from station.live.guard import Guard, Terms
from station.live.guard_terms import terms_of
from station.model.runs import Run
from station.model.shipped import withheld

_WHY = {
    Standing.NONE: "none was passed yet",
    Standing.FAILED: "the last one was not passed",
    Standing.OLD: "the last one is too old",
    Standing.OTHER_RUN: "the last one was made with another run",
    Standing.OTHER_SOURCE: "the last one was made with another camera",
    Standing.OTHER_LIMITS: "the last one was made with other thresholds or another unsure band",
    Standing.UNREADABLE: "the record of checks can't be read",
    Standing.RUNNING: "one is under way",
}
assert {*_WHY} == {one for one in Standing if not one.allows}


def gate_for(run: Run, *, source: str, live: bool, rule: Rule, settings: InspectionSettings) -> Guard | None:
    """What withholds verdicts: of a live source where a check is demanded, of any where the run is not for it; None: nothing."""
    is_demanded = live and settings.check_hours > 0
    if not is_demanded and not withheld(run, source=source):
        return None
    gate = Guard(
        journal_folder(run.folder),
        run=run,
        source=source,
        attributes=run.card.attribute_set,
        rule=rule,
        terms=terms_of(settings) if is_demanded else Terms(),
    )
    gate.load()
    return gate


def told_of(gate: Guard | None, *, hours: float) -> str:
    """Why there are no verdicts, in a sentence; empty where there are."""
    if gate is None or not gate.state.withheld:
        return ""
    state = gate.state
    if state.withheld == RENDERED_ONLY:
        return (
            "NO RESULT throughout: this run ships with the station and has seen rendered strips only; it judges the practice lab. "
            "What it answers of other seams is shown, but nobody knows what it is worth: train a run on your own labels"
        )
    why = f"{_WHY[state.standing]}{f' ({state.problem})' if state.problem else ''}"
    return (
        f"NO RESULT throughout: a check with samples at most {hours:g} hours old is demanded, and {why}; "
        "make it in the window: Inspection, Check with samples (C)"
    )
