"""The training tab: the project at a glance, the split, the recipe, live curves, runs and their figures."""

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.folders import resource
from station.core.subset import SUBSETS
from station.live.trainer import TrainingState
from station.model.recipes import RECIPES
from station.model.runs import RunEntry
from station.ui.context import Context
from station.ui.failures import tell_failure
from station.ui.recolouring import Recolouring
from station.ui.run_import import RunImport
from station.ui.spoken import number
from station.ui.tab import Tab
from station.ui.training_advice import estimate_text, next_step
from station.ui.training_desk import TrainingDesk
from station.ui.training_evidence import Evidence
from station.ui.training_look import ProjectLook
from station.ui.training_pages import Pages, log_of, set_log
from station.ui.training_runs import RunDesk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station.ui.training_curves import RunCurves


REMEMBERED = ("fast", "reference")
"""Networks with which the next project begins; fruit is for its own."""


class TrainingTab(Tab):
    """The training tab."""

    name = "training"

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build it."""
        super().__init__(context, parent)
        self.desk = TrainingDesk(context, self)
        self.runs = RunDesk(context, self)
        self.importing = RunImport(context, self)
        self.pages = Pages(context.actions, self, open_reader=context.open_reader)
        self.evidence = Evidence(context, self.pages, self)
        self.look = ProjectLook(context, self)
        self._folder: Path | None = None
        self._wanted_run = ""
        self._log = ""
        self._curves_later = QTimer(self, singleShot=True, interval=0)  # once, however many reasons come together
        self._curves_later.timeout.connect(self._draw_curves)
        self._do_actions()
        self._listen()
        self.retranslate()
        self._project_changed()

    def running(self) -> list[str]:
        """The training, where there is one."""
        state = self.desk.state
        if state is None:
            return []
        if not state.history:
            text = self.tr("Training of {run} (no epoch is finished yet: most likely nothing of it is kept)")
        else:
            text = self.tr(
                "Training of {run} (the best of its finished epochs, {n}, is kept; the one under way is most likely lost)"
            )
        return [text.format(run=state.request.run, n=number(len(state.history)))]

    def stop(self) -> None:
        """Ask the training to stop and keep the best, and everything else to end."""
        self.look.stop()
        self.desk.leave()
        self.pages.gallery.explainer.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the training, which is ended by force when the time is over."""
        end = monotonic() + seconds
        over = self.desk.wait(seconds)
        waiting = (self.pages.gallery.explainer.wait, self.pages.curves.wait)
        return sum(wait(max(0.0, end - monotonic())) for wait in waiting) == len(waiting) and over

    def retranslate(self) -> None:
        """Say everything in the language of now; the parts hear of it by themselves."""
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the project where labels changed meanwhile."""
        super().showEvent(event)
        if self.look.is_stale:
            self.look.look()

    def _do_actions(self) -> None:
        doing: dict[str, Callable[..., object]] = {
            "split": self._split,
            "start": self._start,
            "stop": self.desk.stop,
            "cancel": self._cancel,
            "resume": self._resume,
            "evaluate": self.evidence.evaluate,
            "audit": self.evidence.audit,
            "inspect": self._inspect,
            "compare": self._compare,
            "rename": self._rename,
            "delete": self._delete,
            "import": self.importing.choose,
            "folder": self._show_folder,
            "heat": self.pages.gallery.set_heat,
            "label": self.evidence.label_current,
            "figures": self.pages.show_figures,
            "pictures": self.pages.show_pictures,
            "log": self.pages.show_log,
        }
        for name, do in doing.items():
            self.context.actions.on(f"training.{name}", do)
        self.context.actions["training.heat"].setChecked(True)

    def _listen(self) -> None:
        context, pages = self.context, self.pages
        context.project_changed.connect(self._project_changed)
        context.labels_changed.connect(self._labels_changed)
        context.runs_changed.connect(self.runs.refresh)
        self.look.looked.connect(self._looked)
        self.look.looking.connect(self.pages.project.show_looking)
        self.look.was_split.connect(self.evidence.look_up)
        self.desk.changed.connect(self._training_changed)
        self.desk.ended.connect(self._training_ended)
        self.runs.listed.connect(self._listed)
        self.runs.renamed.connect(self._renamed)
        self.importing.imported.connect(self._imported)
        pages.split.wanted.connect(context.actions["training.split"].trigger)
        pages.split.by_clip.toggled.connect(self._enable)
        pages.recipe.changed.connect(self._recipe_changed)
        pages.list.chosen.connect(self._run_chosen)
        pages.list.opened.connect(pages.show_figures)
        self.evidence.changed.connect(self._enable)
        Recolouring(self.context, self, pages.project, pages.gallery)
        self.context.palette_changed.connect(self._show_curves)

    def _project_changed(self) -> None:
        project = self.context.project
        folder = project.folder if project is not None else None
        if folder is not None and folder == self._folder:  # its scale or attributes: a training under way goes on
            self.look.look()
            self.runs.refresh()
            return
        self._folder = folder
        self.desk.leave()
        self.context.training_told.emit("")
        self.evidence.forget()
        self.look.forget()
        self.pages.log.clear()
        self._log = ""
        self.pages.list.show_runs((), project.attributes) if project is not None else None
        self.pages.project.show_glance(None, None)
        self.pages.split.show_glance(None)
        if project is not None:
            settings = self.context.settings.value.training
            self.pages.split.choose(settings.split)
            are_seams = set(project.attributes.names) <= set(SEAM.names)
            self.pages.recipe.choose_kind(project.kind, are_seams=are_seams)
            self.pages.recipe.choose_network(settings.network)
            self.look.look()
            self.runs.refresh()
        self._run_chosen()
        self._say()

    def _labels_changed(self) -> None:
        self.look.labels_changed(is_visible=self.isVisible())

    def _looked(self) -> None:
        project = self.context.project
        attributes = self.context.coloured(project.attributes) if project is not None else None
        self.pages.project.show_glance(self.look.glance, attributes)
        self.pages.split.show_glance(self.look.glance)
        self._say()

    def _split(self) -> None:
        if not self.desk.is_training:
            self.look.split(how=self.pages.split.how, seed=self.pages.split.seed.value())

    def _start(self) -> None:
        choice, found = self.pages.recipe.choice(), self.look.glance
        if isinstance(choice, str):
            self.context.notices.warn(choice)
            return
        if self.desk.is_training or found is None or found.split is None:
            return
        self._remember(choice.network)
        self._wanted_run = ""
        self.pages.show_log()
        self.desk.start(choice, pictures=found.split.subsets[0].frames)

    def _remember(self, network: str) -> None:
        """Begin the next project with these; where the disk refuses, this training begins all the same."""
        wish = {"split": self.pages.split.how} | ({"network": network} if network in REMEMBERED else {})
        try:
            self.context.settings.change("training", **wish)
        except StationError as error:
            tell_failure(self.context.notices, self.tr("The settings could not be kept"), error)

    def _resume(self) -> None:
        entry = self.pages.entry
        if entry is not None and entry.is_resumable and not self.desk.is_training:
            self.pages.show_log()
            self.desk.resume(entry)

    def _cancel(self) -> None:
        if not self.desk.is_training:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Cancel training"))
        box.setText(self.tr("End the training at once?"))
        box.setInformativeText(
            self.tr("The epoch under way is lost. Finished epochs are kept: the run can be resumed, or deleted.")
        )
        end = box.addButton(self.tr("End it now"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Go on training"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is end:
            self.desk.cancel()
        box.deleteLater()

    def _training_changed(self, state: TrainingState) -> None:
        self.pages.progress.show_state(state)
        self.context.training_told.emit(self.pages.progress.words())
        self._show_log(state)
        self._show_curves()
        self._say_estimate()
        self._enable()

    def _training_ended(self, state: TrainingState) -> None:
        self._show_log(state)
        self._wanted_run = state.request.run
        self.context.training_told.emit("")
        self._say()

    def _show_log(self, state: TrainingState) -> None:
        names = self.context.project.attributes.names if self.context.project is not None else ()
        text = log_of(state, names)
        if text != self._log:
            self._log = text
            set_log(self.pages.log, text)

    def _recipe_changed(self) -> None:
        self._say_estimate()
        self._enable()

    def _listed(self, entries: tuple[RunEntry, ...]) -> None:
        project = self.context.project
        assert project is not None
        self.pages.list.show_runs(entries, project.attributes)
        if self._wanted_run in {entry.folder.name for entry in entries}:
            self.pages.list.choose([self._wanted_run])
            self.pages.show_figures()
        self._wanted_run = ""
        sound = [entry.run for entry in entries if entry.run is not None]
        knows_seams = project.kind == "attributes"  # what ships with the station was taught by seams
        own = frozenset(network for network in RECIPES if knows_seams and resource(f"base/{network}").is_dir())
        self.pages.recipe.offer(runs=tuple((run.name, run.card.network) for run in sound), has_own=own)
        self._say()

    def _run_chosen(self) -> None:
        self.evidence.look_up()
        self._show_curves()
        self._enable()

    def _renamed(self, before: str, after: str) -> None:
        chosen = [entry.folder.name for entry in self.pages.list.chosen_runs()]
        if before in chosen:
            self._wanted_run = after

    def _imported(self, name: str) -> None:
        self._wanted_run = name

    def _compare(self) -> None:
        chosen, entries = self.pages.list.chosen_runs(), self.pages.list.entries
        if len(chosen) > 1:
            self.pages.list.choose([chosen[0].folder.name])
        elif chosen:
            others = [entry for entry in entries if entry is not chosen[0] and entry.run is not None]
            self.pages.list.choose([entry.folder.name for entry in (chosen[0], *others[:1])])

    def _inspect(self) -> None:
        if self.pages.entry is not None:
            self.context.inspect_wanted.emit(self.pages.entry.folder)

    def _rename(self) -> None:
        if self.pages.entry is not None:
            self.runs.rename(self.pages.entry)

    def _delete(self) -> None:
        if self.pages.entry is not None:
            self.runs.delete(self.pages.entry)

    def _show_folder(self) -> None:
        if self.pages.entry is not None:
            self.runs.show_folder(self.pages.entry)

    def _show_curves(self) -> None:
        self._curves_later.start()

    def _draw_curves(self) -> None:
        shown: list[RunCurves] = []
        state, project = self.desk.state, self.context.project
        if state is not None and project is not None:
            shown.append(self.pages.curves_of_training(state, self.context.coloured(project.attributes)))
        taken = state.request.run if state is not None else ""
        chosen = [entry for entry in self.pages.list.chosen_runs() if entry.folder.name != taken]
        coloured = self.context.coloured
        shown += [curves for entry in chosen if (curves := self.pages.curves_of_run(entry, coloured)) is not None]
        self.pages.curves.show_runs(shown[:2])

    def _say(self) -> None:
        self._say_estimate()
        self._enable()
        state = self.desk.state
        if state is not None:
            self.pages.progress.show_state(state)
            return
        heading, text, action = next_step(self.look.glance, self.pages.list.entries)
        self.pages.progress.show_hint(heading, text, self.context.actions[action] if action else None)

    def _say_estimate(self) -> None:
        choice, entries = self.pages.recipe.choice(), self.pages.list.entries
        is_idle = not self.desk.is_training  # else it would be taken for what is left of the training
        self.pages.say_estimate(estimate_text(choice, self.look.glance, entries) if is_idle else "")

    def _can_split(self) -> bool:
        found = self.look.glance
        if found is None or not found.pictures or found.is_placed:
            return False
        by_frame = self.pages.split.how == "frame" or found.kind == "classes"
        return by_frame or found.labelled_clips >= len(SUBSETS)

    def _enable(self) -> None:
        actions, entry, found = self.context.actions, self.pages.entry, self.look.glance
        training = self.desk.is_training
        state = self.desk.state
        is_own = state is not None and entry is not None and entry.folder.name == state.request.run
        is_ready = found is not None and found.split is not None and not isinstance(self.pages.recipe.choice(), str)
        allowed = {
            "split": self._can_split() and not training,
            "start": is_ready and not training,
            "stop": training and not (state and state.is_stopping),
            "cancel": training,
            "resume": entry is not None and entry.is_resumable and not training,
            "evaluate": self.evidence.can_be_judged and not self.evidence.evaluations.is_working,
            "audit": self.evidence.can_be_audited,
            "inspect": self.evidence.can_be_judged,
            "compare": len(self.pages.list.entries) > 1,
            "rename": entry is not None and not is_own,
            "delete": entry is not None and not is_own,
            "folder": entry is not None,
            "import": self.context.project is not None,
            "label": bool(self.pages.gallery.answers),
        }
        for name, is_allowed in allowed.items():
            actions[f"training.{name}"].setEnabled(is_allowed)
        self.pages.split.button.setEnabled(allowed["split"])
