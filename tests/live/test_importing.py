"""Runs of strangers: what is sound is taken whole, what is hostile is refused in a sentence and runs nothing."""

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from station.core.errors import StationError
from station.core.messages import Done, ImportRun, ImportWeights
from station.core.project import Project, create_project
from station.live.importing import STAGING, Wish, check_source, looked_at, sweep
from station.live.link import Worker
from station.model.history import HISTORY
from station.model.runs import open_run
from tests.hostile import CORPUS, WEIGHTS, sound_run
from tests.soak.summary import tell


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "Prüfung ä ß")


def test_a_sound_run_is_taken_whole_and_nothing_else_of_its_folder(project: Project, tmp_path: Path) -> None:
    source = sound_run(tmp_path / "theirs" / "my run")
    for name in ("exported.xml", "exported.bin", "resume.npz", "run.exe"):
        (source / name).write_bytes(b"x")
    (source / HISTORY).write_text("epoch,loss\n1,nonsense\n", encoding="utf-8")
    with looked_at(project, Wish(source)) as found:
        assert "exported network was left out" in found.notes
        assert "history was left out" in found.notes
        assert not [folder for folder in project.models.iterdir() if not folder.name.startswith(STAGING)]
        run = found.accept("mine")
    assert sorted(file.name for file in run.folder.iterdir()) == ["card.json", WEIGHTS]
    card = open_run(run.folder).card
    assert card.imported is not None
    assert card.imported.endswith(" my run")
    assert card.weights.sha256 == open_run(source).card.weights.sha256
    with looked_at(project, Wish(source)) as found:
        assert found.accept("mine").name == "mine-2"
    with looked_at(project, Wish(source)):
        pass
    assert sorted(folder.name for folder in project.models.iterdir()) == ["mine", "mine-2"]


@pytest.mark.soak
def test_whatever_is_hostile_is_refused_within_two_seconds_and_nothing_of_it_runs(
    project: Project, tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    staging = project.models / "staging"
    staging.mkdir(parents=True)
    assert len(CORPUS) >= 20
    wrong, seconds = [], {}
    with Worker("import") as worker:
        with pytest.raises(StationError, match="holds no card"):  # it has started
            worker.ask(ImportRun(str(tmp_path), str(project.folder), str(staging)), expecting=Done)
        child = psutil.Process(worker.pid)
        for number, (name, make) in enumerate(CORPUS.items()):
            if sys.platform == "win32" and name.endswith(("a link", "a pipe")):
                continue
            folder = tmp_path / str(number)
            folder.mkdir()
            source = make(folder, canary)
            before, begun = sum(child.cpu_times()[:2]), time.perf_counter()
            said = _refusal(worker, source, project, staging)
            print(f"{name}: {said}")  # pytest -s shows them
            seconds[name] = time.perf_counter() - begun
            if not said or len(said) > 600 or "worker" in said or any(staging.iterdir()) or canary.exists():
                wrong.append(f"{name}: {said}")
            assert sum(child.cpu_times()[:2]) - before < 2, name
        assert not wrong
        assert child.is_running()
        worker.ask(ImportRun(str(sound_run(tmp_path / "sound")), str(project.folder), str(staging)), expecting=Done)
    worst = max(seconds.values())
    tell(fault=10, what="hostile model files refused", tried=len(seconds), lost=len(wrong), worst_s=worst)


def _refusal(worker: Worker, source: Path, project: Project, staging: Path) -> str:
    try:
        _ask(worker, source, project, staging)
    except StationError as refused:
        return str(refused)
    return ""


def _ask(worker: Worker, source: Path, project: Project, staging: Path) -> None:
    is_file = source.is_file()
    check_source(Wish(source, "reference" if is_file else None))
    places = str(source), str(project.folder), str(staging)
    worker.ask(ImportWeights(*places, "reference") if is_file else ImportRun(*places), expecting=Done)


def test_what_is_no_run_is_refused_unopened(project: Project, tmp_path: Path) -> None:
    run = sound_run(tmp_path / "run")
    for wish, said in (
        (Wish(tmp_path / "ghost"), "does not exist"),
        (Wish(run, "reference"), "whose card says its network"),
        (Wish(run / WEIGHTS), "import its folder"),
        (Wish(run / "card.json"), "expected a run's folder or a lab's .h5"),
    ):
        with pytest.raises(StationError, match=said):
            check_source(wish)
    (tmp_path / "old.h5").write_bytes(b"")
    with pytest.raises(StationError, match="say its network"):
        check_source(Wish(tmp_path / "old.h5"))


def test_what_a_killed_import_left_is_swept_and_a_living_one_is_left_alone(project: Project) -> None:
    for process in ("999999999", str(os.getpid()), "x"):
        (project.models / f"{STAGING}{process}-1").mkdir(parents=True)
    sweep(project)
    left = {folder.name for folder in project.models.iterdir()}
    assert left == {f"{STAGING}{os.getpid()}-1", f"{STAGING}x-1"}


def test_a_child_that_takes_too_long_or_that_nobody_wants_any_more_is_ended(project: Project, tmp_path: Path) -> None:
    source = sound_run(tmp_path / "run")
    with (
        pytest.raises(StationError, match="could not be checked in 0 s"),
        looked_at(project, Wish(source), patience_s=0),
    ):
        pass

    def unwanted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), looked_at(project, Wish(source), waiting=unwanted):
        pass
    assert not list(project.models.iterdir())
