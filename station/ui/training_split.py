"""The split that is made here: a card of the training tab."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QRadioButton, QSpinBox, QWidget

from station.core.glance import Glance
from station.core.seed import LARGEST_SEED
from station.core.subsets import How
from station.ui.roles import label, set_role
from station.ui.theme import GAP, MARGIN, inset
from station.ui.training_project import TrainingCard
from station.ui.wheel_guard import leave_wheel


class SplitCard(TrainingCard):
    """Cuts the labelled pictures into train, valid and test."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin with a split by clip."""
        super().__init__(parent)
        self.by_clip, self.by_frame = QRadioButton(self), QRadioButton(self)
        self.by_clip.setChecked(True)
        self._glance: Glance | None = None
        self._why = label(self, role="muted", wraps=True)
        self._seed_label = label(self)
        self.seed = QSpinBox(self)
        inset(self.seed)
        leave_wheel(self.seed)
        self.seed.setRange(0, LARGEST_SEED)
        self._seed_label.setBuddy(self.seed)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.wanted)
        self.by_clip.toggled.connect(self.retranslate)
        ways = QHBoxLayout()
        ways.setSpacing(MARGIN)
        ways.addWidget(self.by_clip)
        ways.addWidget(self.by_frame)
        ways.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._seed_label)
        row.addWidget(self.seed)
        row.addStretch(1)
        row.addWidget(self.button)
        self.column.addLayout(ways)
        self.column.addWidget(self._why)
        self.column.addLayout(row)
        self.retranslate()

    @property
    def how(self) -> How:
        """By clip or by frame."""
        return "clip" if self.by_clip.isChecked() else "frame"

    def choose(self, how: How) -> None:
        """Tick one of the two."""
        (self.by_clip if how == "clip" else self.by_frame).setChecked(True)

    def show_glance(self, glance: Glance | None) -> None:
        """Offer what can be split: nothing where every picture lies in the folder of its subset."""
        self._glance = glance
        is_needed = glance is None or not glance.is_placed
        for part in (self.by_clip, self.by_frame, self._seed_label, self.seed, self.button):
            part.setVisible(is_needed)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Split"))
        self.by_clip.setText(self.tr("By clip"))
        self.by_frame.setText(self.tr("By frame"))
        self._seed_label.setText(self.tr("Seed"))
        self.seed.setToolTip(self.tr("The same seed gives the same split again"))
        self.button.setText(self.tr("Split now"))
        text, role = self._reason()
        self._why.setText(text)
        set_role(self._why, role)

    def _reason(self) -> tuple[str, str]:
        """What speaks for the way that is chosen, and the role of the words."""
        found = self._glance
        if found is not None and found.is_placed:
            text = self.tr(
                "Nothing to split: every picture lies in the folder of its subset. Move pictures between the folders to "
                "change that."
            )
            return text, "muted"
        is_classes = found is not None and found.kind == "classes"
        if self.how == "clip" and is_classes:
            text = self.tr(
                "Within each class. Pictures of one thing, numbered after the same name, come into one subset: the "
                "figures tell how things are named that were never seen."
            )
            return text, "muted"
        if self.how == "clip":
            text = self.tr("No clip is in two subsets: the figures tell how strips are judged that were never seen.")
            return text, "muted"
        text = self.tr(
            "As the lab did. Neighbouring frames are near copies, so frames much like those of the test are in the "
            "training: the figures come out too good."
        )
        return text, "warning"
