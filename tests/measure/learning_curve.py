"""How many labels a lab needs: accuracy on strips held out, against the number of labelled frames, with base weights and without.

    python -m tests.measure.learning_curve PROJECT OUT --test "held_out*" "other_cloth*" --draws 3

PROJECT is any labelled project with attributes. The clips that a pattern of `--test` matches are only judged, those of each pattern
by themselves; without it every third clip is. From the others each draw takes clips at random, and of each an equal, evenly spread
part, so that a small number of frames still comes from up to MOST_CLIPS clips: the frames of one clip say much the same. A quarter
of a draw's clips is its validation subset: it counts as labelled. With base weights the training is the station's own (`FROM_BASE`),
which trains the last layers; the arm `all` is that of `station train --all-layers`. Without base weights (`--base none`) all layers
are trained by the network's own recipe, for so many epochs that about `--passes` pictures pass, without ending early: at first the
validation loss tells nothing. The epoch with the best validation loss is judged at 0.5 on the test clips. One finished training is
one line of OUT/results.jsonl, so that a measurement that was broken off goes on where it was. At the end it writes OUT/curve.json and
OUT/curve.webp and prints the tables.

With 0 labels there is nothing to train: the base weights are judged as they are, and `length` means something only where the camera's
scale lies within that of pre-training (7 to 11.5 pixels a millimetre at 640 across).
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from station.core.errors import StationError
from station.core.folders import resource
from station.core.labelled_picture import LabelledPicture
from station.core.opencv import cv2
from station.core.picture_cache import load_pictures
from station.core.project import open_project
from station.core.subsets import merge
from station.model import runs
from station.model.checkpoints import base_weights
from station.model.feeding import LabelledSet
from station.model.networks import Statistics
from station.model.precision import faster_precision
from station.model.recipes import FROM_BASE, Recipe, recipe_for
from station.model.training import Training

SIZES = (0, 100, 300, 1000, 3000)
MOST_CLIPS = 300
VALID_SHARE = 4
PASSES = 60_000
"""How many pictures pass in a training without base weights; on another renderer it had learnt nothing yet after 20,000."""
MOST_EPOCHS, FEWEST_EPOCHS = 200, 8
EVERY_THIRD = "every third clip"
WITH, ALL, WITHOUT = "with base weights", "with base weights, all layers", "without"
ARMS = {"with": WITH, "all": ALL, "without": WITHOUT}


@dataclass(frozen=True, slots=True)
class Lab:
    """A project as the curve needs it: its labelled pictures, those held out by pattern, their values at network size, and a base."""

    names: tuple[str, ...]
    pool: list[LabelledPicture]
    tests: dict[str, list[LabelledPicture]]
    images: dict[str, NDArray[np.uint8]]
    base: runs.Run

    def data(self, pictures: Sequence[LabelledPicture]) -> LabelledSet:
        """These pictures as a network is fed."""
        labels = np.array([picture.values for picture in pictures], np.float32)
        return LabelledSet(np.stack([self.images[picture.name] for picture in pictures]), labels)


@dataclass(frozen=True, slots=True)
class Summary:
    """What came out on the clips of one pattern."""

    names: tuple[str, ...]
    always: tuple[float, ...]
    points: list[dict[str, Any]]


def main() -> None:
    """Measure what is not measured yet, and tell all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--test", nargs="+", default=(), help="clips that are only judged, by patterns of their names")
    parser.add_argument("--test-step", type=int, default=1, help="judge every so manieth frame of them")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=("with", "without"))
    parser.add_argument(
        "--passes", type=int, default=PASSES, help="pictures that pass in a training without base weights"
    )
    parser.add_argument("--base", type=Path, default=resource("base/fast"))
    parser.add_argument("--titles", nargs="+", help="what the figure calls the patterns")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    lab = open_lab(asked.project, patterns=asked.test, step=asked.test_step, base=runs.open_run(asked.base))
    for frames in asked.sizes:
        for draw in range(asked.draws if frames else 1):
            for arm in asked.arms:
                measure(lab, asked.out, arm=ARMS[arm], frames=frames, draw=draw, passes=asked.passes)
    summary = {
        pattern: Summary(lab.names, commoner(test), summed(known(asked.out), pattern=pattern))
        for pattern, test in lab.tests.items()
    }
    told = {pattern: asdict(part) for pattern, part in summary.items()}
    (asked.out / "curve.json").write_text(json.dumps(told, indent=1) + "\n")
    for pattern, part in summary.items():
        print(f"\n{pattern}\n")
        print_table(part)
    draw_curve(list(summary.values()), asked.titles or list(summary), path=asked.out / "curve.webp")


def open_lab(folder: Path, *, patterns: Sequence[str], step: int, base: runs.Run) -> Lab:
    """Read a project once, at the size of the base's network."""
    project = open_project(folder)
    pictures, _ = merge(project)
    clips = sorted({picture.clip for picture in pictures})
    held = {pattern: {clip for clip in clips if fnmatch(clip, pattern)} for pattern in patterns}
    held = held or {EVERY_THIRD: set(clips[::3])}
    if not all(held.values()) or set().union(*held.values()) == set(clips):
        counts = ", ".join(f"{pattern} matches {len(found)}" for pattern, found in held.items())
        raise StationError(f"expected clips to test on and clips to train on, but {counts} of {len(clips)}")
    wanted = [p for p in pictures if (p.number or 0) % step == 0 or not any(p.clip in found for found in held.values())]
    loaded = load_pictures([picture.path for picture in wanted], size=base.card.image_size)
    kept = [wanted[index] for index in loaded.kept]
    images = {picture.name: loaded.pictures[at] for at, picture in enumerate(kept)}
    tests = {pattern: [p for p in kept if p.clip in found] for pattern, found in held.items()}
    pool = [p for p in kept if not any(p.clip in found for found in held.values())]
    counts = ", ".join(f"{len(test)} of {pattern} ({len(held[pattern])} clips)" for pattern, test in tests.items())
    print(f"{len(pool)} frames to draw from; judged: {counts}", flush=True)
    return Lab(project.attributes.names, pool, tests, images, base)


def drawn(lab: Lab, *, frames: int, draw: int) -> tuple[list[LabelledPicture], list[LabelledPicture]]:
    """Training and validation pictures, together about `frames`, with both values of each attribute in training."""
    rng = np.random.default_rng([draw, frames])
    clips = sorted({picture.clip for picture in lab.pool})
    of_clip = {clip: [p for p in lab.pool if p.clip == clip] for clip in clips}
    for _ in range(100):
        chosen: list[list[LabelledPicture]] = []
        for clip in rng.permutation(clips):
            left = frames - sum(len(part) for part in chosen)
            share = min(left, -(-frames // MOST_CLIPS))
            if left <= 0:
                break
            chosen.append(_spread(of_clip[str(clip)], count=share))
        valid_clips = max(1, len(chosen) // VALID_SHARE)
        train, valid = (list(chain.from_iterable(part)) for part in (chosen[valid_clips:], chosen[:valid_clips]))
        values = np.array([picture.values for picture in train])
        if len(train) and (values.any(axis=0) & ~values.all(axis=0)).all():
            return train, valid
    raise StationError(f"the clips do not allow {frames} frames with both values of every attribute")


def _spread(pictures: list[LabelledPicture], *, count: int) -> list[LabelledPicture]:
    pictures = sorted(pictures, key=lambda picture: picture.number or 0)
    if count >= len(pictures):
        return pictures
    return [pictures[index] for index in np.linspace(0, len(pictures) - 1, count).round().astype(int)]


def recipe_of(lab: Lab, *, arm: str, count: int, seed: int, passes: int) -> Recipe:
    """How a training on `count` pictures goes."""
    common: dict[str, Any] = {"image_size": lab.base.card.image_size, "seed": seed, "precision": faster_precision()}
    if arm != WITHOUT:
        layers = {"trained_layers": ""} if arm == ALL else {}
        return recipe_for("fast", **(FROM_BASE | common | layers))
    epochs = int(np.clip(passes // count, FEWEST_EPOCHS, MOST_EPOCHS))
    return recipe_for("fast", epochs=epochs, patience=epochs, **common)


def measure(lab: Lab, out: Path, *, arm: str, frames: int, draw: int, passes: int) -> None:
    """One training and one line, unless that line is there; nothing for a training without labels and without a base."""
    key = {"arm": arm, "frames": frames, "draw": draw, "base": "" if arm == WITHOUT else lab.base.card.weights.sha256}
    if any(key.items() <= line.items() for line in known(out)) or (not frames and arm != WITH):
        return
    begun = time.monotonic()
    train, valid = drawn(lab, frames=frames, draw=draw) if frames else (lab.pool[:1], lab.pool[:1])
    recipe = recipe_of(lab, arm=arm, count=len(train), seed=draw, passes=passes)
    known_statistics = lab.base.card.statistics
    statistics = Statistics(known_statistics.mean, known_statistics.deviation) if arm != WITHOUT else None
    training = Training(recipe, train=lab.data(train), valid=lab.data(valid), statistics=statistics)
    if arm != WITHOUT:
        training.start_from(base_weights(training, base=lab.base, names=lab.names))
    best = training.model.get_weights()

    def keep(now: Training) -> None:
        nonlocal best
        if now.outcome.best is now.outcome.history[-1]:
            best = now.model.get_weights()

    if frames:
        training.run(report=lambda progress: None, keep=keep, should_stop=lambda: False)
    training.model.set_weights(best)
    line: dict[str, Any] = {
        **key,
        "train": len(train) if frames else 0,
        "valid": len(valid) if frames else 0,
        "clips": len({picture.clip for picture in train + valid}) if frames else 0,
        "epochs": len(training.outcome.history),
        "passed": len(training.outcome.history) * len(train) if frames else 0,
        "best": training.outcome.best.epoch if training.outcome.best else 0,
        "loss": round(training.outcome.history[-1].loss, 3) if frames else None,
        "correct": {pattern: judged(lab, training, test) for pattern, test in lab.tests.items()},
        "seconds": round(time.monotonic() - begun, 1),
    }
    with (out / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)


def judged(lab: Lab, training: Training, pictures: Sequence[LabelledPicture]) -> dict[str, float]:
    """Of each attribute the per cent of right answers at 0.5."""
    test = lab.data(pictures)
    right = ((training.answers(test) >= 0) == (test.labels > 0.5)).mean(axis=0) * 100
    return dict(zip(lab.names, (round(float(value), 2) for value in right), strict=True))


def known(out: Path) -> list[dict[str, Any]]:
    """The trainings that are finished."""
    path = out / "results.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def summed(results: Sequence[dict[str, Any]], *, pattern: str) -> list[dict[str, Any]]:
    """For each arm and number of frames the mean over the draws, and the lowest and highest."""
    found = []
    for arm, frames in sorted({(line["arm"], line["frames"]) for line in results}, reverse=True):
        lines = [line["correct"][pattern] for line in results if (line["arm"], line["frames"]) == (arm, frames)]
        spread = {
            name: [round(float(value), 1) for value in (np.mean(seen), min(seen), max(seen))]
            for name in lines[0]
            for seen in [[line[name] for line in lines]]
        }
        found.append({"arm": arm, "frames": frames, "draws": len(lines), "correct": spread})
    return found


def commoner(test: Sequence[LabelledPicture]) -> tuple[float, ...]:
    """Of each attribute the per cent of the test pictures that have its commoner value: what is right without looking."""
    share = np.array([picture.values for picture in test]).mean(axis=0)
    return tuple(round(float(100 * max(value, 1 - value)), 1) for value in share)


def print_table(summary: Summary) -> None:
    """Markdown: a row for each number of frames and arm."""
    names = summary.names
    print(f"| labelled frames | | draws | {' | '.join(names)} |\n|---|---|---|{'---|' * len(names)}")
    print(f"| always the commoner value | | | {' | '.join(map(str, summary.always))} |")
    for point in sorted(summary.points, key=lambda point: (point["frames"], list(ARMS.values()).index(point["arm"]))):
        cells = []
        for name in names:
            mean, low, high = point["correct"][name]
            cells.append(f"{mean:.1f}" + (f" ({low:.1f} to {high:.1f})" if point["draws"] > 1 else ""))
        print(f"| {point['frames']:,} | {point['arm']} | {point['draws']} | {' | '.join(cells)} |")


def draw_curve(summaries: Sequence[Summary], titles: Sequence[str], *, path: Path) -> None:
    """A row for each set of clips, a panel for each attribute: mean over the draws, and a bar from the lowest to the highest."""
    names = summaries[0].names
    figure = Figure(figsize=(2.4 * len(names), 0.5 + 2.3 * len(summaries)), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.subplots(len(summaries), len(names), sharey=True, squeeze=False)
    for row, (summary, title) in enumerate(zip(summaries, titles, strict=True)):
        for column, axes in enumerate(grid[row]):
            draw_panel(axes, summary, column)
            axes.set_title(names[column] if not row else "", fontsize=9, color="#1b1f24")
            axes.set_xlabel("labelled frames" if row + 1 == len(summaries) else "", fontsize=7.5, color="#57606a")
        grid[row][0].set_ylabel(f"per cent correct\n{title}", fontsize=7.5, color="#57606a")
    told = grid[0][0].get_legend_handles_labels()
    figure.legend(*told, fontsize=7.5, frameon=False, loc="outside lower center", ncols=4)
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[..., 2::-1]  # type: ignore[attr-defined]
    done, data = cv2.imencode(".webp", np.ascontiguousarray(pixels), [cv2.IMWRITE_WEBP_QUALITY, 88])
    assert done
    path.write_bytes(data.tobytes())


def draw_panel(axes: Any, summary: Summary, index: int) -> None:
    """The curves of one attribute."""
    sizes = sorted({point["frames"] for point in summary.points})
    for arm, colour, marker in ((WITH, "#0b62a4", "o"), (ALL, "#2f8f4e", "^"), (WITHOUT, "#8a939c", "s")):
        points = sorted((point for point in summary.points if point["arm"] == arm), key=lambda point: point["frames"])
        if not points:
            continue
        places = [sizes.index(point["frames"]) for point in points]
        values = np.array([point["correct"][summary.names[index]] for point in points]).reshape(-1, 3)
        spread = (values[:, 0] - values[:, 1], values[:, 2] - values[:, 0])
        style: dict[str, Any] = {"marker": marker, "markersize": 4, "linewidth": 1.4, "capsize": 2.5}
        axes.errorbar(places, values[:, 0], spread, color=colour, label=arm, **style)
    always = summary.always[index]
    axes.axhline(always, color="#a8200d", linewidth=0.9, linestyle=":", label="always the commoner value")
    axes.set_xticks(range(len(sizes)), [f"{size:,}" for size in sizes], fontsize=7.5)
    axes.tick_params(axis="y", labelsize=7.5)
    axes.grid(axis="y", color="#d8dee4", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)


if __name__ == "__main__":
    main()
