"""What is known of a project's disk: the names that a recording may not get are also those of labelled clips whose video is gone."""

from pathlib import Path

from station.core.project import create_project
from station.live.disk_watch import DiskWatch
from tests.live.test_watch import until


def test_a_clip_that_was_labelled_and_deleted_keeps_its_name(tmp_path: Path) -> None:
    project = create_project(tmp_path / "lab")
    (project.videos / "a.mp4").touch()
    for clip in ("a", "b"):
        project.label_table(clip).touch()
    watch = DiskWatch(project.videos, taken=project.clips_gone)
    watch.start()
    until(lambda: watch.now.free_bytes is not None)
    watch.stop()
    assert watch.wait(5)
    assert watch.now.names == {"a", "b"}
