"""Loading a network can be given up while it lasts, which takes seconds, and on a busy PC minutes."""

import threading
from pathlib import Path
from typing import Any

import pytest

from station.core.errors import StationError
from station.core.messages import LoadRun, Ready
from station.live.answers import load_in
from station.live.jobs import Stopped
from station.model.runs import open_run, write_card
from tests.live.fakes import FakeInspectWorker
from tests.model.test_runs import make_run


class SlowWorker(FakeInspectWorker):
    """Loads only when it is told to; a kill ends the loading as the end of the process does."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def ask(self, request: LoadRun, *, expecting: type[Any]) -> Ready:
        assert self.go_on.wait(20)
        return super().ask(request, expecting=expecting)

    def kill(self) -> None:
        super().kill()
        self.go_on.set()


def test_what_the_waiting_raises_ends_the_loading(tmp_path: Path) -> None:
    worker, run = SlowWorker(), open_run(make_run(tmp_path / "r"))
    turns: list[int] = []

    def waiting() -> None:
        turns.append(1)
        if len(turns) == 2:
            raise Stopped("enough")

    with pytest.raises(Stopped):
        load_in(worker, run, waiting=waiting)  # type: ignore[arg-type]
    assert worker.killed
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("loading")]


def test_what_is_waited_for_comes(tmp_path: Path) -> None:
    worker, run = SlowWorker(), open_run(make_run(tmp_path / "r"))
    assert load_in(worker, run, waiting=worker.go_on.set).run == run  # type: ignore[arg-type]
    assert not worker.killed


def test_a_run_that_is_not_sound_is_refused_as_before(tmp_path: Path) -> None:
    worker, run = FakeInspectWorker(), open_run(make_run(tmp_path / "r"))
    worker.killed = True
    with pytest.raises(StationError, match="ended unexpectedly"):
        load_in(worker, run, waiting=lambda: None)  # type: ignore[arg-type]


def test_a_run_that_was_trained_on_since_it_was_chosen_does_not_answer_in_its_name(tmp_path: Path) -> None:
    run = open_run(make_run(tmp_path / "r"))
    weights = run.card.weights.model_copy(update={"sha256": "1" * 64})
    write_card(run.folder, run.card.model_copy(update={"weights": weights}))
    with pytest.raises(StationError, match="other weights"):
        load_in(FakeInspectWorker(), run, waiting=lambda: None)  # type: ignore[arg-type]
