"""Pictures with their heat maps, one request after the other, through a network that stays warm for a while."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from station.core.attributes import AttributeSet
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.images import to_network_size
from station.core.picture_reader import OpenReader, PictureReader, with_following
from station.live.answers import Network
from station.live.evaluating import explained_pictures
from station.live.jobs import Stopped
from station.live.link import Worker
from station.live.picture_process import PictureProcess
from station.model.runs import Run

WARM_SECONDS = 45.0
"""So long a worker waits for the next request before it ends and gives its memory back."""
BATCH = 8
LEAVING_SECONDS = 0.5
"""So long a picture that nobody wants any more may still take to be decoded, before its decoder is ended."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A picture of a request, small or whole, first without heat maps (`covered` None), then with them; or why not."""

    request: int
    index: int
    plain: Picture | None
    covered: Picture | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see: pictures with the maps of these attributes, no wider than `width` pixels (0: whole)."""

    number: int
    run: Run
    paths: tuple[Path, ...]
    attributes: tuple[str, ...]
    width: int = 0
    coloured: AttributeSet | None = None
    """The attributes in the colours in which their maps are shown; None: in the run's own."""


class Explainer:
    """Serves the newest wish in a thread of its own; an older one is dropped. `put` is called in that thread.

    Bound: one wish waits. `failed` hears what keeps a wish from being served.
    """

    def __init__(
        self,
        *,
        put: Callable[[Shown], None],
        failed: Callable[[BaseException], None],
        start: Callable[[], Worker] = lambda: Worker("inspect"),
        open_reader: OpenReader = PictureProcess,
        warm_seconds: float = WARM_SECONDS,
    ) -> None:
        """Begin without a thread and without a worker; `start` gives one that answers, `open_reader` what reads pictures."""
        self._put, self._failed, self._start, self._warm_seconds = put, failed, start, warm_seconds
        self._open_reader = open_reader
        self._news = threading.Condition()
        self._wish: Wish | None = None
        self._newest = self._served = 0
        self._changed_s = 0.0
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._is_ending = False
        self._worker: Worker | None = None

    def show(
        self,
        run: Run,
        paths: Sequence[Path],
        *,
        attributes: Sequence[str],
        width: int = 0,
        coloured: AttributeSet | None = None,
    ) -> int:
        """Serve this wish as soon as possible and return its number."""
        with self._news:
            self._newest += 1
            self._changed_s = time.monotonic()
            self._wish = Wish(self._newest, run, tuple(paths), tuple(attributes), width, coloured)
            self._stopped = False
            if self._thread is None or self._is_ending or not self._thread.is_alive():
                before, self._is_ending = self._thread, False
                self._thread = threading.Thread(target=self._serve, args=(before,), name="explaining", daemon=True)
                self._thread.start()
            self._news.notify()
            return self._newest

    def stop(self) -> None:
        """Drop everything and end the worker at once."""
        with self._news:
            self._stopped, self._wish = True, None
            self._newest += 1
            self._changed_s = time.monotonic()
            self._news.notify()
            worker = self._worker
        if worker is not None:
            worker.kill()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what was stopped; whether it came."""
        thread = self._thread
        if thread is not None:
            thread.join(max(0.0, seconds))
        return thread is None or not thread.is_alive()

    def _serve(self, before: threading.Thread | None) -> None:
        if before is not None:  # which still ends its worker, and hears no wish any more
            before.join()
        network: Network | None = None
        reader = self._open_reader(waiting=self._leave_unwanted)
        try:
            while (wish := self._next()) is not None:
                self._served = wish.number
                try:
                    self._show_plain(wish, reader)
                    network = self._network(wish.run, network)
                    if network is not None:
                        self._show_covered(wish, network, reader)
                except Exception as error:  # noqa: BLE001  (the window is told, and the next wish is served)
                    network = None
                    self._let_go()
                    if self._is_wanted(wish):
                        self._failed(error)
        finally:
            reader.close()
            self._let_go()

    def _next(self) -> Wish | None:
        """The next wish; None where it is time to end."""
        with self._news:
            self._news.wait_for(lambda: self._wish is not None or self._stopped, timeout=self._warm_seconds)
            wish, self._wish = self._wish, None
            self._is_ending = wish is None
            return wish

    def _is_wanted(self, wish: Wish) -> bool:
        return wish.number == self._newest and not self._stopped

    def _leave_unwanted(self) -> None:
        """Raise Stopped where the picture that is being decoded hangs, and another wish came or all was stopped."""
        is_left = self._served != self._newest or self._stopped
        if is_left and time.monotonic() - self._changed_s > LEAVING_SECONDS:
            raise Stopped

    def _network(self, run: Run, network: Network | None) -> Network | None:
        """The warm network where it is of this run, else one in a worker of its own; None where all was stopped."""
        if network is not None and network.run == run:
            return network
        self._let_go()
        worker = self._start()
        with self._news:
            self._worker = worker
            stopped = self._stopped
        return None if stopped else Network(worker, run)

    def _let_go(self) -> None:
        with self._news:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def _show_plain(self, wish: Wish, reader: PictureReader) -> None:
        for index, (path, then) in enumerate(with_following(wish.paths)):
            if not self._is_wanted(wish):
                return
            try:
                plain = _narrow(reader.read(path, then=then), wish.width)
            except StationError as error:
                self._put(Shown(wish.number, index, None, problem=str(error)))
                continue
            self._put(Shown(wish.number, index, plain))

    def _show_covered(self, wish: Wish, network: Network, reader: PictureReader) -> None:
        for start in range(0, len(wish.paths), BATCH):
            if not self._is_wanted(wish):
                return
            batch = wish.paths[start : start + BATCH]
            answers = explained_pictures(
                network, batch, reader=reader, method="gradcam", attributes=wish.attributes, coloured=wish.coloured
            )
            for offset, (_, explained) in enumerate(answers):
                if not isinstance(explained, StationError):
                    plain, covered = (_narrow(p, wish.width) for p in (explained.picture, explained.overlay))
                    self._put(Shown(wish.number, start + offset, plain, covered))


def _narrow(picture: Picture, width: int) -> Picture:
    """The picture no wider than so many pixels; 0 leaves it as it is."""
    height, own = picture.shape[:2]
    if not width or own <= width:
        return picture
    return to_network_size(picture, size=(width, max(1, round(height * width / own))))
