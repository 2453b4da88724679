"""The warning of an audit beside a run's figures: kept ones at once, new ones by a key, the worst pictures by a click."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from station.core.errors import StationError
from station.core.project import Project
from station.core.subsets import read_subset
from station.live.auditing import Audit, keep_audit, kept_audit
from station.live.evaluating import ANSWERING
from station.model.audit import Aside, AttributeAudit, Place
from station.model.runs import Run, open_run
from station.ui import audit_desk
from station.ui.audit_box import MOST_WARNINGS, WHERE
from station.ui.training_tab import TrainingTab
from tests.ui.test_training_tab import Stage, judged_run, labelled, stage

assert stage
assert labelled


def sound() -> Audit:
    """An audit of the test subset that found nothing."""
    values = {"good": False, "error": True, "break": True, "length": None}
    found = tuple(
        AttributeAudit(name, value, 20, 0, None, 0, 0.02, 0.7, 0.1, False, ()) for name, value in values.items()
    )
    return Audit("judged", "test", "gradcam", 20, 20, 0, found)


def warned(project: Project, *names: str, outside: float = 0.71, place: Place = Place.UPPER_LEFT) -> Audit:
    """The same, with pictures of these attributes that look aside."""
    worst = tuple(
        Aside(picture.name, 0.9 - 0.1 * at, place)
        for at, picture in enumerate(read_subset(project, subset="test")[0][:2])
    )
    audit = sound()
    aside = {"aside": 14, "place": place, "in_place": 12, "outside": outside, "warns": True, "worst": worst}
    found = (replace(each, **aside) if each.name in names else each for each in audit.attributes)  # type: ignore[arg-type]
    return replace(audit, attributes=tuple(found))


@pytest.fixture
def judged(labelled: Project) -> Project:
    """A project with a run that was judged, and not audited."""
    judged_run(labelled)
    return labelled


def opened(stage: Stage, project: Project, audit: Audit | None = None) -> TrainingTab:
    """The tab with the figures of the run, whose audit was kept."""
    if audit is not None:
        keep_audit(project, open_run(project.models / "judged"), audit)
    tab = stage.open(project)
    stage.qtbot.waitUntil(lambda: tab.pages.figures.judged is not None)
    stage.rest()
    tab.pages.show_figures()
    return tab


def sentences(tab: TrainingTab) -> list[str]:
    return [says.text() for says, _ in tab.pages.figures.audited._rows if says.isVisible()]


def test_a_kept_warning_is_there_at_once_and_shows_its_pictures(stage: Stage, judged: Project) -> None:
    tab = opened(stage, judged, warned(judged, "break"))
    assert sentences(tab) == [
        "break: 71 % of what the network looked at lies outside the seam, mostly in the upper left corner; it may be right "
        "for the wrong reason"
    ]
    gallery = tab.pages.gallery
    button = tab.pages.figures.audited._rows[0][1]
    with stage.qtbot.waitSignals([gallery.covered] * 2):
        stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert tab.pages.tabs.currentWidget() is gallery
    assert gallery._title.text() == "judged: break, looked beside the seam, the worst first: 2"
    assert gallery.list.item(0).text().endswith("90 % outside")
    assert "80 % of the heat map outside" in gallery.title_of(1)
    corner = gallery.list.item(0).icon().pixmap(gallery.list.iconSize()).toImage().pixelColor(8, 8)
    assert corner.green() > corner.blue() + 40, "the heat map of break"


def test_what_looks_at_the_seam_is_said_quietly(stage: Stage, judged: Project) -> None:
    few = sound()
    few = replace(few, attributes=(*few.attributes[:2], replace(few.attributes[2], pictures=3), few.attributes[3]))
    tab = opened(stage, judged, few)
    box = tab.pages.figures.audited
    assert box._says.text() == "Audited: what it looked at lies on the seam. Too few pictures to tell of: break."
    assert box._says.property("role") == "muted"
    assert sentences(tab) == []
    assert tab.pages.figures._hint.isVisible()


def test_by_pictures_and_by_place_it_is_told_otherwise(stage: Stage, judged: Project) -> None:
    tab = opened(stage, judged, warned(judged, "length", outside=0.4, place=Place.SCATTERED))
    assert sentences(tab) == [
        "length: in 70 % of its pictures (14 of 20) the network looked beside the seam, here and there; it may be right "
        "for the wrong reason"
    ]
    tab.pages.figures.audited.show_audit(warned(judged, "good", "error", "break", "length"))
    assert len(sentences(tab)) == MOST_WARNINGS
    assert "for these too: " in tab.pages.figures.audited._says.text()
    for part in (tab, *tab.findChildren(QWidget)):
        QApplication.sendEvent(part, QEvent(QEvent.Type.LanguageChange))
    assert len(sentences(tab)) == MOST_WARNINGS


Show = Callable[[str, int, int], None]
Skipped = Callable[[Sequence[str], int], None]


class FakeAudit:
    """Audits as the real one, without a network: a test lets it go on."""

    def __init__(self, result: Audit, *, unread: Sequence[str] = ()) -> None:
        self.result, self.unread, self.asked = result, unread, 0
        self.go_on = threading.Event()

    def __call__(self, project: Project, run: Run, *, subset: str, show: Show, skipped: Skipped) -> Audit:
        assert (project.pics.is_dir(), run.name, subset) == (True, "judged", "test")
        self.asked += 1
        while not self.go_on.wait(0.01):
            show(ANSWERING, 1, 2)
        skipped(self.unread, 2)
        show(ANSWERING, 2, 2)
        return self.result


def faked(monkeypatch: pytest.MonkeyPatch, fake: FakeAudit) -> FakeAudit:
    monkeypatch.setattr(audit_desk, "audit_run", fake)
    return fake


@pytest.mark.parametrize("by_key", [True, False])
def test_an_audit_is_made_by_key_or_button_and_kept(
    stage: Stage, judged: Project, monkeypatch: pytest.MonkeyPatch, by_key: bool
) -> None:
    tab = opened(stage, judged)
    fake = faked(monkeypatch, FakeAudit(warned(judged, "error")))
    box = tab.pages.figures.audited
    assert not box.isVisible()
    if by_key:
        stage.key(Qt.Key.Key_U)
    else:
        stage.qtbot.mouseClick(tab.pages.figures.audit, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: "Being audited" in box._says.text())
    assert not stage.window.context.actions["training.audit"].isEnabled()
    assert not tab.pages.figures.audit.isEnabled()
    fake.go_on.set()
    stage.qtbot.waitUntil(lambda: bool(sentences(tab)))
    assert sentences(tab)[0].startswith("error: 71 %")
    assert stage.window.context.actions["training.audit"].isEnabled()
    assert kept_audit(judged, open_run(judged.models / "judged"), subset="test") == fake.result


def test_what_could_not_be_read_or_kept_is_told_beside_the_audit(
    stage: Stage, judged: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object) -> None:
        raise StationError("the disk is full")

    monkeypatch.setattr(audit_desk, "keep_audit", refused)
    tab = opened(stage, judged)
    fake = faked(monkeypatch, FakeAudit(warned(judged, "error"), unread=("a_1.png is damaged", "a_2.png is damaged")))
    fake.go_on.set()
    stage.key(Qt.Key.Key_U)
    stage.qtbot.waitUntil(lambda: bool(sentences(tab)))
    left_out, unkept = stage.window.context.notices.all[-2:]
    assert left_out.text == "Left out of the audit of judged: a_1.png is damaged"
    assert left_out.details.splitlines() == list(fake.unread)
    assert unkept.text == "The audit of judged could not be kept: the disk is full"


def test_an_audit_is_stopped_and_leaves_nothing(stage: Stage, judged: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = opened(stage, judged)
    fake = faked(monkeypatch, FakeAudit(warned(judged, "error")))
    stage.key(Qt.Key.Key_U)
    stage.qtbot.waitUntil(lambda: fake.asked == 1)
    (job,) = stage.window.context.jobs.running
    job.stop()
    stage.qtbot.waitUntil(lambda: not tab.evidence.audits.is_working)
    assert not tab.pages.figures.audited.isVisible()
    assert not list(judged.models.rglob("audit_*.json"))
    assert stage.said() == ""


def test_another_run_takes_the_warning_away(stage: Stage, judged: Project) -> None:
    tab = opened(stage, judged, warned(judged, "break"))
    assert sentences(tab)
    figures = tab.pages.figures
    figures.subset.setCurrentIndex(figures.subset.findData("valid"))
    assert not sentences(tab)
    stage.rest()
    assert not sentences(tab)
    figures.subset.setCurrentIndex(figures.subset.findData("test"))
    stage.qtbot.waitUntil(lambda: bool(sentences(tab)))


def test_every_place_has_its_words() -> None:
    assert len(set(WHERE.values())) == len(Place)
