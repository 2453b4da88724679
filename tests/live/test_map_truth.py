"""A run's heat maps on a rendered lab: frames count by the mission's rule, maps hit where they were planted."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station.core.errors import StationError
from station.core.project import Project
from station.live import map_truth
from station.live.answers import Network
from station.live.map_truth import MapTruth, judge_maps
from station.model.runs import Run, open_run
from tests.live.fakes import ReaderHere
from tests.live.map_worker import BOTTOM_RIGHT, BOX, MapWorker, fault, make_lab, picture
from tests.model.test_runs import make_run

TRUE = 240
SATURATED = 255


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> MapWorker:
    made = MapWorker()

    @contextmanager
    def loaded(run: Run) -> Iterator[Network]:
        yield Network(made, run)  # type: ignore[arg-type]

    monkeypatch.setattr(map_truth, "loaded", loaded)
    monkeypatch.setattr(map_truth, "PictureProcess", ReaderHere)
    return made


def run_of(project: Project) -> Run:
    return open_run(make_run(project.models / "r", image_size=[64, 48], thresholds={}))


def judged(project: Project) -> MapTruth:
    return judge_maps(project, run_of(project), subset="test")


def test_maps_on_the_fault_score_all_and_maps_elsewhere_nothing(tmp_path: Path) -> None:
    on = (picture(error=TRUE), [fault("error")])
    off = (picture(error=TRUE, green=BOTTOM_RIGHT), [fault("error")])
    for frame, pointing in ((on, 100), (off, 0)):
        found = judged(make_lab(tmp_path / f"p{pointing}", [frame] * 4))
        for name in ("error", "good"):
            right = found.attributes[name].groups["right"]
            assert (right["gradcam"].frames, right["gradcam"].clips) == (4, 2)
            assert right["gradcam"].pointing == right["gradcam"].mass == pointing
            assert right["noise"].frames == right["blob"].frames == 4
            assert right["hirescam"].pointing == 0, "the fake's HiResCAM is turned by half a turn"
        assert found.cells == (6, 8)
        assert not found.is_one_map
        missed = {(miss.attribute, miss.method) for miss in found.missed if miss.name == "c0_0.png"}
        assert ({("error", "gradcam"), ("good", "gradcam")} <= missed) is (pointing == 0)


def test_frames_count_by_the_missions_rule_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    faint = fault("error", BOTTOM_RIGHT, 0.4)
    found = judged(
        make_lab(
            tmp_path / "p",
            [
                (picture(error=TRUE), [fault("error", seen=0.5)]),
                (picture(error=TRUE), [fault("error"), faint]),
                (picture(error=TRUE), [faint]),
                (picture(), [faint, fault("stain")]),
                (picture(), []),
                (picture(error=10), [fault("error")]),
            ],
        )
    )
    error = found.attributes["error"]
    assert (error.in_view, error.left_out) == (5, 2)
    assert error.groups["right"]["gradcam"].frames == 2
    assert error.groups["one_fault"]["gradcam"].frames == 1
    assert error.groups["wrong"]["gradcam"].frames == 1
    good = found.attributes["good"]
    assert (good.kinds, good.in_view, good.left_out) == (("error", "break"), 5, 2)
    assert found.without_places == ("break", "length")
    assert (found.pictures, found.clips, found.labels_differ) == (6, 3, 0)


def test_a_map_on_a_fault_hardly_seen_counts_for_neither_side(tmp_path: Path) -> None:
    found = judged(
        make_lab(
            tmp_path / "p",
            [(picture(error=TRUE, green=BOTTOM_RIGHT), [fault("error"), fault("error", BOTTOM_RIGHT, 0.4)])],
        )
    )
    right = found.attributes["error"].groups["right"]["gradcam"]
    assert (right.frames, right.pointing, right.mass) == (1, 0, 0)


def test_the_maps_of_a_wrong_answer_explain_it_and_stand_apart(tmp_path: Path) -> None:
    frames = [(picture(broken=10), [fault("break")]), (picture(broken=TRUE), [fault("break")])]
    found = judged(make_lab(tmp_path / "p", frames)).attributes["break"].groups
    assert [found[group]["gradcam"].frames for group in ("right", "wrong", "one_fault")] == [1, 1, 1]
    assert found["wrong"]["gradcam"].pointing == 100, "turned over, the fake's map explains the false"
    assert found["wrong"]["lab"].empty == 1, "the lab's speaks for true whatever was decided"


def test_the_labs_map_of_a_saturated_answer_is_a_miss(tmp_path: Path) -> None:
    frames = [(picture(error=SATURATED), [fault("error")]), (picture(error=TRUE), [fault("error")])]
    right = judged(make_lab(tmp_path / "p", frames)).attributes["error"].groups["right"]
    assert right["gradcam"].pointing == 100
    assert (right["lab"].pointing, right["lab"].empty) == (50, 1)
    assert right["lab"].mass == pytest.approx(50 * 0.75**2, rel=0.02), "it is resized to the picture, which spreads it"


def test_the_controls_are_near_what_chance_gives(tmp_path: Path) -> None:
    found = judged(make_lab(tmp_path / "p", [(picture(error=TRUE), [fault("error")])] * 300, per_clip=10))
    right = found.attributes["error"].groups["right"]
    assert right["noise"].pointing == pytest.approx(100 * 9 / 48, abs=8)
    assert right["noise"].mass == pytest.approx(100 / 48, abs=0.4)
    assert right["blob"].pointing == 100, "its first of four equal middle cells is within a cell of the box"
    assert right["noise"].hits != found.attributes["good"].groups["right"]["noise"].hits


def test_what_has_no_truth_is_counted_and_named(tmp_path: Path) -> None:
    project = make_lab(tmp_path / "p", [(picture(error=TRUE), [fault("error")])] * 6)
    (project.truth / "c1.json").unlink()
    (project.truth / "c2.json").write_text(json.dumps({"c2_0.png": []}))
    found = judged(project)
    assert found.clips_without_truth == ("c1",)
    assert (found.pictures, found.pictures_without_truth, found.labels_differ) == (3, 3, 2)
    assert found.attributes["error"].groups["right"]["gradcam"].frames == 2


def test_a_project_that_can_not_be_judged_says_why(tmp_path: Path) -> None:
    project = make_lab(tmp_path / "p", [(picture(), []), (picture(), [fault("error", seen=0.3)])])
    run = run_of(project)
    with pytest.raises(StationError, match="at least a half"):
        judge_maps(project, run, subset="test")
    (project.truth / "c0.json").write_text('{"c0_0.png": 3}')
    with pytest.raises(StationError, match=r"c0\.json: c0_0\.png"):
        judge_maps(project, run, subset="test")
    (project.truth / "c0.json").write_text(json.dumps({"c0_0.png": [fault("error", (0, 0, 640, 480))]}))
    with pytest.raises(StationError, match="64 x 48"):
        judge_maps(project, run, subset="test")
    (project.truth / "c0.json").unlink()
    with pytest.raises(StationError, match="rendered lab"):
        judge_maps(project, run, subset="test")


def test_damaged_pictures_are_named_and_memory_is_bounded(
    tmp_path: Path, worker: MapWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_lab(tmp_path / "p", [(picture(error=TRUE), [fault("error")])] * 7)
    (project.pics / "c1_0.png").write_bytes(b"no picture")
    monkeypatch.setattr(map_truth, "AT_ONCE", 3)
    told: list[str] = []
    shown: list[tuple[str, int, int]] = []
    found = judge_maps(
        project,
        run_of(project),
        subset="test",
        show=lambda *at: shown.append(at),
        skipped=lambda problems, count: told.extend(problems),
    )
    assert found.attributes["error"].groups["right"]["gradcam"].frames == 6
    assert worker.largest <= 3
    assert len(told) == 1
    assert "c1_0.png" in told[0]
    assert shown == [(map_truth.SCORING, done, 7) for done in (3, 6, 7)]


def test_the_json_holds_every_figure(tmp_path: Path) -> None:
    found = judged(make_lab(tmp_path / "p", [(picture(error=TRUE), [fault("error", BOX)])] * 2)).as_json()
    back = json.loads(json.dumps(found, allow_nan=False))
    assert "0.5" in back["rule"]
    assert back["attributes"]["error"]["groups"]["one_fault"]["gradcam"]["pointing"] == 100
    assert set(back["attributes"]["error"]["groups"]) == {"right", "wrong", "one_fault"}
    assert set(back["attributes"]["good"]["groups"]["right"]) == {"gradcam", "hirescam", "noise", "blob", "lab"}
