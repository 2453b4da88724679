"""Runs every topic, prints one table and writes it as JSON. `uv run python -m tests.benchmarks [TOPIC ...] [--markdown]`."""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.line import Line

TOPICS: tuple[str, ...] = ("inference", "start", "live", "inspect_file", "training", "labelling")
"""Modules of this folder, in the table's order."""
SAID = "bench-lines "
"""How the line begins in which a topic's process says what it found."""


def main() -> int:
    """Measure the topics that are named, or all; 1 where one failed, which the others outlive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"of {', '.join(TOPICS)}; left out: all")
    parser.add_argument("--json", type=Path, default=Path("benchmarks.json"), metavar="FILE")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--here", metavar="TOPIC", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        found = import_module(f"tests.benchmarks.{given.here}").measure()
        print(SAID + json.dumps([asdict(line) for line in found]), flush=True)
        return 0
    if unknown := set(given.topics) - set(TOPICS):
        parser.error(f"a topic is one of {', '.join(TOPICS)}; received {', '.join(sorted(unknown))}")
    console, lines, failed = Console(), [], []
    begun = time.monotonic()
    for topic in given.topics or TOPICS:
        console.print(f"{topic} ...", highlight=False)
        found, seconds = _measured(topic)
        (failed if found is None else lines).extend([topic] if found is None else found)
        console.print(f"  {seconds:.0f} s", highlight=False)
    minutes = (time.monotonic() - begun) / 60
    table = {"machine": machine(), "minutes": round(minutes, 1), "failed": failed, "lines": [asdict(x) for x in lines]}
    given.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(markdown(lines)) if given.markdown else console.print(_table(lines))
    console.print(f"{machine()}; {minutes:.1f} minutes; {given.json}", highlight=False)
    for topic in failed:
        console.print(f"{topic} FAILED: its error stands above", style="red")
    return 1 if failed else 0


def _measured(topic: str) -> tuple[list[Line] | None, float]:
    """What a topic found in a process of its own, and its seconds; None where it failed."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "tests.benchmarks", "--here", topic]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    child = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=False)
    said = [line.removeprefix(SAID) for line in child.stdout.splitlines() if line.startswith(SAID)]
    found = [Line(**entry) for entry in json.loads(said[-1])] if child.returncode == 0 and said else None
    return found, time.monotonic() - begun


def machine() -> str:
    """The processor, its cores as this process may use them, and the versions that matter."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    info = Path("/proc/cpuinfo")
    names = (
        [x for x in info.read_text(encoding="utf-8").splitlines() if x.startswith("model name")]
        if info.is_file()
        else []
    )
    processor = names[0].partition(":")[2].strip() if names else platform.processor()
    flags = info.read_text(encoding="utf-8") if info.is_file() else ""
    bf16 = ", with bf16" if "avx512_bf16" in flags or "amx_bf16" in flags else ""
    versions = ", ".join(f"{name} {version(name)}" for name in ("tensorflow", "openvino", "opencv-python", "PySide6"))
    return f"{processor}, {cores} cores{bf16}; Python {platform.python_version()}, {versions}"


def _table(lines: list[Line]) -> Table:
    table = Table(show_edge=False)
    for column in ("what", "ours", "held against", "ratio", "aim", ""):
        table.add_column(column, justify="right" if column in {"ours", "held against", "ratio"} else "left")
    for line in lines:
        table.add_row(*_cells(line))
    return table


def markdown(lines: list[Line]) -> str:
    """The table for the README."""
    rows = [("what", "ours", "held against", "ratio", "aim", "note"), ("---", "--:", "--:", "--:", "---", "---")]
    return "\n".join("| " + " | ".join(row) + " |" for row in [*rows, *map(_cells, lines)])


def _cells(line: Line) -> tuple[str, ...]:
    rival = f"{_figure(line.rival)} {line.unit}, {line.rival_is}" if line.rival is not None else ""
    ratio = f"{_figure(line.ratio)} x" if line.ratio is not None else ""
    return line.what, f"{_figure(line.ours)} {line.unit}", rival, ratio, line.aim, line.note


def _figure(value: float | None) -> str:
    """Three digits, and no more."""
    return "" if value is None else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
