"""Fault 13: a training's process is killed, as a system out of memory does: the session tells it, and the best never gets worse."""

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from station.core.messages import TrainRun
from station.core.project import create_project
from station.live import trainer as trainer_module
from station.live.link import Worker
from station.live.trainer import Phase, Session, Trainer, TrainingState
from station.model.runs import open_run
from tests.model.fake_training import loaded_epoch
from tests.soak.summary import count, tell

CHILD = (sys.executable, "-m", "tests.soak.trainer_child")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9; ending the process is tried in tests/live")
def test_a_killed_training_is_told_and_its_best_never_gets_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    monkeypatch.setattr(trainer_module, "Worker", lambda role: Worker(role, program=CHILD))
    project = create_project(tmp_path / "Prüfung ä ß 日本")
    rng, begun, wrong, best, worst = random.Random(13), time.perf_counter(), [], 3.0, 0.0
    kills = count(full=500, small=1)
    for kill in range(kills):
        best_told, ended, made = best, threading.Event(), []
        epochs_until = rng.randrange(1, 12)

        def make(request: TrainRun, made: list[Trainer] = made) -> Trainer:
            made.append(Trainer(request))
            return made[0]

        def changed(
            state: TrainingState,
            made: list[Trainer] = made,
            until: int = epochs_until,
            over: threading.Event = ended,
        ) -> None:
            if len(state.history) >= until and not state.is_over:
                os.kill(made[0].pid, signal.SIGKILL)
            if state.is_over:
                over.set()

        session = Session(TrainRun(str(project.folder), "r", "fast", kill > 0, 0), changed=changed, make=make)
        session.start()
        if not ended.wait(120) or session.state.phase is not Phase.FAILED or not str(session.state.error):
            wrong.append(f"kill {kill}: {session.state.phase} {session.state.error}")
        assert session.wait(20)
        best_told = min([best, *(epoch.valid_loss for epoch in session.state.history)])
        asked = time.perf_counter()
        loaded_epoch(project.models / "r")
        best = open_run(project.models / "r").card.figures.valid_loss or 3.0
        worst = max(worst, time.perf_counter() - asked)
        if best > best_told:
            wrong.append(f"kill {kill}: {best_told} was told, {best} is there")
    seconds = time.perf_counter() - begun
    what = "trainings killed: not told, not loadable, or the best got worse"
    tell(fault=13, what=what, tried=kills, lost=len(wrong), worst_s=worst, seconds=seconds)
    assert not wrong
