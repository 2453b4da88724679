"""TF_CONFIG: what is understood, what is refused in one sentence, and how clips are dealt out."""

import json
import random

import pytest

from station.core.cluster_plan import ClusterPlan, deal, plan_of
from station.core.errors import StationError

TWO = ["pc-1:5555", "[fe80::1]:5556"]


def config(cluster: object, task: object = None) -> dict[str, str]:
    return {"TF_CONFIG": json.dumps({"cluster": cluster, "task": task or {"type": "worker", "index": 0}})}


def test_the_first_worker_is_the_chief_unless_one_is_named_apart() -> None:
    plan = plan_of(config({"worker": TWO}, {"type": "worker", "index": 1}))
    assert plan == ClusterPlan(tuple(TWO), 1)
    assert not plan.is_chief
    assert plan.name(1) == "worker 2 of 2 ([fe80::1]:5556)"
    apart = plan_of(config({"chief": ["pc-0:1"], "worker": TWO}, {"type": "worker", "index": 0}))
    assert apart == ClusterPlan(("pc-0:1", *TWO), 1, has_chief=True)
    assert apart.number("worker", 1) == 2
    assert apart.number("chief", 0) == 0
    chief = plan_of(config({"chief": ["pc-0:1"], "worker": TWO}, {"type": "chief", "index": 0}))
    assert chief is not None
    assert chief.is_chief


@pytest.mark.parametrize(
    "environment", [{}, {"TF_CONFIG": " "}, {"TF_CONFIG": "{}"}, config({"worker": TWO[:1]})], ids=str
)
def test_one_machine_alone_needs_no_plan(environment: dict[str, str]) -> None:
    assert plan_of(environment) is None


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"TF_CONFIG": "{worker"}, "which is not that"),
        ({"TF_CONFIG": '{"cluster": {"worker": "pc-1:5"}}'}, "which is not that"),
        ({"TF_CONFIG": json.dumps({"cluster": {"worker": TWO}})}, "task is missing"),
        (config({"worker": TWO, "ps": ["pc-3:1"]}), "the kinds of machine ps"),
        (config({"worker": ["pc-1", "pc-2:5"]}), "no host:port"),
        (config({"worker": ["pc-1:99999", "pc-2:5"]}), "no host:port"),
        (config({"worker": ["pc-1:5", "pc-1:5"]}), "one address twice"),
        (config({"chief": ["a:1", "b:1"], "worker": TWO}), "2 chiefs"),
        (config({"worker": TWO}, {"type": "worker", "index": 2}), "none of the machines"),
        (config({"worker": TWO}, {"type": "evaluator", "index": 0}), "none of the machines"),
    ],
)
def test_a_damaged_one_is_one_sentence_that_shows_how_it_should_be(environment: dict[str, str], word: str) -> None:
    with pytest.raises(StationError, match="expected TF_CONFIG to be such as") as caught:
        plan_of(environment)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_clips_are_dealt_alike_in_whatever_order_they_come_and_frames_evenly() -> None:
    draw = random.Random(3)
    sizes = {f"clip{n}": draw.randint(1, 400) for n in range(60)}
    hands = deal(sizes, hands=3)
    shuffled = list(sizes.items())
    draw.shuffle(shuffled)
    assert deal(dict(shuffled), hands=3) == hands
    assert sorted(clip for hand in hands for clip in hand) == sorted(sizes)
    frames = [sum(sizes[clip] for clip in hand) for hand in hands]
    assert max(frames) - min(frames) <= min(sizes.values()) + 10
