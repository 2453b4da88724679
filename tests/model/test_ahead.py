"""Items made ahead: the same ones, few at a time, and no thread left."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from station.model.ahead import made_ahead


def feeding_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("feeding")]


def test_they_are_the_same_in_the_same_order() -> None:
    assert list(made_ahead(iter(range(50)))) == list(range(50))
    assert list(made_ahead(iter([]))) == []
    assert not feeding_threads()


def test_only_so_many_are_made_before_they_are_asked_for_and_closing_ends_the_thread() -> None:
    made: list[int] = []

    def making() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    with closing(made_ahead(making(), ready=3)) as items:
        assert [next(items) for _ in range(10)] == list(range(10))
        assert feeding_threads()
    assert not feeding_threads()
    assert 10 <= len(made) <= 13


def test_an_error_comes_where_it_would_have_come() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("broken picture")

    items = made_ahead(failing())
    assert next(items) == 1
    with pytest.raises(ValueError, match="broken picture"):
        next(items)
    assert not feeding_threads()
