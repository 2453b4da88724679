"""Every save of the program, as a row: what is there before, the save, and what a program started anew finds afterwards."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from station.cli.judging import maps_bytes
from station.cli.row_file import RowFile
from station.core import check_file, label_file, storage
from station.core.attribute_change import change_attributes, plan_change
from station.core.attributes import SEAM, Attribute
from station.core.clip_intake import copy_clip
from station.core.clips import Clip, ClipWriter
from station.core.errors import StationError
from station.core.frame import Frame, Picture
from station.core.images import encode_jpeg, read_picture, write_picture
from station.core.journal_file import FILE, JournalFile, JournalReader
from station.core.journals import new_session, sessions_in
from station.core.labels import LabelTable
from station.core.left_over_journals import put_away_journals
from station.core.pace import Source, Work, estimate, remember
from station.core.picture_cache import load_pictures
from station.core.picture_shard import mapped
from station.core.practice.lab import PracticeStrip, film_strip
from station.core.project import Project, create_project, open_project, save_project
from station.core.reports import write_report
from station.core.settings import Kept, Memory, Settings
from station.core.subset import SUBSETS
from station.core.subsets import merge, read_subset, split_by_frame, write_subsets
from station.core.tables import read_table
from station.core.verdict import Verdict
from station.live import evaluating
from station.live.evaluating import Answer, Evaluation, Judged
from station.live.sent_frame import save_frame
from station.live.session_file import SessionFile
from station.model import exported, importing, runs
from station.model.history import read_history
from tests.core.journal_made import END, frames, made_session, said
from tests.hostile import sound_run
from tests.model.fake_training import FakeTraining, loaded_epoch
from tests.model.test_runs import make_run

CLIP = "Prüfung ä"
NOBODY = "nobody"
REPORTED = datetime(2026, 11, 22, 16, tzinfo=UTC)
EMPTY, DAMAGED = "an empty file", "a damaged clip"
Found = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SavePath:
    """One way in which the program saves something.

    `prepare` fills an empty folder and gives what `save` needs; `look` says part by part what a program started anew finds, and
    raises where anything is damaged. After a failed save each part is the old or the new one; `also` names what else may be there,
    and `litter` what can't be cleaned away where the disk refuses everything from then on.
    """

    name: str
    prepare: Callable[[Path], Any]
    save: Callable[[Any], object]
    look: Callable[[Path], Found]
    also: Callable[[str, object], bool] = lambda part, found: False
    litter: object = "nothing"
    is_slow: bool = False


def frame(number: int, *, shade: int = 7, side: int = 16) -> Frame:
    return Frame(np.full((side, side, 3), shade + number, np.uint8), number, number / 25)


# Labels


def _labelled(folder: Path, *, rows: int = 0) -> LabelTable:
    project = create_project(folder / "p")
    if rows:
        lines = "".join(f"{n},{CLIP}_{n}.png,1,0,0,1\n" for n in range(rows))
        project.label_table(CLIP).write_text(f",name,{','.join(SEAM.names)}\n{lines}", encoding="utf-8")
    labels = LabelTable(project, clip=CLIP)
    for number in (0, 1):
        labels.save(frame(number))
    labels.toggle("good")
    return labels


def _large(folder: Path) -> LabelTable:
    """A table with a journal beside it."""
    labels = _labelled(folder, rows=label_file.JOURNAL_FROM)
    labels.save(frame(2))
    assert not labels.is_settled
    return labels


def _left_over(folder: Path) -> Project:
    _large(folder)._file._journal.close()  # type: ignore[union-attr]  # as a kill does
    return open_project(folder / "p")


def _look_at_labels(folder: Path) -> Found:
    project = open_project(folder / "p")
    table = project.label_table(CLIP)
    rows = read_table(table, attributes=SEAM).rows if table.exists() else ()
    pictures = {path.name: int(read_picture(path)[0, 0, 0]) for path in project.pics.glob("*.png")}
    few = [row.name for row in rows if len(rows) < label_file.JOURNAL_FROM]
    assert all(name in pictures for name in few), "a row without its picture"
    found: dict[str, object] = {f"row of {row.name}": row.values for row in rows}
    return found | {f"picture {name}": shade for name, shade in pictures.items()}


def _undone(folder: Path) -> LabelTable:
    labels = _labelled(folder)
    labels.save(frame(5))
    return labels


def _taken_back(folder: Path) -> LabelTable:
    labels = _undone(folder)
    labels.undo()
    return labels


# Projects, settings


def _look_at_project(folder: Path) -> Found:
    if not (folder / "p" / "project.json").exists():
        return {}
    project = open_project(folder / "p")
    return {"project": (project.attributes, project.millimetre_px)}


def _changed_attributes(folder: Path) -> tuple[Project, Any]:
    project = _labelled(folder)._project
    (project.folder / "train.csv").write_bytes(project.label_table(CLIP).read_bytes())
    good, error, _, length = SEAM
    wish = (good, replace(error, name="wide"), Attribute("torn", "t", (9, 8, 7), expected=False), length)
    return project, plan_change(project, attributes=wish, was=("good", "error", None, "length"))


def _look_at_attributes(folder: Path) -> Found:
    project = open_project(folder / "p")  # which finishes what was cut off
    rows = [(picture.name, picture.values) for picture in merge(project)[0]]
    taught = [(picture.name, picture.values) for picture in read_subset(project, subset="train")[0]]
    return {"everything": (project.attributes, rows, taught)}


def _kept(kind: type[Any], part: str, **values: object) -> tuple[Callable[[Path], Any], Callable[[Any], None]]:
    def prepare(folder: Path) -> Kept[Any]:
        tree = Kept(kind, folder / "config" / "tree.json")
        tree.change("", **({"keys": {"a": "b"}} if kind is Settings else {"tab": "camera"}))
        return tree

    return prepare, lambda tree: tree.change(part, **values)


def _look_at_kept(kind: type[Any]) -> Callable[[Path], Found]:
    def look(folder: Path) -> Found:
        tree = Kept(kind, folder / "config" / "tree.json")
        assert not tree.problems
        return {"tree": tree.value}

    return look


def _paced(folder: Path) -> Path:
    remember(WORK, (9.0, 8.0), file=folder / "pace.json")
    return folder / "pace.json"


def _look_at_pace(folder: Path) -> Found:
    estimated = estimate(WORK, file=folder / "pace.json")
    assert estimated.source is Source.THIS_PC
    return {"pace": estimated.seconds}


# Subsets


def _split(folder: Path) -> Project:
    project = create_project(folder / "p")
    rows = "".join(f"{n},c{n // 4}_{n % 4}.png,{n % 2},0,0,1\n" for n in range(24))
    for n in range(24):
        (project.pics / f"c{n // 4}_{n % 4}.png").write_bytes(b"picture")
    project.label_table("c").write_text(f",name,{','.join(SEAM.names)}\n{rows}", encoding="utf-8")
    _write_split(project, seed=1)
    return project


def _write_split(project: Project, *, seed: int = 2) -> None:
    write_subsets(project, split=split_by_frame(merge(project)[0], seed=seed))


def _look_at_split(folder: Path) -> Found:
    project = open_project(folder / "p")
    return {subset: [picture.name for picture in read_subset(project, subset=subset)[0]] for subset in SUBSETS}


# Clips


def _elsewhere(folder: Path) -> tuple[Path, Path]:
    source = storage.create_folder(folder / "elsewhere") / "clip.mp4"
    source.write_bytes(bytes(range(256)) * 10_000)
    return source, folder / "videos"


def _look_at_files(folder: Path) -> Found:
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: hashlib.sha256(data).hexdigest() if data else EMPTY for name, data in files.items()}


def _record(folder: Path) -> None:
    with ClipWriter(folder / "clip.mp4", size=(32, 32), rate=25) as writer:
        for number in range(36):
            writer.write(frame(number, side=32))


def _look_at_clips(folder: Path) -> Found:
    found: dict[str, object] = {}
    for path in folder.glob("*.mp4"):
        try:
            with Clip(path) as clip:
                found["clip"] = [round(one.time_s, 3) for one in clip.frames()]
        except StationError:
            found["clip"] = DAMAGED
    return found


def _is_beginning(part: str, found: object) -> bool:
    """Whether a recording that was cut off has its frames from the first one on, all there up to its end."""
    return part == "clip" and isinstance(found, list) and found == [n / 25 for n in range(len(found))]


# Inspections


def _session(folder: Path) -> tuple[SessionFile, Path]:
    (folder / "out.csv").write_bytes(b"old")
    rows = SessionFile(folder / "cache", attributes=SEAM)
    rows.open()
    rows.add(frame(0), Verdict.OK, {"good": 0.9})
    return rows, folder / "out.csv"


def _inspect_more(state: tuple[SessionFile, Path]) -> None:
    rows, out = state
    rows.add(frame(1), Verdict.NOT_OK, {"good": 0.1})
    rows.export(out)


def _lacks_the_new_row(part: str, found: object) -> bool:
    """Whether an export that says that a row is missing has the other one."""
    return part == "out" and found == b"frame,time_s,verdict,good,error,break,length\n0,0.000000,OK,0.900000,,,\n"


def _look_at_out(folder: Path) -> Found:
    return {"out": (folder / "out.csv").read_bytes()}


def _write_rows(folder: Path) -> None:
    with RowFile(folder / "out.csv") as rows:
        for number in range(2000):
            rows.add({"frame": number, "verdict": "OK", "good": number / 7})


def _old_rows(folder: Path) -> Path:
    (folder / "out.csv").write_bytes(b"old")
    return folder


def _judged(folder: Path) -> tuple[Project, runs.Run, Judged]:
    project = _split(folder)
    run = runs.open_run(make_run(project.models / "r"))
    return project, run, _answers(0.25)


def _answers(value: float) -> Judged:
    answer = Answer("c0_0.png", "c0", 0, (True,) * 4, (value,) * 4)
    return Judged(Evaluation("r", "test", 1, 1, {}, ()), (answer,))


def _look_at_judged(folder: Path) -> Found:
    project = open_project(folder / "p")
    judged = evaluating.kept(project, runs.open_run(project.models / "r"), subset="test")
    return {} if judged is None else {"answers": judged.answers}


def _explain(folder: Path) -> None:
    storage.create_folder(folder / "out" / "below")
    write_picture(folder / "out" / "below" / "a.png", frame(1).picture)
    storage.write_bytes(folder / "out" / "below" / "a.npz", maps_bytes({"good": np.zeros((3, 4), np.float32)}))


def _journal(folder: Path) -> Path:
    new_session(folder / "journal")
    return folder / "journal"


def _look_at_journal(folder: Path) -> Found:
    return {session.name: True for session in sessions_in(folder / "journal")}


def _keep_fault(journal: Path) -> None:
    made = new_session(journal)
    storage.write_bytes(made.folder / "fault_0001.jpg", encode_jpeg(frame(3).picture))


def _checked(folder: Path, *, rest: bytes = b"") -> Path:
    """A check that was kept; with more bytes behind it its file is damaged."""
    check_file.add_check(folder / "check", _check("Ann"))
    (folder / "check" / check_file.FILE).write_bytes((folder / "check" / check_file.FILE).read_bytes() + rest)
    return folder / "check"


def _check(who: str) -> check_file.Checked:
    return check_file.Checked(
        weights_sha256="0", source="s", limits=(), utc="2026-11-22T08:00:00+00:00", passed=True, who=who
    )


def _add_check(folder: Path) -> None:
    check_file.add_check(folder, _check("Jörg"))


def _look_at_checks(folder: Path) -> Found:
    aside = {path.name: path.read_bytes() for path in (folder / "check").glob("checks.damaged*")}
    try:
        return {"who": [check.who for check in check_file.read_checks(folder / "check")] or NOBODY} | aside
    except StationError:
        return {"who": NOBODY}  # a damaged one allows no verdicts, as none does


def _reported(folder: Path) -> Path:
    made_session(folder / "journal", [frames(1, 20), END])
    (folder / "report.html").write_bytes(b"old")
    return folder


def _report(folder: Path) -> None:
    write_report(folder / "report.html", sessions_in(folder / "journal"), language="en", now=REPORTED)


# Runs


def _trained(folder: Path) -> FakeTraining:
    training = FakeTraining(folder / "r", size=100)
    training.epoch()
    return training


def _look_at_training(folder: Path) -> Found:
    if not (folder / "r" / "card.json").exists():
        return {}
    history = [epoch.epoch for epoch in read_history(folder / "r", names=SEAM.names)]
    resumed = len(FakeTraining(folder / "r").outcome.history)
    assert resumed <= loaded_epoch(folder / "r"), "a training must not be ahead of its weights"
    found: dict[str, object] = {"weights": loaded_epoch(folder / "r"), "history": history, "state": resumed}
    return {part: what for part, what in found.items() if what}


def _sheet(run: runs.Run, data: bytes) -> None:
    files = {exported.NETWORK: data, exported.WEIGHTS: data * 2}
    sheet = exported.Sheet(
        weights_sha256=run.card.weights.sha256,
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        outputs={},
        kind="attributes",
        attributes=tuple(a.name for a in run.card.attributes),
        processor="",
        openvino="",
        agreements={},
        expected=(),
    )
    exported.write_exported(run, files, sheet=sheet)


def _exported(folder: Path) -> runs.Run:
    run = runs.open_run(make_run(folder / "models" / "r"))
    _sheet(run, b"old")
    return run


def _look_at_export(folder: Path) -> Found:
    run = runs.open_run(folder / "models" / "r")
    try:
        sheet = exported.read_sheet(run)
    except exported.NotExportedError:
        return {}  # TensorFlow answers
    for name, sha256 in sheet.files.items():
        assert runs.sha256_of(run.folder / name) == sha256
    return {"export": (run.folder / exported.NETWORK).read_bytes()}


def _look_at_runs(folder: Path) -> Found:
    return {run.name: run.card.weights for run in runs.runs_in(Project(folder))}


def _strangers(folder: Path) -> tuple[Project, Path]:
    source = folder.parent / f"{folder.name}-source"
    if not source.exists():
        sound_run(source)
    return create_project(folder), source


def _import(state: tuple[Project, Path]) -> None:
    project, source = state
    staging = storage.create_folder(project.models / ".import-1-1")
    try:
        importing.take_run(importing.ImportRun(str(source), str(project.folder), str(staging)))
        storage.move_folder(staging, project.models / "theirs")
    finally:
        if staging.is_dir():
            try:
                storage.remove_folder(staging)
            except StationError:
                assert not runs.runs_in(project)


# Practice strips, caches


def _film(project: Project) -> None:
    film_strip(PracticeStrip(0, 2, 0), project=project)


def _look_at_strip(folder: Path) -> Found:
    project = open_project(folder / "p")
    pictures, missing = merge(project)
    assert not missing
    for picture in pictures:
        read_picture(picture.path)
        assert picture.name in json.loads((project.truth / "strip0000.json").read_text(encoding="utf-8"))
    return {"strip": len(pictures)} if pictures else {}


def _shard(folder: Path) -> list[Picture]:
    made: list[Picture] = []
    pictures, contents = mapped(
        "s",
        lambda: iter([frame(n).picture for n in range(3)]),
        count=3,
        size=(16, 16),
        folder=folder / "shards",
    )
    assert contents.kept == (0, 1, 2)
    assert [int(picture[0, 0, 0]) for picture in pictures] == [7, 8, 9]
    return made


def _look_at_shard(folder: Path) -> Found:
    _shard(folder)  # what is there is right, or made anew
    return {}


def _cached(folder: Path) -> list[Path]:
    write_picture(folder / "a.png", frame(0).picture)
    return [folder / "a.png"]


def _load(paths: list[Path]) -> None:
    loaded = load_pictures(paths, size=(8, 8), folder=paths[0].parent / "cache")
    assert loaded.kept == (0,)
    assert int(loaded.pictures[0, 0, 0, 0]) == 7


SETTINGS, MEMORY = _kept(Settings, "camera", mirror=True), _kept(Memory, "", tab="labelling")
WORK = Work("fast", last_layers=False, image_size=(64, 48), pictures=10, epochs=3)

SAVE_PATHS = (
    SavePath("a label, replacing one", _labelled, lambda labels: labels.save(frame(1)), _look_at_labels),
    SavePath("a label, new", _labelled, lambda labels: labels.save(frame(3)), _look_at_labels),
    SavePath("a label, in the journal", _large, lambda labels: labels.save(frame(1, shade=9)), _look_at_labels),
    SavePath("a range of labels", _labelled, lambda labels: labels.save_range(map(frame, range(3))), _look_at_labels),
    SavePath("a label undone", _undone, lambda labels: labels.undo(), _look_at_labels),
    SavePath("a label done again", _taken_back, lambda labels: labels.redo(), _look_at_labels),
    SavePath("a journal settled", _large, lambda labels: labels.close(), _look_at_labels),
    SavePath("a left-over journal put away", _left_over, put_away_journals, _look_at_labels),
    SavePath("a snapshot", _cached, lambda paths: write_picture(paths[0], frame(5).picture), _look_at_files),
    SavePath("a project made", lambda folder: folder / "p", create_project, _look_at_project),
    SavePath(
        "a project's scale",
        lambda folder: create_project(folder / "p"),
        lambda project: save_project(replace(project, millimetre_px=9.5)),
        _look_at_project,
    ),
    SavePath(
        "attributes changed",
        _changed_attributes,
        lambda state: change_attributes(state[0], plan=state[1]),
        _look_at_attributes,
    ),
    SavePath("settings", *SETTINGS, _look_at_kept(Settings)),
    SavePath("the window's memory", *MEMORY, _look_at_kept(Memory)),
    SavePath("a training's pace", _paced, lambda file: remember(WORK, (3.0, 2.0), file=file), _look_at_pace),
    SavePath("a split", _split, _write_split, _look_at_split),
    SavePath(
        "a clip taken in",
        _elsewhere,
        lambda state: copy_clip(state[0], videos=state[1], step=lambda done, size: None),
        _look_at_files,
        litter=EMPTY,  # the name it claimed
    ),
    SavePath("a recording", lambda folder: folder, _record, _look_at_clips, also=_is_beginning, litter=DAMAGED),
    SavePath(
        "a frame sent to labelling",
        lambda folder: folder,
        lambda folder: save_frame(frame(1, side=32), folder, when=datetime(2026, 11, 22)),
        _look_at_clips,
        litter=DAMAGED,
    ),
    SavePath("the rows of a session", _session, _inspect_more, _look_at_out, also=_lacks_the_new_row),
    SavePath("the rows of a command", _old_rows, _write_rows, _look_at_out),
    SavePath("an evaluation", _judged, lambda state: evaluating.keep(*state), _look_at_judged),
    SavePath("explanations", lambda folder: folder, _explain, _look_at_files),
    SavePath("a start of shift's check", _checked, _add_check, _look_at_checks),
    SavePath(
        "such a check over a damaged file", lambda folder: _checked(folder, rest=b"x"), _add_check, _look_at_checks
    ),
    SavePath("a shift report", _reported, _report, lambda folder: {"report": (folder / "report.html").read_bytes()}),
    SavePath("a fault in the journal", _journal, _keep_fault, _look_at_journal),
    SavePath(
        "a run's first epoch",
        lambda folder: FakeTraining(folder / "r", size=100),
        FakeTraining.epoch,
        _look_at_training,
    ),
    SavePath("a run's next epoch", _trained, FakeTraining.epoch, _look_at_training),
    SavePath(
        "an exported network",
        _exported,
        lambda run: _sheet(run, b"new"),
        _look_at_export,
        also=lambda part, found: found is None,
    ),
    SavePath("a run renamed", _exported, lambda run: runs.rename_run(run.folder, "b"), _look_at_runs),
    SavePath("a run imported", _strangers, _import, _look_at_runs),
    SavePath("a practice strip", lambda folder: create_project(folder / "p"), _film, _look_at_strip, is_slow=True),
    SavePath("a shard of pictures", lambda folder: folder, _shard, _look_at_shard),
    SavePath("the cache of pictures", _cached, _load, lambda folder: {}),
)


# What SQLite writes by itself, which only a disk that is truly full shows.


def _journalled(folder: Path) -> JournalFile:
    made = made_session(folder / "journal", [frames(1, 20)])
    return JournalFile(new_session(made.parent).folder / FILE)


def _write_journal(file: JournalFile) -> None:
    for number in range(8):
        try:
            file.append([said(frames(20 * number, 20))])
        except StationError:
            file.close()
            raise
    file.close()


def _look_at_entries(folder: Path) -> Found:
    last = sessions_in(folder / "journal")[-1]
    with JournalReader(last / FILE) as reader:
        assert not reader.damage()
        return {"entries": len(list(reader.entries()))}


ON_A_FULL_DISK = (
    *(path for path in SAVE_PATHS if not path.is_slow),
    SavePath(
        "entries in the journal",
        _journalled,
        _write_journal,
        _look_at_entries,
        also=lambda part, found: part == "entries" and isinstance(found, int) and 0 < found < 8,
    ),
)
