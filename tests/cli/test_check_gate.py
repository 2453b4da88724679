"""`station inspect` gives no verdicts of a live source where a demanded check does not hold, and says why."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from station.cli.check_gate import Gate
from station.core import storage
from station.core.check_file import FILE, Checked, add_check, what_of
from station.core.journals import journal_folder
from station.core.no_result import NOT_CHECKED, RENDERED_ONLY
from station.core.settings import InspectionSettings
from station.core.verdict import Rule
from station.model.runs import Run
from station.model.shipped import practice_run
from tests.live.fake_network import base_run

DEMANDED = InspectionSettings(check_hours=8.0)
RULE = Rule(base_run().card.thresholds)


def passed(*, hours_ago: float) -> Checked:
    run = base_run()
    what = what_of(weights_sha256=run.card.weights.sha256, source="Cam 1", attributes=run.card.attribute_set, rule=RULE)
    utc = (datetime.now(UTC) - timedelta(hours=hours_ago)).isoformat()
    return Checked(
        weights_sha256=what.weights_sha256,
        source=what.source,
        limits=what.limits,
        expected=what.expected,
        utc=utc,
        passed=True,
    )


def gate_for(run: Run, *, source: str, live: bool = True, settings: InspectionSettings = DEMANDED) -> Gate:
    made = Gate(
        run,
        source=source,
        is_live=live,
        attributes=run.card.attribute_set,
        rule=RULE,
        settings=settings,
        noted=lambda check: None,
    )
    assert made.guard is None or made.guard.wait(10)
    return made


def withheld(gate: Gate) -> str:
    assert gate.guard is not None
    return gate.guard.withheld(RULE)


def test_clips_need_no_guard_and_a_camera_without_a_demanded_check_is_watched_and_judged(own_folders: Path) -> None:
    clip = gate_for(base_run(), source="a.mp4", live=False)
    assert (clip.guard, clip.told(), clip.summary()) == (None, "", {})
    free = gate_for(base_run(), source="Cam 1", settings=InspectionSettings())
    assert (withheld(free), free.told()) == ("", "")
    assert free.summary() == {"check": "not demanded", "withheld": "", "drift": []}


def test_a_live_source_gets_verdicts_once_a_check_holds(own_folders: Path) -> None:
    folder = journal_folder(base_run().folder)
    for age, why in ((None, "none was passed yet"), (9.0, "the last one is too old"), (1.0, "")):
        if age is not None:
            add_check(folder, passed(hours_ago=age))
        gate = gate_for(base_run(), source="Cam 1")
        assert withheld(gate) == (NOT_CHECKED if why else "")
        told = gate.told()
        assert (why in told and told.startswith("NO RESULT throughout")) if why else told == ""
    assert "another camera" in gate_for(base_run(), source="Cam 2").told()
    storage.write_bytes(folder / FILE, b"{")
    broken = gate_for(base_run(), source="Cam 1")
    assert withheld(broken) == NOT_CHECKED
    assert "checks.json is damaged" in broken.told()


def test_the_run_that_ships_judges_the_practice_lab_and_nothing_else(own_folders: Path, tmp_path: Path) -> None:
    run, off = practice_run(), InspectionSettings()
    clip = tmp_path / "videos" / "strip0001.mp4"
    truth = tmp_path / "truth" / "strips" / "strip0001.json"
    for file in (clip, truth, tmp_path / "phone.mp4"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert withheld(gate_for(run, source="practice", settings=off)) == ""
    assert gate_for(run, source=str(clip), live=False, settings=off).guard is None
    foreign = ("0", "Cam 1", "/dev/video0", "rtsp://somewhere/practice", str(tmp_path / "phone.mp4"), str(tmp_path))
    for source in foreign:
        for settings in (off, DEMANDED):
            gate = gate_for(run, source=source, settings=settings)
            assert withheld(gate) == RENDERED_ONLY
            assert "rendered strips only" in gate.told()
    truth.unlink()
    assert withheld(gate_for(run, source=str(clip), live=False, settings=off)) == RENDERED_ONLY
    assert withheld(gate_for(base_run(), source="Cam 1", settings=off)) == "", "a lab's own run"
