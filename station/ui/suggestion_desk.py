"""Asking a run about the open clip, and the ones opened after it, and keeping what it said as long as the project is open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from station.core.attributes import AttributeSet
from station.core.label_counts import contradictions
from station.core.opened_clip import OpensClip
from station.core.suggestion import Suggestion
from station.live.jobs import Job
from station.live.labelling import Labelling
from station.live.suggestions import Load, loaded, suggest
from station.model.runs import Run
from station.ui.bridge import Bridge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.core.label_desk import Desk
    from station.ui.labelling_session import Session
    from station.ui.labelling_tab import LabellingTab

_Key = tuple[Path, Path, str]
"""The clip, the run's folder and when it was made."""


class SuggestionDesk(QObject):
    """Keeps the answers by clip and run; nothing of them is ever written."""

    def __init__(self, tab: "LabellingTab") -> None:
        """Begin with none."""
        super().__init__(tab)
        self._tab = tab
        self._bridge = Bridge(self)
        self._known: dict[_Key, Suggestion] = {}
        self._whole: set[_Key] = set()
        self._asking: dict[_Key, Job] = {}
        self._asked: tuple[Path, str] | None = None
        """The run that is asked about each clip that is opened."""
        self.current: Suggestion | None = None
        self.load: Load = loaded
        """How a run's network is loaded; tests put a fake in its place."""

    def show_runs(self, runs: "Sequence[Run]") -> None:
        """Offer these runs."""
        self._tab.side.show_runs(runs)

    def show(self, session: "Session") -> None:
        """A clip was opened: show what the chosen run said of it, and go on asking, where it is the run that was asked last."""
        key = self._key(session.clip)
        for other, job in self._asking.items():
            if other != key:
                job.stop()
        self._show(key)
        if key is not None and key[1:] == self._asked:
            self.ask()

    def show_desk(self, desk: "Desk", *, attributes: AttributeSet) -> None:
        """Show the values on the desk beside what the run says of that frame, and what in them is hardly so."""
        said, side = self.current, self._tab.side
        probabilities, answer = (said.of(desk.number), said.said(desk.number)) if said else (None, None)
        side.values.show_values(desk.values, state=desk.state, probabilities=probabilities, said=answer)
        side.show_state(desk)
        other = said.other(desk.number, desk.values) if said else None
        wanted = self._tab.context.settings.value.labelling.hints and not attributes.is_classes
        side.show_hint(
            contradictions(desk.values, attributes=attributes) if wanted else (),
            other=None if other is None else (attributes.names[other[0]], other[1]),
        )

    def run_chosen(self) -> None:
        """Another run was chosen: show what it said, where it was asked."""
        if self._tab.session is not None:
            self._show(self._key(self._tab.session.clip))

    def ask(self) -> None:
        """Have the chosen run answer every frame of the open clip, in a job, those first that are labelled next."""
        session, run, project = self._tab.session, self._tab.side.run, self._tab.context.project
        if session is None or run is None or project is None:
            return
        key = self._key(session.clip)
        if key is None or key in self._asking:
            return
        self._asked = key[1:]
        if key in self._whole:
            self._show(key)
            return
        came = self._bridge.carry(partial(self._came, key))
        known = self._known.get(key)
        opened = self._tab.context.open_clip
        work = partial(_asked, session.labelling, run, project.attributes, self.load, known, came, opened)
        self._asking[key] = self._tab.context.jobs.run(
            self.tr("Asking {run} about {clip}").format(run=self._tab.side.runs.currentText(), clip=session.clip.stem),
            work,
            owner=self,
            ended=partial(self._ended, key),
            failed=partial(self._failed, key),
            stopped=partial(self._stopped, key),
        )
        self._say_state(key)

    @property
    def is_asking(self) -> bool:
        """Whether the chosen run is being asked about the open clip."""
        return self._open_key() in self._asking

    def forget(self) -> None:
        """Another project: what was said of this one's clips is of no use."""
        self.stop()
        self._known, self._whole, self._asked = {}, set(), None
        self.current = None

    def stop(self) -> None:
        """Ask all jobs to end."""
        for job in self._asking.values():
            job.stop()

    def _key(self, clip: Path) -> _Key | None:
        run = self._tab.side.run
        return None if run is None else (clip, run.folder, run.card.created)

    def _ended(self, key: _Key, found: Suggestion) -> None:
        self._asking.pop(key, None)
        self._whole.add(key)
        self._came(key, found)

    def _came(self, key: _Key, found: Suggestion) -> None:
        self._known[key] = found
        if self._tab.session is not None and self._key(self._tab.session.clip) == key:
            self._show(key)

    def _stopped(self, key: _Key) -> None:
        self._asking.pop(key, None)
        if key == self._open_key():  # by hand: another clip's job is stopped when this one is opened
            self._asked = None
        self._say_state(self._open_key())

    def _failed(self, key: _Key, error: BaseException) -> None:
        self._asking.pop(key, None)
        self._asked = None
        self._say_state(self._open_key())
        self._tab.context.jobs.failed.emit(self.tr("The model could not be asked"), error)

    def _show(self, key: _Key | None) -> None:
        self.current = self._known.get(key) if key else None
        self._say_state(key)
        self._tab.show_suggestion(self.current)

    def _say_state(self, key: _Key | None) -> None:
        asked = self._tab.side.runs.currentText() if self.current else ""
        self._tab.side.show_run_state(asked, is_asking=key in self._asking)

    def _open_key(self) -> _Key | None:
        return None if self._tab.session is None else self._key(self._tab.session.clip)


def _asked(
    labelling: Labelling,
    run: Run,
    attributes: AttributeSet,
    load: Load,
    known: Suggestion | None,
    came: Callable[[Suggestion], None],
    open_clip: OpensClip,
    job: Job,
) -> Suggestion:
    return suggest(
        labelling.clip,
        run=run,
        attributes=attributes,
        job=job,
        load=load,
        labeller=labelling,
        known=known,
        came=came,
        open_clip=open_clip,
    )
