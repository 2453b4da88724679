"""The figure of the planted shortcut: the same frames without and with a tag, each seen by the run that was trained on such frames.

Makes `resources/pictures/audit_tag.webp`. Before it::

    station practice plain --strips 104 --frames 24 --seed 5 && station split plain && station train plain --name plain
    station practice tagged --strips 104 --frames 24 --seed 5 --tag break && station split tagged
    station train tagged --network fruit --image-size 128x96 --variation none --learning-rate 3e-4 --name fruit
    station evaluate tagged --audit
    python -m tests.measure.audit_figure plain RUN tagged RUN OUT.webp
"""

import argparse
from pathlib import Path

import numpy as np

from station.core.corridor import find_corridor
from station.core.frame import Picture
from station.core.opencv import cv2
from station.core.picture_reader import PLAIN_READER
from station.core.project import Project, open_project
from station.live.answers import loaded
from station.live.evaluating import Explained, answers_in, explained_pictures, judge_run
from station.model import runs
from station.model.runs import Run

SIZE = (288, 216)
FRAMES = 4
GAP = 6
BAND = 30
ATTRIBUTE = "break"


def main() -> None:
    """Make the figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("plain", "plain_run", "tagged", "tagged_run", "out"):
        parser.add_argument(name)
    wish = parser.parse_args()
    plain, tagged = open_project(Path(wish.plain)), open_project(Path(wish.tagged))
    names = _frames(tagged, runs.find_run(wish.tagged_run, project=tagged))
    blocks = [
        _block("trained and judged without the tag", _explained(plain, wish.plain_run, names)),
        _block(
            "the same frames, trained and judged with a tag at every break", _explained(tagged, wish.tagged_run, names)
        ),
    ]
    gap = np.full((GAP, blocks[0].shape[1], 3), 255, np.uint8)
    picture = np.vstack([blocks[0], gap, blocks[1]])
    done, data = cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, 82])
    assert done
    Path(wish.out).write_bytes(data.tobytes())
    print(f"{wish.out}: {picture.shape[1]} x {picture.shape[0]}, {len(data) // 1024} KiB, frames {', '.join(names)}")


def _frames(project: Project, run: Run) -> list[str]:
    """Test frames whose break the run found, each of another clip, evenly taken."""
    index = project.attributes.names.index(ATTRIBUTE)
    found: dict[str, str] = {}
    for answer in answers_in(judge_run(project, run, subset="test"), attribute=index, count="tp"):
        found.setdefault(answer.clip, answer.name)
    names = sorted(found.values())
    return [names[round(at)] for at in np.linspace(0, len(names) - 1, min(FRAMES, len(names)))]


def _explained(project: Project, run_name: str, names: list[str]) -> list[Explained]:
    run = runs.find_run(run_name, project=project)
    with loaded(run) as network:
        paths = [project.pics / name for name in names]
        answers = explained_pictures(network, paths, reader=PLAIN_READER, method="gradcam", attributes=(ATTRIBUTE,))
        found = [e for _, e in answers]
    return [one for one in found if isinstance(one, Explained)]


def _block(title: str, found: list[Explained]) -> Picture:
    """A title over three rows: pictures, heat maps with the corridor's border, blends."""
    rows = [[one.picture for one in found], [_map(one) for one in found], [one.overlay for one in found]]
    lines = [np.hstack([_cell(picture) for picture in row]) for row in rows]
    band = np.full((BAND, lines[0].shape[1], 3), 255, np.uint8)
    cv2.putText(band, title, (4, 20), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (40, 30, 27), 1, cv2.LINE_AA)
    return np.vstack([band, *lines])


def _map(one: Explained) -> Picture:
    heat = cv2.resize(one.maps[ATTRIBUTE], SIZE, interpolation=cv2.INTER_CUBIC).clip(0, 1)
    shown = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    shown[..., 1] = np.rint(255 * heat)
    corridor = find_corridor(one.picture, angle=0.0)
    if corridor is not None:
        inside = (corridor.share(SIZE[1], SIZE[0]) > 0.5).astype(np.uint8)
        borders, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(shown, borders, -1, (150, 150, 150), 1)
    return shown


def _cell(picture: Picture) -> Picture:
    small = cv2.resize(picture, SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.copyMakeBorder(small, 0, GAP, 0, GAP, cv2.BORDER_CONSTANT, value=(255, 255, 255)), np.uint8)


if __name__ == "__main__":
    main()
