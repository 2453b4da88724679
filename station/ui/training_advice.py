"""What the training tab says by itself: the next step, and how long a training may take."""

from PySide6.QtCore import QCoreApplication

from station.core.glance import Glance
from station.core.pace import Source, Work, estimate, pace_of
from station.core.subset import SUBSETS
from station.model.runs import RunEntry
from station.ui.spoken import duration
from station.ui.training_desk import work_of
from station.ui.training_recipe import Choice
from station.ui.words import QT_TRANSLATE_NOOP

_NEXT = {
    "looking": (QT_TRANSLATE_NOOP("Advice", "Training"), QT_TRANSLATE_NOOP("Advice", "Looking at the project ..."), ""),
    "label": (
        QT_TRANSLATE_NOOP("Advice", "No labels yet"),
        QT_TRANSLATE_NOOP(
            "Advice", "A network learns from labelled frames. Label some first, then split and train here."
        ),
        "tab.labelling",
    ),
    "few": (
        QT_TRANSLATE_NOOP("Advice", "1. Split the pictures"),
        QT_TRANSLATE_NOOP(
            "Advice",
            "A split by clip needs at least three labelled clips. Label more of them, or choose the split by frame.",
        ),
        "tab.labelling",
    ),
    "folders": (
        QT_TRANSLATE_NOOP("Advice", "1. Fill the subsets"),
        QT_TRANSLATE_NOOP(
            "Advice",
            "Every picture lies in the folder of a subset, but one is missing: there must be pics/train, pics/valid and "
            "pics/test.",
        ),
        "",
    ),
    "split": (
        QT_TRANSLATE_NOOP("Advice", "1. Split the pictures"),
        QT_TRANSLATE_NOOP("Advice", "The labelled pictures are cut into training, validation and test."),
        "training.split",
    ),
    "start": (
        QT_TRANSLATE_NOOP("Advice", "2. Start the training"),
        QT_TRANSLATE_NOOP(
            "Advice", "The recipe on the left is a good beginning. Curves are drawn here while it trains."
        ),
        "training.start",
    ),
    "look": (
        QT_TRANSLATE_NOOP("Advice", "3. Look at the figures"),
        QT_TRANSLATE_NOOP("Advice", "Choose a run below. Choose two, and their curves are laid over one another."),
        "",
    ),
}
_WHENCE = {
    Source.THIS_PC: QT_TRANSLATE_NOOP("Advice", "measured on this PC"),
    Source.EARLIER_RUNS: QT_TRANSLATE_NOOP("Advice", "as earlier runs of this project"),
    Source.ELSEWHERE: QT_TRANSLATE_NOOP("Advice", "not measured on this PC yet"),
}
assert set(_WHENCE) == set(Source)


def next_step(glance: Glance | None, entries: tuple[RunEntry, ...]) -> tuple[str, str, str]:
    """What a person should do next: heading, sentence, and the name of the action that does it."""
    if glance is None:
        step = "looking"
    elif not glance.pictures:
        step = "label"
    elif glance.split is None:
        step = _before_split(glance)
    else:
        step = "look" if any(entry.run for entry in entries) else "start"
    heading, text, action = _NEXT[step]
    return _said(heading), _said(text), action


def _before_split(glance: Glance) -> str:
    if glance.is_placed:
        return "folders"
    return "split" if glance.kind == "classes" or glance.labelled_clips >= len(SUBSETS) else "few"


def estimate_text(choice: Choice | str, glance: Glance | None, entries: tuple[RunEntry, ...]) -> str:
    """How long the training may take, and where that comes from; empty where it can't be started."""
    if isinstance(choice, str) or glance is None or glance.split is None:
        return ""
    pictures, recipe = glance.split.subsets[0].frames, choice.recipe
    work = Work(choice.network, choice.trains_last_layers, recipe.image_size, pictures, recipe.epochs)
    guess = estimate(work, earlier=_earlier_pace(work, entries))
    text = _said(QT_TRANSLATE_NOOP("Advice", "About {duration} for all epochs, {whence}"))
    return text.format(duration=duration(guess.seconds), whence=_said(_WHENCE[guess.source]))


def _earlier_pace(work: Work, entries: tuple[RunEntry, ...]) -> float | None:
    """The pace of the newest run of the same kind of work."""
    for entry in entries:
        done = work_of(entry.run) if entry.run is not None else None
        if done is not None and done.key == work.key:
            return pace_of(done, [epoch.seconds for epoch in entry.history])
    return None


def _said(text: str) -> str:
    return QCoreApplication.translate("Advice", text)
