"""What came of an inspection by command: counted as it goes, for machines and for people."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from station.cli.console import plural, screen
from station.core.attributes import AttributeSet
from station.core.coverage import Covered
from station.core.errors import StationError
from station.core.verdict import Rule, Verdict, recognised
from station.live.inspector import Judged
from station.live.journal import JournalState


@dataclass(frozen=True, slots=True)
class Inspected:
    """What came of an inspection: the summary for machines, what was left out, what ended it early, and its record."""

    summary: dict[str, Any]
    problems: tuple[str, ...]
    error: StationError | None
    journal: JournalState


@dataclass(slots=True)
class Counts:
    """The frames that were judged; `classes` where each is of exactly one."""

    classes: AttributeSet | None
    rule: Rule
    recognised: Counter[str] = field(default_factory=Counter)
    latencies_ms: list[float] = field(default_factory=list)

    @property
    def frames(self) -> int:
        """How many."""
        return len(self.latencies_ms)

    def row(self, judged: Judged) -> dict[str, Any]:
        """Count a frame, and make its row without its picture: an hour of pictures would not fit into memory.

        Of classes it names the one that was surely recognised, also where the result came late.
        """
        frame = judged.frame
        known: dict[str, Any] = {
            "frame": frame.number,
            "time_s": round(frame.time_s, 6),
            "verdict": judged.verdict.value,
        }
        if self.classes is not None:
            known["class"] = recognised(judged.probabilities, classes=self.classes, rule=self.rule) or ""
            self.recognised.update(filter(None, [known["class"]]))
        self.latencies_ms.append(judged.latency_s * 1000)
        return known | {name: round(value, 6) for name, value in judged.probabilities.items()}

    def summary(self, seconds: float) -> dict[str, Any]:
        """How many in how long, and how fast each was; some there must be."""
        median, p95 = float(np.median(self.latencies_ms)), float(np.percentile(self.latencies_ms, 95))
        return {
            "frames": self.frames,
            "seconds": seconds,
            "fps": self.frames / seconds,
            "latency_ms": {"median": median, "p95": p95},
        }

    def verdicts(self, given: Counter[Verdict]) -> dict[str, Any]:
        """How often each verdict was given, and of classes how often each was recognised."""
        are_classes = self.classes is not None
        counted = {verdict.value: given[verdict] for verdict in Verdict if are_classes or verdict is not Verdict.NAMED}
        return {"verdicts": counted} | ({"classes": self.recognised} if are_classes else {})


def seam_summary(covered: Covered) -> dict[str, Any]:
    """How much seam passed, in millimetres where the scale is known, and what was said of it."""
    lengths = {said.name.lower(): round(length, 1) for said, length in covered.lengths.items()}
    return {
        "is_scaled": covered.is_scaled,
        "gaps": covered.gaps,
        "unmeasured_frames": covered.unmeasured,
        "lengths": lengths,
    }


def _seam_told(seam: dict[str, Any]) -> str:
    lengths = seam["lengths"]
    passed = sum(lengths.values())
    if not passed:
        return "the seam stood still, or its movement could not be measured"
    judged = lengths["ok"] + lengths["not_ok"]
    if seam["is_scaled"]:
        told = f"{passed:.0f} mm of seam passed: {judged:.0f} mm judged, {lengths['not_ok']:.0f} mm of them NOT OK"
    else:
        told = f"of the seam that was seen to pass {judged / passed:.0%} was judged (calibrate the camera to have millimetres)"
    if not seam["gaps"]:
        return told
    nowhere = f" ({plural(frames, 'frame')} of it)" if (frames := seam["unmeasured_frames"]) else ""
    return f"{told}; {plural(seam['gaps'], 'time')} more of it passed unmeasured{nowhere}: NOT INSPECTED"


def print_inspected(inspected: Inspected) -> None:
    """Show an inspection's counts and times, and name what was left out."""
    for problem in inspected.problems:
        screen.print(f"skipped: {problem}", markup=False)
    summary, latency = inspected.summary, inspected.summary["latency_ms"]
    verdicts = ", ".join(f"{name} {count}" for name, count in summary["verdicts"].items())
    pace = f"{plural(summary['frames'], 'frame')} in {summary['seconds']:.1f} s ({summary['fps']:.1f} a second)"
    screen.print(f"{pace}: {verdicts}")
    if summary.get("classes"):
        screen.print(", ".join(f"{name} {count}" for name, count in summary["classes"].items()), markup=False)
    screen.print(summary["engine"]["told"], markup=False)
    screen.print(
        f"from taking up a frame to its result with all heat maps: median {latency['median']:.1f} ms, "
        f"p95 {latency['p95']:.1f} ms"
    )
    if (seam := summary.get("seam")) is not None:
        screen.print(_seam_told(seam), markup=False)
    journal = inspected.journal
    if journal.problem or journal.missing:
        screen.print(f"not in the journal: {plural(journal.missing, 'frame')} ({journal.problem})", markup=False)
    elif journal.folder is not None:
        screen.print(f"journal: {journal.folder}, head {journal.head}", markup=False)
