"""Which machines train together, as TensorFlow's own TF_CONFIG says it, and how the clips are dealt out to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from station.core.errors import StationError

VARIABLE = "TF_CONFIG"
EXPECTED = (
    '{"cluster": {"worker": ["pc-1:5555", "pc-2:5555"]}, "task": {"type": "worker", "index": 0}} with one line of machines, '
    "the same on all, and each machine's own index"
)
_ADDRESS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):([0-9]{1,5})")


class _Task(msgspec.Struct):
    type: str
    index: int


class _Config(msgspec.Struct):
    cluster: dict[str, list[str]] = {}
    task: _Task | None = None


@dataclass(frozen=True, slots=True)
class ClusterPlan:
    """The machines of a training, `host:port` each, the chief first, and which of them this process is.

    `has_chief`: TF_CONFIG names the chief apart; else it is the first worker.
    """

    addresses: tuple[str, ...]
    index: int
    has_chief: bool = False

    @property
    def is_chief(self) -> bool:
        """Whether this process writes the run."""
        return self.index == 0

    def number(self, job: str, task: int) -> int:
        """The place among the addresses of what TensorFlow calls `/job:<job>/task:<task>`."""
        return task + (1 if self.has_chief and job == "worker" else 0)

    def name(self, index: int) -> str:
        """How a worker is called in sentences: its number from 1, and where it is."""
        return f"worker {index + 1} of {len(self.addresses)} ({self.addresses[index]})"


def plan_of(environment: Mapping[str, str]) -> ClusterPlan | None:
    """The plan in TF_CONFIG; None where there is none, or only one machine in it; StationError where it is damaged."""
    text = environment.get(VARIABLE, "").strip()
    if not text:
        return None
    try:
        config = msgspec.json.decode(text, type=_Config)
    except msgspec.DecodeError as error:
        raise _damaged(f"received {_short(text)}, which is not that ({error})") from error
    if not config.cluster:
        return None
    if unknown := set(config.cluster) - {"chief", "worker"}:
        raise _damaged(
            f"received the kinds of machine {', '.join(sorted(unknown))}; the station knows worker and chief"
        )
    if config.task is None:
        raise _damaged("received none that says which machine this is: task is missing")
    return _plan(config.cluster, config.task)


def _plan(cluster: Mapping[str, list[str]], task: _Task) -> ClusterPlan | None:
    chiefs, workers = cluster.get("chief", []), cluster.get("worker", [])
    addresses = (*chiefs, *workers)
    for address in addresses:
        match = _ADDRESS.fullmatch(address)
        if match is None or not 0 < int(match[2]) < 1 << 16:
            raise _damaged(f"received the address {_short(address)}, which is no host:port")
    if len(set(addresses)) != len(addresses):
        raise _damaged(f"received one address twice: {', '.join(addresses)}")
    if len(chiefs) > 1:
        raise _damaged(f"received {len(chiefs)} chiefs; there is at most one")
    mine = cluster.get(task.type, [])
    if not 0 <= task.index < len(mine):
        raise _damaged(f"received the task {_short(task.type)} {task.index}, which is none of the machines")
    plan = ClusterPlan(addresses, 0, has_chief=bool(chiefs))
    return replace(plan, index=plan.number(task.type, task.index)) if len(addresses) > 1 else None


def deal(sizes: Mapping[str, int], *, hands: int) -> list[set[str]]:
    """Deal clips out to so many hands, the largest first and each to whoever has the fewest frames.

    Whoever deals the same sizes gets the same hands, in whichever order they come.
    """
    dealt: list[set[str]] = [set() for _ in range(hands)]
    frames = [0] * hands
    for clip in sorted(sizes, key=lambda clip: (-sizes[clip], clip)):
        least = frames.index(min(frames))
        dealt[least].add(clip)
        frames[least] += sizes[clip]
    return dealt


def _damaged(received: str) -> StationError:
    return StationError(f"expected {VARIABLE} to be such as {EXPECTED}; {received}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
