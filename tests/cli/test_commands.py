"""Every command with wrong input: one clear sentence, exit code 2, nothing changed."""

import sys
from pathlib import Path

import numpy as np
import pytest

from station.core.images import encode_png
from station.core.project import create_project
from tests.cli.conftest import Run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one clip with three labelled frames."""
    folder = tmp_path / "Prüfung ä ß 日本"
    create_project(folder)
    rows = ["", "True,False,False,True", "False,True,False,True", "True,False,False,True"]
    picture = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    for number in range(3):
        (folder / "pics" / f"clip_{number}.png").write_bytes(encode_png(picture))
    table = "\n".join([",name,good,error,break,length"] + [f"{n},clip_{n}.png,{rows[n + 1]}" for n in range(3)])
    (folder / "pics" / "clip_data.csv").write_text(table + "\n", encoding="utf-8")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(result: tuple[int, str, str], *words: str) -> None:
    code, _, err = result
    assert code == 2
    assert err.count("station: ") == 1
    assert "Traceback" not in err
    for word in words:
        assert word in err


PROJECT_COMMANDS = ("split", "train", "evaluate", "explain", "export", "open")


@pytest.mark.parametrize("command", PROJECT_COMMANDS)
def test_a_missing_folder(run: Run, tmp_path: Path, command: str) -> None:
    refused(run(command, tmp_path / "nowhere"), "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("command", PROJECT_COMMANDS)
def test_a_folder_that_is_no_project(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    refused(run(command, tmp_path / "letters"), "letters")
    assert everything(tmp_path / "letters") == {"a.txt": b"dear"}


@pytest.mark.parametrize("command", ["split", "train", "evaluate", "explain", "export"])
def test_an_empty_project(run: Run, tmp_path: Path, command: str) -> None:
    create_project(tmp_path / "empty")
    before = everything(tmp_path / "empty")
    refused(run(command, tmp_path / "empty"), "empty")
    assert everything(tmp_path / "empty") == before


def test_a_training_that_can_not_begin_is_refused_before_a_worker_is_started(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.cli.runs.Trainer", None)
    refused(run("train", project), "train.csv", "station split")
    (project / "models" / "mine").mkdir(parents=True)
    refused(run("train", project, "--name", "mine"), "mine exists already", "--resume")


def test_one_clip_alone_can_not_be_split_by_clip_but_by_frame(run: Run, project: Path) -> None:
    before = everything(project)
    refused(run("split", project), "--by frame")
    assert everything(project) == before
    code, out, _ = run("split", project, "--by", "frame")
    assert code == 0
    assert "within 5 frames" in out


def test_a_foreign_table_is_named_with_its_line(run: Run, project: Path) -> None:
    table = project / "pics" / "clip_data.csv"
    table.write_text(table.read_text("utf-8").replace("2,clip_2.png,True", "2,clip_2.png,maybe"), encoding="utf-8")
    before = everything(project)
    refused(run("split", project), "clip_data.csv", "line 4", "maybe")
    assert everything(project) == before


def test_a_run_that_is_not_there(run: Run, project: Path) -> None:
    for command in ("evaluate", "explain", "export"):
        refused(run(command, project, "--model", "ghost"), "ghost")
    refused(run("inspect", "practice", "--model", project / "models" / "ghost"), "ghost")
    refused(run("inspect", project / "videos" / "clip.mp4"), "--model", "practice lab only")


def test_a_card_that_is_none(run: Run, project: Path) -> None:
    folder = project / "models" / "bad"
    folder.mkdir(parents=True)
    (folder / "card.json").write_text('{"network": "fast", "image_size": [100000000, 8]}')
    refused(run("evaluate", project, "--model", "bad"), "card.json", "no model card")


def test_a_source_that_is_not_there(run: Run, tmp_path: Path, project: Path) -> None:
    refused(run("record", "no such camera", "--out", tmp_path / "a.mp4", "--seconds", 1), "no such camera")
    assert not (tmp_path / "a.mp4").exists()
    refused(run("record", "practice", "--out", tmp_path / "a.avi", "--seconds", 1), ".mp4")
    refused(run("inspect", tmp_path / "no such.mp4"), "--model", "no file or folder here either")


def test_a_practice_project_is_never_made_over_something(run: Run, project: Path) -> None:
    before = everything(project)
    refused(run("practice", project, "--strips", 1), "new or empty folder")
    refused(run("demo", project, "--no-window"), "new or empty folder")
    assert everything(project) == before


@pytest.mark.parametrize("size", ["256", "0x0", "99999x10", "100×100"])
def test_an_image_size_that_is_none(run: Run, project: Path, size: str) -> None:
    refused(run("train", project, "--image-size", size), "image size", size)


def test_words_that_no_command_knows(run: Run) -> None:
    assert run("dance")[0] == 2
    assert run("split", "--by", "moon")[0] == 2
    assert run("practice")[0] == 2


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_the_window_says_so(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    refused(run(), "needs a screen", "--help")
    refused(run("open", project), "needs a screen")


def test_the_window_opens_with_the_project_or_on_its_start_page(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("station.ui.app.run", opened.append)
    assert run("open", project)[0] == 0
    assert run()[0] == 0
    assert opened == [project, None]


def test_an_unexpected_fault_is_logged_and_told_without_a_traceback(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, own_folders: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a planted fault")

    monkeypatch.setattr("station.cli.projects.merge", broken)
    code, _, err = run("split", project)
    assert code == 1
    assert "a planted fault" in err
    assert "Traceback" not in err
    logs = list(own_folders.rglob("station.log"))
    assert len(logs) == 1
    assert "ZeroDivisionError" in logs[0].read_text("utf-8")


def test_version_and_doctor(run: Run) -> None:
    assert run("--version")[1].startswith("station 0.")
    code, out, _ = run("doctor")
    assert code == 0
    assert "tensorflow" in out
    assert "cameras" in out
