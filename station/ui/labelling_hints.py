"""What the labelling tab says where no clip is open: what there is to label, and what is labelled already."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from station.core.attributes import AttributeSet
from station.core.label_counts import LabelCounts
from station.ui.spoken import number

MOST_NAMED = 8
"""Classes; of more the largest are named."""


def without_clips(attributes: AttributeSet, *, in_folders: LabelCounts | None, videos: Path, key: str) -> str:
    """What to do in a project without clips; `key` adds one."""
    if in_folders is not None and in_folders.frames:
        text = QCoreApplication.translate(
            "LabellingHints",
            "The pictures of this project are labelled already: each by the folder it lies in.\n\n"
            "{classes}\n\nThey can be trained with right away, on the Training tab.\n"
            "To label frames of a clip as well, film one on the Camera tab, drop one on this window,\n"
            "or add one from the File menu ({key}).",
        )
        return text.format(classes=_named(attributes, in_folders), key=key)
    if attributes.is_classes:
        text = QCoreApplication.translate(
            "LabellingHints",
            "This project has no clips and no pictures yet.\n\n"
            "Copy pictures into a folder of each class, such as\n{folder}\n\n"
            "or film a clip on the Camera tab, drop one on this window,\nor add one from the File menu ({key}).",
        )
        return text.format(folder=videos.parent / "pics" / attributes.names[0], key=key)
    text = QCoreApplication.translate(
        "LabellingHints",
        "This project has no clips yet.\n\nFilm one on the Camera tab, drop one on this window,\n"
        "add one from the File menu ({key}), or copy clips into the folder\n{folder}",
    )
    return text.format(key=key, folder=videos)


def _named(attributes: AttributeSet, counts: LabelCounts) -> str:
    """`Apfel 120 · Orange 80`, the largest first where not all are named."""
    pairs = list(zip(attributes.names, counts.true, strict=True))
    shown = pairs if len(pairs) <= MOST_NAMED else sorted(pairs, key=lambda pair: -pair[1])[:MOST_NAMED]
    text = " · ".join(f"{name} {number(count)}" for name, count in shown)
    if len(shown) == len(pairs):
        return text
    more = QCoreApplication.translate("LabellingHints", "{classes} · and {n} more classes")
    return more.format(classes=text, n=number(len(pairs) - len(shown)))
