"""This PC's pace: what was measured is used, and what was not is said to be so."""

from dataclasses import replace
from pathlib import Path

import pytest

from station.core.pace import ELSEWHERE, READING_SECONDS, START_SECONDS, Source, Work, estimate, pace_of, remember
from station.model.recipes import RECIPES

WORK = Work("fast", True, (100, 50), 1000, 8)
FIXED = START_SECONDS + 1000 * READING_SECONDS


def test_there_is_a_pace_for_every_network() -> None:
    assert {network for network, _ in ELSEWHERE} == set(RECIPES)


def test_an_estimate_says_where_it_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "own" / "pace.json"
    assert estimate(WORK, file=file).source is Source.ELSEWHERE
    guess = estimate(WORK, earlier=2e-7, file=file)
    assert guess.source is Source.EARLIER_RUNS
    assert guess.seconds == pytest.approx(FIXED + 2e-7 * 1000 * 5000 * 8)
    remember(WORK, [30.0, 10.0, 12.0, 11.0], file=file)
    guess = estimate(replace(WORK, epochs=4, pictures=500), earlier=2e-7, file=file)
    assert guess.source is Source.THIS_PC
    assert guess.seconds == pytest.approx(START_SECONDS + 500 * READING_SECONDS + 4 * 5.5)
    assert estimate(replace(WORK, last_layers=False), file=file).source is Source.ELSEWHERE


def test_the_first_epoch_counts_only_where_there_is_no_other() -> None:
    assert pace_of(WORK, [30.0]) == pytest.approx(30 / 5e6)
    assert pace_of(WORK, [30.0, 5.0]) == pytest.approx(5 / 5e6)
    assert pace_of(WORK, []) is None
    assert pace_of(replace(WORK, pictures=0), [1.0]) is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"fast, last layers": "quick"}', '{"fast, last layers": NaN}'])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "pace.json"
    file.write_text(content, encoding="utf-8")
    assert estimate(WORK, file=file).source is Source.ELSEWHERE
    remember(WORK, [10.0], file=file)
    assert estimate(WORK, file=file).source is Source.THIS_PC
