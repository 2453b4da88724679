"""Labelling: what a save costs among 15,000 labels, and whether a step waits for the decoder."""

import os
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import numpy as np

from station.core import label_file
from station.core.attributes import SEAM
from station.core.clips import Clip
from station.core.frame import Frame
from station.core.images import encode_png
from station.core.label_desk import LabelDesk
from station.core.labels import LabelTable
from station.core.opencv import cv2
from station.core.project import create_project
from station.live.clip_reader import CACHE_BYTES, ClipReader
from tests.benchmarks.line import Line, in_turn
from tests.measure.steps import make_clip

FEW, MANY = 100, 15_000
SAVES = 60
"""Of each kind; the few are then 160."""
FRAMES = 150
PACES = (10, 30)
SIZES = {"1280x720": ((1280, 720), 30), "1920x1080, 60 a second": ((1920, 1080), 60)}


def measure() -> list[Line]:
    """All lines; about 40 s on a quiet machine."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [*_saves(Path(folder)), _picture(), _window()]
        for name, (size, rate) in SIZES.items():
            clip = Path(folder) / f"{rate}.mp4"
            make_clip(clip, frames=FRAMES, size=size, rate=rate)
            lines += [*(_steps(clip, name=name, pace=pace) for pace in PACES), _jumps(clip, name=name)]
    return lines


def _saves(folder: Path) -> list[Line]:
    small, large = _noisy((64, 96)), _noisy((720, 1280))
    lines = []
    for what, picture, count in (("a picture of 96x64", small, SAVES), ("a picture of 1280x720", large, SAVES // 3)):
        desks = {rows: _desk(folder / f"{what} {rows}", rows=rows) for rows in (FEW, MANY)}
        sides = {str(rows): _saving(desk, picture) for rows, (desk, _) in desks.items()}
        took = in_turn(sides, rounds=count, warm=4)
        lines.append(_line(f"save among 15,000 labels, {what}", took[str(MANY)], took[str(FEW)]))
        for _, table in desks.values():
            table.close()
    lines.append(_rows(folder))
    return lines


def _rows(folder: Path) -> Line:
    """The row alone, beside the whole table written anew, as it was before and as a small table still is."""
    desks = {name: _desk(folder / name, rows=FEW if name == "few" else MANY) for name in ("few", "many", "anew")}
    small = _noisy((8, 8))

    def anew() -> None:
        begun, label_file.JOURNAL_FROM = label_file.JOURNAL_FROM, MANY * 2
        _saving(desks["anew"][0], small)()
        label_file.JOURNAL_FROM = begun

    sides = {name: _saving(desks[name][0], small) for name in ("few", "many")}
    for _, table in desks.values():
        table._write_picture = _no_picture  # type: ignore[method-assign]
    took = in_turn({**sides, "anew": anew}, rounds=SAVES, warm=4)
    settled = _seconds(lambda: (sides["many"](), desks["many"][1].settle()))
    for _, table in desks.values():
        table.close()
    note = f"the table anew each time: {1000 * took['anew']:.1f} ms; when it is calm, once: {1000 * settled:.0f} ms"
    return _line("save among 15,000 labels, without its picture", took["many"], took["few"], note=note)


def _no_picture(name: str, *, png: bytes) -> Path:
    del png
    return Path(name)


def _line(what: str, many: float, few: float, *, note: str = "") -> Line:
    return Line(what, 1000 * many, "ms", 1000 * few, "among 100", many / few, "at most 1.5 times the cost", note)


def _desk(folder: Path, *, rows: int) -> tuple[LabelDesk, LabelTable]:
    project = create_project(folder)
    lines = "".join(f"{n},c_{n}.png,True,False,False,True,Ann,2026-03-04T05:06:07+00:00\n" for n in range(rows))
    header = f",name,{','.join(SEAM.names)},who,when\n"
    project.label_table("c").write_text(header + lines, encoding="utf-8")
    table = LabelTable(project, clip="c", labeller="Ann", clock=lambda: datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC))
    desk = LabelDesk(table, attributes=SEAM, count=MANY + 10_000, frame_of=_none)
    desk.jump(rows)
    return desk, table


def _none(number: int) -> Frame:
    raise AssertionError(f"frame {number} was at hand")


def _saving(desk: LabelDesk, picture: Any) -> Callable[[], None]:
    def save() -> None:
        desk.save_and_go_on(Frame(picture, desk.seen().number, 0.0))

    return save


def _noisy(size: tuple[int, int]) -> Any:
    """A picture with the grain of a camera."""
    dice = np.random.default_rng(3)
    cloth = cv2.GaussianBlur(dice.normal(120, 60, (*size, 3)).astype(np.float32), (0, 0), 2)
    return (cloth + dice.normal(0, 2.5, cloth.shape)).clip(0, 255).astype(np.uint8)


def _picture() -> Line:
    frame = _noisy((720, 1280))
    usual = (cv2.IMWRITE_PNG_COMPRESSION, 3)
    sizes = len(encode_png(frame)), len(cv2.imencode(".png", frame, usual)[1])
    took = in_turn(
        {"ours": lambda: encode_png(frame), "usual": lambda: cv2.imencode(".png", frame, usual)}, rounds=8, warm=1
    )
    note = f"{sizes[0] / 1e6:.1f} MB against {sizes[1] / 1e6:.1f}"
    ours, rival = took["ours"], took["usual"]
    return Line("a 1280x720 frame as PNG", 1000 * ours, "ms", 1000 * rival, "zlib level 3", rival / ours, "", note)


def _window() -> Line:
    """What the window does after a save: the timeline with all labels, drawn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QWidget

    from station.core.frame_labels import FrameLabels
    from station.ui.lanes import TimelineContent
    from station.ui.timeline import Timeline

    application = QApplication.instance() or QApplication([])
    parent = QWidget()
    parent.resize(1400, 200)
    sides = {}
    for rows in (FEW, MANY):
        line = Timeline(parent)
        line.resize(1000, line.sizeHint().height())
        labels = FrameLabels(dict.fromkeys(range(rows), (True, False, False, True)))
        sides[str(rows)] = _drawing(line, labels, rows, content=TimelineContent)
    took = in_turn(sides, rounds=40)
    parent.deleteLater()
    del application
    return _line("the window's timeline after a save, of 15,000 labels", took[str(MANY)], took[str(FEW)])


def _drawing(line: Any, labels: Any, rows: int, *, content: Any) -> Callable[[], None]:
    saved = [rows, labels]

    def draw() -> None:
        number, known = saved
        saved[:] = number + 1, known.changed({number: (True, False, True, False)})
        line.show_content(content(SEAM, MANY + 10_000, saved[1]))
        line.grab()

    return draw


def _steps(clip: Path, *, name: str, pace: int) -> Line:
    """Steps at a pace, each held against decoding its frame when the key comes."""
    reader = _Reader(clip)
    reader.look(0)
    time.sleep(1.0)
    before, waits = reader.looks, []
    with Clip(clip) as decoded:
        decoded.frame(0)
        decoding = []
        for number in range(1, 41 if pace == PACES[0] else 101):
            begun = time.perf_counter()
            waits.append(reader.look(number))
            time.sleep(max(0.0, 1 / pace - (time.perf_counter() - begun)))
        misses = reader.looks.misses - before.misses
        reader.end()
        for number in range(1, 41):
            decoding.append(_seconds(lambda number=number: decoded.frame(number)))
    ours, rival = median(waits), median(decoding)
    note = f"{len(waits) - misses} of {len(waits)} were decoded before; the longest took {1000 * max(waits):.2g} ms"
    what = f"forward step, {name}, {pace} keys a second: until the picture is there"
    return Line(what, 1000 * ours, "ms", 1000 * rival, "decoded when asked for", rival / ours, "no step waits", note)


def _jumps(clip: Path, *, name: str) -> Line:
    """Jumps of the reader, beside OpenCV's way to a frame, which may hit another one."""
    dice = Random(4711)
    capture = cv2.VideoCapture(str(clip))
    reader = _Reader(clip, cache_bytes=1)  # else most of so short a clip is there already
    ours, rival = [], []
    for number in (dice.randrange(FRAMES) for _ in range(20)):
        ours.append(reader.look(number))
        time.sleep(0.05)
        rival.append(_seconds(lambda number=number: (capture.set(cv2.CAP_PROP_POS_FRAMES, number), capture.read())))
    reader.end()
    capture.release()
    high = 1000 * float(np.percentile(ours, 95))
    what = f"random jump, {name}: until the picture is there"
    ratio = median(rival) / median(ours)
    return Line(
        what,
        1000 * median(ours),
        "ms",
        1000 * median(rival),
        "cv2.CAP_PROP_POS_FRAMES",
        ratio,
        "95 % under 100 ms",
        f"95 %: {high:.0f} ms",
    )


class _Reader:
    """A clip's reader whose looks are waited for."""

    def __init__(self, clip: Path, *, cache_bytes: int = CACHE_BYTES) -> None:
        self._there = threading.Event()
        self._reader = ClipReader(clip, arrived=self._arrived, cache_bytes=cache_bytes)
        self._wanted = -1
        self._reader.start()
        self._reader.facts()

    @property
    def looks(self) -> Any:
        return self._reader.looks

    def look(self, number: int) -> float:
        """The seconds until the frame is there."""
        self._wanted = number
        self._there.clear()
        begun = time.perf_counter()
        if self._reader.look(number) is None:
            self._there.wait(30)
        return time.perf_counter() - begun

    def end(self) -> None:
        self._reader.stop()
        self._reader.wait(10)

    def _arrived(self, number: int) -> None:
        if number == self._wanted:
            self._there.set()


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun
