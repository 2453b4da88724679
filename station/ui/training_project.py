"""The project at a glance, and the split that is made here: two cards of the training tab."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from station.core.attributes import AttributeSet
from station.core.glance import Glance, SplitGlance
from station.core.subsets import NEIGHBOURS, How
from station.ui.painted import Painted
from station.ui.spoken import number, per_cent
from station.ui.theme import GAP, GRID, MARGIN, inset, line_colour, theme
from station.ui.wheel_guard import leave_wheel

LARGEST_SEED = 2**24


class Card(QFrame):
    """A card with a heading; subclasses fill `column`."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with the heading alone."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.heading = label(self, role="heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN - GRID, MARGIN, MARGIN - GRID)
        self.column.setSpacing(GAP)
        self.column.addWidget(self.heading)

    def retranslate(self) -> None:
        """Say everything in the language of now."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def label(parent: QWidget, *, role: str = "", wraps: bool = False) -> QLabel:
    """A label in a role of the style sheet."""
    made = QLabel(parent)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wraps)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a label another role and its colours."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ProjectCard(Card):
    """Clips, pictures, the balance of each attribute, and what the subsets hold."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a glance."""
        super().__init__(parent)
        self.glance: Glance | None = None
        self._looked = 0, 0
        self._attributes: AttributeSet | None = None
        self._counts = label(self, wraps=True)
        self.balance = Balance(self)
        self._subsets = QGridLayout()
        self._subsets.setHorizontalSpacing(GAP)
        self._subsets.setVerticalSpacing(GRID)
        self._cells = [label(self, role="muted" if index < 4 else "") for index in range(16)]
        for index, cell in enumerate(self._cells):
            right = Qt.AlignmentFlag.AlignRight if index % 4 else Qt.AlignmentFlag.AlignLeft
            self._subsets.addWidget(cell, index // 4, index % 4, right)
        self._subsets.setColumnStretch(0, 1)
        self._leak = label(self, role="muted", wraps=True)
        self._warnings = label(self, role="warning", wraps=True)
        self.column.addWidget(self._counts)
        self.column.addWidget(self.balance)
        self.column.addLayout(self._subsets)
        self.column.addWidget(self._leak)
        self.column.addWidget(self._warnings)
        self.retranslate()

    def show_glance(self, glance: Glance | None, attributes: AttributeSet | None) -> None:
        """Show what a project holds; None while nobody knows."""
        self.glance, self._attributes = glance, attributes
        self._looked = 0, 0
        self.retranslate()

    def recolour(self, attributes: AttributeSet) -> None:
        """Show the balance of the same attributes in these colours."""
        if self._attributes is not None:
            self._attributes = attributes
            self.retranslate()

    def show_looking(self, done: int, count: int) -> None:
        """Tell how far the first look at a project is; a later one leaves the last glance on screen."""
        self._looked = done, count
        if self.glance is None:
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Project"))
        found = self.glance
        self.balance.setVisible(bool(found and found.pictures))
        for part in (*self._cells, self._leak):
            part.setVisible(bool(found and found.split))
        if found is None or self._attributes is None:
            self._counts.setText(self.tr("Looking at the project ..."))
            if self._looked[1]:
                text = self.tr("Looking at the project: clip {done} of {count}")
                done, count = self._looked
                self._counts.setText(text.format(done=number(done + 1), count=number(count)))
            self._warnings.hide()
            return
        self._counts.setText(
            self.tr("Clips: {clips}, labelled: {labelled}\nLabelled pictures: {pictures}").format(
                clips=number(found.clips), labelled=number(found.labelled_clips), pictures=number(found.pictures)
            )
        )
        self.balance.show_balance(self._attributes, found)
        if found.split is not None:
            self._say_split(found.split)
        warnings = self._problems(found)
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))

    def _say_split(self, split: SplitGlance) -> None:
        head = (self.tr("Subset"), self.tr("Clips"), self.tr("Pictures"), self.tr("Share"))
        rows = [(s.subset, number(s.clips), number(s.frames), per_cent(s.share, 0)) for s in split.subsets]
        for cell, text in zip(self._cells, (*head, *(text for row in rows for text in row)), strict=True):
            cell.setText(text)
        leak = split.leakage
        if not leak.near and not split.shared_clips:
            text = self.tr("Split by clip: no clip is in two subsets.")
        else:
            text = self.tr(
                "Clips in more than one subset: {shared}. Test pictures with a training picture of the same clip within "
                "{within} frames: {near} of {count}. The figures flatter the network."
            ).format(shared=split.shared_clips, within=NEIGHBOURS, near=leak.near, count=leak.frames)
        self._leak.setText(text)
        set_role(self._leak, "warning" if leak.near or split.shared_clips else "muted")

    def _problems(self, found: Glance) -> list[str]:
        said = []
        if found.split is not None and found.unsplit:
            text = self.tr("Labelled pictures in no subset: {n}. Split again to use them.")
            said.append(text.format(n=number(found.unsplit)))
        if found.relabelled:
            text = self.tr("Labels changed since the split: {n}. Split again to use them.")
            said.append(text.format(n=number(found.relabelled)))
        if found.split is not None and found.split.one_sided:
            pairs = ", ".join(f"{subset}: {name}" for subset, name in found.split.one_sided)
            said.append(self.tr("Only one value occurs in {pairs}").format(pairs=pairs))
        if found.missing:
            said.append(self.tr("Pictures are missing:") + "\n" + "\n".join(found.missing[:3]))
        return said


class Balance(Painted):
    """A bar for each attribute: how much of the labelled pictures is true."""

    ROW = 24

    def __init__(self, parent: QWidget) -> None:
        """Begin without bars."""
        super().__init__(parent)
        self._rows: list[tuple[str, tuple[int, int, int], int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_balance(self, attributes: AttributeSet, glance: Glance) -> None:
        """Show what share of the pictures is true."""
        pairs = zip(attributes, glance.true, strict=True)
        self._rows = [(attribute.name, attribute.colour, true, glance.pictures) for attribute, true in pairs]
        spoken = [f"{name} {per_cent(true / count if count else 0)}" for name, _, true, count in self._rows]
        self.setAccessibleName(", ".join(spoken))
        self.setToolTip(self.tr("Share of the labelled pictures where the attribute is true"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each attribute."""
        return QSize(200, self.ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(160, self.ROW * len(self._rows))

    def paint(self, painter: QPainter) -> None:
        """Draw name, bar and share of each attribute."""
        now = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        left = min(self.width() // 3, max((metrics.horizontalAdvance(row[0]) for row in self._rows), default=0)) + GAP
        right = metrics.horizontalAdvance(per_cent(1.0)) + GAP
        for index, (name, colour, true, count) in enumerate(self._rows):
            top, share = index * self.ROW, true / count if count else 0.0
            painter.setPen(QColor(now.text))
            line = Qt.AlignmentFlag.AlignVCenter
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left - GRID)
            painter.drawText(QRectF(0, top, left, self.ROW), int(line | Qt.AlignmentFlag.AlignLeft), shown)
            place = QRectF(self.width() - right, top, right, self.ROW)
            painter.drawText(place, int(line | Qt.AlignmentFlag.AlignRight), per_cent(share))
            bar = QRectF(left, top + GAP, self.width() - left - right, self.ROW - 2 * GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(bar, GRID, GRID)
            painter.setBrush(QColor(line_colour(colour)))
            painter.drawRoundedRect(QRectF(bar.topLeft(), QSize(round(bar.width() * share), round(bar.height()))), 4, 4)


class SplitCard(Card):
    """Cuts the labelled pictures into train, valid and test."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin with a split by clip."""
        super().__init__(parent)
        self.by_clip, self.by_frame = QRadioButton(self), QRadioButton(self)
        self.by_clip.setChecked(True)
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

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Split"))
        self.by_clip.setText(self.tr("By clip"))
        self.by_frame.setText(self.tr("By frame"))
        self._seed_label.setText(self.tr("Seed"))
        self.seed.setToolTip(self.tr("The same seed gives the same split again"))
        self.button.setText(self.tr("Split now"))
        if self.how == "clip":
            text = self.tr("No clip is in two subsets: the figures tell how strips are judged that were never seen.")
        else:
            text = self.tr(
                "As the lab did. Neighbouring frames are near copies, so frames much like those of the test are in the "
                "training: the figures come out too good."
            )
        self._why.setText(text)
        set_role(self._why, "muted" if self.how == "clip" else "warning")
