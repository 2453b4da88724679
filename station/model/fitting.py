"""A project's subsets -> a run: reads the pictures, trains, and keeps what came of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core.errors import StationError
from station.core.folders import resource
from station.core.messages import Done, Note, Preparing, Reply, TrainRun
from station.core.picture_cache import load_pictures
from station.core.project import Project, open_project
from station.core.subset import Subset
from station.core.subsets import read_subset, subset_source
from station.model import runs
from station.model.checkpoints import Keeper, Origin, base_weights, now
from station.model.feeding import LabelledSet
from station.model.networks import Statistics
from station.model.openvino_export import export_own
from station.model.precision import faster_precision
from station.model.recipes import FROM_BASE, NO_BASE, OWN_BASE, SIDE_STEP, Recipe, recipe_for
from station.model.training import Training

MOST_NAMED = 5
"""Classes that a note names."""


def fit(request: TrainRun, *, tell: Callable[[Reply], None], should_stop: Callable[[], bool]) -> None:
    """Serve one training request, telling notes, progress and at last Done; StationError on what a person can mend."""
    if request.deterministic:
        tf.config.experimental.enable_op_determinism()
    project = open_project(Path(request.project))
    folder = project.models / request.run
    base = _base(request, project=project)
    recipe, earlier = _recipe(request, folder, project=project, base=base)
    if any(side % SIDE_STEP[recipe.network] for side in recipe.image_size):
        raise StationError(f"the fast network needs sides that 16 divides, such as 256x192; received {_size(recipe)}")
    train, train_entry, _ = _load(project, "train", recipe=recipe, tell=tell, should_stop=should_stop)
    valid, valid_entry, valid_clips = _load(project, "valid", recipe=recipe, tell=tell, should_stop=should_stop)
    subsets = {"train": train_entry, "valid": valid_entry}
    if earlier is not None:
        _check_same_pictures(earlier, subsets, project=project)
    statistics = _statistics(base or earlier)
    training = Training(recipe, train=train, valid=valid, kind=project.kind, statistics=statistics)
    if base is not None:
        training.start_from(base_weights(training, base=base, names=project.attributes.names))
    if earlier is not None:
        training.resume(folder / runs.STATE)
        tell(Note(f"resumed after epoch {len(training.outcome.history)}"))
    begun_from = earlier.card.base if earlier else base.name if base else None
    origin = Origin(project.attributes, subsets, valid_clips, begun_from, now())
    tell(Note(f"{recipe.network} on {len(train)} pictures, {_size(recipe)}, {_beginning(base)}"))
    keeper = Keeper(folder, origin=origin, valid=valid)
    outcome = training.run(report=tell, keep=keeper, should_stop=should_stop)
    best = outcome.best
    if best is None:
        raise StationError(f"{outcome.ended}; that was in the first step, so no run was made")
    _export(folder, valid, keeper.best_answers, tell=tell)
    tell(
        Done(
            f"{outcome.ended}; kept epoch {best.epoch} of {len(outcome.history)}, validation loss {best.valid_loss:.3f}"
        )
    )


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
        if folder.exists():
            raise StationError(
                f"the run {folder} exists already; --name gives this one another name, --resume continues that one"
            )
        asked = {
            "image_size": request.image_size,
            "epochs": request.epochs,
            "batch_size": request.batch_size,
            "learning_rate": request.learning_rate,
            "seed": request.seed,
            "variation": request.variation,
            "trained_layers": "" if request.all_layers else None,
            "precision": faster_precision() if request.network == "fast" and not request.deterministic else None,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        learnt = FROM_BASE if base is not None and project.kind == "attributes" else {}
        return recipe_for(request.network, kind=project.kind, **(learnt | given)), None
    run = runs.open_run(folder)
    if not (folder / runs.STATE).is_file():
        raise StationError(f"{folder} holds no {runs.STATE}, so there is nothing to resume")
    known = {name: run.card.recipe[name] for name in Recipe.__slots__ if name in run.card.recipe and name != "network"}
    recipe = recipe_for(run.card.network, kind=run.card.kind, image_size=run.card.image_size, **known)
    return replace(recipe, epochs=request.epochs or recipe.epochs), run


def _load(
    project: Project,
    subset: Subset,
    *,
    recipe: Recipe,
    tell: Callable[[Reply], None],
    should_stop: Callable[[], bool],
) -> tuple[LabelledSet, runs.CardSubset, int]:
    pictures, missing = read_subset(project, subset=subset)
    for problem in missing:
        tell(Note(f"skipped: {problem}"))

    def show(done: int, count: int) -> None:
        if should_stop():
            raise StationError("stopped by hand before the training began, so no run was made")
        if done % 50 == 0 or done == count:
            tell(Preparing(done, count))

    loaded = load_pictures([picture.path for picture in pictures], size=recipe.image_size, progress=show)
    for damaged in loaded.problems:
        tell(Note(f"skipped: {damaged}"))
    if loaded.problems:
        tell(Note(f"{len(loaded.problems)} of {len(pictures)} pictures of the {subset} subset were skipped"))
    if not loaded.kept:
        raise StationError(
            f"the {subset} subset of {project.folder} holds no readable picture, so there is nothing to train with"
        )
    labels = np.array([pictures[index].values for index in loaded.kept], np.float32)
    _tell_of_absent(project, subset, labels, tell=tell)
    file, sha256 = subset_source(project, subset=subset)
    entry = runs.CardSubset(file=file, sha256=sha256, pictures=len(loaded.kept))
    return LabelledSet(loaded.pictures, labels), entry, len({pictures[index].clip for index in loaded.kept})


def _tell_of_absent(
    project: Project, subset: Subset, labels: NDArray[np.float32], *, tell: Callable[[Reply], None]
) -> None:
    """Tell which classes, if there are any, the subset has no picture of, as where a class folder came after the split."""
    if project.kind != "classes":
        return
    absent = [name for name, count in zip(project.attributes.names, labels.sum(axis=0), strict=True) if not count]
    if not absent:
        return
    named = ", ".join(absent[:MOST_NAMED]) + (
        f" and {len(absent) - MOST_NAMED} more" if len(absent) > MOST_NAMED else ""
    )
    why = "so the network can't learn it" if subset == "train" else "so nothing is known of how well it is recognised"
    again = f"; `station split {project.folder}` divides anew" if project.subset_table(subset).is_file() else ""
    tell(Note(f"no picture of {named} in the {subset} subset, {why}{again}"))


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


def _beginning(base: runs.Run | None) -> str:
    if base is None:
        return "from random weights"
    learnt = base.card.subsets.get("train")
    return f"from the weights of {base.name}" + (f", trained on {learnt.pictures} pictures" if learnt else "")


def _size(recipe: Recipe) -> str:
    return f"{recipe.image_size[0]}x{recipe.image_size[1]}"
