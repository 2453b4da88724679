"""A training goes on in the arithmetic that is fast where it goes on, and on the same pictures; it says from what it begins."""

from pathlib import Path

import pytest

from station.core.errors import StationError
from station.core.messages import Note, Reply, TrainRun
from station.model import fitting
from station.model.recipes import NO_BASE
from tests.model.test_cluster import made_project


def notes(asked: TrainRun) -> list[str]:
    replies: list[Reply] = []
    fitting.fit(asked, tell=replies.append, should_stop=lambda: False)
    return [reply.text for reply in replies if isinstance(reply, Note)]


@pytest.mark.usefixtures("without_export")
def test_a_run_that_began_in_bfloat16_goes_on_in_float32_where_that_is_faster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made_project(tmp_path)
    project = str(folder)
    monkeypatch.delenv("TF_CONFIG", raising=False)
    monkeypatch.setattr(fitting, "faster_precision", lambda: "bfloat16")
    asked = TrainRun(project, "r", "fast", False, 0, image_size=(32, 32), epochs=1, batch_size=4, base=NO_BASE)
    assert "fast in bfloat16 on 12 pictures, 32x32, from random weights" in notes(asked)
    monkeypatch.setattr(fitting, "faster_precision", lambda: "float32")
    resumed = notes(TrainRun(project, "r", "fast", True, 0, epochs=2))
    assert "resumed after epoch 1" in resumed
    assert "fast in float32 on 12 pictures, 32x32, from the state of r" in resumed
    with (folder / "train.csv").open("ab") as table:
        table.write(b"\n")
    with pytest.raises(StationError, match=r"train\.csv has changed since the run r began"):
        notes(TrainRun(project, "r", "fast", True, 0, epochs=3))
