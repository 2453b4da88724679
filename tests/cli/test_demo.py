"""How the demo ends: with the window where there is a screen, and without Qt where there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from station.cli import demo
from station.core.attributes import SEAM
from tests.cli.conftest import Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The projects that the window was opened with; every step before is a stand-in (the real ones take minutes)."""

    @contextmanager
    def loaded(_: object) -> Iterator[None]:
        yield

    stand_ins = {
        "make_practice_project": lambda *_, **__: SimpleNamespace(attributes=SEAM, pics=tmp_path),
        "split_project": lambda *_, **__: SimpleNamespace(test=()),
        "train_run": lambda *_: SimpleNamespace(folder=tmp_path),
        "evaluate_run": lambda *_, **__: None,
        "print_evaluation": lambda _: None,
        "show_map_truth": lambda *_, **__: None,
        "draw": lambda *_, **__: None,
        "loaded": loaded,
        "explain_pictures": lambda *_, **__: 0,
        "film_strips": lambda _: iter(["strip0104"]),
        "_inspect": lambda *_: None,
    }
    for name, stand_in in stand_ins.items():
        monkeypatch.setattr(demo, name, stand_in)
    asked: list[Path] = []
    monkeypatch.setattr(demo, "open_window", asked.append)
    return asked


def test_the_window_opens_at_the_end(
    run: Run, opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "has_screen", lambda: True)
    code, out, _ = run("demo", tmp_path / "lab")
    assert code == 0
    assert opened == [tmp_path / "lab"]
    assert "opening the window" in out


@pytest.mark.parametrize(("screen", "words"), [(True, ("--no-window",)), (False, ())])
def test_no_window_where_none_is_wanted_or_none_can_be_seen(
    run: Run, opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: bool, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(demo, "has_screen", lambda: screen)
    code, out, _ = run("demo", tmp_path / "lab", *words)
    assert code == 0
    assert opened == []
    assert "done in" in out
