"""Changes the attributes of a project that has labels: what would change is said first, in numbers."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from station.core.errors import StationError
from station.live.jobs import Job
from station.ui.attribute_row import Entry
from station.ui.attribute_rows import AttributeEditor, AttributeRows
from station.ui.context import Context
from station.ui.dialog_page import DialogPage
from station.ui.error_texts import said
from station.ui.spoken import number
from station.ui.theme import GAP, GRID, MARGIN

if TYPE_CHECKING:
    from station.core.attribute_change import Effects
    from station.core.attribute_plan import AttributePlan
    from station.core.project import Project

LOOK_MS = 250
"""The tables are looked at when the person pauses for so long."""


class Findings(NamedTuple):
    """What a change would do: its plan, the effects on the tables, and the runs that would no longer fit."""

    plan: "AttributePlan"
    effects: "Effects"
    runs: tuple[str, ...]


class AttributesDialog(DialogPage):
    """The editor above, the consequences below; nothing is written before the button is pressed."""

    agreed = Signal(object)
    """(AttributePlan)"""

    def __init__(self, context: Context, parent: QWidget, *, project: "Project") -> None:
        """Begin with the attributes as they are."""
        super().__init__(parent)
        self._context = context
        self._project = project
        self._found: Findings | None = None
        self._job: Job | None = None
        self._before = tuple(Entry(attribute, attribute.name) for attribute in project.attributes)
        self._has_classes = project.kind == "classes"
        self.rows = AttributeRows(self._before, actions=context.actions, parent=self, kind=project.kind)
        self.rows.changed.connect(self._changed)
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.setSpacing(GAP)
        self._title = QLabel(card)
        self._title.setProperty("role", "heading")
        self.consequences = QLabel(card)
        self.consequences.setWordWrap(True)
        self.consequences.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.consequences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.consequences.setMinimumHeight(26 * GRID)
        self.consequences.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        inside.addWidget(self._title)
        inside.addWidget(self.consequences)
        self.content.addWidget(AttributeEditor(self.rows, self), 1)
        self.content.addWidget(card)
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.setMinimumWidth(170 * GRID)
        self.retranslate()
        first = self.rows.rows[0]
        (first.key if self._has_classes else first.name).setFocus()
        if self._has_classes:
            work = partial(_fixed, project)
            context.jobs.run(self.tr("Reading the folders"), work, owner=self, ended=self.rows.fix, reads=True)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        if self._has_classes:
            self._say_classes()
        else:
            self._say_attributes()
        self._title.setText(self.tr("What this changes"))
        self.rows.retranslate()
        self._show()

    def _say_attributes(self) -> None:
        self.setWindowTitle(self.tr("Attributes"))
        self.heading.setText(self.tr("Attributes of {project}").format(project=self._project.folder.name))
        self.sentence.setText(
            self.tr(
                "No label is lost: a retired attribute's values stay in the tables, and come back when one of its name is added."
            )
        )
        self.go.setText(self.tr("Change attributes"))

    def _say_classes(self) -> None:
        self.setWindowTitle(self.tr("Classes"))
        self.heading.setText(self.tr("Classes of {project}").format(project=self._project.folder.name))
        self.sentence.setText(
            self.tr(
                "Each picture is of exactly one class. A class whose pictures lie in a folder is called as its folder."
            )
        )
        self.go.setText(self.tr("Change classes"))

    def begin(self) -> None:
        """The person has read what it changes and agrees."""
        if self._found is not None:
            plan = self._found.plan
            self.accept()
            self.agreed.emit(plan)

    def _changed(self) -> None:
        self._found = None
        if self._job is not None:
            self._job.stop()
            self._job = None
        self._timer.start()
        self._show()

    def _look(self) -> None:
        """Read the tables in a job and say what would happen to them."""
        if self.rows.problem() or self.rows.entries == self._before:
            return
        work = partial(_find, self._project, self.rows.entries)
        self._job = self._context.jobs.run(
            self.tr("Reading the tables"), work, owner=self, ended=self._looked, failed=self._refused, reads=True
        )

    def _looked(self, found: Findings) -> None:
        entries = self.rows.entries
        if tuple(entry.attribute for entry in entries) == found.plan.attributes.attributes:
            self._job = None
            self._found = found
            self._show()

    def _refused(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, StationError):
            self._context.jobs.failed.emit(self.windowTitle(), error)
        self.show_problem(said(error), allowed=False)

    def _show(self) -> None:
        unchanged = self.rows.entries == self._before
        self.show_problem(self.rows.problem(), allowed=self._found is not None)
        if unchanged:
            self.consequences.setText(self.tr("Nothing yet."))
        elif self._found is not None:
            self.consequences.setText("\n".join(f"• {line}" for line in self._lines(self._found)))
        else:
            self.consequences.setText("" if self.rows.problem() else self.tr("Reading the tables..."))

    def _lines(self, found: Findings) -> list[str]:
        effects = found.effects
        lines = [self.tr("{old} is called {new}.").format(old=old, new=new) for old, new in effects.renamed]
        for name in effects.added:
            back = self.tr("{name} comes back with the values it had; frames labelled since get 'no'.")
            new = self.tr("{name} is added, with 'no' in all labels there are.")
            if self._has_classes:
                back = new = self.tr("{name} is added; no picture is of that class yet.")
            lines.append((back if name in effects.returning else new).format(name=name))
        kept = self.tr("{name} is retired; its values stay in the tables as a further column.")
        if self._has_classes:
            kept = self.tr("{name} is removed; no frame is labelled as it.")
        lines += [kept.format(name=name) for name in effects.retired]
        if effects.reordered:
            lines.append(self.tr("The order is another one."))
        if not effects.names_change:
            return [self.tr("Keys, colours or expected values only: no table changes, and all runs still fit.")]
        text = self.tr("Tables that are rewritten: {tables}, with labels: {labels}.")
        lines.append(text.format(tables=number(effects.tables), labels=number(effects.labels)))
        if found.runs:
            text = self.tr("Runs that no longer fit and have to be trained again: {runs}.")
            lines.append(text.format(runs=", ".join(found.runs)))
        else:
            lines.append(self.tr("There is no run that would no longer fit."))
        return lines


def _fixed(project: "Project", job: Job) -> frozenset[str]:
    """The classes that have folders."""
    from station.core.class_folders import classes_with_pictures

    job.check()
    return classes_with_pictures(project.pics) if project.pics.is_dir() else frozenset()


def _find(project: "Project", entries: tuple[Entry, ...], job: Job) -> Findings:
    from station.core.attribute_change import effects_of, plan_change
    from station.model.runs import runs_in

    plan = plan_change(project, attributes=[e.attribute for e in entries], was=[e.was for e in entries])
    effects = effects_of(project, plan=plan)
    job.check()
    fitting = [run.name for run in runs_in(project) if run.card.attribute_set.names == project.attributes.names]
    return Findings(plan, effects, tuple(fitting) if effects.names_change else ())
