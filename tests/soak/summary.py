"""What a soak test tried, in one line of one report, and how often it tries.

A soak test lies in tests/soak and is written once, for any count: `count(full=10_000, small=20)` is the full one under
`pytest -m soak`, the small one in the default run. What makes no sense with small counts (an hour's worth of frames) is
marked `pytest.mark.soak(full_only=True)` and left out of the default run. At its end it calls `tell`, which adds a line to
`soak.jsonl` in the folder that `STATION_SOAK` names (the current one without it), so that parts which are run one by one make
one report: `python -m tests.soak` prints it.
"""

import json
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

REPORT = "soak.jsonl"
FULL = "STATION_SOAK_FULL"
"""Set by tests/conftest.py where pytest was asked for the soak tests."""


@dataclass(frozen=True, slots=True)
class Line:
    """One fault of the table, tried so often: what was lost, and how long the worst took, in seconds where it counts."""

    fault: int
    what: str
    tried: int
    lost: int
    worst_s: float | None = None
    seconds: float = 0.0
    date: str = ""
    machine: str = ""


def is_full() -> bool:
    """Whether the full counts were asked for."""
    return os.environ.get(FULL) == "1"


def count(*, full: int, small: int) -> int:
    """How often to try."""
    return full if is_full() else small


def tell(*, fault: int, what: str, tried: int, lost: int, worst_s: float | None = None, seconds: float = 0.0) -> None:
    """Add a line to the report; without the full counts nothing is written: a sample is no proof."""
    if not is_full():
        return
    folder = Path(os.environ.get("STATION_SOAK", "."))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    line = Line(fault, what, tried, lost, worst_s, round(seconds, 1), time.strftime("%Y-%m-%d %H:%M"), machine)
    with (folder / REPORT).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")


def lines(path: Path) -> list[Line]:
    """The newest line of each fault and what, in the order of the table."""
    newest = {}
    for text in path.read_text(encoding="utf-8").splitlines():
        line = Line(**json.loads(text))
        newest[line.fault, line.what] = line
    return [newest[key] for key in sorted(newest)]


def table(told: Sequence[Line]) -> str:
    """The report as Markdown."""
    rows = ["| # | what was tried | tried | lost | worst time | took |", "|---|---|---|---|---|---|"]
    for line in told:
        worst = "" if line.worst_s is None else f"{line.worst_s:.3f} s"
        rows.append(
            f"| {line.fault} | {line.what} | {line.tried:,} | {line.lost:,} | {worst} | {line.seconds:,.0f} s |"
        )
    return "\n".join(rows)
