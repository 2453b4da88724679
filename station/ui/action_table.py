"""The rows of the action table: one for everything that can be done."""

from station.ui.action_row import Row
from station.ui.labelling_actions import LABELLING
from station.ui.tab_actions import CAMERA, INSPECTION, TRAINING
from station.ui.words import QT_TRANSLATE_NOOP

EVERYWHERE = (
    Row("project.open", QT_TRANSLATE_NOOP("Actions", "Open project..."), "Ctrl+O", "folder-open", menu="file"),
    Row("project.new", QT_TRANSLATE_NOOP("Actions", "New project..."), "Ctrl+N", "folder-plus", menu="file"),
    Row("project.practice", QT_TRANSLATE_NOOP("Actions", "Practice lab..."), "Ctrl+P", "flask", menu="file"),
    Row("project.try", QT_TRANSLATE_NOOP("Actions", "Watch a practice seam"), "Ctrl+Shift+P", "eye", menu="file"),
    Row(
        "project.clip", QT_TRANSLATE_NOOP("Actions", "Add a clip..."), "Ctrl+Shift+I", "movie", menu="file", begins=True
    ),
    Row("project.folder", QT_TRANSLATE_NOOP("Actions", "Show the project's folder"), "", "external-link", menu="file"),
    Row(
        "project.attributes",
        QT_TRANSLATE_NOOP("Actions", "Attributes or classes..."),
        "",
        "tags",
        menu="file",
        begins=True,
    ),
    Row("project.close", QT_TRANSLATE_NOOP("Actions", "Close project"), "Ctrl+W", "x", menu="file"),
    Row("settings", QT_TRANSLATE_NOOP("Actions", "Settings..."), "Ctrl+,", "settings", menu="file", begins=True),
    Row("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q", "door-exit", menu="file", begins=True),
    Row("tab.camera", QT_TRANSLATE_NOOP("Actions", "Camera"), "Ctrl+1", "camera", menu="view"),
    Row("tab.labelling", QT_TRANSLATE_NOOP("Actions", "Labelling"), "Ctrl+2", "tags", menu="view"),
    Row("tab.training", QT_TRANSLATE_NOOP("Actions", "Training"), "Ctrl+3", "chart-line", menu="view"),
    Row("tab.inspection", QT_TRANSLATE_NOOP("Actions", "Inspection"), "Ctrl+4", "eye", menu="view"),
    Row(
        "view.fullscreen",
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        "F11",
        "maximize",
        menu="view",
        checkable=True,
        begins=True,
    ),
    Row("view.log", QT_TRANSLATE_NOOP("Actions", "Messages and log"), "Ctrl+L", "list", menu="view"),
    Row("view.dismiss", QT_TRANSLATE_NOOP("Actions", "Dismiss the message"), "Esc", "x", menu="view"),
    Row(
        "view.stop",
        QT_TRANSLATE_NOOP("Actions", "Stop the work in the status bar"),
        "Ctrl+.",
        "player-stop",
        menu="view",
    ),
    Row("help.guide", QT_TRANSLATE_NOOP("Actions", "Guide"), "Shift+F1", "book", menu="help"),
    Row("help.keys", QT_TRANSLATE_NOOP("Actions", "Keys"), "F1", "keyboard", menu="help"),
    Row(
        "help.report",
        QT_TRANSLATE_NOOP("Actions", "Crash report..."),
        "",
        "bug",
        menu="help",
    ),
    Row("help.about", QT_TRANSLATE_NOOP("Actions", "About Seam Station"), "", "info-circle", menu="help"),
)

ROWS: tuple[Row, ...] = EVERYWHERE + CAMERA + LABELLING + TRAINING + INSPECTION
"""All rows; names are unique, and no two that work in the same place share a key (a test holds both)."""
