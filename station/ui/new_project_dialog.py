"""Asks for a new project's name, place and attributes or classes, and makes it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from station.core.attributes import SEAM, SPARE_COLOURS, Attribute, AttributeSet
from station.core.errors import StationError
from station.live.jobs import Job
from station.ui.attribute_row import Entry
from station.ui.attribute_rows import AttributeEditor, AttributeRows
from station.ui.class_names import ClassNames
from station.ui.context import Context
from station.ui.dialog_page import DialogPage
from station.ui.error_texts import said
from station.ui.folder_fields import FolderFields
from station.ui.theme import GAP, GRID


class NewProjectDialog(DialogPage):
    """A name and a folder are enough; the attributes are the seam lab's until somebody wants others."""

    made = Signal(Path)
    """The new project's folder."""

    def __init__(self, context: Context, parent: QWidget, *, folder: Path | None = None) -> None:
        """Ask; with `folder` that very folder becomes the project."""
        super().__init__(parent)
        self._context = context
        self._into = folder
        self.fields = FolderFields(self, name=folder.name if folder else "", folder=folder.parent if folder else None)
        self.fields.lock(folder is not None)
        self.fields.changed.connect(self._judge)
        self._which = QLabel(self)
        self._which.setProperty("role", "heading")
        self.seam = QRadioButton(self)
        self.seam.setChecked(True)
        self.own = QRadioButton(self)
        self.one = QRadioButton(self)
        choice = QButtonGroup(self)
        for button in (self.seam, self.own, self.one):
            choice.addButton(button)
            button.toggled.connect(self._choose)
        self.rows = AttributeRows(
            [Entry(Attribute("", "", SPARE_COLOURS[0], expected=False))], actions=context.actions, parent=self
        )
        self.rows.changed.connect(self._judge)
        self._editor = AttributeEditor(self.rows, self)
        self._editor.hide()
        self.classes = ClassNames(self)
        self.classes.changed.connect(self._judge)
        self.classes.hide()
        for part in (self.fields, self._which, self.seam, self.own, self.one):
            self.content.addWidget(part)
        self.content.insertSpacing(1, GAP)
        self.content.addWidget(self._editor, 1)
        self.content.addWidget(self.classes)
        self.content.addStretch(1)
        self.setMinimumWidth(160 * GRID)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setWindowTitle(self.tr("New project"))
        self.heading.setText(self.tr("Make a project"))
        self.sentence.setText(self.tr("A folder for the clips, pictures, labels and networks of one lab."))
        self._which.setText(self.tr("What is labelled in each frame"))
        self.classes.retranslate()
        self.seam.setText(self.tr("The seam lab's attributes: {names}").format(names=", ".join(SEAM.names)))
        self.own.setText(self.tr("Yes or no attributes of my own, any number of which may be true"))
        self.one.setText(self.tr("Classes, of which each picture is exactly one"))
        self.go.setText(self.tr("Make project"))
        self.fields.retranslate()
        self._judge()

    def first_field(self) -> QWidget:
        """The name."""
        return self.fields.name if self._into is None else self.go

    def begin(self) -> None:
        """Make the project in a job; what stands in the way is said here and can be mended."""
        folder, attributes = self.fields.folder, self._attributes()
        self.go.setEnabled(False)
        title = self.tr("Making {folder}").format(folder=folder.name)
        self._context.jobs.run(
            title, partial(_create, folder, attributes), owner=self, ended=self._done, failed=self._failed
        )

    def _attributes(self) -> AttributeSet:
        if self.seam.isChecked():
            return SEAM
        if self.one.isChecked():
            return self.classes.classes
        return AttributeSet(tuple(entry.attribute for entry in self.rows.entries))

    def _choose(self, chosen: bool) -> None:
        if not chosen:
            return
        self._editor.setVisible(self.own.isChecked())
        self.classes.setVisible(self.one.isChecked())
        self.adjustSize()
        self._judge()

    def _judge(self) -> None:
        problems = {self.own: self.rows.problem, self.one: self.classes.problem}
        chosen = next((problem for button, problem in problems.items() if button.isChecked()), str)
        self.show_problem(self.fields.problem() or chosen())

    def _done(self, folder: Path) -> None:
        self.made.emit(folder)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, StationError):
            self._context.jobs.failed.emit(self.windowTitle(), error)
        self.show_problem(said(error), allowed=True)


def _create(folder: Path, attributes: AttributeSet, job: Job) -> Path:
    from station.core.project import create_project

    job.check()
    return create_project(folder, attributes=attributes).folder
