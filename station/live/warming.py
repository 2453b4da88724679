"""Imports and prepares what the window will need, in a thread, while nobody has asked for it yet."""

from collections.abc import Callable, Iterable
from importlib import import_module

from station.live.jobs import Job


def warm(modules: Iterable[str]) -> Job:
    """Start to import these modules, one after the other, and return the job; one that can't be imported is left to its user.

    A tab's first showing otherwise keeps the window's thread for as long as numpy, the decoder and the plots take to load.
    """

    def work(job: Job) -> None:
        for module in modules:
            job.check()
            import_module(module)

    return _started("warming", work)


def begun(title: str, prepare: Callable[[], None]) -> Job:
    """Start to prepare something that is not worth waiting for, and return the job."""

    def work(job: Job) -> None:
        job.check()
        prepare()

    return _started(title, work)


def _started(title: str, work: Callable[[Job], None]) -> Job:
    job = Job(title, work, ended=_nothing, failed=_nothing, stepped=_nothing)
    job.start()
    return job


def _nothing(value: object) -> None:
    del value
