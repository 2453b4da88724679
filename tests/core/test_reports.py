"""A shift report tells what the journal tells: the counts, the faults, what was missed, and whether it was altered."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from station.core import report_words, shift_report
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.images import encode_jpeg
from station.core.journal_entries import Acknowledged, Check, Coverage, End, FaultHeld, Lost, Quiet, Stretch
from station.core.no_result import REASONS
from station.core.report_facts import facts_of
from station.core.report_words import Words
from station.core.reports import sessions_of_day, write_report
from station.core.verdict import Verdict
from tests.core.journal_made import BEGUN, END, frames, made_session, said, tampered

NOW = datetime(2026, 11, 22, 16, tzinfo=UTC)
COVERED = Coverage(
    lengths={"NOT_INSPECTED": 20.0, "NO_RESULT": 0.0, "OK": 970.5, "NOT_OK": 9.5},
    is_scaled=True,
    stretches=(
        Stretch(begin=0.0, end=970.5, said="OK"),
        Stretch(begin=970.5, end=980.0, said="NOT_OK"),
        Stretch(begin=980.0, end=1000.0, said="NOT_INSPECTED"),
    ),
    unmeasured=37,
)


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A session with one of everything."""
    picture = encode_jpeg(np.full((120, 160, 3), 90, np.uint8))
    held = FaultHeld(
        fault=2, frame=4711, time_s=1.0, seen_s=1.5, found={"good": False}, probabilities={"good": 0.04}, place_mm=975.0
    )
    return made_session(
        tmp_path / "Prüfung" / "journal",
        [
            Check(name="known samples", passed=False, detail={"blur": 0.5, "sound": "OK"}),
            frames(0, 3),
            Acknowledged(who="Jörg <b>", faults=1, stood=True),
            held,
            said(Quiet(since_s=1.0, reason="it was unplugged"), at_s=2.0),
            said(frames(4, 3), at_s=8.0),
            said(Lost(frames={"OK": 3}, first=8, last=10, since_s=8, until_s=9, reason="disk full"), at_s=9.0),
            said(COVERED, at_s=9.0),
            said(
                End(why="stopped", frames=counts(), seconds={"OK": 3700.0}, faults=2, unready=5, left_out=7), at_s=9.0
            ),
        ],
        fault=picture,
    )


def counts() -> dict[str, int]:
    return {"OK": 5, "NOT OK": 2, "NO RESULT": 2, "NOT INSPECTED": 9}


def plain(path: Path) -> str:
    """The text of an HTML report, as it is read."""
    html = re.sub(r"<style>.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def report(session: Path, *, language: str = "en") -> str:
    path = session.parent / "Bericht ä.html"
    write_report(path, [session], language=language, now=NOW)  # type: ignore[arg-type]
    return plain(path)


def test_a_report_tells_counts_faults_checks_gaps_and_the_head(session: Path) -> None:
    facts = facts_of(session)
    assert facts.check.problem == ""
    text = report(session)
    assert "18 frames in all" in text
    assert "OK 5 27.8 % 1 h 1 min" in text
    assert "NOT INSPECTED 9 50.0 %" in text
    assert "Fault 1, acknowledged by Jörg &lt;b&gt;" in text, "what a person is called is no markup"
    assert "2 09:00:01 4,711 975.0 mm good: no (0.040) –" in text
    assert "known samples NOT PASSED blur: 0.500; sound: OK" in text
    assert "after the last judged frame 7" in text
    assert "no frames – it was unplugged" in text
    assert "not in the journal: 3 frames (disk full)" in text
    assert "Seam that passed 1,000.0 mm" in text
    assert "of it judged 980.0 mm (98.0 %)" in text
    assert "Frames of which nobody knows where they lie 37" in text
    assert "5 frames passed before the network was ready" in text
    assert f"Head {facts.check.head}" in text
    assert "2026-11-22 09:00:00 (UTC+01:00)" in text
    assert "certifies nothing" in text


def test_a_report_needs_nothing_but_itself_and_runs_nothing(session: Path) -> None:
    path = session.parent / "report.html"
    write_report(path, [session], language="en", now=NOW)
    html = path.read_text(encoding="utf-8")
    assert "data:image/jpeg;base64," in html
    assert not re.search(r"(src|href)=\"(?!data:)", html)
    assert "http" not in html.replace("http-equiv", "")
    assert "<script" not in html
    assert "default-src 'none'" in html


def test_a_report_in_german_has_german_numbers_and_no_english_words(session: Path) -> None:
    text = report(session, language="de")
    assert "Schichtbericht" in text
    assert "OK 5 27,8 % 1 h 1 min" in text
    assert "NICHT GEPRÜFT 9 50,0 %" in text
    assert "22.11.2026 09:00:00 (UTC+01:00)" in text
    assert "Alarm quittiert von" in text
    assert "keine Bilder von der Quelle" in text


def test_every_text_of_the_report_has_its_german() -> None:
    source = Path(shift_report.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r'words\(\s*"([^"]+)"', source)) | {shift_report.NO_SAFETY, shift_report.NOTE_HEAD}
    assert len(used) > 60
    assert used <= set(report_words.texts())


def test_a_check_with_samples_and_a_picture_that_drifted_are_said_in_words(tmp_path: Path) -> None:
    detail: dict[str, float | str | bool] = {"holds_hours": 12.0, "source": "camera 0"}
    for name, passed in (("sound", True), ("break", False)):
        detail |= {f"{name}: passed": passed, f"{name}: right": 20, f"{name}: judged": 25, f"{name}: seconds": 4.2}
    change: dict[str, float | str | bool] = {"change": "darker", "against": "check", "share": -0.22}
    said_of_it = [
        Check(name="start of shift", passed=False, who="Jörg", detail=detail),
        Check(name="drift", passed=False, detail=change),
    ]
    session = made_session(tmp_path / "journal", [*said_of_it, END])
    english = "break: NOT PASSED (20 right, 25 judged); holds for hours: 12; by Jörg"
    assert f"Start of shift NOT PASSED sound: passed (20 right, 25 judged); {english}" in report(session)
    undemanded = Check(name="start of shift", passed=True, who="Jörg", detail={**detail, "holds_hours": 0.0})
    assert "holds for hours" not in report(made_session(tmp_path / "other", [undemanded, END]))
    german = report(session, language="de")
    assert "dunkler als bei der letzten Prüfung um 22,0 %" in german
    assert "fehlerfrei: bestanden (20 richtig, 25 beurteilt)" in german


def test_every_reason_of_the_journal_has_its_german() -> None:
    assert {reason for reason in REASONS if reason} <= set(report_words.texts())
    assert {verdict.value for verdict in Verdict} <= set(report_words.texts())


def test_an_altered_journal_is_said_in_the_report(session: Path) -> None:
    tampered(session, "UPDATE entries SET content = x'00' WHERE number = 6")
    text = report(session)
    assert "ALTERED: 000001" in text
    assert "ALTERED (entry 6): its hash is not that of its content: it was altered" in text
    assert "As written no" in text
    assert "not ended" in text


def test_a_picture_that_can_not_be_read_is_said_in_its_place(session: Path) -> None:
    deadly = "can't be opened: the process that decoded it died of it, and nothing else did"

    class Dying:
        """Its worker dies of every picture."""

        def expect(self, paths: Sequence[Path]) -> None:
            raise AssertionError

        def read(self, path: Path, *, then: Sequence[Path] = ()) -> Picture:
            raise StationError(f"{path} {deadly}")

        def close(self) -> None:
            return

    path = session.parent / "report.html"
    write_report(path, [session], language="en", now=NOW, reader=Dying())
    assert f"no picture: fault_0001.jpg {deadly}".replace("'", "&#x27;") in plain(path)
    assert "data:image" not in path.read_text(encoding="utf-8")


def test_a_pdf_has_its_pages_and_its_texts_whatever_the_letters(session: Path, tmp_path: Path) -> None:
    path = tmp_path / "Bericht.pdf"
    write_report(path, [session], language="de", now=NOW)
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") >= 2
    assert b"/Subtype /Image" in data
    write_report(path, [session], language="de", now=NOW)
    assert path.read_bytes() == data, "the same report is the same file"
    other = made_session(tmp_path / "journal", [Acknowledged(who="検査 😀 <&>", faults=0, stood=True), END])
    write_report(path, [other, other], language="en", now=NOW)
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_report_without_faults_frames_or_an_end_is_one_too(tmp_path: Path) -> None:
    session = made_session(tmp_path / "journal", [])
    text = report(session)
    assert "0 frames in all" in text
    assert "No fault held." in text
    assert "not ended: it runs, was interrupted, or its end was cut off" in text
    assert "It was not measured how much seam passed." in text


def test_the_sessions_of_a_day_are_those_that_began_on_it_or_went_on_into_it(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    made_session(folder, [END], utc=BEGUN - timedelta(days=1))
    later = said(Acknowledged(who="Jörg", faults=0, stood=False), at_s=30000.0, utc=BEGUN)
    night = made_session(folder, [later], utc=BEGUN - timedelta(hours=9))
    today = [made_session(folder, [END], utc=BEGUN + timedelta(hours=at)) for at in (0, 1)]
    assert sessions_of_day(folder, NOW) == [night, *today]
    with pytest.raises(StationError, match="2026-11-25"):
        sessions_of_day(folder, NOW + timedelta(days=3))


def test_a_report_is_html_or_pdf_and_of_something(session: Path, tmp_path: Path) -> None:
    with pytest.raises(StationError, match=r"\.html or \.pdf"):
        write_report(tmp_path / "report.docx", [session], language="en", now=NOW)
    with pytest.raises(StationError, match="at least one session"):
        write_report(tmp_path / "report.html", [], language="en", now=NOW)
    empty = session.parent / "000009"
    empty.mkdir()
    with pytest.raises(StationError):
        write_report(tmp_path / "report.html", [empty], language="en", now=NOW)


def test_numbers_and_times_are_written_as_their_language_does() -> None:
    english, german = Words("en"), Words("de")
    assert (english.number(1234567.891, 2), german.number(1234567.891, 2)) == ("1,234,567.89", "1.234.567,89")
    assert english.per_cent(0.0001) == "< 0.1 %", "rare is not never"
    assert german.per_cent(0.99999) == "> 99,9 %"
    assert [english.duration(s) for s in (0.42, 61, 7500, -3600)] == ["0.4 s", "1 min 1 s", "2 h 5 min", "-1 h 0 min"]
