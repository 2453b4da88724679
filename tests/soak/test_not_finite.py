"""Fault 14: pictures or labels that are not numbers come into a training: it stops within a step, with its last finite weights."""

import random
import time
from dataclasses import replace

import numpy as np
import pytest

from tests.soak.summary import count, tell


@pytest.mark.soak(full_only=True)
def test_what_is_not_finite_stops_a_training_within_a_step() -> None:
    """The default run tries it once, in tests/model/test_training.py."""
    from tests.model.test_training import SMALL, Progress, Training, labelled

    rng, begun, wrong, worst = random.Random(14), time.perf_counter(), [], 0
    tries = count(full=100, small=2)
    for injection in range(tries):
        training = Training(replace(SMALL, seed=injection), train=labelled(48, injection), valid=labelled(24, 2))
        steps, at = 0, rng.randrange(1, 14)

        def poison(progress: Progress, training: Training = training, at: int = at) -> None:
            nonlocal steps
            steps += 1
            if steps == at:
                training._train.labels[:] = rng.choice((np.nan, np.inf, -np.inf))

        outcome = training.run(report=poison, keep=lambda training: None, should_stop=lambda: False)
        worst = max(worst, steps - at)
        if "not finite" not in outcome.ended:
            wrong.append(f"{injection}: {outcome.ended}")
        if not all(np.isfinite(weights).all() for weights in training.model.get_weights()):
            wrong.append(f"{injection}: weights that are not finite")
    seconds = time.perf_counter() - begun
    what = f"losses that are not finite (stopped at most {worst} steps later, those made ahead included): not stopped"
    tell(fault=14, what=what, tried=tries, lost=len(wrong), seconds=seconds)
    assert not wrong
