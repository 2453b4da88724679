"""Jobs: work in a thread that tells how far it is, and ends when it is asked to."""

import threading
from collections.abc import Iterator

from station.live.jobs import Job, Step, Stopped


class Heard:
    """What a job told."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.steps: list[Step] = []
        self.over = threading.Event()

    def ended(self, result: object) -> None:
        self.results.append(result)
        self.over.set()

    def failed(self, error: BaseException) -> None:
        self.errors.append(error)
        self.over.set()


def made(work: object, heard: Heard, times: Iterator[float] | None = None) -> Job:
    ticks = times if times is not None else iter(float(second) for second in range(1_000_000))
    return Job(
        "work",
        work,  # type: ignore[arg-type]
        ended=heard.ended,
        failed=heard.failed,
        stepped=heard.steps.append,
        clock=lambda: next(ticks),
    )


def test_the_result_of_a_job_is_told_from_its_thread() -> None:
    heard = Heard()
    job = made(lambda job: threading.current_thread().name, heard)
    job.start()
    assert job.wait(10)
    assert heard.results == ["job: work"]
    assert heard.errors == []


def test_an_error_is_told_whatever_it_is() -> None:
    heard = Heard()

    def work(job: Job) -> None:
        raise KeyError("x")

    job = made(work, heard)
    job.start()
    assert job.wait(10)
    assert [type(error) for error in heard.errors] == [KeyError]
    assert heard.results == []


def test_a_job_that_is_asked_to_stop_stops_at_its_next_step() -> None:
    heard, begun = Heard(), threading.Event()

    def work(job: Job) -> None:
        while True:
            job.step(1, 2)
            begun.set()

    job = made(work, heard)
    job.start()
    assert begun.wait(10)
    assert not job.is_stopped
    job.stop()
    assert job.wait(10)
    assert job.is_stopped
    assert [type(error) for error in heard.errors] == [Stopped]


def test_steps_tell_how_far_it_is_and_how_long_still() -> None:
    heard = Heard()

    def work(job: Job) -> None:
        job.step(1, 4, "one")
        job.step(2, 4, "two")
        job.step(4, 4, "four")

    times = iter([0.0, 0.0, 2.0, 6.0, 8.0])  # made, started, and the three steps
    job = made(work, heard, times)
    job.start()
    assert job.wait(10)
    assert heard.steps == [
        Step(1, 4, "one", 6.0),
        Step(2, 4, "two", 6.0),
        Step(4, 4, "four", None),
    ]  # of what comes after


def test_each_part_of_a_work_is_timed_from_its_own_beginning() -> None:
    heard = Heard()

    def work(job: Job) -> None:
        job.step(4, 4, "reading")
        job.step(0, 0, "loading")
        job.step(0, 4, "answering")
        job.step(1, 4, "answering")

    job = made(work, heard, iter([0.0, 0.0, 30.0, 40.0, 90.0, 92.0]))
    job.start()
    assert job.wait(10)
    assert [step.seconds_left for step in heard.steps] == [None, None, None, 6.0]


def test_steps_come_at_most_thirty_times_a_second_but_the_last_always() -> None:
    heard = Heard()

    def work(job: Job) -> None:
        for done in range(1, 101):
            job.step(done, 100)

    times = iter([0.0, 0.0, *(0.001 * tick for tick in range(100))])
    job = made(work, heard, times)
    job.start()
    assert job.wait(10)
    assert len(heard.steps) <= 6
    assert heard.steps[-1].done == 100


def test_waiting_for_a_job_that_goes_on_says_so() -> None:
    heard, go = Heard(), threading.Event()
    job = made(lambda job: go.wait(10), heard)
    job.start()
    assert not job.wait(0.01)
    go.set()
    assert job.wait(10)
