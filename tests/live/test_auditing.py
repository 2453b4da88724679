"""Auditing a run on a subset with a network whose maps are planted; what is kept holds as long as nothing changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from station.cli.audit_table import audit_json, print_audit
from station.core.errors import StationError
from station.core.images import encode_png
from station.core.messages import Answer, Answers, Array
from station.core.picture_cache import load_pictures
from station.core.project import Project, create_project
from station.live import auditing
from station.live.answers import Network
from station.live.auditing import audit_run, keep_audit, kept_audit
from station.model.audit import Place
from station.model.runs import Run, open_run
from tests.live.fakes import FakeInspectWorker
from tests.model.test_runs import make_run

PICTURES = 24
BREAK = 2


def seam_picture(seed: int) -> np.ndarray:
    """Grey cloth with a dashed red line near the middle; every other one with a tag, as far as the network can tell."""
    rng = np.random.default_rng(seed)
    picture = rng.normal(120, 6, (192, 256, 3))
    column = 120 + seed % 8
    for row in range(0, 192, 8):
        picture[row : row + 5, column : column + 3] = (40, 40, 200)
    if seed % 2:
        picture[4:20, 4:20] = (40, 60, 235)
    return picture.clip(0, 255).astype(np.uint8)


class LooksAtTags(FakeInspectWorker):
    """Calls a break what has a tag, and looks at it; everything else it sees on the seam."""

    def expect(self, kind: type[Any]) -> Answers:
        del kind
        request: Answer = self._waiting.pop(0)
        pictures = request.pictures.unpack()
        tagged = pictures[:, 12, 12, 2] > 200
        probabilities = np.full((len(pictures), 4), 0.1, np.float32)
        probabilities[tagged, BREAK] = 0.9
        maps = np.zeros((len(pictures), 24, 32, 4), np.float32)
        maps[:, :, 15] = np.where(probabilities >= 0.5, 1, -1)[:, None]
        maps[tagged, 1, 1, BREAK] = 40
        packed = Array.of(maps)
        return Answers(request.number, Array.of(probabilities), packed, packed)


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Project, Run]:
    """Pictures with a seam, half of them tagged, and a run that looks at tags."""

    @contextmanager
    def loaded(run: Run, **_: object) -> Iterator[Network]:
        with LooksAtTags() as worker:
            yield Network(worker, run)  # type: ignore[arg-type]

    monkeypatch.setattr(auditing, "loaded", loaded)
    monkeypatch.setattr(auditing, "load_apart", load_pictures)
    project = create_project(tmp_path / "p")
    rows = [",name,good,error,break,length"]
    for index in range(PICTURES):
        (project.pics / f"c_{index}.png").write_bytes(encode_png(seam_picture(index)))
        rows.append(f"{index},c_{index}.png,False,False,{bool(index % 2)},True")
    for subset in ("train", "valid", "test"):
        project.subset_table(subset).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return project, open_run(make_run(project.models / "r"))


def test_the_tag_is_named_and_what_lies_on_the_seam_is_not(
    lab: tuple[Project, Run], capsys: pytest.CaptureFixture[str]
) -> None:
    project, run = lab
    told: list[tuple[str, int, int]] = []
    audit = audit_run(project, run, subset="test", show=lambda *at: told.append(at))
    assert (audit.of, audit.pictures, audit.without_seam) == (PICTURES, PICTURES, 0)
    assert [found.name for found in audit.warnings] == ["break"]
    found = audit.warnings[0]
    assert (found.pictures, found.aside, found.place, found.in_place) == (12, 12, Place.UPPER_LEFT, 12)
    assert {aside.name for aside in found.worst} == {f"c_{index}.png" for index in range(1, PICTURES, 2)}
    assert [one.aside for one in audit.attributes if one.name != "break"] == [0, 0, 0]
    assert told[-1] == (auditing.ANSWERING, PICTURES, PICTURES)
    print_audit(audit)
    said = capsys.readouterr().out
    assert "break: 62 % of what the network looked at lies outside the seam, mostly in the upper left corner" in said
    assert "(12 of 12 pictures); it may be right for the wrong reason - look at c_" in said
    assert audit_json(audit)["attributes"][BREAK]["place"] == "upper left"


def test_what_is_kept_holds_for_these_weights_and_this_table(lab: tuple[Project, Run]) -> None:
    project, run = lab
    assert kept_audit(project, run, subset="test") is None
    audit = audit_run(project, run, subset="test")
    keep_audit(project, run, audit)
    assert kept_audit(project, run, subset="test") == audit
    assert kept_audit(project, run, subset="valid") is None
    table = project.subset_table("test")
    before = table.read_bytes()
    table.write_bytes(before.replace(b"True\n", b"False\n", 1))
    assert kept_audit(project, run, subset="test") is None
    table.write_bytes(before)
    other = open_run(make_run(run.folder.with_name("o"), weights={"file": "a.weights.h5", "sha256": "1" * 64}))
    (other.folder / "audit_test.json").write_bytes((run.folder / "audit_test.json").read_bytes())
    assert kept_audit(project, other, subset="test") is None
    with pytest.raises(ValueError, match="all"):
        keep_audit(project, run, audit_run(project, run, subset="all"))


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff", b'{"version": 1', b"x" * ((1 << 20) + 1), b'{"audit": ' + b"[" * 9999]
)
def test_a_damaged_result_is_no_result(lab: tuple[Project, Run], content: bytes) -> None:
    project, run = lab
    (run.folder / "audit_test.json").write_bytes(content)
    assert kept_audit(project, run, subset="test") is None


def test_classes_and_pictures_without_a_seam_are_refused_in_a_sentence(lab: tuple[Project, Run]) -> None:
    project, run = lab
    classes = [{"name": n, "key": n[0].lower(), "colour": [1, 2, 3]} for n in ("Apfel", "Orange")]
    fruit = open_run(make_run(project.models / "f", kind="classes", attributes=classes))
    with pytest.raises(StationError, match="looks at the seam; the run f tells classes apart"):
        audit_run(project, fruit, subset="test")
    for index in range(PICTURES):
        (project.pics / f"c_{index}.png").write_bytes(encode_png(np.full((192, 256, 3), 10 * index, np.uint8)))
    with pytest.raises(StationError, match="found in 0 of 24 pictures"):
        audit_run(project, run, subset="test")
