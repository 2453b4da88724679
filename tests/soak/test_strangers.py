"""Faults 10 and 38: thousands of damaged runs, clips and pictures; whatever they do is done to a child process."""

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from station.core.errors import StationError
from station.core.frame import Picture
from station.core.images import read_picture
from station.core.messages import Done, ImportRun
from station.core.picture_reader import with_following
from station.core.project import Project, create_project
from station.core.shared_pictures import SharedPictures
from station.live.decoder_link import DecoderLink
from station.live.link import Worker
from station.live.picture_process import PictureProcess
from station.model.history import HISTORY
from station.model.weights_file import content_bytes, layers_of, read_content
from tests.conftest import ROOT
from tests.hostile import WEIGHTS, sound_layers, sound_run
from tests.soak.mutations import PICTURES, make_originals, mutated
from tests.soak.summary import count, tell

HANGS_AFTER_S = 60.0
AT_ONCE = 500
DEADLY = "deadly"
DYING = f"""
import os, sys
from station import decode_role, worker
read = decode_role.read_picture
decode_role.read_picture = lambda path: os.abort() if path.name.startswith({DEADLY!r}) else read(path)
sys.argv[1:] = ["decode"]
sys.exit(worker.main())
"""


def test_a_damaged_run_is_refused_or_exactly_sound(tmp_path: Path) -> None:
    tried = count(full=10_000, small=6)
    project = create_project(tmp_path / "Prüfung")
    data = content_bytes(sound_layers())
    source = sound_run(tmp_path / "run", data=data)
    card = (source / "card.json").read_bytes()
    outcome: Counter[str] = Counter()
    worst, begun = 0.0, time.monotonic()
    worker = Worker("import")
    for seed in range(tried):
        if seed % 3 == 0:  # the card alone
            (source / WEIGHTS).write_bytes(data)
            (source / "card.json").write_bytes(mutated(card, seed))
        else:  # the weights; every second time somebody made the card fit them
            changed = _structure_mutated(data, seed)
            (source / WEIGHTS).write_bytes(changed)
            sha256 = hashlib.sha256(changed if seed % 3 == 1 else data).hexdigest()
            fitting = json.loads(card)
            fitting["weights"]["sha256"] = sha256
            (source / "card.json").write_text(json.dumps(fitting), encoding="utf-8")
        before = time.monotonic()
        said = _outcome(worker, project, source)
        worst = max(worst, time.monotonic() - before)
        outcome[said] += 1
        if said == "died":
            worker.close()
            worker = Worker("import")
    worker.close()
    print(outcome)
    tell(
        fault=10,
        what="damaged runs refused or exactly sound",
        tried=tried,
        lost=outcome["wrong"],
        worst_s=worst,
        seconds=time.monotonic() - begun,
    )
    assert not outcome["wrong"]


def _structure_mutated(data: bytes, seed: int) -> bytes:
    """Half of the time within the first tenth: there is more structure there, where every bit counts, than numbers."""
    if seed % 2:
        return mutated(data, seed)
    head = len(data) // 10
    return mutated(data[:head], seed) + data[head:]


def _staging(project: Project) -> Path:
    folder = project.models / "staging"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _outcome(worker: Worker, project: Project, source: Path) -> str:
    staging = _staging(project)
    try:
        worker.ask(ImportRun(str(source), str(project.folder), str(staging)), expecting=Done)
    except StationError:
        return "died" if worker.is_gone else "refused"
    taken = sorted(staging.iterdir())
    (weights,) = [file for file in taken if file.name.endswith(".weights.h5")]
    stored = layers_of(read_content(weights.read_bytes(), name=weights.name))
    expected = {name: [array.shape for array in arrays] for name, arrays in sound_layers().items()}
    is_sound = {name: [array.shape for array in arrays] for name, arrays in stored.items()} == expected
    is_sound &= {file.name for file in taken} <= {"card.json", HISTORY, weights.name}
    for file in taken:
        file.unlink()
    return "sound" if is_sound else "wrong"


def test_only_a_child_can_die_of_a_clip_or_a_picture(tmp_path: Path) -> None:
    tried = count(full=10_000, small=24)
    make_originals(tmp_path)
    deaths, hangs, decoded, first = [], [], 0, 0
    begun = time.monotonic()
    while first < tried:
        said, is_over, is_hung = _decoded(tmp_path, first, tried - first)
        decoded += said.count("decoded")
        if is_over:
            break
        last = max(int(line) for line in said if line.isdecimal())
        (hangs if is_hung else deaths).append(last)
        first = last + 1
    print(f"{decoded} decoded, deaths at {deaths}, hangs at {hangs}")
    tell(
        fault=38,
        what="damaged clips and pictures that a decoder dies of or hangs at",
        tried=tried,
        lost=len(hangs) + len(deaths),
        seconds=time.monotonic() - begun,
    )
    assert decoded > 0
    assert not hangs
    assert not deaths, "one picture or frame was lost of each, and nobody knows what else it could have done"


def test_a_damaged_or_deadly_picture_costs_itself_alone(tmp_path: Path) -> None:
    tried = count(full=10_000, small=24)
    make_originals(tmp_path)
    originals = [(tmp_path / name).read_bytes() for name in PICTURES]
    outcome: Counter[str] = Counter()
    worst, begun = 0.0, time.monotonic()
    for first in range(0, tried, AT_ONCE):
        paths = [tmp_path / f"{seed}.png" for seed in range(first, min(tried, first + AT_ONCE))]
        for seed, path in enumerate(paths, start=first):
            path.write_bytes(mutated(originals[seed % len(originals)], seed))
        deadly = paths[len(paths) // 2].rename(tmp_path / f"{DEADLY}{first}.png")
        paths[len(paths) // 2] = deadly
        with closing(PictureProcess(take=lambda: DecoderLink(_dying))) as reader:
            for path, then in with_following(paths):
                before = time.monotonic()
                there = _read(partial(reader.read, path, then=then))
                worst = max(worst, time.monotonic() - before)
                if path == deadly:
                    outcome["died" if "the process that decoded it died" in str(there) else "wrong"] += 1
                else:
                    outcome[_compared(there, _read(partial(read_picture, path)))] += 1
                path.unlink()
    print(outcome)
    tell(
        fault=38,
        what="damaged pictures read as the window does it, each 500th of which kills its decoder",
        tried=tried,
        lost=outcome["wrong"],
        worst_s=worst,
        seconds=time.monotonic() - begun,
    )
    assert not outcome["wrong"]
    assert outcome["died"] == -(-tried // AT_ONCE)
    assert outcome["decoded"]


def _dying(shared: SharedPictures) -> Worker:
    return Worker("decode", program=(sys.executable, "-c", DYING), inherits=shared.descriptors)


def _read(read: Callable[[], Picture]) -> Picture | StationError:
    try:
        return read()
    except StationError as error:
        return error


def _compared(there: Picture | StationError, here: Picture | StationError) -> str:
    """What came of a picture: the same by a child as here, or "wrong"."""
    if isinstance(here, StationError) or isinstance(there, StationError):
        return "refused" if str(there) == str(here) else "wrong"
    return "decoded" if np.array_equal(there, here) else "wrong"


def _decoded(folder: Path, first: int, number: int) -> tuple[list[str], bool, bool]:
    """What the child said, whether it came to its end, and whether it had to be ended."""
    command = [sys.executable, "-m", "tests.soak.mutations", str(folder), str(first), str(number)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        assert child.stdout is not None
        said: list[str] = []
        heard = [time.monotonic()]
        ended = threading.Event()
        killed = threading.Event()

        def watch() -> None:
            while not ended.wait(1):
                if time.monotonic() - heard[0] > HANGS_AFTER_S:
                    killed.set()
                    child.kill()

        watching = threading.Thread(target=watch)
        watching.start()
        for line in child.stdout:
            heard[0] = time.monotonic()
            said.append(line.strip())
        ended.set()
        watching.join()
    return said, bool(said) and said[-1] == "done", killed.is_set()
