"""The project at a glance: a card of the training tab."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from station.core.attributes import AttributeSet
from station.core.glance import Glance, SplitGlance
from station.core.subsets import NEIGHBOURS
from station.ui.error_texts import said
from station.ui.roles import label, set_role
from station.ui.spoken import number, per_cent
from station.ui.theme import GAP, GRID, MARGIN
from station.ui.training_balance import MOST_BARS, BalanceBars

MOST_NAMED = 3
"""Of what is wrong in several places; of more it is said how many."""


class TrainingCard(QFrame):
    """A card of the training tab with a heading; subclasses fill `column`."""

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


class ProjectCard(TrainingCard):
    """Clips, pictures, the balance of each attribute or class, and what the subsets hold."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a glance."""
        super().__init__(parent)
        self.glance: Glance | None = None
        self._looked = 0, 0
        self._attributes: AttributeSet | None = None
        self._counts = label(self, wraps=True)
        self.balance = BalanceBars(self)
        self._more = label(self, role="muted", wraps=True)
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
        self.column.addWidget(self._more)
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
        self._more.hide()
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
        self._counts.setText(self._counted(found))
        self.balance.show_balance(self._attributes, found)
        self._say_more(found)
        if found.split is not None:
            self._say_split(found, found.split)
        warnings = self._problems(found)
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))

    def _counted(self, found: Glance) -> str:
        if found.kind == "classes":
            text = self.tr("Classes: {classes}\nPictures with a class: {pictures}")
            return text.format(classes=number(len(found.true)), pictures=number(found.pictures))
        text = self.tr("Clips: {clips}, labelled: {labelled}\nLabelled pictures: {pictures}")
        return text.format(
            clips=number(found.clips), labelled=number(found.labelled_clips), pictures=number(found.pictures)
        )

    def _say_more(self, found: Glance) -> None:
        """Where there are more classes than bars, what the others hold."""
        more = len(found.true) - MOST_BARS
        if more <= 0 or self._attributes is None or not found.pictures:
            return
        pairs = sorted(zip(found.true, self._attributes.names, strict=True))
        text = self.tr("and {n} more. Fewest pictures: {least} ({few}), most: {largest} ({many})")
        (few, least), (many, largest) = pairs[0], pairs[-1]
        self._more.setText(
            text.format(n=number(more), least=least, few=number(few), largest=largest, many=number(many))
        )
        self._more.show()

    def _say_split(self, found: Glance, split: SplitGlance) -> None:
        is_classes = found.kind == "classes"
        of = self.tr("Classes") if is_classes else self.tr("Clips")
        head = (self.tr("Subset"), of, self.tr("Pictures"), self.tr("Share"))
        rows = [
            (
                s.subset,
                number(sum(map(bool, s.true)) if is_classes else s.clips),
                number(s.frames),
                per_cent(s.share, 0),
            )
            for s in split.subsets
        ]
        for cell, text in zip(self._cells, (*head, *(text for row in rows for text in row)), strict=True):
            cell.setText(text)
        leak = split.leakage
        if found.is_placed and not leak.near:
            text = self.tr("The folders say which subset a picture is in (pics/train, pics/valid, pics/test).")
        elif is_classes and split.shared_clips:
            text = self.tr(
                "Things with pictures in more than one subset (numbered after the same name): {n}. The figures may "
                "flatter the network."
            ).format(n=number(split.shared_clips))
        elif is_classes:
            text = self.tr("No thing (pictures numbered after the same name) is in two subsets.")
        elif not leak.near and not split.shared_clips:
            text = self.tr("Split by clip: no clip is in two subsets.")
        else:
            text = self.tr(
                "Clips in more than one subset: {shared}. Test pictures with a training picture of the same clip within "
                "{within} frames: {near} of {count}. The figures flatter the network."
            ).format(shared=split.shared_clips, within=NEIGHBOURS, near=leak.near, count=leak.frames)
        self._leak.setText(text)
        is_muted = not leak.near and (found.is_placed or not split.shared_clips)
        set_role(self._leak, "muted" if is_muted else "warning")

    def _problems(self, found: Glance) -> list[str]:
        problems = []
        if found.split is not None and found.unsplit:
            text = self.tr("Labelled pictures in no subset: {n}. Split again to use them.")
            problems.append(text.format(n=number(found.unsplit)))
        if found.relabelled:
            text = self.tr("Labels changed since the split: {n}. Split again to use them.")
            problems.append(text.format(n=number(found.relabelled)))
        if found.split is not None and found.split.one_sided:
            problems.append(self._one_sided(found.split, is_classes=found.kind == "classes"))
        if found.missing:
            problems.append(self.tr("Pictures are missing:") + "\n" + "\n".join(map(said, found.missing[:3])))
        return problems

    def _one_sided(self, split: SplitGlance, *, is_classes: bool) -> str:
        pairs = [f"{subset}: {name}" for subset, name in split.one_sided]
        named = ", ".join(pairs[:MOST_NAMED])
        if len(pairs) > MOST_NAMED:
            named = self.tr("{names} and {n} more").format(names=named, n=number(len(pairs) - MOST_NAMED))
        if is_classes:
            return self.tr("No picture at all in {pairs}").format(pairs=named)
        return self.tr("Only one value occurs in {pairs}").format(pairs=named)
