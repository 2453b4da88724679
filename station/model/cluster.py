"""The machines of one training: alone, or several through TensorFlow's MultiWorkerMirroredStrategy.

Each process keeps variables of its own and begins with the chief's. In a step the strategy adds up the gradients, and Keras's
synchronised normalisation its moments, over all of them; then each takes the same step. Variables mirrored by the strategy would
bring nothing more, and Keras 3's optimisers can't update those where a condition asks first whether the loss is finite.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tensorflow.compiler.xla.tsl.protobuf.coordination_config_pb2 import CoordinatedJob
from tensorflow.python.eager import context

from station.core.cluster_plan import ClusterPlan, plan_of
from station.core.errors import StationError
from station.core.messages import Note, Reply
from station.model.meeting import Waiting, meet

CONNECTING_SECONDS = 120.0
"""How long the machines, once they have met, may take to be connected by TensorFlow."""
HEARTBEAT_SECONDS = 60.0
"""How long a machine may be silent before the others take it for lost."""
_LOST = (
    tf.errors.UnavailableError,
    tf.errors.AbortedError,
    tf.errors.CancelledError,
    tf.errors.DeadlineExceededError,
    tf.errors.FailedPreconditionError,
)
"""What TensorFlow raises when another process is gone: it misses its heartbeats, or its connection breaks."""
_TASK = re.compile(r"/job:(chief|worker)/(?:replica:\d+/)?task:(\d+)")


class Alone:
    """A training on one machine: what several have to agree on is what this one says."""

    count = 1
    index = 0

    @property
    def is_chief(self) -> bool:
        """Whether this process writes the run."""
        return self.index == 0

    def run(self, replica: Callable[..., Any], arguments: Sequence[Any]) -> Any:  # noqa: ANN401  (tensors)
        """In a compiled step: call the part of it that each machine does on pictures of its own."""
        return replica(*arguments)

    def mean(self, values: list[Any]) -> list[Any]:
        """In that part: the means of tensors over the machines, which have equal shares of each batch."""
        return values

    def total(self, values: list[Any]) -> list[Any]:
        """In that part: the sums of tensors over the machines."""
        return values

    def summed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum over the machines of arrays of one shape; in float64, so that it is exact for counts and weights."""
        return values

    def from_chief(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The chief's values, of the shape of one's own."""
        return self.summed(values if self.is_chief else np.zeros_like(values))

    def text_from_chief(self, text: str) -> str:
        """The chief's text."""
        return self._text_from(0, text)

    def each(self, value: float) -> NDArray[np.float64]:
        """What each machine says, in their order."""
        said = np.zeros(self.count)
        said[self.index] = value
        return self.summed(said)

    def any(self, value: bool) -> bool:
        """Whether any machine says so."""
        return bool(self.each(value).any())

    def gathered(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The rows of all machines, in their order."""
        counts = self.each(len(rows)).astype(int)
        at = int(counts[: self.index].sum())
        everything = np.zeros((counts.sum(), *rows.shape[1:]))
        everything[at : at + len(rows)] = rows
        return self.summed(everything).astype(np.float32)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What fails on one machine in this block fails, when all have come to its end, on all of them."""
        yield

    def _text_from(self, index: int, text: str) -> str:
        data = np.frombuffer(text.encode() if index == self.index else b"", np.uint8).astype(np.float64)
        size = int(self.each(len(data))[index])
        return self.summed(data if len(data) else np.zeros(size)).astype(np.uint8).tobytes().decode()


class Cluster(Alone):
    """A training on several machines. All of them call the same methods in the same order, and wait in each for the others."""

    def __init__(self, plan: ClusterPlan) -> None:
        """Connect with the others, which all do the same now."""
        self.plan = plan
        self.count = len(plan.addresses)
        self.index = plan.index
        one_a_process = tf.config.list_physical_devices("GPU")[:1]
        tf.config.set_visible_devices(one_a_process, "GPU")
        _be_patient(plan)
        self._strategy = tf.distribute.MultiWorkerMirroredStrategy()
        self._sum = tf.function(self._summed, input_signature=[tf.TensorSpec([None], tf.float64)])

    def run(self, replica: Callable[..., Any], arguments: Sequence[Any]) -> Any:  # noqa: ANN401
        return self._strategy.run(replica, args=tuple(arguments))

    def mean(self, values: list[Any]) -> list[Any]:
        return list(tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, values))

    def total(self, values: list[Any]) -> list[Any]:
        return list(tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.SUM, values))

    def summed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        if not values.size:
            return values
        result: NDArray[np.float64] = self._sum(tf.convert_to_tensor(values.ravel(), tf.float64)).numpy()
        return result.reshape(values.shape)

    @contextmanager
    def together(self) -> Iterator[None]:
        problem: StationError | None = None
        try:
            yield
        except StationError as error:
            problem = error
        failed = np.flatnonzero(self.each(problem is not None))
        if not len(failed):
            return
        first = int(failed[0])
        sentence = self._text_from(first, str(problem or ""))
        raise problem or StationError(f"{self.plan.name(first)}: {sentence}")

    def lost(self, error: Exception) -> StationError:
        """The sentence for a training that lost a machine."""
        gone = {self.plan.number(job, int(task)) for job, task in _TASK.findall(str(error))} - {self.index}
        names = ", ".join(self.plan.name(index) for index in sorted(gone)) or "another machine"
        return StationError(
            f"{names} is gone, so the training ended; where an epoch was finished, --resume goes on after the last one, with the "
            "same machines, with others, or without TF_CONFIG on one alone"
        )

    def _summed(self, values: Any) -> Any:  # noqa: ANN401
        return self._strategy.run(self._own_summed, args=(values,))

    def _own_summed(self, own: Any) -> Any:  # noqa: ANN401
        return self.total([tf.identity(own)])[0]  # what is reduced must lie on a device, and arguments lie on none


def _be_patient(plan: ClusterPlan) -> None:
    """Wait longer for a heartbeat than TensorFlow's 10 seconds, which a PC that is busy otherwise was seen to miss."""
    jobs = {"chief": int(plan.has_chief), "worker": len(plan.addresses) - int(plan.has_chief)}
    context.context().configure_coordination_service(
        service_type="standalone",
        service_leader=f"/job:{'chief' if plan.has_chief else 'worker'}/replica:0/task:0",
        heartbeat_timeout_in_ms=int(1000 * HEARTBEAT_SECONDS),
        cluster_register_timeout_in_ms=int(1000 * CONNECTING_SECONDS),
        coordinated_jobs=[CoordinatedJob(name=name, num_tasks=count) for name, count in jobs.items() if count],
    )


@contextmanager
def joined(*, tell: Callable[[Reply], None], should_stop: Callable[[], bool]) -> Iterator[Alone]:
    """The machines that TF_CONFIG names, met; or this one alone. A machine lost within the block is a StationError."""
    plan = plan_of(os.environ)
    if plan is None:
        yield Alone()
        return
    tell(Note(f"this is {plan.name(plan.index)}; waiting for the others"))
    meet(plan, waiting=Waiting(should_stop))
    try:
        cluster = Cluster(plan)
    except tf.errors.OpError as error:
        raise StationError(f"the machines of TF_CONFIG could not meet ({_first_line(error)})") from error
    tell(Note(f"{cluster.count} machines train together"))
    try:
        yield cluster
    except _LOST as error:
        raise cluster.lost(error) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
