"""Makes the base weights that ship with the station, from practice strips alone.

    uv run python -m station.model.pretraining FOLDER --set various:4400x4:5 --set lab:2400x4:21 --epochs 8 --base BASE

renders strips that differ in everything (cloth, thread, faults, light, scale, direction) into FOLDER, or finds them there, trains
`fast` on them, from the weights of the run BASE where one is named, and writes a run there, `FOLDER/fast`. A set names its kind
(`lab`, the practice lab's own strips, or `various`, which differ more), so many strips of so many frames, and its seed. By which
steps what lies in `resources/base/fast` was made, its SOURCE.md says. Beside the labels it uses what only a rendered lab knows, where
things are: the first channels of the network's evidence are taught to be high on the seam, on errors, on breaks, and on short and
long stitches. A project that begins from these weights needs no such truth, only labels.
"""

import argparse
import hashlib
import io
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import SEAM
from station.core.frame import Picture
from station.core.images import to_network_size
from station.core.messages import Progress
from station.core.opencv import cv2
from station.core.practice.camera import SIZE, STITCHES_MM
from station.core.practice.optics import Optics, film, make_optics, seen_share
from station.core.practice.strip import Strip, make_strip
from station.core.practice.variety import Glimpse, glimpse, makers_for, optics_for
from station.core.truth import FULL
from station.model import runs
from station.model.checkpoints import base_weights, load_network
from station.model.feeding import CELL, LabelledSet
from station.model.keeper import Keeper, Origin, now
from station.model.networks import Statistics
from station.model.precision import faster_precision
from station.model.recipes import RECIPES, Recipe, recipe_for
from station.model.training import Training

SCALE = (7.0, 11.5)
"""Pixels a millimetre: beyond it a 2 mm stitch of one camera would look like a 4 mm stitch of another."""
WIDER_SCALES = ((5.5, 11.5), (7.0, 18.0))
"""The same for short and for long stitches in various strips: short ones may look shorter still, and long ones longer."""
LENGTH_MM = 130.0
VARIOUS_PX_PER_MM = 9.0
"""How finely various strips are drawn: twice what the network sees of most."""
PLACES = ("seam", "error", "break", "short", "long")
"""What the first channels of the evidence are taught to find."""
UNSEEN_FRAMES = 4
TEACHER_SHARE = 0.4
"""How far a label lies on the way from the truth to what the teacher answers; below half, so that its side is the truth's."""
TEACHER_BATCH = 32
VALID_SHARE = 40
"""Of so many strips two neighbours, one with short and one with long stitches, are kept for validation."""


def render(seed: int, *, number: int, frames: int, size: tuple[int, int]) -> LabelledSet:
    """Some frames of one strip of the practice lab with everything that is known of them."""
    rng = np.random.default_rng([seed, number])
    scale = float(rng.uniform(*SCALE))
    half = SIZE[1] / scale / 2
    strip = make_strip(
        rng,
        width_mm=SIZE[0] / scale + 24,
        length_mm=LENGTH_MM,
        stitch_mm=STITCHES_MM[number % 2],
        faults=float(rng.uniform(0.0, 3.2)),
    )
    optics = make_optics(rng, size=SIZE, px_per_mm=scale)
    quality = int(rng.integers(25, 96))
    views = [film(rng, strip, optics, at_mm=float(rng.uniform(half, LENGTH_MM - half))) for _ in range(frames)]
    seen = [Glimpse(view.picture, np.vstack([view.matrix, [0, 0, 1]])) for view in views]
    return _labelled(strip, seen, quality=quality, size=size)


def render_various(seed: int, *, number: int, frames: int, size: tuple[int, int]) -> LabelledSet:
    """Some frames of one strip that is more various than the practice lab's, filmed more variously."""
    rng = np.random.default_rng([seed, number])
    scale = float(rng.uniform(*(WIDER_SCALES[number % 2] if rng.random() < 0.4 else SCALE)))
    strip = make_strip(
        rng,
        width_mm=SIZE[0] / scale + 24,
        length_mm=LENGTH_MM,
        stitch_mm=STITCHES_MM[number % 2],
        faults=float(rng.uniform(0.0, 3.2)),
        px_per_mm=max(VARIOUS_PX_PER_MM, 0.8 * scale),
        makers=makers_for(rng),
    )
    optics = optics_for(rng, size=SIZE, px_per_mm=scale)
    quality = int(rng.integers(25, 96))
    half = min(_half_view_mm(optics), 0.45 * LENGTH_MM)
    seen = [glimpse(rng, strip, optics, at_mm=float(rng.uniform(half, LENGTH_MM - half))) for _ in range(frames)]
    return _labelled(strip, seen, quality=quality, size=size)


def unseen_strips(count: int, *, seed: int, size: tuple[int, int]) -> LabelledSet:
    """UNSEEN_FRAMES frames each of various strips and of as many of the practice lab's own, which nothing is trained on."""
    made = [
        maker(seed, number=number, frames=UNSEEN_FRAMES, size=size)
        for number in range(count // 2)
        for maker in (render, render_various)
    ]
    return replace(_joined(made), places=None)


def _half_view_mm(optics: Optics) -> float:
    """How far along the seam the camera sees to either side of its middle."""
    width, height = optics.size
    return float(height * abs(np.cos(optics.angle)) + width * abs(np.sin(optics.angle))) / 2 / optics.px_per_mm


def _labelled(strip: Strip, seen: list[Glimpse], *, quality: int, size: tuple[int, int]) -> LabelledSet:
    return LabelledSet(
        np.stack([to_network_size(_compressed(one.picture, quality), size=size) for one in seen]),
        np.array([label_of(strip, one) for one in seen], np.float32),
        np.stack([places_of(strip, one, size=size) for one in seen]),
    )


def label_of(strip: Strip, view: Glimpse) -> tuple[bool, bool, bool, bool]:
    """The true values of good, error, break and length in one view."""
    kinds = {kind for kind, _, share in _faults_in(strip, view) if share >= FULL}
    return not kinds, "error" in kinds, "break" in kinds, strip.seam.stitch_mm == STITCHES_MM[0]


def _faults_in(strip: Strip, view: Glimpse) -> list[tuple[str, tuple[int, int, int, int], float]]:
    """Kind, box in pixels and seen share of each fault in view."""
    found = []
    for fault in strip.faults:
        x0, y0, x1, y1 = fault.box_mm
        box, share = seen_share(fault.box_mm, view.around(np.array([x0 + x1, y0 + y1]) / 2))
        if box is not None:
            found.append((fault.kind, box, share))
    return found


def places_of(strip: Strip, view: Glimpse, *, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Where the seam, the faults and short and long stitches are: uint8 (h / 8, w / 8, 5) of 0 and 1."""
    columns, rows = size[0] // CELL, size[1] // CELL
    ratio = columns / view.picture.shape[1]
    holes = (view.pixels(strip.seam.holes) * ratio * 16).astype(np.int32)
    seam = np.zeros((rows, columns), np.uint8)
    cv2.polylines(seam, [holes - 8], False, 1, 1, cv2.LINE_8, 4)
    found = {"seam": seam, "error": np.zeros_like(seam), "break": np.zeros_like(seam)}
    for kind, box, share in _faults_in(strip, view):
        if share > 0.25:
            x0, y0, x1, y1 = (int(value * ratio) for value in box)
            found[kind][y0 : y1 + 1, x0 : x1 + 1] = 1
    sound = seam * (1 - np.maximum(found["error"], found["break"]))
    is_short = strip.seam.stitch_mm == STITCHES_MM[0]
    found["short"], found["long"] = (sound, sound * 0) if is_short else (sound * 0, sound)
    return np.stack([found[name] for name in PLACES], axis=-1)


def _compressed(picture: Picture, quality: int) -> Picture:
    """What a camera's own JPEG makes of a picture."""
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    back = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert back is not None
    return np.asarray(back, np.uint8)


@dataclass(frozen=True, slots=True)
class StripSet:
    """Strips of one kind: how many, how many frames of each, and the seed that they are drawn from."""

    kind: str
    strips: int
    frames: int
    seed: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.strips}x{self.frames}:{self.seed}"


def strip_set(text: str) -> StripSet:
    """What `KIND:STRIPSxFRAMES:SEED` names; ArgumentTypeError where it names none."""
    found = re.fullmatch(rf"({'|'.join(MAKERS)}):(\d+)x(\d+):(\d+)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"expected like various:4400x4:5 (kinds: {', '.join(MAKERS)}), got {text}")
    return StripSet(found[1], *(int(number) for number in found.groups()[1:]))


MAKERS = {"lab": render, "various": render_various}
"""What makes the frames of one strip of each kind."""


def _render_one(task: tuple[StripSet, int, tuple[int, int]]) -> LabelledSet:
    asked, number, size = task
    return MAKERS[asked.kind](asked.seed, number=number, frames=asked.frames, size=size)


def render_all(folder: Path, asked: StripSet, *, size: tuple[int, int]) -> LabelledSet:
    """All strips' frames of a set, in arrays that lie on disk in `folder`; rendered once, found again afterwards."""
    storage.create_folder(folder)
    frames = asked.frames
    count, rows, columns = asked.strips * frames, size[1] // CELL, size[0] // CELL
    shapes = {
        "pictures": ((count, size[1], size[0], 3), np.uint8),
        "labels": ((count, len(SEAM)), np.float32),
        "places": ((count, rows, columns, len(PLACES)), np.uint8),
    }
    files = {name: _file(folder, name, asked, size=size) for name in shapes}
    if not all(file.exists() for file in files.values()):
        arrays = {
            name: np.lib.format.open_memmap(file.with_suffix(".part"), "w+", dtype, shape)
            for (name, (shape, dtype)), file in zip(shapes.items(), files.values(), strict=True)
        }
        tasks = ((asked, number, size) for number in range(asked.strips))
        with ProcessPoolExecutor() as pool:
            for number, made in enumerate(pool.map(_render_one, tasks, chunksize=4)):
                for name, array in arrays.items():
                    array[number * frames : (number + 1) * frames] = getattr(made, name)
                if number % 100 == 0:
                    print(f"{asked}: strip {number}", flush=True)
        for name, array in arrays.items():
            array.flush()
            storage.replace(files[name].with_suffix(".part"), files[name])
    return LabelledSet(*(np.load(file, mmap_mode="r", allow_pickle=False) for file in files.values()))


def heeding(folder: Path, asked: StripSet, data: LabelledSet, *, teacher: runs.Run) -> LabelledSet:
    """The same pictures, with labels that lie TEACHER_SHARE of the way from the truth to what the teacher answers.

    What a wider network takes for nearly a fault tells a narrower one more than the truth alone (Hinton et al. 2015). The answers
    are the mean of those to the picture as it is and turned by half a turn; computed once, they lie in `folder` afterwards.
    """
    height, width = data.pictures.shape[1:3]
    file = _file(folder, f"answers-{teacher.card.weights.sha256[:8]}", asked, size=(width, height))
    if not file.exists():
        network = load_network(teacher)
        answer = tf.function(lambda pictures: tf.sigmoid(network(pictures, training=False)), reduce_retracing=True)
        told = np.zeros(data.labels.shape, np.float32)
        for at in range(0, len(data), TEACHER_BATCH):
            pictures = np.asarray(data.pictures[at : at + TEACHER_BATCH])
            told[at : at + TEACHER_BATCH] = (answer(pictures).numpy() + answer(pictures[:, ::-1, ::-1]).numpy()) / 2
            if at % (100 * TEACHER_BATCH) == 0:
                print(f"{asked}: {at:,} of {len(data):,} pictures answered by {teacher.name}", flush=True)
        buffer = io.BytesIO()
        np.save(buffer, told)
        storage.write_bytes(file, buffer.getvalue())
    told = np.load(file, allow_pickle=False)
    return replace(data, labels=np.asarray(data.labels + TEACHER_SHARE * (told - data.labels), np.float32))


def _file(folder: Path, what: str, asked: StripSet, *, size: tuple[int, int]) -> Path:
    """Where a part of a set lies."""
    return folder / f"{what}-{asked.kind}-{asked.strips}x{asked.frames}-{asked.seed}-{size[0]}x{size[1]}.npy"


def divided(
    parts: list[tuple[StripSet, LabelledSet]], *, learnt: Callable[[StripSet, LabelledSet], LabelledSet]
) -> tuple[LabelledSet, LabelledSet, int]:
    """All sets' strips but one in twenty, as they are `learnt`, with their places; those, without; and how many strips those are."""
    train, valid, strips = [], [], 0
    for asked, data in parts:
        is_valid = np.arange(len(data)) // asked.frames % VALID_SHARE < 2
        train.append(_chosen(learnt(asked, data), ~is_valid))
        valid.append(replace(_chosen(data, is_valid), places=None))
        strips += int(is_valid.sum()) // asked.frames
    return _joined(train), _joined(valid), strips


def _chosen(data: LabelledSet, which: NDArray[np.bool_]) -> LabelledSet:
    places = None if data.places is None else data.places[which]
    return LabelledSet(data.pictures[which], data.labels[which], places)


def _joined(sets: list[LabelledSet]) -> LabelledSet:
    """All in one; with places where all have some."""
    places = [one.places for one in sets if one.places is not None]
    return LabelledSet(
        np.concatenate([one.pictures for one in sets]),
        np.concatenate([one.labels for one in sets]),
        np.concatenate(places) if len(places) == len(sets) else None,
    )


def pretrain(
    parts: list[tuple[StripSet, LabelledSet]],
    *,
    recipe: Recipe,
    folder: Path,
    base: runs.Run | None,
    teacher: runs.Run | None = None,
) -> None:
    """Train, from the weights of `base` where there is one, on all but one strip in twenty and keep the run in `folder`.

    Where there is a `teacher`, what it answers is part of the labels, and lies beside `folder`.
    """

    def learnt(asked: StripSet, data: LabelledSet) -> LabelledSet:
        return heeding(folder.parent, asked, data, teacher=teacher) if teacher else data

    train, valid, strips = divided(parts, learnt=learnt)
    known = base.card.statistics if base else None
    statistics = Statistics(known.mean, known.deviation) if known else None
    training = Training(recipe, train=train, valid=valid, statistics=statistics)
    if base:
        training.start_from(base_weights(training, base=base, names=SEAM.names))
    entries = {
        name: runs.CardSubset(
            file="practice strips", sha256=hashlib.sha256(part.labels.tobytes()).hexdigest(), pictures=len(part)
        )
        for name, part in (("train", train), ("valid", valid))
    }
    origin = Origin(SEAM, entries, strips, base.name if base else None, now())
    keep = Keeper(storage.create_folder(folder), origin=origin, valid=valid)
    outcome = training.run(report=_print_epoch, keep=keep, should_stop=lambda: False)
    print(outcome.ended, outcome.best)


def _print_epoch(progress: Progress) -> None:
    told = f"epoch {progress.epoch} loss {progress.loss:.3f}"
    if progress.valid_loss is not None:
        told += f" valid {progress.valid_loss:.3f} {progress.valid_accuracies}"
    elif progress.step % 100:
        return
    print(f"{told} step {progress.step} of {progress.steps}, {progress.seconds_left:.0f} s left", flush=True)


def main() -> None:
    """Render, train, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", type=strip_set, action="append", required=True, dest="sets", help="may be repeated")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=0, help="of everything random in training")
    parser.add_argument("--base", type=Path, help="the folder of a run whose weights are gone on from")
    parser.add_argument("--teacher", type=Path, help="the folder of a run whose answers are heeded beside the truth")
    parser.add_argument("--learning-rate", type=float, default=RECIPES["fast"].learning_rate)
    parser.add_argument("--precision", choices=("float32", "bfloat16"), help="left out: the faster one here")
    asked = parser.parse_args()
    size = RECIPES["fast"].image_size
    parts = [(one, render_all(asked.folder, one, size=size)) for one in asked.sets]
    base = runs.open_run(asked.base) if asked.base else None
    teacher = runs.open_run(asked.teacher) if asked.teacher else None
    precision = asked.precision or faster_precision()
    asked_for = {"epochs": asked.epochs, "seed": asked.seed, "precision": precision}
    recipe = recipe_for("fast", learning_rate=asked.learning_rate, **asked_for)
    pretrain(parts, recipe=recipe, folder=asked.folder / "fast", base=base, teacher=teacher)


if __name__ == "__main__":
    main()
