"""Classes as tables: their figures, what pictures of each were taken for, and how many pictures there are of each."""

from collections.abc import Sequence

from station.cli.console import plural, screen, table
from station.core.subsets import SubsetFigures
from station.live.evaluating import Evaluation
from station.model.evaluation import Confusion

MOST_COLUMNS = 12
"""Of a confusion matrix on screen; a larger one is told by its most frequent mistakes."""
MOST_MISTAKES = 15
MOST_COUNTED = 30
"""Classes whose pictures are counted on screen; of more, those with the fewest."""


def print_classes(evaluation: Evaluation, confusion: Confusion, *, title: str) -> None:
    """Show the share taken for what they are, the figures of each class, and the confusion matrix."""
    screen.print(
        f"{confusion.accuracy:.2f} % of {plural(evaluation.pictures, 'picture')} right "
        f"(95 % interval {confusion.accuracy_low:.1f} to {confusion.accuracy_high:.1f})"
    )
    made = table(title, "class", "pictures", "precision", "recall", "F1", "AUROC", "ECE")
    for name, f in evaluation.attributes.items():
        figures = (f.precision, f.recall, f.f1, f.auroc, f.calibration_error)
        made.add_row(name, str(f.tp + f.fn), *("null" if value is None else f"{value:.3f}" for value in figures))
    screen.print(made)
    names = tuple(evaluation.attributes)
    if len(names) <= MOST_COLUMNS:
        _print_matrix(confusion, names)
    else:
        _print_mistakes(confusion, names)


def _print_matrix(confusion: Confusion, names: tuple[str, ...]) -> None:
    made = table("true class (rows), answered (columns)", "", *names)
    for name, row in zip(names, confusion.counts, strict=True):
        made.add_row(name, *map(str, row))
    screen.print(made)


def _print_mistakes(confusion: Confusion, names: tuple[str, ...]) -> None:
    made = table("the most frequent mistakes; --json FILE has the whole matrix", "pictures", "true class", "answered")
    for count, true, answered in confusion.mistakes()[:MOST_MISTAKES]:
        made.add_row(str(count), names[true], names[answered])
    screen.print(made)


def print_class_counts(parts: Sequence[SubsetFigures], names: Sequence[str]) -> None:
    """Show how many pictures of each class the subsets have; of very many classes the ones with the fewest."""
    counts = list(zip(names, *(part.true or (0,) * len(names) for part in parts), strict=True))
    title = "pictures of each class"
    if len(counts) > MOST_COUNTED:
        counts = sorted(counts, key=lambda row: sum(row[1:]))[:MOST_COUNTED]
        title = f"pictures of each class; of {len(names)} classes the {MOST_COUNTED} with the fewest"
    made = table(title, "class", *(part.subset for part in parts))
    for name, *own in counts:
        made.add_row(name, *map(str, own))
    screen.print(made)
