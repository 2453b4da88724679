"""Where a second of training goes: a real training of a project, timed from inside.

    uv run python -m tests.measure.training_second PROJECT [--network reference] [--all-layers] [--epochs 2]

A run is made in the project and removed again. Each line is the time spent in that part itself, without the parts in it that
have lines of their own. What the feeding thread does meanwhile, and what a step consists of, stands below: forward, backward
and the rest are compiled by themselves and timed in turn on one batch.
"""

import argparse
import os
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import tensorflow as tf  # noqa: TID251  (it is measured)

from station.core.messages import Note, Reply, TrainRun, send
from station.core.project import open_project
from station.model import feeding, fitting
from station.model.keeper import Keeper
from station.model.training import Training
from tests.benchmarks.line import in_turn


@dataclass
class Stopwatch:
    """Seconds of each part by itself: while a part runs in another one, that one's time stands still."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _inner: threading.local = field(default_factory=threading.local)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        outside = getattr(self._inner, "seconds", 0.0)
        self._inner.seconds = 0.0
        begun = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - begun
            self.seconds[name] += took - self._inner.seconds
            self.counts[name] += 1
            self._inner.seconds = outside + took

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.part(name):
                return work(*arguments, **named)

        return timed

    def print(self, names: list[str]) -> None:
        whole = sum(self.seconds[name] for name in names)
        for name in names:
            seconds, count = self.seconds[name], self.counts[name]
            print(f"{seconds:8.2f} s {100 * seconds / whole:6.1f} %  {name}, {count} times")


MAIN = {
    "reading": "reading the pictures",
    "making": "building networks and optimiser",
    "first": "the first step, which compiles",
    "step": "steps",
    "wait": "waiting for the feed",
    "tell": "progress messages",
    "judge": "validation",
    "state": "the state for resuming",
    "keep": "weights, card and history on disk",
    "export": "exporting and checking the network",
    "rest": "everything else",
}
ASIDE = {"move": "mirroring, shifting, rolling", "light": "light, dye, noise"}


def watched(watch: Stopwatch) -> list[Training]:
    """Put the watch into the training's parts; the list gets the training when it is made."""
    made: list[Training] = []
    make, feed = Training.__init__, Training._feed

    def making(training: Training, *arguments: Any, **named: Any) -> None:
        with watch.part(MAIN["making"]):
            make(training, *arguments, **named)
        first, later = watch.timed(MAIN["first"], training._step), watch.timed(MAIN["step"], training._step)
        training._step = lambda *batch: (later if watch.counts[MAIN["first"]] else first)(*batch)
        made.append(training)

    def waiting(training: Training, epoch: int) -> Iterator[feeding.Batch]:
        batches = feed(training, epoch)
        try:
            while True:
                with watch.part(MAIN["wait"]):
                    batch = next(batches, None)
                if batch is None:
                    return
                yield batch
        finally:
            batches.close()

    patched = cast("Any", Training)
    patched.__init__, patched._feed = making, waiting
    patched.answers = watch.timed(MAIN["judge"], Training.answers)
    patched.state = watch.timed(MAIN["state"], Training.state)
    cast("Any", Keeper).__call__ = watch.timed(MAIN["keep"], Keeper.__call__)
    fitting.read_labelled = watch.timed(MAIN["reading"], fitting.read_labelled)
    cast("Any", fitting)._export = watch.timed(MAIN["export"], fitting._export)
    for name, one in feeding.VARIATIONS.items():
        moved, lit = watch.timed(ASIDE["move"], one.move), watch.timed(ASIDE["light"], one.light)
        feeding.VARIATIONS[name] = replace(one, move=moved, light=lit)
    return made


def step_parts(training: Training) -> dict[str, float]:
    """Seconds of a step and of what it consists of, each compiled by itself."""
    batch = next(
        iter(
            feeding.batches(training._train, variation=training._variation, batch_size=training._share, seed=0, epoch=0)
        )
    )
    network, learning = training._trained, not training.recipe.trained_layers
    aims = tf.constant(batch.labels)

    def forward(pictures: Any) -> Any:
        return tf.reduce_sum(network(pictures, training=learning))

    def backward(pictures: Any) -> Any:
        with tf.GradientTape() as tape:
            losses = tf.nn.sigmoid_cross_entropy_with_logits(aims, network(pictures, training=learning))
            loss = tf.reduce_mean(losses)
        return tf.linalg.global_norm(tape.gradient(loss, network.trainable_variables))

    ahead, back = tf.function(forward), tf.function(backward)
    return in_turn(
        {
            "transfer": lambda: tf.convert_to_tensor(batch.pictures),
            "forward": lambda: float(ahead(batch.pictures)),
            "and backward": lambda: float(back(batch.pictures)),
            "step": lambda: float(training._step(batch.pictures, batch.labels, batch.places)[0]),
        },
        rounds=7,
    )


def main() -> None:
    """Train for some epochs and print where the time went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("--network", default="fast")
    parser.add_argument("--all-layers", action="store_true")
    parser.add_argument("--epochs", type=int, default=2)
    given = parser.parse_args()
    name = f"measured-{os.getpid()}"
    request = TrainRun(
        str(given.project), name, given.network, False, 0, epochs=given.epochs, all_layers=given.all_layers
    )
    watch = Stopwatch()
    made = watched(watch)

    def tell(reply: Reply) -> None:
        with watch.part(MAIN["tell"]):
            send(BytesIO(), reply)
        if isinstance(reply, Note):
            print(reply.text)

    try:
        with watch.part(MAIN["rest"]):
            fitting.fit(request, tell=tell, should_stop=lambda: False)
    finally:
        shutil.rmtree(open_project(given.project).models / name, ignore_errors=True)
    report(watch, made[0])


def report(watch: Stopwatch, training: Training) -> None:
    """Print the parts: of the training, of the feeding thread beside it, of a step."""
    print(f"{training.recipe.network} in {training.recipe.precision}, batches of {training.recipe.batch_size}:")
    watch.print(list(MAIN.values()))
    print("meanwhile in the feeding thread:")
    watch.print(list(ASIDE.values()))
    parts = step_parts(training)
    whole = parts["step"]
    backward = parts["and backward"] - parts["forward"]
    print(f"a step of {1000 * whole:.1f} ms:")
    for what, seconds in (
        ("handing over the pictures", parts["transfer"]),
        ("forward", parts["forward"]),
        ("backward", backward),
        ("optimiser, averaging, counting", whole - parts["and backward"]),
    ):
        print(f"{1000 * seconds:8.1f} ms {100 * seconds / whole:5.1f} %  {what}")


if __name__ == "__main__":
    main()
