"""Commands that look through a camera: inspect, record."""

import json
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from station.cli.check_gate import gate_for, told_of
from station.cli.console import bar, expect_folders, plural, screen
from station.cli.row_file import RowFile
from station.core import storage
from station.core.attributes import AttributeSet
from station.core.cameras import Camera, open_camera
from station.core.coverage import Covered
from station.core.errors import StationError
from station.core.practice.camera import PracticeCamera
from station.core.project import open_project, project_of
from station.core.settings import load_settings
from station.core.verdict import Rule, Verdict, recognised
from station.live.answers import CORES_BESIDE, engine_told, loading
from station.live.camera_process import CameraProcess
from station.live.capture import capturing
from station.live.clip_process import ClipProcess
from station.live.inspector import Inspection, Judged
from station.live.journal import JournalState
from station.live.recorder import record as record_camera
from station.live.seam_way import way_along
from station.live.session_record import recording
from station.model import runs
from station.model.runs import Run
from station.model.shipped import PRACTICE_CAMERA, practice_run

LATE_SECONDS = 0.5
"""A live frame's result that comes later than this is no result."""

SourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A camera's name or number, a stream's address, a clip, a folder of pictures, or practice.",
    ),
]


def inspect(
    source: SourceArgument,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="RUN", help="The run's folder; left out, of practice: the run that ships."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="A row for each judged frame.")] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the summary for machines.")
    ] = None,
    frames: Annotated[int | None, typer.Option(min=1, help="Stop after so many frames.")] = None,
) -> None:
    """Judge a source frame by frame; Ctrl-C stops a live one."""
    run = _run_for(source, model)
    expect_folders(out, json_file)
    inspected = inspect_source(camera_for(source), run, frames=frames, out=out, named=source)
    if json_file is not None:
        storage.write_text(json_file, json.dumps(inspected.summary, indent=1) + "\n")
    print_inspected(inspected)
    if inspected.error is not None:
        raise inspected.error


def _run_for(source: str, model: str | None) -> Run:
    """The run that was named; for the practice camera, where none was, the one that ships."""
    if model is not None:
        return runs.find_run(model, project=None)
    if source != PRACTICE_CAMERA:
        raise StationError(
            f"expected --model with a run's folder: what ships with the station judges the practice lab only, not {source}"
        )
    run = practice_run()
    screen.print("with the practice run that ships, which has seen rendered strips only", markup=False)
    return run


def record(
    source: SourceArgument,
    out: Annotated[Path, typer.Option(metavar="FILE.mp4", help="The new clip.")],
    seconds: Annotated[float, typer.Option(min=0.1, help="How long.")],
) -> None:
    """Record a source into a clip with true times."""
    if out.suffix.lower() != ".mp4":
        raise StationError(f"clips are recorded as .mp4; received {out.name}")
    made = record_camera(camera_for(source), out, seconds=seconds)
    screen.print(
        f"{plural(made.frames, 'frame')}, {made.seconds:.1f} s, {made.skipped} skipped, in {out}", markup=False
    )


def camera_for(source: str) -> Camera:
    """The camera that a source names."""
    return open_camera(source, practice=PracticeCamera, device=CameraProcess, open_clip=ClipProcess)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What came of an inspection: the summary for machines, what was left out, what ended it early, and its record."""

    summary: dict[str, Any]
    problems: tuple[str, ...]
    error: StationError | None
    journal: JournalState


def inspect_source(camera: Camera, run: Run, *, frames: int | None, out: Path | None, named: str) -> Inspected:
    """Judge a camera's frames with a run, and write a CSV row for each while the next ones are decoded and answered.

    It is recorded in a journal, with the source as it was `named`.

    Ctrl-C ends it like the source's end. A source that fails after its first frame ends it too: what was judged is kept
    beside the error. StationError where not one frame came.
    """
    recognised_as: Counter[str] = Counter()
    latencies: list[float] = []
    error: StationError | None = None
    limit_s = LATE_SECONDS if camera.live else None
    attributes = run.card.attribute_set
    classes, rule = attributes if attributes.is_classes else None, Rule(run.card.thresholds)
    late_s, wished = limit_s or LATE_SECONDS, load_settings().value
    settings, hours = wished.journal, wished.inspection.check_hours
    gate = gate_for(run, source=named, live=camera.live, rule=rule, settings=wished.inspection)
    if told := told_of(gate, hours=hours):
        screen.print(told, markup=False)
    with (
        recording(named, run, live=camera.live, rule=rule, late_s=late_s, settings=settings) as record,
        loading(run, exact=False, cores=CORES_BESIDE) as network,
        bar("inspecting") as progress,
        capturing(camera) as capture,
        RowFile(out) as rows,
    ):
        engine = network().engine
        record.ready(engine)
        inspection = Inspection(network(), attributes, rule, limit_s=limit_s)
        inspection.way = way = way_along(named, attributes, scale=_scale_of(run), fault_mm=wished.camera.fault_mm)
        if gate is not None:
            inspection.withheld = partial(gate.withheld, rule)
        begun = time.perf_counter()
        try:
            for result in inspection.judged(capture, limit=frames):
                row = _row(result, classes=classes, rule=inspection.rule)
                rows.add(row)
                record.judged(result)
                recognised_as.update(filter(None, [row.get("class")]))
                latencies.append(result.latency_s * 1000)
                progress.show(len(latencies), frames or camera.length or 0, result.verdict)
        except KeyboardInterrupt as stopped:
            progress.say("stopped by hand")
            record.failed(stopped)
        except StationError as failure:
            error = failure
            record.failed(failure)
        finally:
            record.skipped(inspection.verdicts[Verdict.NOT_INSPECTED])
            if way is not None:
                record.covered(way)
        seconds = time.perf_counter() - begun
        problems = capture.problems
    if not latencies:
        raise error or StationError("not one frame came from the source")
    summary = {
        "frames": len(latencies),
        "seconds": seconds,
        "fps": len(latencies) / seconds,
        "latency_ms": {"median": float(np.median(latencies)), "p95": float(np.percentile(latencies, 95))},
        "engine": {"name": engine.name, "told": engine_told(engine)},
        "journal": {"folder": str(record.state.folder), "head": record.state.head, "missing": record.state.missing},
        **({} if gate is None else {"check": gate.state.standing.value, "withheld": gate.state.withheld}),
        **({} if way is None else {"seam": _seam(way.covered())}),
        **_counted(recognised_as, inspection.verdicts, are_classes=classes is not None),
    }
    return Inspected(summary, problems, error, record.state)


def _counted(named: Counter[str], verdicts: Counter[Verdict], *, are_classes: bool) -> dict[str, Any]:
    """How often each verdict was given, and of classes how often each was recognised."""
    counted = {verdict.value: verdicts[verdict] for verdict in Verdict if are_classes or verdict is not Verdict.NAMED}
    if not are_classes:
        return {"verdicts": counted}
    return {"verdicts": counted, "classes": named}


def _scale_of(run: Run) -> float | None:
    """Pixels a millimetre, as they were measured in the run's project; None where there is none."""
    folder = project_of(run.folder)
    return None if folder is None else open_project(folder).millimetre_px


def _seam(covered: Covered) -> dict[str, Any]:
    """How much seam passed, in millimetres where the scale is known, and what was said of it."""
    lengths = {said.name.lower(): round(length, 1) for said, length in covered.lengths.items()}
    return {
        "is_scaled": covered.is_scaled,
        "gaps": covered.gaps,
        "unmeasured_frames": covered.unmeasured,
        "lengths": lengths,
    }


def _seam_told(seam: dict[str, Any]) -> str:
    lengths = seam["lengths"]
    passed = sum(lengths.values())
    if not passed:
        return "the seam stood still, or its movement could not be measured"
    judged = lengths["ok"] + lengths["not_ok"]
    if seam["is_scaled"]:
        told = f"{passed:.0f} mm of seam passed: {judged:.0f} mm judged, {lengths['not_ok']:.0f} mm of them NOT OK"
    else:
        told = f"of the seam that was seen to pass {judged / passed:.0%} was judged (calibrate the camera to have millimetres)"
    gaps = seam["gaps"]
    return told + (f"; {plural(gaps, 'time')} more of it passed unmeasured: NOT INSPECTED" if gaps else "")


def print_inspected(inspected: Inspected) -> None:
    """Show an inspection's counts and times, and name what was left out."""
    for problem in inspected.problems:
        screen.print(f"skipped: {problem}", markup=False)
    summary, latency = inspected.summary, inspected.summary["latency_ms"]
    verdicts = ", ".join(f"{name} {count}" for name, count in summary["verdicts"].items())
    pace = f"{plural(summary['frames'], 'frame')} in {summary['seconds']:.1f} s ({summary['fps']:.1f} a second)"
    screen.print(f"{pace}: {verdicts}")
    if summary.get("classes"):
        screen.print(", ".join(f"{name} {count}" for name, count in summary["classes"].items()), markup=False)
    screen.print(summary["engine"]["told"], markup=False)
    screen.print(
        f"from taking up a frame to its result with all heat maps: median {latency['median']:.1f} ms, "
        f"p95 {latency['p95']:.1f} ms"
    )
    if (seam := summary.get("seam")) is not None:
        screen.print(_seam_told(seam), markup=False)
    journal = inspected.journal
    if journal.problem or journal.missing:
        screen.print(f"not in the journal: {plural(journal.missing, 'frame')} ({journal.problem})", markup=False)
    elif journal.folder is not None:
        screen.print(f"journal: {journal.folder}, head {journal.head}", markup=False)


def _row(judged: Judged, *, classes: AttributeSet | None, rule: Rule) -> dict[str, Any]:
    """The frame's row without its picture: an hour of pictures would not fit into memory.

    Of classes it names the one that was surely recognised, also where the result came late.
    """
    known: dict[str, Any] = {
        "frame": judged.frame.number,
        "time_s": round(judged.frame.time_s, 6),
        "verdict": judged.verdict.value,
    }
    if classes is not None:
        known["class"] = recognised(judged.probabilities, classes=classes, rule=rule) or ""
    return known | {name: round(value, 6) for name, value in judged.probabilities.items()}
