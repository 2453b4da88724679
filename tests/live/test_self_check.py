"""The station's check of itself: what it tries is real, and what fails is its error, not its end."""

from pathlib import Path

from station.core.errors import StationError
from station.live.self_check import SelfCheck, checked


def test_it_films_records_labels_and_reads_back(tmp_path: Path) -> None:
    found = [checked(name, step) for name, step in SelfCheck(tmp_path).steps[:2]]
    assert [(one.name, one.error) for one in found] == [("camera and recording", ""), ("label", "")]
    assert "all read back" in found[0].told
    assert (tmp_path / "project" / "pics" / "recorded_0.png").is_file()


def test_what_goes_wrong_is_told_and_the_next_check_comes() -> None:
    def refuse() -> str:
        raise StationError("the disk is full")

    def break_down() -> str:
        raise ZeroDivisionError("oh")

    assert checked("disk", refuse).error == "the disk is full"
    broken = checked("fault", break_down)
    assert broken.error.startswith("ZeroDivisionError: oh")
    assert "test_self_check" in broken.error, "with where it was"
