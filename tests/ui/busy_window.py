"""A child of `test_closing`: the station's own program, busy with something as soon as its project is open."""

import faulthandler
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from station import __main__ as program
from station.live.decoder_link import DecoderLink
from station.live.jobs import Job
from station.live.link import Worker
from station.live.spare import Spare
from station.ui import app
from station.ui.notices import Notice
from station.ui.source_box import take_feed
from station.ui.window import Window


def work(window: Window) -> None:
    """A job that looks whether it is to stop now and then, like the station's own."""

    def steps(job: Job) -> None:
        pause = threading.Event()
        while True:
            job.step(1, 2)
            pause.wait(0.01)

    window.context.jobs.run("busy", steps, owner=window)


def film(window: Window) -> None:
    """A feed of the practice camera."""
    take_feed("practice", window.context, holder=window)


def ask_a_worker(window: Window) -> None:
    """A job that waits for a worker process, which is silent: it ends with its pipes, as they close with the job."""

    def wait(job: Job) -> None:
        pause = threading.Event()
        with Worker("practice"):
            while True:
                job.check()
                pause.wait(0.01)

    window.context.jobs.run("worker", wait, owner=window)


def open_a_clip(window: Window) -> None:
    """A clip whose decoder hangs while it opens it."""
    project = window.context.project
    assert project is not None
    clip = project.videos / "Naht 1.mp4"
    clip.write_bytes(b"")
    window.context.decoders = Spare(hanging_decoder)
    window.context.label_wanted.emit(clip, 0)


def hanging_decoder() -> DecoderLink:
    """A decoder that never answers, and does not see that nobody asks it any more."""
    program = (sys.executable, "-c", "import time; time.sleep(999)")
    return DecoderLink(lambda shared: Worker("decode", program=program, inherits=shared.descriptors))


def show_a_dialog(window: Window) -> None:
    """A modal dialog, which runs an event loop of its own."""
    QTimer.singleShot(0, window.context.actions["help.keys"].trigger)


BUSY: dict[str, Callable[[Window], object]] = {
    "nothing": lambda window: None,
    "job": work,
    "feed": film,
    "worker": ask_a_worker,
    "clip": open_a_clip,
    "dialog": show_a_dialog,
    "closing": lambda window: QTimer.singleShot(600, window, window.context.actions["quit"].trigger),
}


def main() -> None:
    """Run `station open FOLDER`, get busy when the folder is open, and say so."""
    busy, folder = sys.argv[1:]
    make = app.make_window

    def made(application: QApplication) -> Window:
        window = make(application)

        def opened() -> None:
            BUSY[busy](window)
            QTimer.singleShot(300, window, said)

        window.context.project_changed.connect(opened)
        window.context.notices.told.connect(told)
        return window

    def told(notice: Notice) -> None:
        sys.stderr.write(f"{notice.text}\n{notice.details}")

    def said() -> None:
        sys.stdout.write(f"busy with {busy}\n")
        sys.stdout.flush()

    faulthandler.dump_traceback_later(20, exit=True)
    app.make_window = made
    sys.argv[1:] = ["open", str(Path(folder))]
    program.main()


if __name__ == "__main__":
    main()
