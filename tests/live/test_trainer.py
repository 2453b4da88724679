"""A training as a session: what it tells, how often, and the three ways to its end."""

import threading
from collections.abc import Iterator

import pytest

from station.core.errors import StationError
from station.core.messages import Done, Preparing, Reply, TrainRun
from station.live import trainer as trainer_module
from station.live.trainer import Phase, Session, Trainer, TrainingState
from station.model.history import Epoch
from tests.live.fakes import NOTE, FakeTrainer, epoch_end, step

REQUEST = TrainRun("p", "r", "fast", False, 0)
PATIENCE = 10.0


class Stage:
    """A session over a fake trainer, its clock in the test's hand."""

    def __init__(self, *, heeds_stop: bool = True) -> None:
        self.now = 0.0
        self.told: list[TrainingState] = []
        self.trainer = FakeTrainer(REQUEST, heeds_stop=heeds_stop)
        self.session = Session(
            REQUEST, changed=self.told.append, make=lambda request: self.trainer, clock=lambda: self.now
        )

    def end(self) -> TrainingState:
        assert self.session.wait(PATIENCE)
        return self.told[-1]


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.session.cancel()
    assert made.session.wait(PATIENCE)


def test_a_training_is_followed_to_its_end(stage: Stage) -> None:
    stage.trainer.say(
        NOTE, Preparing(5, 10), step(1, 1), step(1, 2), step(1, 3), epoch_end(1), step(2, 1), epoch_end(2)
    )
    stage.trainer.say(Done("all epochs done"))
    stage.session.start()
    end = stage.end()
    assert end.phase is Phase.DONE
    assert end.is_over
    assert [epoch.valid_loss for epoch in end.history] == [0.4, 0.4]
    assert end.history[0].valid_accuracies == (91.0, 92.0, 93.0, 94.0)
    assert end.history[0].learning_rate == 1e-3
    assert [x for x, _ in end.trace] == pytest.approx([1 / 3, 2 / 3, 1, 4 / 3])
    assert end.notes == (NOTE.text, "all epochs done")
    assert stage.trainer.closed.is_set()


def test_it_is_told_at_a_bounded_rate_but_always_after_an_epoch(stage: Stage) -> None:
    stage.trainer.say(*(step(1, n, steps=100) for n in range(1, 101)), epoch_end(1), Done("done"))
    stage.session.start()
    stage.end()
    assert len(stage.told) == 4  # the first step, the epoch, the note, the end: the clock stands still
    assert len(stage.told[1].history) == 1


def test_a_long_trace_is_thinned(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainer_module, "TRACE_KEPT", 10)
    stage.trainer.say(*(step(1, n, steps=100) for n in range(1, 101)), Done("done"))
    stage.session.start()
    trace = stage.end().trace
    assert len(trace) <= 10
    assert trace[-1][0] >= 0.9


def test_stop_keeps_the_best(stage: Stage) -> None:
    stage.trainer.say(NOTE)
    stage.session.start()
    stage.session.stop()
    stage.session.stop()
    assert stage.session.state.is_stopping
    end = stage.end()
    assert end.phase is Phase.DONE
    assert "stopped by hand" in end.notes[-1]
    assert stage.trainer.stops == 1


def test_a_stop_before_the_worker_listens_is_not_lost(stage: Stage) -> None:
    stage.session.stop()
    stage.session.start()
    assert stage.trainer.stops == 0
    stage.trainer.say(NOTE)
    assert stage.end().phase is Phase.DONE
    assert stage.trainer.stops == 1


def test_cancel_ends_it_at_once(stage: Stage) -> None:
    stage.trainer.say(NOTE, step(1, 1))
    stage.session.start()
    stage.session.cancel()
    end = stage.end()
    assert end.phase is Phase.CANCELLED
    assert end.error is None
    assert stage.trainer.killed.is_set()
    assert stage.trainer.closed.is_set()


def test_a_training_that_heeds_no_stop_can_still_be_ended() -> None:
    stage = Stage(heeds_stop=False)
    stage.trainer.say(NOTE, step(1, 1))
    stage.session.start()
    stage.session.stop()
    assert not stage.session.wait(0.05)
    stage.session.cancel()
    assert stage.end().phase is Phase.CANCELLED


def test_a_failure_is_told_with_its_reason() -> None:
    class Failing(FakeTrainer):
        def replies(self) -> Iterator[Reply]:
            raise StationError("the train subset holds no picture")

    told: list[TrainingState] = []
    session = Session(REQUEST, changed=told.append, make=Failing)
    session.start()
    assert session.wait(PATIENCE)
    assert told[-1].phase is Phase.FAILED
    assert "no picture" in str(told[-1].error)


def test_a_worker_that_can_not_be_started_is_told_too() -> None:
    def refuse(request: TrainRun) -> FakeTrainer:
        raise OSError("no such program")

    told: list[TrainingState] = []
    session = Session(REQUEST, changed=told.append, make=refuse)
    session.start()
    assert session.wait(PATIENCE)
    assert told[-1].phase is Phase.FAILED


def test_a_session_that_was_never_started_has_nothing_to_wait_for() -> None:
    assert Session(REQUEST, changed=lambda state: None, make=FakeTrainer).wait(0)


def test_a_resumed_run_brings_its_epochs_along() -> None:
    brought = (Epoch(1, 0.5, (80.0,) * 4, 0.45, (90.0,) * 4, 1e-3, 2.0),)
    trainer = FakeTrainer(REQUEST)
    done = threading.Event()
    session = Session(
        REQUEST,
        changed=lambda state: done.set() if state.is_over else None,
        history=brought,
        make=lambda request: trainer,
    )
    trainer.say(epoch_end(2), Done("done"))
    session.start()
    assert done.wait(PATIENCE)
    assert [epoch.epoch for epoch in session.state.history] == [1, 2]


def test_a_stop_that_is_asked_for_twice_ends_the_worker_and_is_told_as_ones_own() -> None:
    with Trainer(REQUEST) as trainer:
        trainer.stop()
        trainer.stop()
        with pytest.raises(StationError, match="ended at once, by hand"):
            list(trainer.replies())
