"""Commands that look through a camera: inspect, record."""

import json
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from station.cli.check_gate import Gate
from station.cli.console import JsonOption, bar, expect_folders, plural, screen, write_figures
from station.cli.inspected import Counts, Inspected, print_inspected, seam_summary
from station.cli.row_file import RowFile
from station.core.cameras import Camera, open_camera
from station.core.device import PRACTICE_CAMERA
from station.core.errors import StationError
from station.core.practice.camera import PracticeCamera
from station.core.project import Project, open_project, project_of
from station.core.settings import load_settings
from station.core.verdict import Rule, Verdict
from station.live.answers import CORES_BESIDE, engine_told, loading
from station.live.awake import awake
from station.live.camera_process import CameraProcess
from station.live.capture import capturing
from station.live.clip_process import ClipProcess
from station.live.inspector import Inspection, Judged
from station.live.picture_process import PictureProcess
from station.live.recorder import record as record_camera
from station.live.seam_way import SeamWay, way_along
from station.live.session_record import recording
from station.model import runs
from station.model.runs import Run
from station.model.shipped import practice_run

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
    json_file: JsonOption = None,
    frames: Annotated[int | None, typer.Option(min=1, help="Stop after so many frames.")] = None,
) -> None:
    """Judge a source frame by frame; Ctrl-C stops a live one."""
    run = _run_for(source, model)
    expect_folders(out, json_file)
    inspected = inspect_source(camera_for(source), run, frames=frames, out=out, named=source)
    if json_file is not None:
        write_figures(json_file, json.dumps(inspected.summary, indent=1) + "\n")
    print_inspected(inspected)
    if inspected.error is not None:
        raise inspected.error


def _run_for(source: str, model: str | None) -> Run:
    """The run that was named; for the practice camera, where none was, the one that ships."""
    if model is not None:
        return runs.find_run(model, project=None)
    if source != PRACTICE_CAMERA:
        unknown = "" if Path(source).exists() else ", which is no file or folder here either"
        raise StationError(
            "expected --model with a run's folder: what ships with the station judges the practice lab only, "
            f"not {source}{unknown}"
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
    with awake():
        made = record_camera(camera_for(source), out, seconds=seconds)
    screen.print(
        f"{plural(made.frames, 'frame')}, {made.seconds:.1f} s, {made.skipped} skipped, in {out}", markup=False
    )


def camera_for(source: str) -> Camera:
    """The camera that a source names; a command ends where it is lost."""
    device = partial(CameraProcess, is_reopened=False)
    return open_camera(
        source, practice=PracticeCamera, device=device, open_clip=ClipProcess, open_reader=PictureProcess
    )


def inspect_source(camera: Camera, run: Run, *, frames: int | None, out: Path | None, named: str) -> Inspected:
    """Judge a camera's frames with a run, and write a CSV row for each while the next ones are decoded and answered.

    It is recorded in a journal, with the source as it was `named`. A run in a project judges by what that one expects, as in the
    window.

    Ctrl-C ends it like the source's end. A source that fails after its first frame ends it too: what was judged is kept
    beside the error. StationError where not one frame came.
    """
    project, rule, wished = _project_of(run), Rule(run.card.thresholds), load_settings().value
    attributes = run.card.attribute_set if project is None else project.attributes
    counts = Counts(attributes if attributes.is_classes else None, rule)
    with (
        awake(),
        recording(
            named, run, attributes, live=camera.live, rule=rule, late_s=LATE_SECONDS, settings=wished.journal
        ) as record,
        loading(run, exact=False, cores=CORES_BESIDE) as network,
    ):
        gate = Gate(
            run,
            source=named,
            is_live=camera.live,
            attributes=attributes,
            rule=rule,
            settings=wished.inspection,
            noted=record.note,
        )
        limit_s = LATE_SECONDS if camera.live else None
        scale = None if project is None else project.millimetre_px
        way = way_along(named, attributes, scale=scale, fault_mm=wished.camera.fault_mm)
        if way is not None:
            record.follow(way)
        with bar("inspecting") as progress, capturing(camera) as capture, RowFile(out) as rows:
            inspection = Inspection(network(), attributes, rule, limit_s=limit_s, guard=gate.guard, way=way)
            engine = inspection.network.engine
            record.ready(engine)
            begun, error = time.perf_counter(), None
            try:
                for result in inspection.judged(capture, limit=frames):
                    rows.add(counts.row(result))
                    record.judged(result, place_mm=_place_mm(way, result))
                    progress.show(counts.frames, frames or camera.length or 0, result.verdict)
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
            seconds, problems = time.perf_counter() - begun, capture.problems
    if not counts.frames:
        raise error or StationError("not one frame came from the source")
    summary = {
        **counts.summary(seconds),
        "engine": {"name": engine.name, "told": engine_told(engine)},
        "journal": {"folder": str(record.state.folder), "head": record.state.head, "missing": record.state.missing},
        **gate.summary(),
        **({} if way is None else {"seam": seam_summary(way.covered())}),
        **counts.verdicts(inspection.verdicts),
    }
    return Inspected(summary, problems, error, record.state)


def _place_mm(way: SeamWay | None, result: Judged) -> float | None:
    """Where on the seam a fault lies; None where that is not known, and of what is none."""
    if way is None or result.verdict is not Verdict.NOT_OK:
        return None
    covered = way.covered()
    return covered.at if covered.is_scaled else None


def _project_of(run: Run) -> Project | None:
    """The run's project, which says what is expected now and how large a millimetre is; StationError where the run is not for it."""
    folder = project_of(run.folder)
    if folder is None:
        return None
    project = open_project(folder)
    runs.check_attributes(run, attributes=project.attributes, owner=folder.name)
    return project
