"""`station explain --figure`, with a network that answers what is written in the pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from station.cli import figures, judging
from station.core.attributes import SEAM
from station.core.figure import Column
from station.core.heat import heat_maps, of_probability
from station.core.images import encode_png, read_picture
from station.core.messages import Answers, Array
from station.core.palette import in_palette
from station.core.picture_reader import PLAIN_READER
from station.core.project import create_project
from station.live import evaluating
from station.live.answers import Network
from station.live.evaluating import Explained, explained_pictures
from station.model.runs import Run as StationRun
from station.model.runs import open_run
from tests.cli.conftest import Run
from tests.live.fakes import FakeInspectWorker
from tests.model.test_runs import make_run

SIZE = (64, 48)
LABELS = {
    "a_0.png": ("error", ()),
    "b_0.png": ("break", ()),
    "c_0.png": ("error break", ()),
    "d_0.png": ("good length", ()),
    "e_0.png": ("good", ()),
    "f_0.png": ("break", ("break",)),
}
"""Of each picture the label, and what is answered otherwise."""


class ReadingWorker(FakeInspectWorker):
    """Reads each attribute's probability in the brightness of its upright band; its map is warm in the band's first row."""

    def expect(self, kind: type[Any]) -> Answers:
        del kind
        request = self._waiting.pop(0)
        pictures = request.pictures.unpack()
        bands = np.split(pictures.mean(axis=(1, 3)), self._attributes, axis=1)
        probabilities = np.stack([band.mean(axis=1) for band in bands], axis=1).astype(np.float32) / 255
        maps = np.zeros((len(pictures), 3, self._attributes, self._attributes), np.float32)
        for index in range(self._attributes):
            maps[:, 0, index, index] = 1
            maps[:, 2, index, index] = -1
            maps[:, 1, 0, index] = 0.5
        packed = Array.of(maps) if request.maps else None
        return Answers(request.number, Array.of(probabilities), packed, packed)


def banded(*probabilities: float) -> bytes:
    width = SIZE[0] // len(probabilities)
    row = np.repeat(np.rint(np.array(probabilities) * 255).astype(np.uint8), width)
    return encode_png(np.repeat(np.tile(row, (SIZE[1], 1))[:, :, None], 3, axis=2))


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    project = create_project(tmp_path / "Prüfung ä ß")
    rows = [",name,good,error,break,length"]
    for index, (name, (label, wrong)) in enumerate(LABELS.items()):
        truth = [a in label.split() for a in SEAM.names]
        said = [0.95 if value != (a in wrong) else 0.05 for a, value in zip(SEAM.names, truth, strict=True)]
        (project.pics / name).write_bytes(banded(*said))
        rows.append(f"{index},{name},{','.join(map(str, truth))}")
    for subset in ("train", "valid", "test"):
        project.subset_table(subset).write_text("\n".join(rows) + "\n", encoding="utf-8")
    make_run(project.models / "r", image_size=list(SIZE))
    return project.folder


@pytest.fixture(autouse=True)
def fake_network(monkeypatch: pytest.MonkeyPatch) -> list[StationRun]:
    loads: list[StationRun] = []

    @contextmanager
    def loaded(run: StationRun, **_: object) -> Iterator[Network]:
        loads.append(run)
        with ReadingWorker() as worker:
            yield Network(worker, run)  # type: ignore[arg-type]

    for module in (figures, judging, evaluating):
        monkeypatch.setattr(module, "loaded", loaded)
    return loads


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the figures are made of."""
    from station.core import figure

    made: list[dict[str, Any]] = []
    real = figure.draw_figure

    def draw_figure(columns: list[Column], **more: Any) -> Any:
        made.append({"columns": columns, **more})
        return real(columns, **more)

    monkeypatch.setattr(figure, "draw_figure", draw_figure)
    return made


def test_telling_pictures_are_chosen_and_told_of(
    run: Run, lab: Path, tmp_path: Path, drawn: list[dict[str, Any]], fake_network: list[StationRun]
) -> None:
    code, out, err = run("explain", lab, "--model", "r", "--figure", tmp_path / "Abb ü.png")
    assert code == 0, err
    assert "figure of 5 pictures" in out
    columns = drawn[0]["columns"]
    assert [(c.title, tuple(c.maps)) for c in columns] == [
        ("a_0", ("error",)),
        ("b_0", ("break",)),
        ("c_0", ("error", "break")),
        ("d_0", ("length",)),
        ("e_0", ("good",)),
    ]
    assert all(column.is_right for column in columns)
    assert (columns[2].truth, columns[2].answer) == ("error, break", "error 0.95, break 0.95")
    assert drawn[0]["caption"].startswith("run r · Grad-CAM of the logit · lab palette")
    assert drawn[0]["caption"].count("test pictures") == 1
    assert read_picture(tmp_path / "Abb ü.png").shape[1] > 1500
    assert not (lab / "models" / "r" / "explained-gradcam").exists(), "overlays only where they are asked for"
    before = len(fake_network)
    assert run("explain", lab, "--model", "r", "--figure", tmp_path / "2.png", "--palette", "safe")[0] == 0
    assert len(fake_network) == before + 1, "the answers were kept; only the maps are made anew"
    assert drawn[1]["attributes"] == in_palette(SEAM, "safe")
    assert (tmp_path / "2.png").read_bytes() != (tmp_path / "Abb ü.png").read_bytes()


def test_named_pictures_are_shown_wrong_ones_and_foreign_ones_too(
    run: Run, lab: Path, tmp_path: Path, drawn: list[dict[str, Any]]
) -> None:
    foreign = tmp_path / "foreign.png"
    foreign.write_bytes(banded(0.1, 0.2, 0.1, 0.1))
    code, _, err = run("explain", lab, "f_0.png", foreign, "--model", "r", "--figure", tmp_path / "figure.svg")
    assert code == 0, err
    wrong, unknown = drawn[0]["columns"]
    assert (wrong.title, wrong.truth, wrong.is_right) == ("f_0", "break", False)
    assert wrong.answer == "not break 0.05"
    assert wrong.says == "not good"
    assert (unknown.title, unknown.truth, unknown.is_right) == ("foreign", "", None)
    assert unknown.answer == "none (error 0.20)"
    assert (tmp_path / "figure.svg").read_bytes()[:5] == b"<?xml"


def test_a_bad_suffix_is_refused_before_anything_is_done(
    run: Run, lab: Path, tmp_path: Path, fake_network: list[StationRun]
) -> None:
    code, _, err = run("explain", lab, "--model", "r", "--figure", tmp_path / "figure.jpg")
    assert code == 2
    assert "a figure is written as .png, .pdf, .svg" in err
    assert not fake_network


def test_too_many_pictures_are_refused_in_a_sentence(run: Run, lab: Path, tmp_path: Path) -> None:
    code, _, err = run("explain", lab, *["a_0.png"] * 25, "--model", "r", "--figure", tmp_path / "figure.png")
    assert code == 2
    assert "1 to 24 pictures. Received: 25" in err


def test_overlays_follow_the_palette_and_stand_beside_the_figure(run: Run, lab: Path, tmp_path: Path) -> None:
    for palette in ("lab", "safe"):
        words = ("--palette", palette, "--out", tmp_path / palette, "--figure", tmp_path / f"{palette}.pdf")
        assert run("explain", lab, "b_0.png", "--model", "r", *words)[0] == 0
        assert {path.name for path in (tmp_path / palette).iterdir()} == {"b_0.png", "b_0.npz"}
    plain, safe = (read_picture(tmp_path / palette / "b_0.png")[4, 40].astype(int) for palette in ("lab", "safe"))
    assert plain[1] > plain[0] + 60
    assert plain[1] > plain[2] + 60, "green"
    assert safe[0] > plain[0] + 40
    assert safe[2] > plain[2] + 40


CLASSES = [{"name": name, "key": name[0].lower(), "colour": [0, 0, 255]} for name in ("Apfel", "Orange", "Tomate")]


def test_the_score_decides_of_what_the_maps_of_classes_are(lab: Path) -> None:
    card = open_run(
        make_run(lab / "models" / "c", image_size=[63, 48], attributes=CLASSES, kind="classes", thresholds={})
    )
    picture = lab / "pics" / "class.png"
    row = np.repeat(np.rint(np.array((0.6, 0.3, 0.1)) * 255).astype(np.uint8), 21)
    picture.write_bytes(encode_png(np.repeat(np.tile(row, (48, 1))[:, :, None], 3, axis=2)))
    found: dict[str, Explained] = {}
    for score in ("logit", "probability"):
        network = Network(ReadingWorker(), card)  # type: ignore[arg-type]
        explained = next(explained_pictures(network, [picture], reader=PLAIN_READER, method="gradcam", score=score))[1]  # type: ignore[arg-type]
        assert isinstance(explained, Explained)
        found[score] = explained
    assert found["logit"].decided == (True, False, False)
    assert found["logit"].shown == ("Apfel",)
    raw = np.zeros((1, 3, 3, 3), np.float32)
    for index in range(3):
        raw[0, 0, index, index], raw[0, 2, index, index], raw[0, 1, 0, index] = 1, -1, 0.5
    probabilities = np.array([found["logit"].probabilities], np.float32)
    said = np.array([[True, False, False]])
    wanted = {"logit": raw, "probability": of_probability(raw, probabilities, kind="classes")}
    for score, explained in found.items():
        heat = heat_maps(wanted[score], decisions=said, kind="classes")[0, :, :, 0]
        np.testing.assert_allclose(explained.maps["Apfel"], heat, atol=1e-6)
    assert np.abs(found["logit"].maps["Apfel"] - found["probability"].maps["Apfel"]).max() > 0.3
