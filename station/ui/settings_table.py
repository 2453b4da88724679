"""What the settings dialog says of each setting. Kinds and bounds come from the settings tree, values from the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from station.ui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Page:
    """A section of the tree as a page of the dialog."""

    section: str
    title: str
    icon: str


@dataclass(frozen=True, slots=True)
class Line:
    """A setting. `words` names the values of a choice, `zero` says what 0 means, `per_cent` shows a share as such."""

    section: str
    name: str
    title: str
    help: str
    unit: str = ""
    step: float = 1
    per_cent: bool = False
    zero: str = ""
    words: Mapping[object, str] = field(default_factory=dict)


PAGES = (
    Page("appearance", QT_TRANSLATE_NOOP("Settings", "Appearance"), "sun"),
    Page("camera", QT_TRANSLATE_NOOP("Settings", "Camera"), "camera"),
    Page("labelling", QT_TRANSLATE_NOOP("Settings", "Labelling"), "tags"),
    Page("training", QT_TRANSLATE_NOOP("Settings", "Training"), "chart-line"),
    Page("inspection", QT_TRANSLATE_NOOP("Settings", "Inspection"), "eye"),
    Page("journal", QT_TRANSLATE_NOOP("Settings", "Journal"), "database"),
)

ELSEWHERE = {
    ("camera", "source"): "chosen on the camera tab, from the cameras that are there",
    ("camera", "width"): "chosen on the camera tab, from what the camera can do",
    ("camera", "height"): "chosen on the camera tab, from what the camera can do",
    ("camera", "rate"): "chosen on the camera tab, from what the camera can do",
}
"""Settings that the dialog leaves out, and why."""

_APPEARANCE = (
    Line(
        "appearance",
        "language",
        QT_TRANSLATE_NOOP("Settings", "Language"),
        QT_TRANSLATE_NOOP("Settings", "Of the window; lookup tables and runs are the same in every language."),
        words={"system": QT_TRANSLATE_NOOP("Settings", "As the system"), "en": "English", "de": "Deutsch"},
    ),
    Line(
        "appearance",
        "theme",
        QT_TRANSLATE_NOOP("Settings", "Colours"),
        QT_TRANSLATE_NOOP("Settings", "Light reads better in a bright hall, dark tires less in the evening."),
        words={
            "system": QT_TRANSLATE_NOOP("Settings", "As the system"),
            "light": QT_TRANSLATE_NOOP("Settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
        },
    ),
    Line(
        "appearance",
        "palette",
        QT_TRANSLATE_NOOP("Settings", "Heat maps and attributes"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "With weak colour vision green and red can hardly be told apart. What is saved keeps its colours.",
        ),
        words={
            "lab": QT_TRANSLATE_NOOP("Settings", "Colours of the project"),
            "safe": QT_TRANSLATE_NOOP("Settings", "Colours for weak colour vision"),
        },
    ),
)

_CAMERA = (
    Line(
        "camera",
        "rotation",
        QT_TRANSLATE_NOOP("Settings", "Rotate the picture"),
        QT_TRANSLATE_NOOP("Settings", "For a camera that hangs on its side; recordings are turned as well."),
        words={0: QT_TRANSLATE_NOOP("Settings", "not at all"), 90: "90°", 180: "180°", 270: "270°"},
    ),
    Line(
        "camera",
        "mirror",
        QT_TRANSLATE_NOOP("Settings", "Mirror the picture"),
        QT_TRANSLATE_NOOP("Settings", "Left and right change places; recordings are mirrored as well."),
    ),
    Line(
        "camera",
        "template",
        QT_TRANSLATE_NOOP("Settings", "Names of recordings"),
        QT_TRANSLATE_NOOP("Settings", "{date}, {time} and {note} are filled in when the recording begins."),
    ),
    Line(
        "camera",
        "warn_exposure",
        QT_TRANSLATE_NOOP("Settings", "Warn of blur"),
        QT_TRANSLATE_NOOP("Settings", "Says when the exposure is so long that a moving seam blurs."),
    ),
    Line(
        "camera",
        "seam_mm_s",
        QT_TRANSLATE_NOOP("Settings", "Speed of the cloth"),
        QT_TRANSLATE_NOOP("Settings", "Under a real camera; how much a picture blurs depends on it."),
        unit="mm/s",
        step=1,
    ),
    Line(
        "camera",
        "fault_mm",
        QT_TRANSLATE_NOOP("Settings", "Longest fault"),
        QT_TRANSLATE_NOOP("Settings", "Along the seam; one frame at least has to hold it whole."),
        unit="mm",
        step=1,
    ),
    Line(
        "camera",
        "drops",
        QT_TRANSLATE_NOOP("Settings", "Frames that may be lost"),
        QT_TRANSLATE_NOOP("Settings", "In a row, between two that are judged; the fastest seam depends on it."),
        zero=QT_TRANSLATE_NOOP("Settings", "none"),
    ),
    Line(
        "camera",
        "blur_px",
        QT_TRANSLATE_NOOP("Settings", "Blur that is allowed"),
        QT_TRANSLATE_NOOP(
            "Settings", "How far the seam may move while the shutter is open; the exposure depends on it."
        ),
        unit="px",
        step=0.5,
    ),
    Line(
        "camera",
        "practice_mm_s",
        QT_TRANSLATE_NOOP("Settings", "Speed of the practice strips"),
        QT_TRANSLATE_NOOP("Settings", "How fast the practice camera's cloth moves."),
        unit="mm/s",
        step=1,
        zero=QT_TRANSLATE_NOOP("Settings", "stands still"),
    ),
    Line(
        "camera",
        "practice_stitch_mm",
        QT_TRANSLATE_NOOP("Settings", "Stitches of the practice strips"),
        QT_TRANSLATE_NOOP("Settings", "The distance from one stitch to the next."),
        words={0: QT_TRANSLATE_NOOP("Settings", "either"), 2: "2 mm", 4: "4 mm"},
    ),
    Line(
        "camera",
        "practice_faults",
        QT_TRANSLATE_NOOP("Settings", "Faults of the practice strips"),
        QT_TRANSLATE_NOOP("Settings", "How many faults lie in 100 mm of a practice strip."),
        step=0.1,
        zero=QT_TRANSLATE_NOOP("Settings", "none"),
    ),
)

_LABELLING = (
    Line(
        "labelling",
        "labeller",
        QT_TRANSLATE_NOOP("Settings", "Your name"),
        QT_TRANSLATE_NOOP("Settings", "Stands beside every label that you save; may stay empty."),
    ),
    Line(
        "labelling",
        "rate",
        QT_TRANSLATE_NOOP("Settings", "Speed of playing"),
        QT_TRANSLATE_NOOP("Settings", "How many frames a second are shown while a clip plays."),
        unit=QT_TRANSLATE_NOOP("Settings", "frames/s"),
        step=1,
    ),
    Line(
        "labelling",
        "hints",
        QT_TRANSLATE_NOOP("Settings", "Hint at contradictions"),
        QT_TRANSLATE_NOOP("Settings", "Says when values do not go together, such as good with error; never refuses."),
    ),
    Line(
        "labelling",
        "resume",
        QT_TRANSLATE_NOOP("Settings", "Go on where you stopped"),
        QT_TRANSLATE_NOOP("Settings", "Opens the last clip at the last frame when a project is opened."),
    ),
)

_TRAINING = (
    Line(
        "training",
        "network",
        QT_TRANSLATE_NOOP("Settings", "Network"),
        QT_TRANSLATE_NOOP(
            "Settings", "Fast begins from weights that know practice strips; reference is the lab's own."
        ),
        words={
            "fast": QT_TRANSLATE_NOOP("Settings", "fast"),
            "reference": QT_TRANSLATE_NOOP("Settings", "reference"),
        },
    ),
    Line(
        "training",
        "split",
        QT_TRANSLATE_NOOP("Settings", "Split"),
        QT_TRANSLATE_NOOP(
            "Settings", "By frame, near copies of training frames are tested, which flatters the figures."
        ),
        words={
            "clip": QT_TRANSLATE_NOOP("Settings", "by clip"),
            "frame": QT_TRANSLATE_NOOP("Settings", "by frame"),
        },
    ),
    Line(
        "training",
        "low_priority",
        QT_TRANSLATE_NOOP("Settings", "Train in the background"),
        QT_TRANSLATE_NOOP("Settings", "The training yields to the inspection and to the other programs."),
    ),
)

_INSPECTION = (
    Line(
        "inspection",
        "method",
        QT_TRANSLATE_NOOP("Settings", "Heat maps by"),
        QT_TRANSLATE_NOOP("Settings", "Grad-CAM is the lab's; HiResCAM sums up to the network's own score."),
        words={"gradcam": "Grad-CAM", "hirescam": "HiResCAM"},
    ),
    Line(
        "inspection",
        "opacity",
        QT_TRANSLATE_NOOP("Settings", "Opacity of heat maps"),
        QT_TRANSLATE_NOOP("Settings", "How strongly they cover the picture."),
        per_cent=True,
        step=0.05,
    ),
    Line(
        "inspection",
        "band",
        QT_TRANSLATE_NOOP("Settings", "Unsure band"),
        QT_TRANSLATE_NOOP(
            "Settings", "How wide the zone around a threshold is in which a frame is NO RESULT rather than a guess."
        ),
        per_cent=True,
        step=0.01,
        zero=QT_TRANSLATE_NOOP("Settings", "none"),
    ),
    Line(
        "inspection",
        "hold_frames",
        QT_TRANSLATE_NOOP("Settings", "A fault counts in"),
        QT_TRANSLATE_NOOP("Settings", "So many of the last frames must show it; one frame alone may be a mistake."),
        unit=QT_TRANSLATE_NOOP("Settings", "frames"),
    ),
    Line(
        "inspection",
        "hold_window",
        QT_TRANSLATE_NOOP("Settings", "... of the last"),
        QT_TRANSLATE_NOOP("Settings", "The frames that are looked at for it; not fewer than the number above."),
        unit=QT_TRANSLATE_NOOP("Settings", "frames"),
    ),
    Line(
        "inspection",
        "late_s",
        QT_TRANSLATE_NOOP("Settings", "A verdict is late after"),
        QT_TRANSLATE_NOOP("Settings", "What takes longer from camera to verdict is NO RESULT."),
        unit="s",
        step=0.05,
    ),
    Line(
        "inspection",
        "sound",
        QT_TRANSLATE_NOOP("Settings", "Sound at a fault"),
        QT_TRANSLATE_NOOP("Settings", "The system's signal when a fault begins."),
    ),
    Line(
        "inspection",
        "latch",
        QT_TRANSLATE_NOOP("Settings", "Alarm stays"),
        QT_TRANSLATE_NOOP("Settings", "Until somebody acknowledges it, also when the seam is sound again."),
    ),
    Line(
        "inspection",
        "check_hours",
        QT_TRANSLATE_NOOP("Settings", "A check with samples holds for"),
        QT_TRANSLATE_NOOP("Settings", "Without one that holds, a camera gives NO RESULT. 0: none is demanded."),
        unit="h",
        step=1,
        zero=QT_TRANSLATE_NOOP("Settings", "no check demanded"),
    ),
    Line(
        "inspection",
        "check_frames",
        QT_TRANSLATE_NOOP("Settings", "A sample counts in"),
        QT_TRANSLATE_NOOP("Settings", "So many of the last frames must be surely right on it."),
        unit=QT_TRANSLATE_NOOP("Settings", "frames"),
    ),
    Line(
        "inspection",
        "check_window",
        QT_TRANSLATE_NOOP("Settings", "... of the last"),
        QT_TRANSLATE_NOOP("Settings", "The frames that are looked at for it; not fewer than the number above."),
        unit=QT_TRANSLATE_NOOP("Settings", "frames"),
    ),
    Line(
        "inspection",
        "check_s",
        QT_TRANSLATE_NOOP("Settings", "Time for a sample"),
        QT_TRANSLATE_NOOP("Settings", "What does not count by then may be laid again."),
        unit="s",
        step=5,
    ),
    Line(
        "inspection",
        "drift",
        QT_TRANSLATE_NOOP("Settings", "When the picture changes"),
        QT_TRANSLATE_NOOP("Settings", "By about 20 per cent in brightness or sharpness, or in colour: lamp or lens."),
        words={
            "off": QT_TRANSLATE_NOOP("Settings", "do nothing"),
            "tell": QT_TRANSLATE_NOOP("Settings", "tell it"),
            "stop": QT_TRANSLATE_NOOP("Settings", "tell it and give no verdict"),
        },
    ),
)

_JOURNAL = (
    Line(
        "journal",
        "stop",
        QT_TRANSLATE_NOOP("Settings", "Nothing without a record"),
        QT_TRANSLATE_NOOP(
            "Settings", "Ends the inspection when its journal can't be written; else it goes on, and says so."
        ),
    ),
    Line(
        "journal",
        "months",
        QT_TRANSLATE_NOOP("Settings", "Keep journals for"),
        QT_TRANSLATE_NOOP("Settings", "Older sessions are deleted with their pictures when an inspection begins."),
        unit=QT_TRANSLATE_NOOP("Settings", "months"),
        zero=QT_TRANSLATE_NOOP("Settings", "for ever"),
    ),
    Line(
        "journal",
        "pictures",
        QT_TRANSLATE_NOOP("Settings", "Pictures of faults"),
        QT_TRANSLATE_NOOP("Settings", "Kept in a session at most; of further faults everything else is recorded."),
        step=10,
        zero=QT_TRANSLATE_NOOP("Settings", "none"),
    ),
    Line(
        "journal",
        "picture_side",
        QT_TRANSLATE_NOOP("Settings", "Longer side of such a picture"),
        QT_TRANSLATE_NOOP("Settings", "Larger ones are made smaller."),
        unit=QT_TRANSLATE_NOOP("Settings", "pixels"),
        step=160,
    ),
)

LINES = (*_APPEARANCE, *_CAMERA, *_LABELLING, *_TRAINING, *_INSPECTION, *_JOURNAL)
