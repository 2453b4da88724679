"""Modules are imported beside the window, which can close meanwhile."""

import sys

import pytest

from station.live.warming import warm


def test_modules_are_there_afterwards_and_a_missing_one_is_nobodys_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "this", raising=False)
    monkeypatch.delitem(sys.modules, "station.core.heat", raising=False)
    assert warm(["station.core.heat", "station.no_such_module", "this"]).wait(10)
    assert "station.core.heat" in sys.modules
    assert "this" not in sys.modules
