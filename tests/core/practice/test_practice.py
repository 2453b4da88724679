"""The practice lab: seeded, true to what it says of itself, and a camera that keeps real time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from station.core.clips import Clip
from station.core.images import read_picture
from station.core.practice.camera import Knobs, PracticeCamera
from station.core.practice.lab import PracticeStrip, film_strip
from station.core.practice.optics import film, make_optics, seen_share
from station.core.practice.stitching import plan_seam
from station.core.practice.strip import Strip, make_strip
from station.core.project import Project, create_project, open_project
from station.core.subsets import merge
from station.core.tables import read_table


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "Prüfung ä ß 日本")


@pytest.mark.parametrize("stitch_mm", [2.0, 4.0])
def test_stitches_are_as_long_as_they_say_within_the_irregularity_of_real_ones(stitch_mm: float) -> None:
    seam = plan_seam(np.random.default_rng(1), length_mm=400, centre_mm=40, stitch_mm=stitch_mm, faults=0)
    steps = np.diff(seam.holes[:, 1])
    assert steps.mean() == pytest.approx(stitch_mm, rel=0.05)
    assert 0.005 < steps.std() / stitch_mm < 0.12
    assert seam.faults == ()
    assert len(seam.strands) == len(seam.holes) - 1


def test_a_seam_has_as_many_faults_as_asked_for_on_average_and_both_kinds() -> None:
    seams = [
        plan_seam(np.random.default_rng(n), length_mm=300, centre_mm=40, stitch_mm=2.0 + 2 * (n % 2), faults=1.0)
        for n in range(100)
    ]
    counts = [len(seam.faults) for seam in seams]
    assert 2.0 < np.mean(counts) <= 3.5
    assert {fault.kind for seam in seams for fault in seam.faults} == {"error", "break"}


def test_a_break_lacks_its_thread_and_an_error_stands_off() -> None:
    """Nothing spans a break's gap, and a widened thread stands half a millimetre off the seam or more."""
    kinds = set()
    for seed in range(40):
        seam = plan_seam(np.random.default_rng(seed), length_mm=200, centre_mm=40, stitch_mm=4.0, faults=1.5)
        for fault in seam.faults:
            kinds.add(fault.kind)
            _, top, _, bottom = fault.box_mm
            within = [strand for strand in seam.strands if top < strand.path[:, 1].mean() < bottom]
            spans = [strand for strand in within if np.ptp(strand.path[:, 1]) > 0.8 * (bottom - top - 0.8)]
            if fault.kind == "break":
                assert not [strand for strand in spans if strand.sinks == (True, True)]
            else:
                chords = [np.linspace(strand.path[0, 0], strand.path[-1, 0], len(strand.path)) for strand in within]
                aside = [np.abs(strand.path[:, 0] - chord).max() for strand, chord in zip(within, chords, strict=True)]
                assert max(aside) > 0.5
    assert kinds == {"error", "break"}


def test_the_share_that_is_seen_is_the_share_of_the_box_in_view() -> None:
    rng = np.random.default_rng(0)
    strip = make_strip(rng, width_mm=90, length_mm=150, stitch_mm=2.0, faults=0)
    optics = make_optics(rng, size=(640, 480), px_per_mm=10)
    view = film(rng, strip, optics, at_mm=75)
    assert view.picture.shape == (480, 640, 3)
    box, share = seen_share((44.0, 74.0, 46.0, 76.0), view)
    assert box is not None
    assert share == pytest.approx(1)
    assert seen_share((44.0, 200.0, 46.0, 202.0), view) == (None, 0.0)
    top = np.linalg.solve(view.matrix[:, :2], np.array([320.0, 0.0]) - view.matrix[:, 2])
    box, share = seen_share((top[0] - 1, top[1] - 3, top[0] + 1, top[1] + 3), view)
    assert box is not None
    assert box[1] == 0
    assert 0.4 < share < 0.6


def test_a_strip_is_written_with_clip_pictures_labels_and_truth(project: Project) -> None:
    clip = film_strip(PracticeStrip(3, frames=6, seed=2), project=project)
    assert clip == "strip0003"
    with Clip(project.videos / "strip0003.mp4") as video:
        assert len(video) == 6
        np.testing.assert_array_equal(video.frame(2).picture, read_picture(project.pics / "strip0003_2.png"))
    truth = json.loads((project.truth / "strip0003.json").read_text("utf-8"))
    geometry = json.loads((project.truth / "strips" / "strip0003.json").read_text("utf-8"))
    assert list(truth) == [f"strip0003_{n}.png" for n in range(6)]
    assert geometry["stitch_mm"] in (2.0, 4.0)
    assert len(geometry["stitches_mm"]) > 10
    assert geometry["views"]["strip0003_0.png"]["px_per_mm"] == pytest.approx(10, rel=0.1)
    pictures, missing = merge(open_project(project.folder))
    assert len(pictures) == 6
    assert missing == []
    for row in read_table(project.label_table("strip0003")).rows:
        seen = {
            kind: max([f["seen"] for f in truth[row.name] if f["kind"] == kind], default=0)
            for kind in ("error", "break")
        }
        error, broken = seen["error"] >= 0.5, seen["break"] >= 0.5
        assert row.values == (not (error or broken), error, broken, geometry["stitch_mm"] == 2.0)
        for fault in truth[row.name]:
            x0, y0, x1, y1 = fault["box"]
            assert 0 <= x0 < x1 <= 640
            assert 0 <= y0 < y1 <= 480


def test_the_same_seed_films_the_same_and_another_does_not(project: Project, tmp_path: Path) -> None:
    other, third = create_project(tmp_path / "b"), create_project(tmp_path / "c")
    film_strip(PracticeStrip(0, frames=3, seed=7), project=project)
    film_strip(PracticeStrip(0, frames=3, seed=7), project=other)
    film_strip(PracticeStrip(0, frames=3, seed=8), project=third)
    names = ("pics/strip0000_0.png", "pics/strip0000_2.png", "pics/strip0000_data.csv", "truth/strip0000.json")
    for name in names:
        assert (project.folder / name).read_bytes() == (other.folder / name).read_bytes()
    assert (project.folder / names[0]).read_bytes() != (third.folder / names[0]).read_bytes()


class FakeTime:
    """A clock that moves only when somebody waits or is slow."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def test_the_practice_camera_keeps_real_time_and_shows_what_a_slow_reader_missed() -> None:
    time = FakeTime()
    camera = PracticeCamera(size=(160, 120), rate=30, clock=time, wait=time.wait)
    camera.open()
    first = [camera.read() for _ in range(5)]
    assert [frame.number for frame in first] == [0, 1, 2, 3, 4]
    assert first[4].time_s == pytest.approx(4 / 30)
    time.now += 1.0
    assert camera.read().number in (34, 35)
    assert camera.live


def test_a_strip_that_was_laid_before_is_the_first_and_time_begins_with_the_opening() -> None:
    time, other = FakeTime(), FakeTime()
    opened = PracticeCamera(size=(160, 120), clock=other, wait=other.wait)
    camera = PracticeCamera(size=(160, 120), clock=time, wait=time.wait)
    camera.lay()
    with pytest.raises(RuntimeError, match="before it was opened"):
        camera.read()
    time.now += 60.0
    camera.open()
    opened.open()
    assert camera.strips == 1
    for _ in range(3):
        frame, expected = camera.read(), opened.read()
        assert (frame.number, frame.time_s) == (expected.number, expected.time_s)
        np.testing.assert_array_equal(frame.picture, expected.picture)


def test_the_practice_camera_lays_the_next_strip_when_one_has_passed() -> None:
    time = FakeTime()
    camera = PracticeCamera(size=(160, 120), rate=30, knobs=lambda: Knobs(speed_mm_s=600), clock=time, wait=time.wait)
    camera.open()
    pictures = [camera.read().picture for _ in range(16)]
    assert camera.strips >= 2
    assert (pictures[0] != pictures[-1]).any()
    camera.close()
    with pytest.raises(RuntimeError, match="before it was opened"):
        camera.read()


class Bench:
    """Makes strips when it is told to."""

    made: ClassVar["list[Bench]"] = []

    def __init__(self, make: Callable[[], Strip]) -> None:
        self.make = make
        self.ready = not Bench.made
        Bench.made.append(self)

    def is_ready(self) -> bool:
        return self.ready

    def take(self) -> Strip:
        return self.make()


def test_a_knob_lays_another_strip_as_soon_as_one_is_made_and_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bench, "made", [])
    time, knobs = FakeTime(), [Knobs(speed_mm_s=0, stitch_mm=2, faults=0)]
    camera = PracticeCamera(size=(160, 120), clock=time, wait=time.wait, knobs=lambda: knobs[0], making=Bench)
    camera.open()
    camera.read()
    knobs[0] = Knobs(speed_mm_s=0, stitch_mm=4, faults=0)
    camera.read()
    assert camera.strips == 1  # the one that is being made was begun for the old knobs, and is waited for beside
    Bench.made[-1].ready = True
    camera.read()
    assert camera.strips == 1
    Bench.made[-1].ready = True
    camera.read()
    assert camera.strips == 2
    assert camera._strip is not None
    assert camera._strip.seam.stitch_mm == 4
    assert [camera.read().number for _ in range(2)] == [4, 5]
