"""The rows of the action table: one for everything that can be done."""

from dataclasses import dataclass

from station.ui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Row:
    """One action: `tab` where it works (empty: everywhere), `menu` where it stands, `bar` whether the tab's toolbar shows it.

    `key` is Qt's portable text; several keys are parted by comma and space. `begins` draws a line before it.
    """

    name: str
    text: str
    key: str = ""
    icon: str = ""
    tab: str = ""
    menu: str = ""
    bar: bool = False
    checkable: bool = False
    begins: bool = False


EVERYWHERE = (
    Row("project.open", QT_TRANSLATE_NOOP("Actions", "Open project..."), "Ctrl+O", "folder-open", menu="file"),
    Row("project.new", QT_TRANSLATE_NOOP("Actions", "New project..."), "Ctrl+N", "folder-plus", menu="file"),
    Row("project.practice", QT_TRANSLATE_NOOP("Actions", "Practice lab..."), "", "flask", menu="file"),
    Row("project.folder", QT_TRANSLATE_NOOP("Actions", "Show the project's folder"), "", "external-link", menu="file"),
    Row("project.attributes", QT_TRANSLATE_NOOP("Actions", "Attributes..."), "", "tags", menu="file", begins=True),
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
    Row("help.keys", QT_TRANSLATE_NOOP("Actions", "Keys"), "F1", "keyboard", menu="help"),
    Row("help.about", QT_TRANSLATE_NOOP("Actions", "About Seam Station"), "", "info-circle", menu="help"),
)

ROWS: tuple[Row, ...] = EVERYWHERE
"""All rows; names are unique, and no two that work in the same place share a key (a test holds both)."""
