"""The way from nothing to an explained verdict, through real worker processes and a real small training."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import onnx.reference
import pandas as pd
import pytest

from station.core.attributes import SEAM
from station.core.images import read_picture, to_network_size
from station.core.project import open_project
from station.model.runs import Run as StationRun
from station.model.runs import open_run, sha256_of
from tests.cli.conftest import Run
from tests.conftest import ROOT


def station(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, its caches in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "station", *map(str, words)],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )


def environment(folder: Path) -> dict[str, str]:
    own = {name: str(folder / "home") for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "HOME")}
    return {**os.environ, **own, "COLUMNS": "200"}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice project with a run `small`, made by the commands."""
    base = tmp_path_factory.mktemp("Prüfung ä ß 日本")
    project = base / "lab"
    for words in (
        ("practice", project, "--strips", 6, "--frames", 6, "--seed", 3),
        ("split", project),
        (
            "train",
            project,
            "--name",
            "small",
            "--image-size",
            "64x48",
            "--epochs",
            2,
            "--batch-size",
            8,
            "--base",
            "none",
        ),
    ):
        done = station(*words, folder=base)
        assert done.returncode == 0, done.stderr + done.stdout
    return project


@pytest.fixture
def small(lab: Path) -> StationRun:
    return open_run(lab / "models" / "small")


def test_the_project_folder_is_as_the_readme_says(lab: Path) -> None:
    assert {p.name for p in lab.iterdir()} == {
        *("videos", "pics", "models", "truth", "project.json", "train.csv", "valid.csv", "test.csv")
    }
    sizes = {name: len(pd.read_csv(lab / f"{name}.csv")) for name in ("train", "valid", "test")}
    assert sum(sizes.values()) == 36
    assert min(sizes.values()) >= 6


def test_the_card_says_what_was_trained_on_what(lab: Path, small: StationRun) -> None:
    card = json.loads((small.folder / "card.json").read_text("utf-8"))
    for key in (
        *("network", "parameters", "kind", "attributes", "image_size", "colour_order", "thresholds", "subsets"),
        *("figures", "weights", "seed", "versions", "created"),
    ):
        assert key in card
    assert card["image_size"] == [64, 48]
    assert [a["name"] for a in card["attributes"]] == list(SEAM.names)
    assert card["subsets"]["train"]["sha256"] == sha256_of(lab / "train.csv")
    weights = small.folder / card["weights"]["file"]
    assert card["weights"]["sha256"] == sha256_of(weights)
    assert re.fullmatch(r"model_fast_\d+\.\d\d_\d+\.\d\d_\d\.\d{3}_\d\.\d{3}\.weights\.h5", weights.name)
    history = pd.read_csv(small.folder / "history.csv")
    assert list(history["epoch"]) == [1, 2]
    assert history["valid_loss"].min() == pytest.approx(card["figures"]["valid_loss"])
    assert len(list(small.folder.glob("*.weights.h5"))) == 1


def test_evaluate_counts_what_the_test_subset_holds(run: Run, lab: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    code, out, err = run("evaluate", lab, "--json", file)
    assert code == 0, err
    figures = json.loads(file.read_text("utf-8"))
    truth = pd.read_csv(lab / "test.csv")
    assert figures["subset"] == "test"
    assert figures["pictures"] == len(truth)
    for name in SEAM.names:
        got = figures["attributes"][name]
        assert got["tp"] + got["fn"] == truth[name].sum()
        assert got["tp"] + got["fp"] + got["tn"] + got["fn"] == len(truth)
        assert got["accuracy"] == pytest.approx(100 * (got["tp"] + got["tn"]) / len(truth))
        wrong = [entry for entry in figures["wrong"] if entry["attribute"] == name]
        assert len(wrong) == got["fp"] + got["fn"]
        assert name in out


def test_explain_writes_an_overlay_and_maps_from_0_to_1(run: Run, lab: Path, small: StationRun, tmp_path: Path) -> None:
    test = pd.read_csv(lab / "test.csv")["name"]
    for method in ("gradcam", "hirescam"):
        code, out, err = run("explain", lab, "--out", tmp_path / method, "--method", method)
        assert code == 0, err
        assert f"{len(test)} pictures explained" in out
        for name in test:
            picture = read_picture(lab / "pics" / name)
            assert read_picture(tmp_path / method / name).shape == picture.shape
            with np.load(tmp_path / method / f"{Path(name).stem}.npz", allow_pickle=False) as maps:
                assert set(maps.files) == set(SEAM.names)
                for heat in maps.values():
                    assert heat.shape == (6, 8)
                    assert np.isfinite(heat).all()
                    assert heat.min() >= 0
                    assert heat.max() in (0, 1)
                speaking = sum(heat.max() == 1 for heat in maps.values())
                assert speaking >= 1
            assert (read_picture(tmp_path / method / name) != picture).any()
    one = test.iloc[0]
    assert run("explain", lab, one, "--out", tmp_path / "one")[0] == 0
    assert {p.name for p in (tmp_path / "one").iterdir()} == {one, f"{Path(one).stem}.npz"}
    assert run("explain", lab, "not_there.png")[0] == 2
    figure = tmp_path / "Abb ä.png"
    code, out, err = run("explain", lab, one, "--figure", figure, "--palette", "safe", "--score", "probability")
    assert code == 0, err
    assert "figure of 1 picture:" in out
    assert read_picture(figure).shape[0] > 600


def test_inspect_judges_every_frame_of_a_clip(run: Run, lab: Path, small: StationRun, tmp_path: Path) -> None:
    rows, summary = tmp_path / "rows.csv", tmp_path / "summary.json"
    clip = lab / "videos" / "strip0001.mp4"
    code, _, err = run("inspect", clip, "--model", small.folder, "--out", rows, "--json", summary)
    assert code == 0, err
    table = pd.read_csv(rows)
    assert list(table.columns) == ["frame", "time_s", "verdict", *SEAM.names]
    assert list(table["frame"]) == list(range(6))
    assert table["time_s"].to_list() == pytest.approx([n / 30 for n in range(6)], abs=1e-3)
    told = json.loads(summary.read_text("utf-8"))
    assert told["frames"] == 6
    assert set(told["verdicts"]) == {"OK", "NOT OK", "NO RESULT", "NOT INSPECTED"}
    assert sum(told["verdicts"].values()) == 6
    for verdict, count in told["verdicts"].items():
        assert (table["verdict"] == verdict).sum() == count
    assert 0 < told["latency_ms"]["median"] <= told["latency_ms"]["p95"]


def test_a_folder_a_clip_and_evaluate_agree(run: Run, lab: Path, small: StationRun, tmp_path: Path) -> None:
    """The same picture gets the same answer whichever way it comes in, alone or among others."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in (0, 3):
        source = lab / "pics" / f"strip0001_{number}.png"
        (folder / f"{number}.png").write_bytes(source.read_bytes())
    clip, engines = lab / "videos" / "strip0001.mp4", []
    for source, name in ((folder, "folder"), (clip, "clip")):
        out, told = tmp_path / f"{name}.csv", tmp_path / f"{name}.json"
        assert run("inspect", source, "--model", small.folder, "--out", out, "--json", told, "--frames", 4)[0] == 0
        engines.append(json.loads(told.read_text("utf-8"))["engine"]["name"])
    from_folder = pd.read_csv(tmp_path / "folder.csv")[list(SEAM.names)].to_numpy()
    from_clip = pd.read_csv(tmp_path / "clip.csv")[list(SEAM.names)].to_numpy()
    assert len(from_clip) == 4
    # Which precision answers is measured at each load: on a busy computer not always the same one is the fastest.
    np.testing.assert_allclose(from_folder, from_clip[[0, 3]], atol=1e-5 if len(set(engines)) == 1 else 0.05)


def test_inspect_watches_the_practice_camera(run: Run, small: StationRun, tmp_path: Path) -> None:
    summary = tmp_path / "summary.json"
    code, _, err = run("inspect", "practice", "--model", small.folder, "--frames", 8, "--json", summary)
    assert code == 0, err
    told = json.loads(summary.read_text("utf-8"))
    assert told["frames"] == 8
    inspected = sum(told["verdicts"][name] for name in ("OK", "NOT OK", "NO RESULT"))
    assert inspected == 8
    assert told["verdicts"]["NOT INSPECTED"] >= 0


def test_an_exported_network_answers_alike(run: Run, lab: Path, small: StationRun, tmp_path: Path) -> None:
    code, _, err = run("export", lab, "--format", "onnx", "--out", tmp_path)
    assert code == 0, err
    contract = json.loads((tmp_path / "small.onnx.json").read_text("utf-8"))
    assert contract["attributes"] == list(SEAM.names)
    assert run("evaluate", lab, "--model", "small", "--subset", "all", "--csv", tmp_path / "answers.csv")[0] == 0
    answers = pd.read_csv(tmp_path / "answers.csv").set_index("picture")
    expected = answers.loc[["strip0000_0.png"], [f"{name} p" for name in SEAM.names]].to_numpy()
    session = onnx.reference.ReferenceEvaluator(str(tmp_path / "small.onnx"))
    picture = to_network_size(read_picture(lab / "pics" / "strip0000_0.png"), size=(64, 48))
    exported = dict(zip(session.output_names, session.run(None, {session.input_names[0]: picture[None]}), strict=True))
    probabilities = next(value for value in exported.values() if value.ndim == 2)
    maps = next(value for value in exported.values() if value.ndim == 4)
    np.testing.assert_allclose(probabilities, expected, atol=1e-4)
    assert maps.shape == (1, 6, 8, 4)
    code, said, err = run("export", lab, "--format", "openvino", "--out", tmp_path)
    assert code == 0, err
    assert "small.xml" in said
    assert json.loads((tmp_path / "small.json").read_text("utf-8"))["attributes"] == list(SEAM.names)
    again = json.loads((small.folder / "exported.json").read_text("utf-8"))
    assert again["agreements"]["float32"]["largest"] <= 1e-3


def test_a_run_of_other_attributes_is_refused_with_the_difference(run: Run, lab: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "pics").mkdir(parents=True)
    for number in range(2):
        (other / "pics" / f"c_{number}.png").write_bytes((lab / "pics" / "strip0000_0.png").read_bytes())
    (other / "pics" / "c_data.csv").write_text(",name,good,scratch\n0,c_0.png,True,False\n1,c_1.png,False,True\n")
    assert open_project(other).attributes.names == ("good", "scratch")
    code, _, err = run("evaluate", other, "--model", lab / "models" / "small", "--subset", "all")
    assert code == 2
    assert "good, error, break, length" in err
    assert "good, scratch" in err


def test_weights_that_were_changed_are_not_opened(run: Run, small: StationRun, lab: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in small.folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    weights = copy / small.card.weights.file
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    code, _, err = run("evaluate", lab, "--model", copy)
    assert code == 2
    assert "another sha256" in err
    weights.unlink()
    assert "missing" in run("evaluate", lab, "--model", copy)[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")
def test_what_cannot_be_read_is_named_and_left_out_and_after_ctrl_c_resume_goes_on(lab: Path, tmp_path: Path) -> None:
    project = tmp_path / "lab"
    for file in (p for p in lab.rglob("*") if p.is_file() and "models" not in p.parts):
        (project / file.relative_to(lab)).parent.mkdir(parents=True, exist_ok=True)
        (project / file.relative_to(lab)).write_bytes(file.read_bytes())
    listed = list(pd.read_csv(project / "train.csv")["name"])
    damaged, missing = (project / "pics" / name for name in listed[:2])
    damaged.write_bytes(damaged.read_bytes()[:99])
    missing.unlink()
    small = ("--network", "fruit", "--image-size", "64x48", "--batch-size", 8)
    words = ("train", project, "--name", "stopped", "--epochs", 400, *small)
    said = []
    with subprocess.Popen(
        [sys.executable, "-m", "station", *map(str, words)],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        guard = threading.Timer(240, process.kill)
        guard.start()
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if line.startswith("epoch   3/400"):
                process.send_signal(signal.SIGINT)
        guard.cancel()
    assert process.returncode == 0, "".join(said)
    assert "stopped by hand; kept epoch" in "".join(said)
    assert all(file.name in "".join(said) for file in (damaged, missing))
    stopped = open_run(project / "models" / "stopped")
    assert stopped.card.subsets["train"].pictures == len(listed) - 2
    epochs = len(pd.read_csv(stopped.folder / "history.csv"))
    assert 3 <= epochs < 400
    resumed = station("train", project, "--resume", "stopped", "--epochs", epochs + 1, folder=tmp_path)
    assert resumed.returncode == 0, resumed.stderr
    assert f"resumed after epoch {epochs}" in resumed.stdout
    assert len(pd.read_csv(stopped.folder / "history.csv")) == epochs + 1
