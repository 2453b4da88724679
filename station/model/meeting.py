"""The machines of a cluster meet before TensorFlow connects them.

While TensorFlow waits for the others it holds Python's lock: no stop would be heard, and who is missing not be told. So
each machine first calls the chief on the chief's own port, and when all are there the chief frees it for TensorFlow.
"""

import contextlib
import hashlib
import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from station.core.cluster_plan import ClusterPlan
from station.core.errors import StationError

PATIENCE_SECONDS = 600.0
"""How long the machines wait for each other."""
PAUSE_SECONDS = 0.25
_GO, _OTHER = b"go", b"no"
_LENGTH = 20
"""Bytes of a call: the fingerprint of the machines' list, and the caller's number."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a machine waits: until it is stopped, or the patience is over."""

    should_stop: Callable[[], bool]
    patience_s: float = PATIENCE_SECONDS
    clock: Callable[[], float] = time.monotonic

    def until(self, done: Callable[[], bool], *, absent: Callable[[], str]) -> None:
        """Ask `done`, which itself waits a moment, until it says so; StationError on a stop, or of `absent` at the end."""
        deadline = self.clock() + self.patience_s
        while not done():
            if self.should_stop():
                raise StationError("stopped by hand while waiting for the other machines, so no run was made")
            if self.clock() > deadline:
                raise StationError(
                    f"{absent()} did not come within {self.patience_s / 60:.0f} minutes, so no run was made; "
                    "is it started there, and is its port open?"
                )


def meet(plan: ClusterPlan, *, waiting: Waiting) -> None:
    """Return when all machines of the plan have called the chief; StationError where they don't, or follow another plan."""
    if plan.is_chief:
        _await_calls(plan, waiting=waiting)
    else:
        _call(plan, waiting=waiting)


def _await_calls(plan: ClusterPlan, *, waiting: Waiting) -> None:
    port = int(plan.addresses[0].rpartition(":")[2])
    calls: dict[int, socket.socket] = {}
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(socket.create_server(("", port)))
        except OSError as error:
            raise StationError(f"port {port} can't be used for the cluster ({error.strerror or error})") from error

        def is_complete() -> bool:
            for ready in select.select([server, *calls.values()], [], [], PAUSE_SECONDS)[0]:
                if ready is server:
                    _take_call(stack.enter_context(server.accept()[0]), calls, plan=plan)
                else:  # who has called says nothing more: it hung up
                    del calls[next(number for number, call in calls.items() if call is ready)]
            return len(calls) == len(plan.addresses) - 1

        waiting.until(is_complete, absent=lambda: _names(plan, set(range(1, len(plan.addresses))) - set(calls)))
        for call in calls.values():
            with contextlib.suppress(OSError):
                call.sendall(_GO)
        for call in calls.values():  # they hang up first, so that the port is free at once
            with contextlib.suppress(OSError):
                call.recv(1)


def _take_call(call: socket.socket, calls: dict[int, socket.socket], *, plan: ClusterPlan) -> None:
    call.settimeout(2.0)
    said = b""
    with contextlib.suppress(OSError):
        said = call.recv(_LENGTH, socket.MSG_WAITALL)
        for number in range(1, len(plan.addresses)):
            if said == _fingerprint(plan, number):
                if number in calls:
                    break
                calls[number] = call
                return
        call.sendall(_OTHER)
    call.close()


def _call(plan: ClusterPlan, *, waiting: Waiting) -> None:
    host, _, port = plan.addresses[0].rpartition(":")
    heard: list[bytes] = []

    def is_answered() -> bool:
        try:
            with socket.create_connection((host.strip("[]"), int(port)), timeout=2.0) as call:
                call.sendall(_fingerprint(plan, plan.index))
                while not select.select([call], [], [], PAUSE_SECONDS)[0]:
                    if waiting.should_stop():
                        return False
                heard[:] = [call.recv(len(_GO), socket.MSG_WAITALL)]
        except OSError:
            heard[:] = [b""]
        if not heard[0]:  # nobody there yet, or stopped again
            time.sleep(PAUSE_SECONDS)  # whoever does not listen yet can't tell when it will
        return bool(heard[0])

    waiting.until(is_answered, absent=lambda: _names(plan, {0}))
    if heard[0] == _OTHER:
        raise StationError(
            f"TF_CONFIG here and at {plan.name(0)} name other machines, or this one has another's index; all need the same list, "
            "and an index of their own"
        )


def _fingerprint(plan: ClusterPlan, number: int) -> bytes:
    said = "\n".join([*plan.addresses, str(number)])
    return hashlib.blake2b(said.encode(), digest_size=_LENGTH).digest()


def _names(plan: ClusterPlan, absent: set[int]) -> str:
    return ", ".join(plan.name(number) for number in sorted(absent))
