"""What stands over an inspection by command: it says on the screen why verdicts are withheld, and when the picture has changed."""

import time
from collections.abc import Callable
from typing import Any

from station.cli.console import screen
from station.core.attributes import AttributeSet
from station.core.check_file import Standing
from station.core.journal_entries import Check
from station.core.journals import journal_folder
from station.core.no_result import RENDERED_ONLY
from station.core.report_checks import DRIFT, drift_said
from station.core.report_words import Words
from station.core.settings import InspectionSettings
from station.core.verdict import Rule
from station.live.guard_terms import guard_over
from station.model.runs import Run

PATIENCE_SECONDS = 10.0
"""For the record of checks to be read, where one is demanded."""
_WHY = {
    Standing.NONE: "none was passed yet",
    Standing.FAILED: "the last one was not passed",
    Standing.OLD: "the last one is too old",
    Standing.OTHER_RUN: "the last one was made with another run",
    Standing.OTHER_SOURCE: "the last one was made with another camera",
    Standing.OTHER_LIMITS: "the last one was made with other thresholds or another unsure band",
    Standing.OTHER_EXPECTED: "the last one was made when the project expected something else",
    Standing.UNREADABLE: "the record of checks can't be read",
    Standing.RUNNING: "one is under way",
}
assert {*_WHY} == {one for one in Standing if not one.allows}


class Gate:
    """The guard of one inspection, if one stands over it, and what it found."""

    def __init__(
        self,
        run: Run,
        *,
        source: str,
        is_live: bool,
        attributes: AttributeSet,
        rule: Rule,
        settings: InspectionSettings,
        noted: Callable[[Check], None],
    ) -> None:
        """Read what is known of checks, and say why there will be no verdicts, where there will be none."""
        self._noted = noted
        self._hours = settings.check_hours
        self._stops = settings.drift == "stop"
        self._began_s = time.perf_counter()
        self.drift: dict[tuple[str, str], dict[str, Any]] = {}
        """How the picture has changed, by what and against what: the largest share, and after how many seconds it was told."""
        self.guard = guard_over(
            run,
            source=source,
            is_live=is_live,
            folder=journal_folder(run.folder),
            attributes=attributes,
            rule=rule,
            settings=settings,
            noted=self._note,
        )
        if self.guard is not None:
            self.guard.start()
            if self._hours > 0:
                self.guard.wait(PATIENCE_SECONDS)
            if told := self.told():
                screen.print(told, markup=False)

    def told(self) -> str:
        """Why there are no verdicts, in a sentence; empty where there are."""
        if self.guard is None or not (state := self.guard.state).withheld:
            return ""
        if state.withheld == RENDERED_ONLY:
            return (
                "NO RESULT throughout: this run ships with the station and has seen rendered strips only; it judges the practice "
                "lab. What it answers of other seams is shown, but nobody knows what it is worth: train a run on your own labels"
            )
        why = f"{_WHY[state.standing]}{f' ({state.problem})' if state.problem else ''}"
        return (
            f"NO RESULT throughout: a check with samples at most {self._hours:g} hours old is demanded, and {why}; "
            "make it in the window: Inspection, Check with samples (C)"
        )

    def summary(self) -> dict[str, Any]:
        """For machines: how the check stands, why verdicts are withheld at the end, and how the picture changed."""
        if self.guard is None:
            return {}
        state = self.guard.state
        return {"check": state.standing.value, "withheld": state.withheld, "drift": list(self.drift.values())}

    def _note(self, check: Check) -> None:
        self._noted(check)
        if check.name != DRIFT:
            return
        key = str(check.detail["change"]), str(check.detail["against"])
        known, share = self.drift.get(key), float(check.detail["share"])
        if known is None:
            after_s = round(time.perf_counter() - self._began_s, 1)
            self.drift[key] = {"change": key[0], "against": key[1], "share": share, "after_s": after_s}
            how, result = drift_said(check.detail, Words("en")), "; NO RESULT while it is so" if self._stops else ""
            told = f"after {after_s:.0f} s the picture has changed: {how}. Look at the lamp and the lens{result}"
            screen.print(told, markup=False)
        elif abs(share) > abs(known["share"]):
            known["share"] = share
