"""The labeller's desk: what a frame shows, what is carried on, and undo of everything."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from station.core.attributes import SEAM, Attribute, AttributeSet
from station.core.clip_files import check_only_clip, clips_of
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.images import read_picture
from station.core.label_counts import (
    LabelCounts,
    contradictions,
    counted,
    counts_by_clip,
    labels_an_hour,
)
from station.core.label_desk import Kept, LabelDesk, State, Tiding
from station.core.labels import LabelTable
from station.core.project import Project, create_project
from station.core.suggestion import Suggestion
from station.core.tables import read_table

CLIP = "Naht_ü 1"
COUNT = 12
GOOD = (True, False, False, False)
ERROR = (True, True, False, False)
BEGIN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class Halt(Exception):
    """Somebody stopped the range."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "Prüfung ä ß")


def frame(number: int) -> Frame:
    if number == 9:
        raise StationError("frame 9 is damaged")
    return Frame(np.full((6, 8, 3), number, np.uint8), number, number / 30)


def desk_of(project: Project, *, kept: Kept | None = None, frame_of: Callable[[int], Frame] = frame) -> LabelDesk:
    minutes = itertools.count()
    table = LabelTable(project, clip=CLIP, labeller="Änne", clock=lambda: BEGIN + timedelta(minutes=next(minutes)))
    return LabelDesk(table, attributes=project.attributes, count=COUNT, frame_of=frame_of, kept=kept)


def never(done: int, count: int) -> None:
    del done, count


def pictures(project: Project) -> set[str]:
    return {path.name for path in project.pics.glob("*.png")}


def test_values_are_carried_from_frame_to_frame_until_they_are_saved(project: Project) -> None:
    desk = desk_of(project)
    assert (desk.seen().values, desk.seen().state) == (GOOD, State.BEGINNING)
    desk.toggle("error")
    assert (desk.seen().values, desk.seen().state) == (ERROR, State.CHANGED)
    desk.save()
    assert desk.seen().state is State.SAVED
    desk.step(1)
    assert (desk.seen().values, desk.seen().state, desk.seen().origin) == (ERROR, State.CARRIED, 0)


def test_looking_at_a_labelled_frame_shows_its_label_and_changes_nothing_that_is_carried(project: Project) -> None:
    desk = desk_of(project)
    desk.save()
    desk.step(1)
    desk.toggle("error")
    desk.save()
    desk.step(-1)
    assert (desk.seen().values, desk.seen().state) == (GOOD, State.SAVED)
    desk.save()  # unchanged: saves what it had, and from now on carries that
    assert desk.seen().labels == {0: GOOD, 1: ERROR}
    desk.jump(1)
    desk.step(1)
    assert (desk.seen().values, desk.seen().origin) == (GOOD, 0)


def test_what_was_changed_and_not_saved_waits_on_its_frame(project: Project) -> None:
    desk = desk_of(project)
    desk.save()
    desk.toggle("break")
    desk.step(1)
    assert (desk.seen().state, desk.seen().origin) == (State.CARRIED, 0)
    desk.step(-1)
    assert (desk.seen().values, desk.seen().state) == ((True, False, True, False), State.CHANGED)
    assert set(desk.seen().drafts) == {0}
    desk.toggle("break")  # as it is saved again
    assert (desk.seen().state, set(desk.seen().drafts)) == (State.SAVED, set())


def test_undo_goes_where_the_step_was_done_and_redo_too(project: Project) -> None:
    desk = desk_of(project)
    desk.toggle("error")
    desk.save()
    desk.jump(5)
    desk.toggle("break")
    desk.save()
    desk.jump(11)
    desk.undo()
    assert (desk.seen().number, desk.seen().state, set(desk.seen().labels)) == (5, State.CHANGED, {0})
    desk.undo()
    assert (desk.seen().number, desk.seen().values, desk.seen().state) == (5, ERROR, State.CARRIED)
    desk.undo()
    desk.undo()
    assert (desk.seen().number, desk.seen().values, desk.seen().state) == (0, GOOD, State.BEGINNING)
    assert pictures(project) == set()
    for _ in range(4):
        desk.redo(never)
    assert desk.seen().labels == {0: ERROR, 5: (True, True, True, False)}
    assert desk.seen().number == 5
    desk.redo(never)
    assert desk.seen().tiding is Tiding.NOTHING_TO_REDO


def test_a_range_is_one_step_and_leaves_damaged_frames_out(project: Project) -> None:
    desk = desk_of(project)
    desk.jump(7)
    desk.save()
    desk.jump(10)
    desk.mark()
    desk.jump(6)
    desk.toggle("error")
    told: list[tuple[int, int]] = []
    desk.save_range(lambda done, count: told.append((done, count)))
    assert desk.seen().labels == dict.fromkeys((6, 7, 8, 10), ERROR)
    assert (desk.seen().tiding, desk.seen().marked, desk.seen().number) == (Tiding.SOME_DAMAGED, None, 6)
    assert told == [(n, 5) for n in range(5)]
    desk.undo()
    assert desk.seen().labels == {7: GOOD}
    assert pictures(project) == {f"{CLIP}_7.png"}
    assert desk.seen().redo_count == 4
    desk.redo(never)
    assert desk.seen().labels == dict.fromkeys((6, 7, 8, 10), ERROR)
    assert pictures(project) == {f"{CLIP}_{n}.png" for n in (6, 7, 8, 10)}
    assert np.all(read_picture(project.pics / f"{CLIP}_8.png") == 8)


def test_a_range_that_is_stopped_keeps_what_was_saved_and_undoes_it_as_one(project: Project) -> None:
    desk = desk_of(project)

    def stop_at_four(done: int, count: int) -> None:
        del count
        if done == 4:
            raise Halt

    desk.mark()
    desk.jump(8)
    with pytest.raises(Halt):
        desk.save_range(stop_at_four)
    assert set(desk.seen().labels) == {0, 1, 2, 3}
    assert desk_of(project).seen().labels == desk.seen().labels
    desk.undo()
    assert desk.seen().labels == {}
    assert pictures(project) == set()


def test_who_and_when_go_into_columns_that_an_old_table_gains(project: Project) -> None:
    old = f",name,good,error,break,length,note\n0,{CLIP}_3.png,1,0,0,0,dark\n"
    project.label_table(CLIP).write_text(old, encoding="utf-8")
    desk = desk_of(project)
    desk.save()
    desk.name_labeller("Bö")
    desk.jump(3)
    desk.save()
    assert project.label_table(CLIP).read_text(encoding="utf-8") == (
        ",name,good,error,break,length,note,who,when\n"
        f"0,{CLIP}_3.png,True,False,False,False,dark,Bö,2026-03-04T05:07:07+00:00\n"
        f"1,{CLIP}_0.png,True,False,False,False,,Änne,2026-03-04T05:06:07+00:00\n"
    )
    assert read_table(project.label_table(CLIP)).attributes == SEAM.names


def test_next_unlabelled_goes_round_and_says_where_there_is_none(project: Project) -> None:
    desk = desk_of(project)
    for number in (3, 4, 11):
        desk.jump(number)
        desk.save()
    desk.jump(2)
    desk.next_unlabelled()
    assert desk.seen().number == 5
    desk.jump(11)
    desk.next_unlabelled()
    assert desk.seen().number == 0
    desk.leave()
    whole = desk_of(project)
    for number in (n for n in range(COUNT) if n != 9):
        whole.jump(number)
        whole.save()
    whole.jump(9)
    whole.next_unlabelled()
    assert (whole.seen().number, whole.seen().tiding) == (9, Tiding.ALL_LABELLED)


def suggestion() -> Suggestion:
    said = np.full((COUNT, 4), 0.02, np.float32)
    said[:, 0] = 0.98
    said[4, 1] = 0.9  # an error
    said[6, 2] = 0.55  # hardly a break
    said[2, 1] = 0.3
    said[8] = np.nan
    return Suggestion("demo", said, (0.5, 0.5, 0.5, 0.5))


def test_suggestions_are_taken_by_one_key_and_written_by_none(project: Project) -> None:
    desk = desk_of(project)
    desk.accept()
    assert desk.seen().tiding is Tiding.NO_SUGGESTION
    desk.begin()
    desk.suggest(suggestion())
    desk.jump(4)
    desk.accept()
    assert (desk.seen().values, desk.seen().state, desk.seen().labels) == (ERROR, State.CHANGED, {})
    desk.undo()
    assert (desk.seen().values, desk.seen().state) == (GOOD, State.BEGINNING)
    desk.jump(8)
    desk.accept()
    assert desk.seen().tiding is Tiding.NO_SUGGESTION
    assert list(project.pics.iterdir()) == []


def test_the_frames_that_the_run_is_unsure_of_come_first(project: Project) -> None:
    desk = desk_of(project)
    desk.suggest(suggestion())
    found = []
    for _ in range(3):
        desk.most_unsure()
        found.append(desk.seen().number)
    assert found == [6, 2, 4]


def test_the_next_disagreement_is_a_label_that_the_run_contradicts(project: Project) -> None:
    desk = desk_of(project)
    desk.suggest(suggestion())
    for number in (1, 4, 8):
        desk.jump(number)
        desk.save()
    desk.jump(0)
    desk.next_disagreement()
    assert desk.seen().number == 4
    desk.toggle("error")
    desk.save()
    desk.next_disagreement()
    assert (desk.seen().number, desk.seen().tiding) == (4, Tiding.NO_DISAGREEMENT)


def test_a_clip_is_taken_up_where_it_was_left(project: Project) -> None:
    desk = desk_of(project)
    desk.save()
    stamp = desk.seen().stamp
    later = desk_of(project, kept=Kept(5, ERROR, {5: ERROR, 7: GOOD, 99: GOOD, 0: ERROR}, stamp))
    assert (later.seen().number, later.seen().values, later.seen().state) == (5, ERROR, State.CHANGED)
    assert dict(later.seen().drafts) == {5: ERROR, 7: GOOD, 0: ERROR}
    killed = desk_of(project, kept=Kept(5, ERROR, {5: ERROR, 0: ERROR}, stamp - 1))
    assert set(killed.seen().drafts) == {5}  # the label of 0 is newer


def test_what_was_not_saved_follows_its_attributes_and_is_never_that_of_others(project: Project) -> None:
    torn = (True, False, True, False)
    kept = Kept(5, torn, {5: torn, 7: ERROR}, names=SEAM.names)
    turned = AttributeSet(tuple(SEAM[name] for name in ("break", "good", "length", "error")))
    desk = desk_of(replace(project, attributes=turned), kept=kept)
    assert desk.seen().values == (True, True, False, False)
    assert dict(desk.seen().drafts) == {5: (True, True, False, False), 7: (False, True, False, True)}
    others = AttributeSet((*SEAM.attributes[:-1], Attribute("knot", "k", (0, 0, 0))))
    desk = desk_of(replace(project, attributes=others), kept=kept)
    assert (desk.seen().values, dict(desk.seen().drafts), desk.seen().state) == (GOOD, {}, State.BEGINNING)


def test_after_a_crash_the_last_saved_values_are_carried_on(project: Project) -> None:
    desk = desk_of(project)
    desk.toggle("error")
    desk.save()
    later = desk_of(project)
    later.jump(3)
    assert (later.seen().values, later.seen().state, later.seen().origin) == (ERROR, State.CARRIED, 0)


def test_a_table_changed_by_somebody_else_is_refused_and_nothing_on_screen_changes(project: Project) -> None:
    desk = desk_of(project)
    desk.toggle("error")
    other = desk_of(project)
    other.save()
    with pytest.raises(StationError, match="being labelled by Änne"):
        desk.save()
    other.leave()
    with pytest.raises(StationError, match="changed by somebody else"):
        desk.save()
    assert (desk.seen().values, desk.seen().state, desk.seen().labels) == (ERROR, State.CHANGED, {})


def test_counts_by_clip_and_the_rate_without_pauses(project: Project) -> None:
    desk = desk_of(project)
    desk.save()
    desk.step(1)
    desk.toggle("error")
    desk.save()
    assert counts_by_clip(project) == {CLIP: LabelCounts(2, (2, 1, 0, 0))}
    assert counted([GOOD, ERROR], attributes=SEAM) + LabelCounts(1, (0, 1, 1, 0)) == LabelCounts(3, (2, 2, 1, 0))
    project.label_table("broken").write_text("nonsense", encoding="utf-8")
    assert set(counts_by_clip(project)) == {CLIP}
    assert labels_an_hour([0, 2, 4, 6, 1000, 1002]) == 1800
    assert labels_an_hour([0, 2]) is None


def test_contradictions_are_pairs_of_a_sound_seam_and_a_fault() -> None:
    assert contradictions((True, True, False, True), attributes=SEAM) == (("good", "error"),)
    assert contradictions((True, True, True, False), attributes=SEAM) == (("good", "error"), ("good", "break"))
    assert contradictions((False, True, True, True), attributes=SEAM) == ()
    assert contradictions((True, False, False, True), attributes=SEAM) == ()


def test_two_clips_that_would_share_their_labels_are_refused(project: Project) -> None:
    for name in ("a.mp4", "a.MOV", "b.mp4", "a.txt", ".c.mp4"):
        (project.videos / name).write_bytes(b"")
    assert [clip.name for clip in clips_of(project)] == ["a.MOV", "a.mp4", "b.mp4"]
    check_only_clip(project.videos / "b.mp4")
    with pytest.raises(StationError, match=r"a\.MOV and a\.mp4 would share"):
        check_only_clip(project.videos / "a.mp4")
