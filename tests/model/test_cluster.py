"""Two machines, here two processes on loopback: they come to the weights of one, stop together, and outlive each other.

Everything but the last two tests looks at one pair of processes, which takes some 20 s, most of it TensorFlow's start.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np
import pytest

from station.core.cluster_plan import ClusterPlan
from station.core.errors import StationError
from station.core.images import write_picture
from station.core.messages import Done, Note, Progress, Reply, TrainRun
from station.core.project import create_project
from station.model import feeding, runs, training
from station.model.feeding import Batch, LabelledSet, Share, batches
from station.model.fitting import fit
from station.model.meeting import Waiting, meet
from station.model.networks import PLAIN
from station.model.training import Training
from tests.conftest import ROOT
from tests.model import cluster_machine as machine

PATIENCE_S = 240
"""Far beyond what a busy machine needs; nothing here is measured."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What the two processes left, the project of the chief, and the weights of one process on the same batches."""

    folder: Path
    project: Path
    codes: tuple[int, int]
    weights: list[np.ndarray]
    valid_loss: float


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("cluster ä")
    project = made_project(folder / "shared")
    shutil.copytree(project, folder / "copied")
    addresses = [f"127.0.0.1:{port}" for port in free_ports(2)]
    machines = [started(addresses, index, folder, folder / name) for index, name in enumerate(("shared", "copied"))]
    try:
        with pytest.MonkeyPatch.context() as patch:
            weights, valid_loss = trained_alone(patch)
        codes = [machine.wait(PATIENCE_S) for machine in machines]
    finally:
        for process in machines:
            process.kill()
            process.wait()
    return Pair(folder, project, (codes[0], codes[1]), weights, valid_loss)


def started(addresses: list[str], index: int, folder: Path, project: Path) -> subprocess.Popen[bytes]:
    config = {"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index}}
    environment = {**os.environ, "TF_CONFIG": json.dumps(config), "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONUTF8": "1"}
    with (folder / f"log{index}.txt").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.model.cluster_machine", str(folder), str(project)],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def made_project(folder: Path) -> Path:
    project = create_project(folder)
    rng = np.random.default_rng(0)
    for subset, clips in {"train": (5, 3, 3, 1), "valid": (3, 2)}.items():
        rows = [",name,good,error,break,length"]
        for clip, frames in enumerate(clips):
            for frame in range(frames):
                name = f"{subset}{clip}_{frame}.png"
                write_picture(project.pics / name, rng.integers(0, 256, (32, 32, 3), dtype=np.uint8))
                rows.append(f"{len(rows) - 1},{name},{frame % 2 == 0},{frame % 2 == 1},False,{clip % 2 == 0}")
        (folder / f"{subset}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def trained_alone(patch: pytest.MonkeyPatch) -> tuple[list[np.ndarray], float]:
    """One epoch in this process on the batches that the two machines share, by plain gradient descent as well."""
    parts = [machine.labelled(count, seed) for seed, count in enumerate(machine.COUNTS)]
    valid = joined_set([machine.labelled(count, 10 + seed) for seed, count in enumerate(machine.VALID)])
    steps = max(feeding.steps_in_epoch(count, batch_size=4, copies=1) for count in machine.COUNTS)

    def whole(data: LabelledSet, **asked: object) -> Iterator[Batch]:
        del data
        halves = [
            batches(
                part,
                variation=feeding.VARIATIONS["none"],
                batch_size=4,
                seed=machine.RECIPE.seed,
                epoch=0,
                share=Share(index, 2, steps),
            )
            for index, part in enumerate(parts)
        ]
        for one, other in zip(*halves, strict=True):
            both = joined_set([LabelledSet(one.pictures, one.labels), LabelledSet(other.pictures, other.labels)])
            yield Batch(one.step, both.pictures, both.labels, np.zeros((8, 1, 1, 0), np.uint8))

    patch.setattr(training, "_optimiser", machine.plain_descent)
    patch.setattr(feeding, "batches", whole)
    patch.setattr(keras.layers, "ReLU", machine.smooth)
    alone = Training(machine.RECIPE, train=joined_set(parts), valid=valid, statistics=PLAIN)
    alone.run(report=lambda progress: None, keep=lambda now: None, should_stop=lambda: bool(alone.outcome.history))
    return alone.model.get_weights(), alone.outcome.history[0].valid_loss


def joined_set(parts: list[LabelledSet]) -> LabelledSet:
    return LabelledSet(np.concatenate([p.pictures for p in parts]), np.concatenate([p.labels for p in parts]))


def weights_of(pair: Pair, index: int) -> list[np.ndarray]:
    with np.load(pair.folder / f"weights{index}.npz") as arrays:
        return [arrays[name] for name in arrays.files]


def test_two_machines_come_to_the_weights_of_one_on_the_same_batches(pair: Pair) -> None:
    for index in (0, 1):
        gaps = [np.abs(mine - alone).max() for mine, alone in zip(weights_of(pair, index), pair.weights, strict=True)]
        assert max(gaps) < 1e-4
    begun = Training(machine.RECIPE, train=machine.labelled(8, 0), valid=machine.labelled(4, 1), statistics=PLAIN)
    moved = [np.abs(end - start).max() for end, start in zip(pair.weights, begun.model.get_weights(), strict=True)]
    assert max(moved) > 1e-2  # they had somewhere to go


def test_both_judge_all_validation_pictures_and_a_stop_at_one_stops_both(pair: Pair) -> None:
    for index in (0, 1):
        ended, epochs, valid_loss = (pair.folder / f"ended{index}.txt").read_text(encoding="utf-8").splitlines()
        assert (ended, epochs) == ("stopped by hand", "1")
        assert float(valid_loss) == pytest.approx(pair.valid_loss, abs=1e-4)


def test_a_lost_machine_ends_the_other_with_a_sentence(pair: Pair) -> None:
    assert pair.codes == (9, 0)
    assert not (pair.folder / "error0.txt").exists()
    said = (pair.folder / "error1.txt").read_text(encoding="utf-8")
    assert "worker 1 of 2 (127.0.0.1:" in said
    assert "is gone" in said
    assert "--resume" in said


@pytest.mark.usefixtures("without_export")
def test_the_chief_alone_writes_and_its_run_is_resumed_on_one_machine(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TF_CONFIG", raising=False)
    assert list((pair.folder / "copied" / "models").iterdir()) == []
    run = runs.open_run(pair.project / "models" / "run0")
    assert run.card.subsets["train"].pictures == 12
    assert run.card.subsets["valid"].pictures == 5
    replies: list[Reply] = []
    request = TrainRun(str(pair.project), "run0", "fruit", resume=True, seed=0, epochs=machine.DIES_AFTER + 1)
    fit(request, tell=replies.append, should_stop=lambda: False)
    assert f"resumed after epoch {machine.DIES_AFTER}" in [r.text for r in replies if isinstance(r, Note)]
    assert [r.epoch for r in replies if isinstance(r, Progress) and r.valid_loss is not None] == [3]
    assert isinstance(replies[-1], Done)


def test_a_batch_that_can_not_be_shared_and_clips_that_are_too_few_are_told() -> None:
    from station.model.cluster import Alone
    from station.model.fitting import _check_sizes
    from station.model.recipes import RECIPES

    three = Alone()
    three.count = 3
    with pytest.raises(
        StationError, match="a batch of 32 pictures can't be shared evenly by 3 machines; --batch-size 33"
    ):
        _check_sizes(RECIPES["fast"], cluster=three)


def test_machines_that_do_not_come_are_named_and_waiting_can_be_stopped() -> None:
    addresses = tuple(f"127.0.0.1:{port}" for port in free_ports(2))
    for index, absent in ((0, "worker 2 of 2"), (1, "worker 1 of 2")):
        plan = ClusterPlan(addresses, index)
        with pytest.raises(StationError, match="stopped by hand"):
            meet(plan, waiting=Waiting(lambda: True))
        with pytest.raises(StationError, match=absent):
            meet(plan, waiting=Waiting(lambda: False, patience_s=-1.0))
