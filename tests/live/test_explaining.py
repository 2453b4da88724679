"""Pictures with heat maps: plain ones first, the newest wish alone, a worker that stays warm and can be ended."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from station.core.frame import Picture
from station.core.images import encode_png
from station.core.picture_reader import OpenReader
from station.live import explaining
from station.live.explaining import Explainer, Shown
from station.model.runs import Run, open_run
from tests.live.fakes import FakeInspectWorker, ReaderHere
from tests.model.test_runs import make_run

PATIENCE = 10.0


class Shelf:
    """What an explainer put, and its workers."""

    def __init__(self) -> None:
        self.news = threading.Condition()
        self.shown: list[Shown] = []
        self.errors: list[BaseException] = []
        self.workers: list[FakeInspectWorker] = []
        self.explainer = self.made()

    def made(
        self,
        *,
        start: Callable[[], FakeInspectWorker] | None = None,
        open_reader: OpenReader = ReaderHere,
        warm_seconds: float = PATIENCE,
    ) -> Explainer:
        return Explainer(
            put=self.put,
            failed=self.fail,
            start=start or self.start,  # type: ignore[arg-type]
            open_reader=open_reader,
            warm_seconds=warm_seconds,
        )

    def put(self, shown: Shown) -> None:
        with self.news:
            self.shown.append(shown)
            self.news.notify_all()

    def fail(self, error: BaseException) -> None:
        with self.news:
            self.errors.append(error)
            self.news.notify_all()

    def start(self) -> FakeInspectWorker:
        self.workers.append(FakeInspectWorker())
        return self.workers[-1]

    def until(self, holds: Callable[[], bool]) -> None:
        with self.news:
            assert self.news.wait_for(holds, PATIENCE)


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    yield made
    made.explainer.stop()
    assert made.explainer.wait(PATIENCE)
    assert all(worker.closed for worker in made.workers)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return open_run(make_run(tmp_path / "r", image_size=[64, 48]))


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{number}.png" for number in range(10)]
    for path in made:
        path.write_bytes(encode_png(np.full((96, 128, 3), 200, np.uint8)))
    return made


def test_pictures_come_plain_and_then_with_their_maps(shelf: Shelf, run: Run, paths: list[Path]) -> None:
    paths[3].write_bytes(b"no picture")
    number = shelf.explainer.show(run, paths, attributes=("error",), width=32)
    shelf.until(lambda: sum(shown.covered is not None for shown in shelf.shown) == 9)
    assert [shown.index for shown in shelf.shown[:10]] == list(range(10))
    assert "no picture" in shelf.shown[3].problem
    assert {shown.request for shown in shelf.shown} == {number}
    last = shelf.shown[-1]
    assert last.plain is not None
    assert last.covered is not None
    assert last.plain.shape == (24, 32, 3)
    assert last.covered[0, 0, 0] > last.covered[0, 0, 1] + 50  # error is blue


def test_the_worker_stays_warm_for_the_same_run_alone(
    shelf: Shelf, run: Run, paths: list[Path], tmp_path: Path
) -> None:
    for wanted in (run, run, open_run(make_run(tmp_path / "other", image_size=[64, 48]))):
        number = shelf.explainer.show(wanted, paths[:1], attributes=("error",))
        shelf.until(lambda number=number: any(s.request == number and s.covered is not None for s in shelf.shown))
    assert [len(worker.loads) for worker in shelf.workers] == [1, 1]
    assert shelf.workers[0].closed


def test_a_failure_is_told_and_the_next_wish_is_served(shelf: Shelf, run: Run, paths: list[Path]) -> None:
    shelf.explainer.show(run, paths[:1], attributes=("scratch",))
    shelf.until(lambda: bool(shelf.errors))
    shelf.explainer.show(run, paths[:1], attributes=("error",))
    shelf.until(lambda: any(shown.covered is not None for shown in shelf.shown))


def test_stop_ends_the_worker_and_nothing_is_told(shelf: Shelf, run: Run, paths: list[Path]) -> None:
    shelf.explainer.show(run, paths, attributes=("error",))
    shelf.until(lambda: bool(shelf.shown))
    shelf.explainer.stop()
    assert shelf.explainer.wait(PATIENCE)
    assert shelf.errors == []
    assert all(worker.closed for worker in shelf.workers)
    shelf.shown.clear()
    shelf.explainer.show(run, paths[:1], attributes=("error",))
    shelf.until(lambda: any(shown.covered is not None for shown in shelf.shown))


def test_a_wish_made_while_the_last_thread_ends_its_worker_is_served(run: Run, paths: list[Path]) -> None:
    shelf = Shelf()
    closing, may_close = threading.Event(), threading.Event()

    class Slow(FakeInspectWorker):
        def close(self) -> None:
            closing.set()
            assert may_close.wait(PATIENCE)
            super().close()

    def start() -> FakeInspectWorker:
        shelf.workers.append(FakeInspectWorker() if shelf.workers else Slow())
        return shelf.workers[-1]

    shelf.explainer = shelf.made(start=start, warm_seconds=0.01)
    shelf.explainer.show(run, paths[:1], attributes=("error",))
    assert closing.wait(PATIENCE)
    shelf.shown.clear()
    wish = shelf.explainer.show(run, paths[:1], attributes=("error",))
    may_close.set()
    shelf.until(lambda: any(shown.covered is not None and shown.request == wish for shown in shelf.shown))
    shelf.explainer.stop()
    assert shelf.explainer.wait(PATIENCE)
    assert all(worker.closed for worker in shelf.workers)


def test_a_worker_that_is_not_wanted_any_more_ends_by_itself(run: Run, paths: list[Path]) -> None:
    shelf = Shelf()
    shelf.explainer = shelf.made(warm_seconds=0.01)
    shelf.explainer.show(run, paths[:1], attributes=("error",))
    shelf.until(lambda: any(shown.covered is not None for shown in shelf.shown))
    assert shelf.explainer.wait(PATIENCE)
    assert shelf.workers[0].closed


class Hanging(ReaderHere):
    """Hangs at one picture, as a decoder would, until nobody waits for it."""

    reached, turn = threading.Event(), threading.Event()

    def read(self, path: Path, *, then: Sequence[Path] = ()) -> Picture:
        while path.name == "3.png":
            self.reached.set()
            self.waiting()
            self.turn.wait(0.001)
        return super().read(path, then=then)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.setattr(explaining, "LEAVING_SECONDS", 0.0)
    Hanging.reached.clear()
    shelf = Shelf()
    shelf.explainer = shelf.made(open_reader=Hanging)
    yield shelf
    shelf.explainer.stop()
    assert shelf.explainer.wait(PATIENCE)
    assert shelf.errors == []


def test_a_picture_that_hangs_holds_up_no_other_wish(hanging: Shelf, run: Run, paths: list[Path]) -> None:
    hanging.explainer.show(run, paths, attributes=("error",))
    assert Hanging.reached.wait(PATIENCE)
    wish = hanging.explainer.show(run, paths[5:6], attributes=("error",))
    hanging.until(lambda: any(shown.covered is not None and shown.request == wish for shown in hanging.shown))


def test_a_picture_that_hangs_does_not_hold_up_the_end(hanging: Shelf, run: Run, paths: list[Path]) -> None:
    hanging.explainer.show(run, paths, attributes=("error",))
    assert Hanging.reached.wait(PATIENCE)
    assert [shown.index for shown in hanging.shown] == [0, 1, 2]
