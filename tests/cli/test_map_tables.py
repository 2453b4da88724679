"""`evaluate --maps` prints its tables at 100 columns and adds them to the JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station.cli import console
from station.live import auditing, evaluating, map_truth
from station.live.answers import Network
from station.model.runs import Run as StationRun
from station.model.runs import sha256_of
from tests.cli.conftest import Run
from tests.live.map_worker import MapWorker, fault, make_lab, picture
from tests.model.test_runs import make_run

WIDTH = 100


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def loaded(run: StationRun, **_: object) -> Iterator[Network]:
        yield Network(MapWorker(), run)  # type: ignore[arg-type]

    monkeypatch.setattr(evaluating, "loaded", loaded)
    monkeypatch.setattr(map_truth, "loaded", loaded)
    monkeypatch.setattr(auditing, "loaded", loaded)
    monkeypatch.setattr(console.screen, "width", WIDTH)


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    frames = [(picture(error=240), [fault("error")]), (picture(error=10), [fault("error", seen=0.2)])]
    project = make_lab(tmp_path / "p", frames * 3)
    make_run(project.models / "r", image_size=[64, 48], thresholds={})
    return project.folder


def test_the_tables_fit_and_say_what_counts(run: Run, lab: Path) -> None:
    code, out, err = run("evaluate", lab, "--maps")
    assert code == 0, err
    tables = out[out.index("heat maps, answered rightly") :]
    assert max(map(len, tables.splitlines())) <= WIDTH
    for word in (
        "Grad-CAM",
        "HiResCAM",
        "noise",
        "centred blob",
        "Grad-CAM, the lab's",
        "answered wrongly",
        "one fault",
    ):
        assert word in tables
    flat = " ".join(tables.split())
    assert "error: of 6 frames with error in view 3 left out (50.0 %)" in flat
    assert "break, length: no row, since the truth files know no places of it" in flat
    assert "maps of 6 x 8 cells" in flat
    row = next(line for line in tables.splitlines() if line.startswith(" error")).split()
    assert row[:5] == ["error", "Grad-CAM", "3", "3", "100.0"]


def test_the_json_has_the_maps_only_where_they_were_asked_for(run: Run, lab: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    assert run("evaluate", lab, "--json", file)[0] == 0
    assert "maps" not in json.loads(file.read_text("utf-8"))
    assert run("evaluate", lab, "--maps", "--json", file)[0] == 0
    told = json.loads(file.read_text("utf-8"))
    assert told["attributes"]["error"]["tp"] == 3
    assert told["maps"]["attributes"]["error"]["groups"]["right"]["gradcam"]["pointing"] == 100
    assert told["maps"]["attributes"]["error"]["groups"]["wrong"]["gradcam"]["pointing"] is None


def test_without_truth_files_it_says_who_has_them(run: Run, lab: Path) -> None:
    for file in (lab / "truth").glob("*.json"):
        file.unlink()
    code, out, err = run("evaluate", lab, "--maps")
    assert code == 2
    assert "rendered lab" in err
    assert not out, "it is said before anything is answered"


def test_what_can_not_be_judged_or_written_is_said_before_anything_is_answered(run: Run, lab: Path) -> None:
    code, out, err = run("evaluate", lab, "--json", lab / "no" / "figures.json")
    assert (code, out) == (2, "")
    assert "does not exist" in err
    (lab / "truth" / "c0.json").write_text(json.dumps({"c0_0.png": [fault("error", (0, 0, 640, 480))]}), "utf-8")
    code, out, err = run("evaluate", lab, "--maps")
    assert (code, out) == (2, "")
    assert "64 x 48" in err


def test_what_was_judged_is_written_though_the_audit_fails(
    run: Run, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "find_corridor", lambda picture, angle: None)
    file = tmp_path / "figures.json"
    code, _, err = run("evaluate", lab, "--maps", "--audit", "--json", file)
    assert code == 2
    assert "too few to audit" in err
    told = json.loads(file.read_text("utf-8"))
    assert told["maps"]["pictures"] == 6
    assert "audit" not in told


def test_names_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    made = console.table("[bold] :apple:", "class")
    made.add_row("[red]x")
    console.screen.print(made)
    assert "[bold] :apple:" in (out := capsys.readouterr().out)
    assert "[red]x" in out


def test_a_run_that_may_know_the_pictures_is_warned_of(run: Run, lab: Path, tmp_path: Path) -> None:
    file, card = tmp_path / "figures.json", lab / "models" / "r" / "card.json"
    for subset in ("train", "valid"):
        (lab / f"{subset}.csv").write_bytes((lab / "test.csv").read_bytes())
    told = json.loads(card.read_text("utf-8"))
    for learnt, is_own in (("0" * 64, False), (sha256_of(lab / "train.csv"), True)):
        told["subsets"]["train"] = {"file": "train.csv", "sha256": learnt, "pictures": 6}
        card.write_text(json.dumps(told), encoding="utf-8")
        code, out, err = run("evaluate", lab, "--json", file)
        assert code == 0, err
        assert ("warning: r was trained on another split" in " ".join(out.split())) is not is_own
        assert json.loads(file.read_text("utf-8"))["is_own_split"] is is_own
