"""A thread that gives way does so alone, for good, and never takes back what it has given."""

import os
import sys
import threading

import pytest

from station.live.threads import AFTERWARDS, KEEPING, give_way

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread's priority can't be read")


def own() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_it_gives_way_alone_and_for_good() -> None:
    found: list[int] = []

    def work() -> None:
        found.append(own())
        for niceness in (KEEPING, AFTERWARDS, KEEPING):
            give_way(niceness)
            found.append(own())

    before = own()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [before, *(max(before, niceness) for niceness in (KEEPING, AFTERWARDS, AFTERWARDS))]
    assert own() == before
