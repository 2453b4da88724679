"""What speaks for a run and against it: its figures and its audit on a subset, and the pictures behind each number."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from station.core.clip_files import clips_of
from station.core.labelled_picture import clip_and_number
from station.core.subset import Subset
from station.live.auditing import can_be_audited
from station.live.evaluating import COUNTS, Answer, Judged, answers_in, answers_taken_for
from station.ui.audit_desk import AuditDesk
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.evaluation_desk import EvaluationDesk
from station.ui.gallery_subject import AuditSubject, CellSubject, CountSubject, Subject
from station.ui.run_list import has_attributes
from station.ui.training_pages import Pages

MOST_NAMED = 4
"""Attributes of a run that are named where they are not the project's."""


class Evidence(QObject):
    """Fills the pages of figures and pictures for the run that is chosen."""

    changed = Signal()
    """What can be done with the run may be otherwise."""

    def __init__(self, context: Context, pages: Pages, tab: QWidget) -> None:
        """Begin without a run."""
        super().__init__(tab)
        self._context, self._pages, self._tab = context, pages, tab
        self.evaluations, self.audits = EvaluationDesk(context, self), AuditDesk(context, self)
        self.evaluations.found.connect(self._judged)
        self.evaluations.working.connect(self._judging)
        self.audits.found.connect(pages.figures.audited.show_audit)
        self.audits.found.connect(self._refill)
        self.audits.working.connect(self._auditing)
        pages.figures.subset_changed.connect(self.look_up)
        pages.figures.evaluate_wanted.connect(self.evaluate)
        pages.figures.audit_wanted.connect(self.audit)
        pages.figures.count_opened.connect(self.open_count)
        pages.figures.cell_opened.connect(self.open_cell)
        pages.figures.audit_opened.connect(self.open_audit)
        pages.gallery.enlarged.connect(self._enlarge)
        pages.gallery.label_wanted.connect(self._label)
        pages.gallery.failed.connect(self._not_explained)

    @property
    def subset(self) -> Subset:
        """The subset whose figures are shown."""
        subset: Subset = self._pages.figures.subset.currentData()
        return subset

    @property
    def can_be_judged(self) -> bool:
        """Whether the chosen run can be evaluated and inspected with."""
        entry = self._pages.entry
        return entry is not None and entry.run is not None and not self.obstacle()

    @property
    def can_be_audited(self) -> bool:
        """Whether the chosen run can be asked where it looks, and none is being asked."""
        entry = self._pages.entry
        is_fit = self.can_be_judged and entry is not None and entry.run is not None and can_be_audited(entry.run)
        return is_fit and not self.audits.is_working

    def forget(self) -> None:
        """The project is another one."""
        self.evaluations.forget()
        self.audits.forget()
        self._pages.gallery.clear()

    def look_up(self) -> None:
        """Show what was kept of the chosen run."""
        obstacle, entry = self.obstacle(), self._pages.entry
        self._pages.figures.audited.show_audit(None)
        self._pages.figures.show_run(entry, None, says=obstacle or self.tr("Looking up ..."))
        self.evaluations.look_up(entry if not obstacle else None, self.subset)
        self.audits.look_up(entry if not obstacle else None, self.subset)

    def evaluate(self) -> None:
        """Judge the chosen run."""
        entry = self._pages.entry
        if entry is not None and self.can_be_judged:
            self._pages.show_figures()
            self.evaluations.evaluate(entry, self.subset)

    def audit(self) -> None:
        """Ask where the chosen run looks."""
        entry = self._pages.entry
        if entry is not None and self.can_be_audited:
            self._pages.show_figures()
            self.audits.audit(entry, self.subset)

    def obstacle(self) -> str:
        """Why the chosen run can't be judged; empty where it can."""
        entry, project = self._pages.entry, self._context.project
        if entry is None or project is None:
            return ""
        if entry.run is None:
            return said(entry.problem)
        if has_attributes(entry.run, project.attributes):
            return ""
        names = [attribute.name for attribute in entry.run.card.attributes]
        theirs = ", ".join(names[:MOST_NAMED]) + (" ..." if len(names) > MOST_NAMED else "")
        if entry.run.card.kind == "classes":
            text = self.tr("This run tells {theirs} apart, which are not the project's classes. Train a new run.")
        else:
            text = self.tr(
                "This run answers {theirs}, which are not the project's attributes any more. Train a new run."
            )
        return text.format(theirs=theirs)

    def open_count(self, attribute: str, count: str) -> None:
        """Show the pictures that a count counts, the surest answers first."""
        judged, project = self._pages.figures.judged, self._context.project
        if judged is None or project is None:
            return
        at, kind = project.attributes.names.index(attribute), next(name for name in COUNTS if name == count)
        answers = answers_in(judged, attribute=at, count=kind)
        self._show(CountSubject(judged.evaluation.run, attribute, at, kind), answers)

    def open_cell(self, true: int, answered: int) -> None:
        """Show the pictures that a cell of the confusion matrix counts, the surest answers first."""
        judged, project = self._pages.figures.judged, self._context.project
        if judged is None or project is None:
            return
        names = project.attributes.names
        answers = answers_taken_for(judged, true=true, answered=answered)
        self._show(CellSubject(names[true], names[answered], answered), answers)

    def open_audit(self, attribute: str) -> None:
        """Show the pictures in which the network looked beside the seam, the worst first."""
        audit = self._pages.figures.audited.audit
        if audit is None:
            return
        worst = next(found.worst for found in audit.attributes if found.name == attribute)
        outside = tuple(aside.outside for aside in worst)
        self._show(AuditSubject(audit.run, attribute, outside), tuple(_answer_of(aside.name) for aside in worst))

    def label_current(self) -> None:
        """Send the chosen picture to labelling."""
        gallery = self._pages.gallery
        if gallery.current >= 0:
            self._label(gallery.answers[gallery.current])

    def _show(self, subject: Subject, answers: tuple[Answer, ...]) -> None:
        entry, project = self._pages.entry, self._context.project
        if entry is None or entry.run is None or project is None or not answers:
            return
        self._pages.gallery.recolour(self._context.coloured(project.attributes))
        self._pages.gallery.show_answers(project, entry.run, subject, answers)
        self._pages.show_pictures()
        self.changed.emit()

    def _judged(self, judged: Judged | None) -> None:
        self._pages.figures.show_run(self._pages.entry, judged, says=self.obstacle())
        if judged is not None:
            self._context.decoders.prepare()  # pictures behind its figures will be looked at
        self.changed.emit()

    def _judging(self) -> None:
        self._pages.figures.show_judging(self.evaluations.run)
        self.changed.emit()

    def _refill(self) -> None:
        self._pages.figures.show_auditing(self.audits.run)

    def _auditing(self) -> None:
        self._refill()
        self.changed.emit()

    def _enlarge(self) -> None:
        from station.ui.training_viewer import Viewer

        viewer = Viewer(self._pages.gallery, self._tab)
        viewer.exec()
        viewer.deleteLater()
        self._pages.gallery.go_on()

    def _label(self, answer: Answer) -> None:
        project = self._context.project
        if project is None:
            return
        clip = next((path for path in clips_of(project) if path.stem == answer.clip), None)
        if clip is None or answer.number is None:
            text = self.tr("{name} can't be sent to labelling: its clip is not in the project's videos folder")
            self._context.notices.warn(text.format(name=answer.name))
            return
        self._context.label_wanted.emit(clip, answer.number)

    def _not_explained(self, error: BaseException) -> None:
        self._context.jobs.failed.emit(self.tr("The heat maps could not be made"), error)


def _answer_of(name: str) -> Answer:
    """A picture of which nobody says what was answered."""
    clip, number = clip_and_number(name)
    return Answer(name, clip, number, (), ())
