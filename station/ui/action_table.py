"""The rows of the action table: one for everything that can be done."""

from dataclasses import dataclass
from functools import partial

from station.ui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Row:
    """One action: `tab` where it works (empty: everywhere), `menu` where it stands, `bar` whether the tab's toolbar shows it.

    `key` is Qt's portable text; several keys are parted by comma and space. `begins` draws a line before it; `named` shows
    its text beside its icon on the toolbar, for the one or two that a newcomer looks for first. `sub` is the menu within
    the menu where it stands, which comes where its first row would.
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
    named: bool = False
    sub: str = ""


EVERYWHERE = (
    Row("project.open", QT_TRANSLATE_NOOP("Actions", "Open project..."), "Ctrl+O", "folder-open", menu="file"),
    Row("project.new", QT_TRANSLATE_NOOP("Actions", "New project..."), "Ctrl+N", "folder-plus", menu="file"),
    Row("project.practice", QT_TRANSLATE_NOOP("Actions", "Practice lab..."), "Ctrl+P", "flask", menu="file"),
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
    Row("help.keys", QT_TRANSLATE_NOOP("Actions", "Keys"), "F1", "keyboard", menu="help"),
    Row("help.about", QT_TRANSLATE_NOOP("Actions", "About Seam Station"), "", "info-circle", menu="help"),
)

_camera = partial(Row, tab="camera", menu="camera")
_point = partial(Row, tab="camera")
CAMERA = (
    _camera(
        "camera.record",
        QT_TRANSLATE_NOOP("Actions", "Record / stop recording"),
        "R",
        "player-record",
        bar=True,
        named=True,
    ),
    _camera("camera.snapshot", QT_TRANSLATE_NOOP("Actions", "Snapshot"), "S", "photo", bar=True, named=True),
    _camera("camera.label_last", QT_TRANSLATE_NOOP("Actions", "Label the last recording"), "L", "tags", bar=True),
    _camera("camera.note", QT_TRANSLATE_NOOP("Actions", "Write a note for the recording"), "N", "pencil"),
    _camera("camera.source", QT_TRANSLATE_NOOP("Actions", "Choose the source"), "O", "video", begins=True),
    _camera("camera.connect", QT_TRANSLATE_NOOP("Actions", "Connect the camera again"), "F5", "plug-connected"),
    _camera("camera.disconnect", QT_TRANSLATE_NOOP("Actions", "Disconnect the camera"), "D", "plug-connected-x"),
    _camera(
        "camera.rotate",
        QT_TRANSLATE_NOOP("Actions", "Rotate by 90°"),
        "T",
        "rotate-clockwise",
        bar=True,
        begins=True,
    ),
    _camera("camera.mirror", QT_TRANSLATE_NOOP("Actions", "Mirror"), "M", "flip-horizontal", bar=True, checkable=True),
    _camera(
        "camera.zebra",
        QT_TRANSLATE_NOOP("Actions", "Stripes where the exposure is lost"),
        "Z",
        "contrast",
        bar=True,
        checkable=True,
        begins=True,
    ),
    _camera("camera.focus", QT_TRANSLATE_NOOP("Actions", "Find the best focus anew"), "B", "focus-2", bar=True),
    _camera(
        "camera.calibrate",
        QT_TRANSLATE_NOOP("Actions", "Calibrate with a ruler"),
        "C",
        "ruler-2",
        bar=True,
        checkable=True,
        begins=True,
    ),
    _camera("camera.uncalibrate", QT_TRANSLATE_NOOP("Actions", "Forget the scale"), "", "trash"),
    _point("camera.point.left", QT_TRANSLATE_NOOP("Actions", "Ruler: point to the left"), "Left"),
    _point("camera.point.right", QT_TRANSLATE_NOOP("Actions", "Ruler: point to the right"), "Right"),
    _point("camera.point.up", QT_TRANSLATE_NOOP("Actions", "Ruler: point up"), "Up"),
    _point("camera.point.down", QT_TRANSLATE_NOOP("Actions", "Ruler: point down"), "Down"),
    _point("camera.point.far_left", QT_TRANSLATE_NOOP("Actions", "Ruler: point far to the left"), "Shift+Left"),
    _point("camera.point.far_right", QT_TRANSLATE_NOOP("Actions", "Ruler: point far to the right"), "Shift+Right"),
    _point("camera.point.far_up", QT_TRANSLATE_NOOP("Actions", "Ruler: point far up"), "Shift+Up"),
    _point("camera.point.far_down", QT_TRANSLATE_NOOP("Actions", "Ruler: point far down"), "Shift+Down"),
    _point("camera.point.set", QT_TRANSLATE_NOOP("Actions", "Ruler: set the point"), "Return, Enter"),
    _camera(
        "camera.zoom_in", QT_TRANSLATE_NOOP("Actions", "Enlarge"), "Ctrl++, Ctrl+=", "zoom-in", bar=True, begins=True
    ),
    _camera("camera.zoom_out", QT_TRANSLATE_NOOP("Actions", "Shrink"), "Ctrl+-", "zoom-out", bar=True),
    _camera(
        "camera.zoom_pixel", QT_TRANSLATE_NOOP("Actions", "Pixel by pixel, or whole"), "Shift+Z", "zoom-scan", bar=True
    ),
    _camera("camera.zoom_fit", QT_TRANSLATE_NOOP("Actions", "Whole picture"), "Ctrl+0", "zoom-reset", bar=True),
    _camera("camera.pan_left", QT_TRANSLATE_NOOP("Actions", "Look further left"), "Alt+Left", "arrow-left"),
    _camera("camera.pan_right", QT_TRANSLATE_NOOP("Actions", "Look further right"), "Alt+Right", "arrow-right"),
    _camera("camera.pan_up", QT_TRANSLATE_NOOP("Actions", "Look further up"), "Alt+Up", "arrow-up"),
    _camera("camera.pan_down", QT_TRANSLATE_NOOP("Actions", "Look further down"), "Alt+Down", "arrow-down"),
)

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

TRAINING = (
    Row(
        "training.split",
        QT_TRANSLATE_NOOP("Actions", "Split now"),
        "Ctrl+D",
        "arrows-shuffle",
        tab="training",
        menu="training",
    ),
    Row(
        "training.start",
        QT_TRANSLATE_NOOP("Actions", "Start training"),
        "Ctrl+Return",
        "player-play",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.stop",
        QT_TRANSLATE_NOOP("Actions", "Stop and keep best"),
        "Ctrl+K",
        "player-stop",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.cancel",
        QT_TRANSLATE_NOOP("Actions", "Cancel training..."),
        "Ctrl+Shift+K",
        "ban",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.resume",
        QT_TRANSLATE_NOOP("Actions", "Resume run"),
        "Ctrl+R",
        "player-track-next",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.evaluate",
        QT_TRANSLATE_NOOP("Actions", "Evaluate run"),
        "Ctrl+E",
        "report",
        tab="training",
        menu="training",
        bar=True,
        begins=True,
    ),
    Row(
        "training.audit",
        QT_TRANSLATE_NOOP("Actions", "Audit where the run looks"),
        "Ctrl+U",
        "target",
        tab="training",
        menu="training",
    ),
    Row(
        "training.inspect",
        QT_TRANSLATE_NOOP("Actions", "Inspect with this run"),
        "Ctrl+I",
        "eye",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.compare",
        QT_TRANSLATE_NOOP("Actions", "Lay over another run"),
        "Ctrl+Y",
        "stack-2",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.rename",
        QT_TRANSLATE_NOOP("Actions", "Rename run..."),
        "F2",
        "pencil",
        tab="training",
        menu="training",
        bar=True,
        begins=True,
    ),
    Row(
        "training.delete",
        QT_TRANSLATE_NOOP("Actions", "Delete run..."),
        "Del",
        "trash",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.folder",
        QT_TRANSLATE_NOOP("Actions", "Show the run's folder"),
        "Ctrl+Shift+O",
        "folder-open",
        tab="training",
        menu="training",
        bar=True,
    ),
    Row(
        "training.heat",
        QT_TRANSLATE_NOOP("Actions", "Heat maps"),
        "H",
        "photo",
        tab="training",
        menu="training",
        checkable=True,
        begins=True,
    ),
    Row(
        "training.label",
        QT_TRANSLATE_NOOP("Actions", "Send picture to labelling"),
        "L",
        "tags",
        tab="training",
        menu="training",
    ),
    Row(
        "training.figures",
        QT_TRANSLATE_NOOP("Actions", "Test figures"),
        "Alt+1",
        "table",
        tab="training",
        menu="training",
        begins=True,
    ),
    Row(
        "training.pictures",
        QT_TRANSLATE_NOOP("Actions", "Pictures"),
        "Alt+2",
        "grid-dots",
        tab="training",
        menu="training",
    ),
    Row("training.log", QT_TRANSLATE_NOOP("Actions", "Log"), "Alt+3", "list", tab="training", menu="training"),
)

_inspection = partial(Row, tab="inspection", menu="inspection")
INSPECTION = (
    _inspection(
        "inspection.run",
        QT_TRANSLATE_NOOP("Actions", "Inspect"),
        "F5",
        "player-play",
        bar=True,
        checkable=True,
        named=True,
    ),
    _inspection(
        "inspection.freeze",
        QT_TRANSLATE_NOOP("Actions", "Freeze the picture"),
        "Space",
        "snowflake",
        bar=True,
        checkable=True,
        named=True,
    ),
    _inspection(
        "inspection.acknowledge",
        QT_TRANSLATE_NOOP("Actions", "Acknowledge the alarm"),
        "A",
        "hand-stop",
        bar=True,
        named=True,
    ),
    _inspection("inspection.sound", QT_TRANSLATE_NOOP("Actions", "Sound"), "S", "volume", bar=True, checkable=True),
    _inspection(
        "inspection.automatic",
        QT_TRANSLATE_NOOP("Actions", "Heat maps of what was found"),
        "H",
        "wand",
        bar=True,
        checkable=True,
        begins=True,
    ),
    _inspection("inspection.method", QT_TRANSLATE_NOOP("Actions", "Grad-CAM or HiResCAM"), "M", "grid-dots", bar=True),
    _inspection("inspection.fainter", QT_TRANSLATE_NOOP("Actions", "Fainter heat maps"), "-", "sun", bar=True),
    _inspection(
        "inspection.stronger", QT_TRANSLATE_NOOP("Actions", "Stronger heat maps"), "+, =", "contrast", bar=True
    ),
    _inspection(
        "inspection.reset",
        QT_TRANSLATE_NOOP("Actions", "Reset the thresholds"),
        "R",
        "refresh",
        bar=True,
        begins=True,
    ),
    _inspection(
        "inspection.fault",
        QT_TRANSLATE_NOOP("Actions", "Enlarge the last fault"),
        "V",
        "zoom-in",
        bar=True,
        begins=True,
    ),
    _inspection("inspection.label", QT_TRANSLATE_NOOP("Actions", "Send the frame to labelling"), "K", "tag", bar=True),
    _inspection(
        "inspection.export", QT_TRANSLATE_NOOP("Actions", "Export the session..."), "Ctrl+E", "file-export", bar=True
    ),
    _inspection(
        "inspection.folder",
        QT_TRANSLATE_NOOP("Actions", "Inspect a folder of pictures..."),
        "Ctrl+D",
        "folder",
        bar=True,
    ),
)

ROWS: tuple[Row, ...] = EVERYWHERE + CAMERA + LABELLING + TRAINING + INSPECTION
"""All rows; names are unique, and no two that work in the same place share a key (a test holds both)."""
