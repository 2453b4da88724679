"""`evaluate --maps` prints its tables at 100 columns and adds them to the JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station.cli import console
from station.live import evaluating, map_truth
from station.live.answers import Network
from station.model.runs import Run as StationRun
from tests.cli.conftest import Run
from tests.live.map_worker import MapWorker, fault, make_lab, picture
from tests.model.test_runs import make_run

WIDTH = 100


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def loaded(run: StationRun) -> Iterator[Network]:
        yield Network(MapWorker(), run)  # type: ignore[arg-type]

    monkeypatch.setattr(evaluating, "loaded", loaded)
    monkeypatch.setattr(map_truth, "loaded", loaded)
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
    assert "correct" in out, "the other figures are shown all the same"
