"""Names of recordings: from the template, fit for every file system, never one that exists."""

from datetime import datetime

import pytest

from station.core.clip_names import clip_name, seconds_left, unused

WHEN = datetime(2026, 11, 22, 14, 5, 9)
TEMPLATE = "video_{date}_{time}__{note}"


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("red thread", "video_2026-11-22_14-05-09__red-thread"),
        ("", "video_2026-11-22_14-05-09"),
        ("   ", "video_2026-11-22_14-05-09"),
        ("größe 2/4 mm: <neu>", "video_2026-11-22_14-05-09__größe-2-4-mm-neu"),
        ("../../etc/passwd", "video_2026-11-22_14-05-09__etc-passwd"),
        ("x" * 200, "video_2026-11-22_14-05-09__" + "x" * 60),
    ],
)
def test_a_name_is_made_from_the_template(note: str, name: str) -> None:
    assert clip_name(TEMPLATE, when=WHEN, note=note) == name


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{note}", "video"),
        ("..{note}", "video"),
        ("a/b\\c:{time}", "a-b-c-14-05-09"),
        ("con", "_con"),
        ("com²", "_com²"),
        ("{lab}-{date}", "lab-2026-11-22"),
        ("{date!r}", "date-r"),
    ],
)
def test_whatever_the_template_the_name_is_one_that_a_file_may_have(template: str, name: str) -> None:
    assert clip_name(template, when=WHEN) == name


def test_a_name_that_is_taken_gets_a_number_whatever_the_case() -> None:
    assert unused("video", taken=["other"]) == "video"
    assert unused("video", taken=["Video", "video-2"]) == "video-3"


def test_how_long_a_disk_lasts_is_told_after_a_second() -> None:
    assert seconds_left(10_000_000, recorded_bytes=100_000, recorded_s=2.0) == 200.0
    assert seconds_left(-5, recorded_bytes=100_000, recorded_s=2.0) == 0.0
    assert seconds_left(10_000_000, recorded_bytes=100_000, recorded_s=0.5) is None
    assert seconds_left(10_000_000, recorded_bytes=757, recorded_s=2.0) is None, "the head of a file alone"
