"""A project's subsets -> a run: reads the pictures, trains, and keeps what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core.errors import StationError
from station.core.folders import resource
from station.core.messages import Done, Note, Reply, TrainRun
from station.core.project import Project, open_project
from station.core.subset import SEEN
from station.core.subsets import expect_apart
from station.model import runs
from station.model.checkpoints import base_weights
from station.model.cluster import Alone, joined
from station.model.feeding import LabelledSet
from station.model.keeper import Keeper, Origin, now
from station.model.networks import Statistics
from station.model.openvino_export import export_own
from station.model.precision import faster_precision
from station.model.reading import Read, read_labelled, sizes_of
from station.model.recipes import NO_BASE, OWN_BASE, SIDE_STEP, TRUE_IN_BFLOAT16, Recipe, from_base, recipe_for
from station.model.training import Training


@dataclass(frozen=True, slots=True)
class Start:
    """What a training begins with; in a cluster the chief's word, which the other machines follow."""

    run: str
    recipe: Recipe
    statistics: Statistics | None
    beginning: str


def fit(request: TrainRun, *, tell: Callable[[Reply], None], should_stop: Callable[[], bool]) -> None:
    """Serve one training request, telling notes, progress and at last Done; StationError on what a person can mend.

    Where TF_CONFIG is set it is served together with the machines named there. The first of them writes the run.
    """
    if request.deterministic:
        tf.config.experimental.enable_op_determinism()
    with joined(tell=tell, should_stop=should_stop) as cluster:
        fit_in(cluster, request, tell=tell, should_stop=should_stop)


def fit_in(
    cluster: Alone, request: TrainRun, *, tell: Callable[[Reply], None], should_stop: Callable[[], bool]
) -> None:
    """Serve the request together with the machines of the cluster, which have met already."""
    project, start, base, earlier = _begun(request, cluster=cluster)
    recipe = start.recipe
    with cluster.together():
        expect_apart(project)
    train, valid = (
        read_labelled(project, subset, size=recipe.image_size, cluster=cluster, tell=tell, should_stop=should_stop)
        for subset in SEEN
    )
    subsets = {"train": train.entry, "valid": valid.entry}
    training = Training(
        recipe, train=train.data, valid=valid.data, kind=project.kind, statistics=start.statistics, cluster=cluster
    )
    folder = project.models / request.run
    with cluster.together():
        if base is not None:
            training.start_from(base_weights(training, base=base, names=project.attributes.names))
        if earlier is not None:
            _check_same_pictures(earlier, subsets, project=project)
            training.resume(folder / runs.STATE)
    training.follow_chief()
    if training.outcome.history:
        tell(Note(f"resumed after epoch {len(training.outcome.history)}"))
    begun_from = earlier.card.base if earlier else base.name if base else None
    with cluster.together():
        sizes = sizes_of(project, "train")
    origin = Origin(project.attributes, subsets, valid.clips, begun_from, now(), sizes)
    _tell_of_start(start, train, cluster=cluster, tell=tell)
    keeper = Keeper(folder, origin=origin, valid=valid.data)
    outcome = training.run(report=tell, keep=keeper if cluster.is_chief else _keep_nothing, should_stop=should_stop)
    best = outcome.best
    if best is None:
        raise StationError(f"{outcome.ended}; that was in the first step, so no run was made")
    done = f"{outcome.ended}; kept epoch {best.epoch} of {len(outcome.history)}, validation loss {best.valid_loss:.3f}"
    if cluster.is_chief:
        _export(folder, valid.data, keeper.best_answers, tell=tell)
        tell(Done(done))
    else:
        tell(Done(f"{done}; the first machine wrote the run {start.run}"))


def _begun(request: TrainRun, *, cluster: Alone) -> tuple[Project, Start, runs.Run | None, runs.Run | None]:
    """The project, what the training begins with, and, at the chief, the base run or the run that is resumed."""
    base = earlier = None
    text = ""
    with cluster.together():
        project = open_project(Path(request.project))
        if cluster.is_chief:
            base = _base(request, project=project)
            recipe, earlier = _recipe(request, project.models / request.run, project=project, base=base)
            _check_sizes(recipe, cluster=cluster)
            own = Start(request.run, recipe, _statistics(base or earlier), _beginning(base, earlier=earlier))
            text = msgspec.json.encode(own).decode()
    if cluster.count == 1:
        return project, own, base, earlier
    start = msgspec.json.decode(cluster.text_from_chief(text), type=Start)
    return project, replace(start, recipe=_precise_on_all(start.recipe, cluster=cluster)), base, earlier


def _tell_of_start(start: Start, train: Read, *, cluster: Alone, tell: Callable[[Reply], None]) -> None:
    recipe = start.recipe
    tell(
        Note(
            f"{recipe.network} in {recipe.precision} on {train.entry.pictures} pictures, {_size(recipe)}, {start.beginning}"
        )
    )
    if cluster.count > 1:
        share = recipe.batch_size // cluster.count
        tell(
            Note(
                f"{len(train.data)} of the pictures are here; of each step's {recipe.batch_size} this machine does {share}"
            )
        )


def _keep_nothing(training: Training) -> None:
    """Leave the run to the chief, the one writer."""
    del training


def _check_sizes(recipe: Recipe, *, cluster: Alone) -> None:
    if any(side % SIDE_STEP[recipe.network] for side in recipe.image_size):
        step = SIDE_STEP[recipe.network]
        raise StationError(
            f"the network {recipe.network} needs sides that {step} divides, such as 256x192; received {_size(recipe)}"
        )
    if over := recipe.batch_size % cluster.count:
        fitting = recipe.batch_size + cluster.count - over
        raise StationError(
            f"a batch of {recipe.batch_size} pictures can't be shared evenly by {cluster.count} machines; --batch-size {fitting} can"
        )


def _precise_on_all(recipe: Recipe, *, cluster: Alone) -> Recipe:
    """The recipe, in float32 where bfloat16 is no gain on one of the machines: the others would wait for it."""
    if recipe.precision == "float32" or not cluster.any(faster_precision() == "float32"):
        return recipe
    return replace(recipe, precision="float32")


def _export(
    folder: Path, valid: LabelledSet, answers: NDArray[np.float32] | None, *, tell: Callable[[Reply], None]
) -> None:
    """Give the run its exported network; where that can't be, it is used through TensorFlow, and this is told."""
    tell(Note("exporting the network"))
    try:
        found = export_own(runs.open_run(folder), valid.pictures, answers)
    except (StationError, RuntimeError) as error:  # the latter are OpenVINO's
        tell(Note(f"no exported network: {error}"))
        return
    tell(
        Note(
            f"exported: differs from TensorFlow by at most {found.largest:.1g} on {found.pictures} validation pictures"
        )
    )


def _recipe(
    request: TrainRun, folder: Path, *, project: Project, base: runs.Run | None
) -> tuple[Recipe, runs.Run | None]:
    """What to train by: the request's recipe, or on resuming the run's own."""
    if not request.resume:
        runs.expect_new(folder)
        asked = {
            "image_size": request.image_size,
            "epochs": request.epochs,
            "batch_size": request.batch_size,
            "learning_rate": request.learning_rate,
            "seed": request.seed,
            "variation": request.variation,
            "trained_layers": "" if request.all_layers else None,
            "precision": faster_precision()
            if request.network in TRUE_IN_BFLOAT16 and not request.deterministic
            else None,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        learnt: dict[str, Any] = {}
        if base is not None and project.kind == "attributes":
            names = set(project.attributes.names)
            learnt = from_base(knows_names=names <= set(base.card.attribute_set.names))
        return recipe_for(request.network, kind=project.kind, **(learnt | given)), None
    run = runs.open_run(folder)
    if not (folder / runs.STATE).is_file():
        raise StationError(f"{folder} holds no {runs.STATE}, so there is nothing to resume")
    known = {name: run.card.recipe[name] for name in Recipe.__slots__ if name in run.card.recipe and name != "network"}
    recipe = recipe_for(run.card.network, kind=run.card.kind, image_size=run.card.image_size, **known)
    # it may have begun on a computer that has bfloat16, which others were seen to compute six times more slowly than float32
    return _precise_on_all(replace(recipe, epochs=request.epochs or recipe.epochs), cluster=Alone()), run


def _base(request: TrainRun, *, project: Project) -> runs.Run | None:
    """The run to begin from: the one that was named, or the station's own, or none."""
    if request.resume or request.base == NO_BASE:
        return None
    if request.base not in (None, OWN_BASE):
        return runs.find_run(request.base, project=project)
    own = resource("base") / request.network
    return runs.open_run(own) if project.kind == "attributes" and own.is_dir() else None  # it knows seams


def _statistics(begun_with: runs.Run | None) -> Statistics | None:
    if begun_with is None:
        return None
    known = begun_with.card.statistics
    return Statistics(known.mean, known.deviation)


def _check_same_pictures(run: runs.Run, subsets: dict[str, runs.CardSubset], *, project: Project) -> None:
    runs.check_attributes(run, attributes=project.attributes, owner=f"the project {project.folder}")
    for name, now_there in subsets.items():
        if run.card.subsets.get(name) != now_there:
            raise StationError(
                f"{now_there.file} has changed since the run {run.name} began, so it can't be resumed; train a new run"
            )


def _beginning(base: runs.Run | None, *, earlier: runs.Run | None) -> str:
    if earlier is not None:
        return f"from the state of {earlier.name}"
    if base is None:
        return "from random weights"
    learnt = base.card.subsets.get("train")
    return f"from the weights of {base.name}" + (f", trained on {learnt.pictures} pictures" if learnt else "")


def _size(recipe: Recipe) -> str:
    return f"{recipe.image_size[0]}x{recipe.image_size[1]}"
