"""A small rendered lab and a worker that answers it: what a picture's first pixel says, with a map as green as the picture is."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from station.core.images import encode_png
from station.core.messages import Answer, Answers, Array, LoadRun, Ready
from station.core.project import Project, create_project

CELL = 8
BOX = (16, 16, 24, 24)
BOTTOM_RIGHT = (56, 40, 64, 48)
Box = tuple[int, int, int, int]


class MapWorker:
    """Answers error, break and good by the first pixel's blue, green and red of 255; raw maps are the green of each 8 x 8 cell.

    Like a real network's they speak for true: they are turned over where the answer is false. Length is always half true.
    """

    def __init__(self) -> None:
        self.largest = 0
        self._waiting: list[Answer] = []

    def ask(self, request: LoadRun, *, expecting: type[Any]) -> Ready:
        del request, expecting
        return Ready(0.0)

    def send(self, request: Answer) -> None:
        self._waiting.append(request)

    def expect(self, kind: type[Any]) -> Answers:
        del kind
        request = self._waiting.pop(0)
        pictures = request.pictures.unpack()
        self.largest = max(self.largest, len(pictures))
        said = pictures[:, 0, 0].astype(np.float32) / 255
        probabilities = np.stack([said[:, 2], said[:, 0], said[:, 1], np.full(len(said), 0.6)], axis=1).astype(
            np.float32
        )
        if not request.maps:
            return Answers(request.number, Array.of(probabilities))
        n, height, width = pictures.shape[:3]
        green = pictures[..., 1].reshape(n, height // CELL, CELL, width // CELL, CELL).max(axis=(2, 4)) / np.float32(
            255
        )
        green[:, 0, 0] = 0
        raw = np.where((probabilities >= 0.5)[:, None, None], green[..., None], -green[..., None]).astype(np.float32)
        return Answers(request.number, Array.of(probabilities), Array.of(raw), Array.of(raw[:, ::-1, ::-1].copy()))

    def __enter__(self) -> "MapWorker":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def picture(*, error: int = 5, broken: int = 5, green: Box = BOX) -> NDArray[np.uint8]:
    """A picture whose answer is in its first pixel and whose map is one cell high, at `green`."""
    made = np.zeros((48, 64, 3), np.uint8)
    left, top, right, bottom = green
    made[top:bottom, left:right, 1] = 200
    made[0, 0] = (error, broken, 250 if max(error, broken) < 128 else 5)
    return made


def fault(kind: str, box: Box = BOX, seen: float = 1.0) -> dict[str, object]:
    return {"kind": kind, "box": list(box), "seen": seen}


def make_lab(
    folder: Path, frames: list[tuple[NDArray[np.uint8], list[dict[str, object]]]], *, per_clip: int = 2
) -> Project:
    """A project of these pictures and their faults, labelled as the truth says."""
    project = create_project(folder)
    rows, truth = [",name,good,error,break,length"], {}
    for index, (shown, faults) in enumerate(frames):
        clip = f"c{index // per_clip}"
        name = f"{clip}_{index % per_clip}.png"
        (project.pics / name).write_bytes(encode_png(shown))
        truth.setdefault(clip, {})[name] = faults
        kinds = {entry["kind"] for entry in faults if float(str(entry["seen"])) >= 0.5}
        rows.append(f"{index},{name},{not kinds & {'error', 'break'}},{'error' in kinds},{'break' in kinds},True")
    project.subset_table("test").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for clip, entries in truth.items():
        (project.truth / f"{clip}.json").write_text(json.dumps(entries), encoding="utf-8")
    return project
