"""The camera worker's part: it films a webcam or a stream into shared memory.

Whatever a driver does, it does it here: a read that blocks ends with this process, a crash hurts nobody else.
"""

import atexit
import os
import threading
import time
import traceback
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Protocol

from station.core.camera_messages import (
    AllottedMemory,
    CameraOpened,
    CamerasListed,
    ControlsForgotten,
    ControlsNow,
    Device,
    Held,
    ListCameras,
    OpenCamera,
    PictureSize,
    Setting,
    Shot,
    Taken,
    WishAutomatic,
    WishValue,
)
from station.core.cameras import Webcam, list_cameras, open_device
from station.core.control_watch import ControlWatch
from station.core.device import CameraInfo
from station.core.errors import StationError
from station.core.frame import Frame
from station.core.messages import Failed, Reply, Request, unserved
from station.core.network_camera import NetworkCamera
from station.core.picture_guard import BLACK_TEXT, expect_shape, is_black
from station.core.shared_pictures import SLOTS, PictureSlots

Tell = Callable[[Reply], None]

SETTLE_SECONDS = 0.3
"""After its controls were restored a camera's pictures are left out for so long: the first still have the old exposure."""
FORGOTTEN_TEXT = "the camera has forgotten its settings; they are set again"
DARK_SECONDS = 0.3
"""Black pictures are never handed on; it is said after so long, since many cameras begin with some."""
RELEASE_SECONDS = 1.0
"""How long letting go of a device may take when the parent is gone."""
_ASK_SECONDS = 0.1


class OpensDevices(Protocol):
    """What finds the webcam or stream of a word, as `open_device` does."""

    def __call__(
        self, source: str, *, known: CameraInfo | None, size: tuple[int, int] | None, rate: float | None
    ) -> Webcam | NetworkCamera: ...


class CameraRole:
    """Serves one camera. Requests come in the main thread; a device is filmed in a thread of its own."""

    def __init__(
        self,
        is_stop_asked: Callable[[], bool],
        *,
        device: OpensDevices = open_device,
    ) -> None:
        """Prepare."""
        self._is_stop_asked = is_stop_asked
        self._device = device
        self._camera: Webcam | NetworkCamera | None = None
        self._memory: SimpleQueue[int | str] = SimpleQueue()
        self._free: SimpleQueue[int] = SimpleQueue()
        self._thread: threading.Thread | None = None
        atexit.register(self._end)

    def serve(self, request: Request, tell: Tell) -> None:
        """Do as the request says; a device is filmed from then on, until it fails or the parent goes."""
        match request:
            case ListCameras():
                tell(CamerasListed(tuple(Device.of(camera) for camera in list_cameras())))
            case OpenCamera():
                if self._thread is not None:
                    self._thread.join()
                self._thread = threading.Thread(target=self._run, args=(request, tell), name="filming", daemon=True)
                self._thread.start()
            case AllottedMemory():
                self._memory.put(request.handle)
            case Taken():
                self._free.put(request.slot)
            case WishValue() | WishAutomatic():
                self._wish(request)
            case _:
                raise unserved("camera", request)

    def _wish(self, wish: WishValue | WishAutomatic) -> None:
        camera = self._camera
        if not isinstance(camera, Webcam):
            return
        if isinstance(wish, WishValue):
            camera.set_value(wish.control, wish.value)
        else:
            camera.set_automatic(wish.control, wanted=wish.wanted)

    def _run(self, request: OpenCamera, tell: Tell) -> None:
        failed = Failed("the camera was closed")
        try:
            self._film(request, tell)
        except StationError as error:
            failed = Failed(str(error))
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001  (the one hook of this thread: logged and told)
            traceback.print_exc()
            failed = Failed(f"the camera worker: {type(error).__name__}: {error}"[:500], is_fault=True)
        try:
            tell(failed)
        except OSError:
            return

    def _film(self, request: OpenCamera, tell: Tell) -> None:
        known = None if request.known is None else request.known.unpack()
        camera = self._device(request.source, known=known, size=request.size, rate=request.rate)
        slots: PictureSlots | None = None
        try:
            camera.open()
            tell(CameraOpened(_device_of(camera), _settings(camera)))
            if isinstance(camera, Webcam) and self._restore(camera, request):
                tell(ControlsNow(_settings(camera)))
            self._camera = camera
            frame, came_s = camera.read(), time.perf_counter()
            size = frame.picture.shape[1], frame.picture.shape[0]
            tell(PictureSize(*size))
            slots = PictureSlots(self._allotted(), size)
            self._hand_on_all(camera, (frame, came_s), slots, tell)
        finally:
            self._camera = None
            camera.close()
            if slots is not None:
                slots.close()

    def _restore(self, camera: Webcam, request: OpenCamera) -> bool:
        """Set the controls as they were; whether any had been reset."""
        if not camera.restore([setting.unpack() for setting in request.restore]):
            return False
        until = time.perf_counter() + SETTLE_SECONDS
        while time.perf_counter() < until:
            camera.read()
        camera.look_again()
        return True

    def _allotted(self) -> int | str:
        while not self._is_stop_asked():
            try:
                return self._memory.get(timeout=_ASK_SECONDS)
            except Empty:
                continue
        raise StationError("the camera was closed before its first picture was taken")

    def _hand_on_all(
        self, camera: Webcam | NetworkCamera, first: tuple[Frame, float], slots: PictureSlots, tell: Tell
    ) -> None:
        for slot in range(SLOTS):
            self._free.put(slot)
        frame, came_s = first
        shape, dark_since = frame.picture.shape, None
        watch = ControlWatch(camera, now=came_s) if isinstance(camera, Webcam) else None
        while not self._is_stop_asked():
            expect_shape(frame.picture, shape)
            if is_black(frame.picture):
                dark_since = came_s if dark_since is None else dark_since
                is_long = came_s - dark_since >= DARK_SECONDS
                tell(Held(frame.number, BLACK_TEXT if is_long else ""))
            else:
                dark_since = None
                self._hand_on(frame, came_s, slots, tell)
            if isinstance(camera, Webcam) and watch is not None:
                self._see_controls(camera, watch, came_s, tell)
            frame, came_s = camera.read(), time.perf_counter()

    def _see_controls(self, camera: Webcam, watch: ControlWatch, now: float, tell: Tell) -> None:
        """Tell what became of a wish, and what the camera has forgotten, which is set again."""
        if before := camera.take_wished():
            watch.expect_anew(before, now=now)
            tell(ControlsNow(_settings(camera)))
        elif watch.has_forgotten(now):
            found = _settings(camera)
            if not watch.is_in_vain:
                camera.restore(watch.wanted)
                until = time.perf_counter() + SETTLE_SECONDS
                while time.perf_counter() < until:
                    tell(Held(camera.read().number, FORGOTTEN_TEXT))
                camera.look_again()
            watch.settle(now)
            tell(ControlsForgotten(found, _settings(camera)))

    def _hand_on(self, frame: Frame, came_s: float, slots: PictureSlots, tell: Tell) -> None:
        """Put a frame where the parent finds it. Where all slots are taken it is lost, which shows in the numbers."""
        try:
            slot = self._free.get_nowait()
        except Empty:
            return
        slots.put(slot, frame.picture)
        tell(Shot(frame.number, frame.time_s, came_s, slot))

    def _end(self) -> None:
        """The parent is gone: let go of the device, or leave the rest to the system where its driver hangs."""
        if self._thread is not None:
            self._thread.join(RELEASE_SECONDS)
            if self._thread.is_alive():
                os._exit(0)


def _device_of(camera: Webcam | NetworkCamera) -> Device | None:
    info = camera.device if isinstance(camera, Webcam) else None
    return None if info is None else Device.of(info)


def _settings(camera: Webcam | NetworkCamera) -> tuple[Setting, ...]:
    return tuple(Setting.of(state) for state in camera.controls) if isinstance(camera, Webcam) else ()
