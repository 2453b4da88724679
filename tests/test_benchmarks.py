"""The bench's frame: one table and its JSON come of all topics, and a topic that fails is told and outlived by the others."""

import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks.line import Line


def test_one_table_and_its_json_come_of_all_topics_and_one_that_failed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = Line("a frame", 2.0, "ms", 1228.0, "the lab's way", 614.0, "400 x", "a note")
    found = {"start": [line], "live": None, "labelling": [Line("skipped", 0.0, "of 1,000")]}
    monkeypatch.setattr(bench, "_measured", lambda topic: (found[topic], 1.0))
    file = tmp_path / "benchmarks.json"
    monkeypatch.setattr(sys, "argv", ["bench", *found, "--markdown", "--json", str(file)])
    assert bench.main() == 1
    told = json.loads(file.read_text("utf-8"))
    assert told["failed"] == ["live"]
    assert [entry["what"] for entry in told["lines"]] == ["a frame", "skipped"]
    assert told["machine"]
    out = capsys.readouterr().out
    assert "| a frame | 2 ms | 1,228 ms, the lab's way | 614 x | 400 x | a note |" in out
    assert "| skipped | 0 of 1,000 |  |  |  |  |" in out
    assert "live FAILED" in out


def test_every_topic_is_a_module_of_the_bench() -> None:
    folder = Path(bench.__file__).parent
    for topic in bench.TOPICS:
        assert "def measure() -> list[Line]" in (folder / f"{topic}.py").read_text("utf-8"), topic
