"""The rows of the action table that belong to the labelling tab."""

from functools import partial

from station.ui.action_row import Row
from station.ui.words import QT_TRANSLATE_NOOP

_labelling = partial(Row, tab="labelling", menu="labelling")
_go = partial(_labelling, sub="labelling.go")
_look = partial(_labelling, sub="labelling.look")
LABELLING = (
    _go("labelling.clip.previous", QT_TRANSLATE_NOOP("Actions", "Previous clip"), "Ctrl+PgUp", "chevron-up"),
    _go("labelling.clip.next", QT_TRANSLATE_NOOP("Actions", "Next clip"), "Ctrl+PgDown", "chevron-down"),
    _go("labelling.first", QT_TRANSLATE_NOOP("Actions", "First frame"), "Home", "player-skip-back", begins=True),
    _go("labelling.hundred_back", QT_TRANSLATE_NOOP("Actions", "100 frames back"), "PgUp", "chevrons-left"),
    _go("labelling.ten_back", QT_TRANSLATE_NOOP("Actions", "10 frames back"), "Shift+Left", "chevrons-left"),
    _go("labelling.previous", QT_TRANSLATE_NOOP("Actions", "Previous frame"), "Left", "chevron-left", bar=True),
    _labelling(
        "labelling.play", QT_TRANSLATE_NOOP("Actions", "Play"), "Space", "player-play", bar=True, checkable=True
    ),
    _go("labelling.next", QT_TRANSLATE_NOOP("Actions", "Next frame"), "N, Right", "chevron-right", bar=True),
    _go("labelling.ten_on", QT_TRANSLATE_NOOP("Actions", "10 frames on"), "Shift+Right", "chevrons-right"),
    _go("labelling.hundred_on", QT_TRANSLATE_NOOP("Actions", "100 frames on"), "PgDown", "chevrons-right"),
    _go("labelling.last", QT_TRANSLATE_NOOP("Actions", "Last frame"), "End", "player-skip-forward"),
    _labelling(
        "labelling.unlabelled",
        QT_TRANSLATE_NOOP("Actions", "Next frame without label"),
        "Shift+N",
        "list-search",
        bar=True,
        begins=True,
    ),
    _labelling(
        "labelling.disagreement",
        QT_TRANSLATE_NOOP("Actions", "Next frame where the model disagrees"),
        "Shift+D",
        "arrows-shuffle",
        bar=True,
    ),
    _labelling(
        "labelling.unsure",
        QT_TRANSLATE_NOOP("Actions", "Frame the model is least sure of"),
        "Shift+U",
        "help",
        bar=True,
    ),
    _labelling("labelling.save", QT_TRANSLATE_NOOP("Actions", "Save"), "S", "device-floppy", bar=True, begins=True),
    _labelling(
        "labelling.save_next",
        QT_TRANSLATE_NOOP("Actions", "Save and go on"),
        "Return, Enter",
        "list-check",
        bar=True,
        named=True,
    ),
    _labelling(
        "labelling.undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "Ctrl+Z", "arrow-back-up", bar=True, begins=True
    ),
    _labelling(
        "labelling.redo", QT_TRANSLATE_NOOP("Actions", "Redo"), "Ctrl+Y, Ctrl+Shift+Z", "arrow-forward-up", bar=True
    ),
    _labelling(
        "labelling.from_here",
        QT_TRANSLATE_NOOP("Actions", "Range: from here"),
        "Shift+F",
        "arrow-bar-to-left",
        bar=True,
        begins=True,
    ),
    _labelling(
        "labelling.to_here",
        QT_TRANSLATE_NOOP("Actions", "Range: save to here"),
        "Shift+T",
        "arrow-bar-to-right",
        bar=True,
    ),
    _labelling(
        "labelling.suggest",
        QT_TRANSLATE_NOOP("Actions", "Ask the model"),
        "Ctrl+M",
        "wand",
        bar=True,
        begins=True,
        named=True,
    ),
    _labelling(
        "labelling.accept", QT_TRANSLATE_NOOP("Actions", "Take the model's values"), "Shift+A", "check", bar=True
    ),
    _labelling("labelling.find", QT_TRANSLATE_NOOP("Actions", "Find a class"), "Ctrl+F", "list-search"),
    _look("labelling.zoom_in", QT_TRANSLATE_NOOP("Actions", "Enlarge"), "Ctrl++, Ctrl+=", "zoom-in", begins=True),
    _look("labelling.zoom_out", QT_TRANSLATE_NOOP("Actions", "Shrink"), "Ctrl+-", "zoom-out"),
    _look(
        "labelling.zoom_pixel",
        QT_TRANSLATE_NOOP("Actions", "Pixel by pixel, or whole"),
        "Shift+Z",
        "zoom-scan",
        bar=True,
        begins=True,
    ),
    _look("labelling.zoom_fit", QT_TRANSLATE_NOOP("Actions", "Whole picture"), "Ctrl+0", "zoom-reset"),
    _look("labelling.pan_left", QT_TRANSLATE_NOOP("Actions", "Look further left"), "Alt+Left", "arrow-left"),
    _look("labelling.pan_right", QT_TRANSLATE_NOOP("Actions", "Look further right"), "Alt+Right", "arrow-right"),
    _look("labelling.pan_up", QT_TRANSLATE_NOOP("Actions", "Look further up"), "Alt+Up", "arrow-up"),
    _look("labelling.pan_down", QT_TRANSLATE_NOOP("Actions", "Look further down"), "Alt+Down", "arrow-down"),
    _labelling(
        "labelling.clips",
        QT_TRANSLATE_NOOP("Actions", "List of clips"),
        "Ctrl+B",
        "layout-sidebar-right",
        bar=True,
        checkable=True,
    ),
    _labelling("labelling.reload", QT_TRANSLATE_NOOP("Actions", "Read the labels again"), "F5", "refresh", begins=True),
    _labelling("labelling.leave", QT_TRANSLATE_NOOP("Actions", "Leave the clip"), "Q", "door-exit"),
)
