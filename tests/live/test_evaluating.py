"""Judging a run on a subset: figures, the pictures behind each count, and a result that is kept as long as it holds."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from station.core.errors import StationError
from station.core.images import encode_png
from station.core.picture_cache import load_pictures
from station.core.picture_reader import PLAIN_READER
from station.core.project import Project, create_project
from station.live import evaluating
from station.live.answers import Network
from station.live.evaluating import COUNTS, answers_in, as_json, explained_pictures, judge_run, keep, kept
from station.model.runs import CardSubset, Run, open_run, sha256_of
from tests.live.fakes import FakeInspectWorker
from tests.model.test_runs import make_run


@pytest.fixture
def lab(tmp_path: Path) -> tuple[Project, Run]:
    """Twelve grey pictures; the fake network calls everything true in those that are bright."""
    project = create_project(tmp_path / "p")
    rows = [",name,good,error,break,length"]
    for index in range(12):
        name = f"c{index // 4}_{index % 4}.png"
        grey = 20 * index + 10
        (project.pics / name).write_bytes(encode_png(np.full((48, 64, 3), grey, np.uint8)))
        rows.append(f"{index},{name},{index >= 6},{index < 6},{index % 2 == 0},True")
    for subset in ("train", "valid", "test"):
        project.subset_table(subset).write_text("\n".join(rows) + "\n", encoding="utf-8")
    run = open_run(make_run(project.models / "r", image_size=[64, 48]))
    return project, run


@pytest.fixture(autouse=True)
def fake_network(monkeypatch: pytest.MonkeyPatch) -> list[FakeInspectWorker]:
    made: list[FakeInspectWorker] = []

    @contextmanager
    def loaded(run: Run, **_: object) -> Iterator[Network]:
        made.append(FakeInspectWorker())
        with made[-1] as worker:
            yield Network(worker, run)  # type: ignore[arg-type]

    monkeypatch.setattr(evaluating, "loaded", loaded)
    monkeypatch.setattr(evaluating, "load_apart", load_pictures)
    return made


def test_the_figures_count_what_the_subset_holds(lab: tuple[Project, Run]) -> None:
    project, run = lab
    stages = []
    judged = judge_run(project, run, subset="test", show=lambda stage, done, count: stages.append((stage, done, count)))
    found = judged.evaluation
    assert (found.pictures, found.clips) == (12, 3)
    good, error, length = (found.attributes[name] for name in ("good", "error", "length"))
    assert (good.tp, good.fp, good.tn, good.fn) == (6, 0, 6, 0)
    assert (error.tp, error.fp, error.tn, error.fn) == (0, 6, 0, 6)
    assert length.auroc is None
    assert (evaluating.READING, 12, 12) in stages
    assert (evaluating.STARTING, 0, 0) in stages
    assert stages[-1] == (evaluating.ANSWERING, 12, 12)
    assert json.loads(as_json(found))["attributes"]["good"]["tp"] == 6
    assert len([entry for entry in found.wrong if entry["attribute"] == "error"]) == 12


def test_every_count_has_its_pictures_the_surest_first(lab: tuple[Project, Run]) -> None:
    judged = judge_run(*lab, subset="test")
    for index, figures in enumerate(judged.evaluation.attributes.values()):
        for count in COUNTS:
            assert len(answers_in(judged, attribute=index, count=count)) == getattr(figures, count)
    wrong = answers_in(judged, attribute=1, count="fn")
    assert [answer.name for answer in wrong[:2]] == ["c0_0.png", "c0_1.png"]
    assert (wrong[1].clip, wrong[1].number) == ("c0", 1)


def test_what_is_kept_holds_until_anything_changes(
    lab: tuple[Project, Run], fake_network: list[FakeInspectWorker]
) -> None:
    project, run = lab
    assert kept(project, run, subset="test") is None
    judged = judge_run(project, run, subset="test")
    keep(project, run, judged)
    assert kept(project, run, subset="test") == judged
    assert len(fake_network) == 1
    assert kept(project, run, subset="valid") is None
    table = project.subset_table("test")
    before = table.read_bytes()
    table.write_bytes(before.replace(b"True\n", b"False\n", 1))
    assert kept(project, run, subset="test") is None
    table.write_bytes(before)
    assert kept(project, run, subset="test") == judged
    for changes in ({"thresholds": {"good": 0.9}}, {"weights": {"file": "a.weights.h5", "sha256": "1" * 64}}):
        other = open_run(make_run(run.folder.with_name(f"o{len(changes)}{next(iter(changes))}"), **changes))
        (other.folder / "evaluation_test.json").write_bytes((run.folder / "evaluation_test.json").read_bytes())
        assert kept(project, other, subset="test") is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2]", b"\xff\xfe", b'{"version": 1'])
def test_a_damaged_result_is_judged_anew(lab: tuple[Project, Run], content: bytes) -> None:
    project, run = lab
    keep(project, run, judge_run(project, run, subset="test"))
    (run.folder / "evaluation_test.json").write_bytes(content)
    assert kept(project, run, subset="test") is None


def test_missing_and_damaged_pictures_are_named(lab: tuple[Project, Run]) -> None:
    project, run = lab
    (project.pics / "c0_0.png").unlink()
    (project.pics / "c0_1.png").write_bytes(b"no picture")
    said: list[tuple[int, int]] = []
    judged = judge_run(project, run, subset="test", skipped=lambda problems, count: said.append((len(problems), count)))
    assert judged.evaluation.pictures == 10
    assert said == [(1, 0), (1, 11)]


def test_a_run_that_was_trained_on_another_split_is_known(lab: tuple[Project, Run]) -> None:
    project, run = lab
    taught = CardSubset(file="train.csv", sha256="0" * 64, pictures=12)
    other = replace(run, card=run.card.model_copy(update={"subsets": {"train": taught}}))
    assert not judge_run(project, other, subset="test").is_own_split
    taught = taught.model_copy(update={"sha256": sha256_of(project.subset_table("train"))})
    own = replace(run, card=run.card.model_copy(update={"subsets": {"train": taught}}))
    judged = judge_run(project, own, subset="test")
    assert judged.is_own_split
    keep(project, own, judged)
    found = kept(project, own, subset="test")
    assert found is not None
    assert found.is_own_split


def test_a_run_of_other_attributes_is_refused(lab: tuple[Project, Run]) -> None:
    project, _ = lab
    other = make_run(project.models / "other", attributes=[{"name": "x", "key": "x", "colour": [1, 2, 3]}])
    with pytest.raises(StationError, match="answers x"):
        judge_run(project, open_run(other), subset="test")
    assert kept(project, open_run(other), subset="test") is None


def test_pictures_are_explained_with_the_maps_that_are_wanted(lab: tuple[Project, Run]) -> None:
    project, run = lab
    (project.pics / "c0_1.png").write_bytes(b"no picture")
    paths = [project.pics / f"c0_{number}.png" for number in range(3)]
    network = Network(FakeInspectWorker(), run)  # type: ignore[arg-type]
    found = dict(explained_pictures(network, paths, reader=PLAIN_READER, method="gradcam", attributes=("break",)))
    assert list(found) == paths
    assert isinstance(found[paths[1]], StationError)
    explained = found[paths[0]]
    assert not isinstance(explained, StationError)
    assert explained.shown == ("break",)
    assert set(explained.maps) == set(run.card.attribute_set.names)
    assert explained.overlay[0, 0, 1] > explained.picture[0, 0, 1] + 50  # break is green
    assert (explained.overlay[-1, -1] == explained.picture[-1, -1]).all()
    assert [type(e) for _, e in explained_pictures(network, paths[1:2], reader=PLAIN_READER, method="gradcam")] == [
        StationError
    ]
