"""The editor of a project's attributes: a row for each, with its name, key, colour and the value expected of a sound seam."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from station.core.attributes import (
    LABELLING_KEYS,
    MOST_ATTRIBUTES,
    MOST_CLASSES,
    SPARE_COLOURS,
    Attribute,
    Kind,
    problem_with,
)
from station.core.verdict import may_pass_without_seam
from station.ui.actions import Actions, is_attribute, parts_of, plain_text_of
from station.ui.attribute_row import AttributeRow, Entry
from station.ui.error_texts import said
from station.ui.icons import beside_icon, icon
from station.ui.theme import GAP, GRID

HIGHEST = 84 * GRID


class AttributeRows(QWidget):
    """Rows that can be changed, added, removed and moved; `problem` says at any time why they would not do."""

    changed = Signal()

    def __init__(
        self, entries: Sequence[Entry], *, actions: Actions, parent: QWidget, kind: Kind = "attributes"
    ) -> None:
        """Begin with these attributes, or classes."""
        super().__init__(parent)
        self._actions = actions
        self._kind = kind
        self._fixed: frozenset[str] = frozenset()
        self.rows = [self._made(entry) for entry in entries]
        self._heads = [QLabel(self) for _ in range(4)]
        for head in self._heads:
            head.setProperty("role", "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(3, 2)
        self.add_button = QPushButton(self)
        self.add_button.setIcon(icon("plus"))
        self.add_button.clicked.connect(self._add)
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addStretch(1)
        self.warning = QLabel(self)
        self.warning.setProperty("role", "warning")
        self.warning.setWordWrap(True)
        policy = self.warning.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is around does not grow with it, and would cut it off
        self.warning.setSizePolicy(policy)
        self.changed.connect(self._warn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._grid)
        column.addLayout(below)
        column.addWidget(self.warning)
        column.addStretch(1)
        for row in self.rows:
            self._connect(row)
        self.retranslate()
        self._arrange()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the rows say now, from the top."""
        return tuple(row.entry for row in self.rows)

    def problem(self) -> str:
        """Why these attributes would not do, as a sentence; empty where they would."""
        attributes = [entry.attribute for entry in self.entries]
        problem = said(problem_with(attributes, kind=self._kind)) or next(
            filter(None, map(self._conflict, attributes)), ""
        )
        is_name = any(attribute.name and problem.startswith(attribute.name) for attribute in attributes)
        return problem if is_name else problem[:1].upper() + problem[1:]

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        are_classes = self._kind == "classes"
        expected = self.tr("Makes the verdict") if are_classes else self.tr("In a sound seam")
        words = (self.tr("Name"), self.tr("Key"), self.tr("Colour"), expected)
        for head, word in zip(self._heads, words, strict=True):
            head.setText(word)
        self.add_button.setText(beside_icon(self.tr("Add class") if are_classes else self.tr("Add attribute")))
        self.warning.setText(
            self.tr(
                "Nothing has to be there: a picture without any seam may be OK. An attribute such as good, which is 'yes' in a "
                "sound seam, prevents that."
            )
        )
        self._warn()
        for row in self.rows:
            row.retranslate()

    def fix(self, names: frozenset[str]) -> None:
        """These classes have folders of pictures: they can be neither renamed nor removed."""
        self._fixed = names
        for row in self.rows:
            row.fix(row.entry.was in names)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _made(self, entry: Entry) -> AttributeRow:
        return AttributeRow(entry, self, kind=self._kind)

    def _warn(self) -> None:
        attributes = [entry.attribute for entry in self.entries]
        self.warning.setVisible(self._kind == "attributes" and may_pass_without_seam(attributes))

    def _conflict(self, attribute: Attribute) -> str:
        wanted = attribute.key.upper()
        tabs = ("labelling", "") if self._kind == "classes" else ("labelling", "inspection", "")
        for row in self._actions.rows if wanted else ():
            works = row.tab in tabs and not is_attribute(row.name)
            if works and wanted in parts_of(self._actions.key_of(row.name)):
                text = self.tr('{attribute} can\'t have the key {key}: "{action}" has it')
                return text.format(attribute=attribute.name, key=attribute.key, action=plain_text_of(row))
        return ""

    def _add(self) -> None:
        taken = {entry.attribute.colour for entry in self.entries}
        colour = next((spare for spare in SPARE_COLOURS if spare not in taken), SPARE_COLOURS[0])
        row = self._made(Entry(Attribute("", "", colour)))
        self.rows.append(row)
        self._connect(row)
        row.retranslate()
        self._arrange()
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _connect(self, row: AttributeRow) -> None:
        row.changed.connect(self.changed)
        row.name.textEdited.connect(partial(self._suggest_key, row))
        row.remove.clicked.connect(partial(self._remove, row))
        row.up.clicked.connect(partial(self._move, row, -1))
        row.down.clicked.connect(partial(self._move, row, 1))

    def _suggest_key(self, row: AttributeRow, _text: str) -> None:
        """The first free letter of a new attribute's name, until the person chose one."""
        if row.has_own_key:
            return
        taken = {entry.attribute.key.lower() for entry in self.entries if entry is not row.entry} | LABELLING_KEYS
        taken -= {row.key.text().lower()}
        letters = (letter for letter in row.name.text().lower() if letter.isalnum() and letter not in taken)
        fitting = (letter for letter in letters if not self._conflict(Attribute("-", letter, (0, 0, 0))))
        row.key.setText(next(fitting, ""))

    def _remove(self, row: AttributeRow, *_: object) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        row.delete()
        self._arrange()
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _move(self, row: AttributeRow, by: int, *_: object) -> None:
        at = self.rows.index(row)
        self.rows.insert(at + by, self.rows.pop(at))
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, at)
        before: QWidget | None = None
        for line, row in enumerate(self.rows, start=1):
            row.up.setEnabled(line > 1)
            row.down.setEnabled(line < len(self.rows))
            row.remove.setEnabled(len(self.rows) > 1 and row.entry.was not in self._fixed)
            for at, part in enumerate(row.parts):
                self._grid.addWidget(part, line, at)
                part.show()
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        if before is not None:
            QWidget.setTabOrder(before, self.add_button)
        self.add_button.setEnabled(len(self.rows) < (MOST_CLASSES if self._kind == "classes" else MOST_ATTRIBUTES))


class AttributeEditor(QScrollArea):
    """The rows, as high as they need, and scrolled where there are many."""

    def __init__(self, rows: AttributeRows, parent: QWidget) -> None:
        """Show these."""
        super().__init__(parent)
        self._rows = rows
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(rows)
        rows.changed.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        """All rows in their width, and their height up to a limit."""
        wanted = self._rows.sizeHint()
        return QSize(wanted.width() + 4 * GRID, min(wanted.height(), HIGHEST))

    def _follow(self) -> None:
        self.updateGeometry()
        last = self._rows.rows[-1].name
        if last.hasFocus():
            self.ensureWidgetVisible(self._rows.add_button)
