"""How an audit is printed: one line for each attribute, and a warning for each that may be right for the wrong reason."""

from dataclasses import asdict
from typing import Any

from rich.text import Text

from station.cli.console import plural, screen, stages, table
from station.core.project import Project
from station.live.auditing import Audit, audit_run, keep_audit
from station.live.evaluating import SubsetName
from station.model.audit import AttributeAudit, Place
from station.model.runs import Run

NAMED = 3
"""Pictures to look at that a warning names."""

WHERE: dict[Place, str] = {place: f"in the {place} part" for place in Place} | {
    Place.UPPER_LEFT: "in the upper left corner",
    Place.UPPER_RIGHT: "in the upper right corner",
    Place.LOWER_LEFT: "in the lower left corner",
    Place.LOWER_RIGHT: "in the lower right corner",
    Place.LEFT: "at the left side",
    Place.RIGHT: "at the right side",
    Place.MIDDLE: "in the middle",
    Place.SCATTERED: "here and there",
}


def show_audit(project: Project, run: Run, *, subset: SubsetName) -> Audit:
    """Audit a run with progress on screen, keep the result where it can be kept, and print it."""
    with stages("audit: ") as progress:
        audit = audit_run(project, run, subset=subset, show=progress.show)
    if subset != "all":
        keep_audit(project, run, audit)
    print_audit(audit)
    return audit


def print_audit(audit: Audit) -> None:
    """Show how much of what the network looked at lies outside the seam, and warn where it is too much."""
    made = table(
        f"run {audit.run} on {audit.subset}: what lies outside the seam of what it looked at",
        *("attribute", "decided", "pictures", "outside %", "by chance %", "decided otherwise %", "look aside", "where"),
    )
    for found in audit.attributes:
        made.add_row(
            found.name,
            "either" if found.value is None else str(found.value).lower(),
            str(found.pictures),
            *(_per_cent(share) for share in (found.outside, found.by_chance, found.otherwise)),
            str(found.aside),
            "-" if found.place is None else f"{WHERE[found.place]} ({found.in_place})",
        )
    screen.print(made)
    if audit.without_seam:
        screen.print(
            f"No seam was found in {audit.without_seam} of {plural(audit.pictures, 'picture')}; they do not count."
        )
    for found in audit.warnings:
        screen.print(Text.assemble(("warning", "bold red"), f" {warning(found)}"))
    if not audit.warnings:
        screen.print("No warning: what the network looked at lies on the seam.")


def warning(found: AttributeAudit) -> str:
    """The sentence that warns of an attribute."""
    mostly = ""
    if found.place is not None:
        mostly = f", mostly {WHERE[found.place]} ({found.in_place} of {plural(found.pictures, 'picture')})"
    names = ", ".join(aside.name for aside in found.worst[:NAMED])
    look = f" - look at {names}" if names else ""
    return (
        f"{found.name}: {_per_cent(found.outside)} % of what the network looked at lies outside the seam{mostly}; "
        f"it may be right for the wrong reason{look}"
    )


def audit_json(audit: Audit) -> dict[str, Any]:
    """An audit for machines."""
    return asdict(audit)


def _per_cent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f}"
