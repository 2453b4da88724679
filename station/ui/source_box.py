"""Where the pictures come from: a box to choose the source in, and the one way from its word to a camera and its feed.

How a tab uses it::

    self.box = SourceBox(context, self)
    self.box.choose(context.settings.value.camera.source)      # says nothing where it is chosen already
    self.box.source_changed.connect(self._take)

    def _take(self, source: str) -> None:                       # any time the tab needs pictures
        self._feed = take_feed(source, self.context, holder=self)   # opened once for all tabs, in its own thread
        self._feed.watch(self._inbox)                           # a Latest() for "now", a Backlog(n) for "all"
    ...
    self._feed.leave(self._inbox)                               # closes the inbox: make a new one for the next feed
    self.context.feeds.leave(source, self)                      # the last holder to leave closes the camera

A timer takes the newest frame without waiting: `inbox.poll()`. `self._feed.figures()` says how the source is doing, and
`context.feeds.changed(source)` that its state changed. Knobs of the practice lab, rotation and mirror live in
`settings.camera`: changing them there changes the running feed for every tab.
"""

from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QInputDialog, QLineEdit, QWidget

from station.core.addresses import SCHEMES, spoken_address
from station.core.camera_list import CameraInfo
from station.core.cameras import Camera, open_camera
from station.core.clip_files import CLIP_SUFFIXES
from station.core.device import PRACTICE_CAMERA
from station.core.errors import StationError
from station.core.found_camera import FoundCamera
from station.core.practice.camera import Knobs
from station.core.settings import RECENT_SOURCES, CameraSettings
from station.live.camera_listing import list_cameras
from station.live.camera_process import CameraProcess, DeviceWish
from station.live.feed import Feed, Turn
from station.live.jobs import Job
from station.live.lab_camera import LabCamera
from station.ui.context import Context
from station.ui.error_texts import said
from station.ui.icons import icon

_CLIP, _ADDRESS, _LOOK = "clip", "address", "look"
_SOURCE, _DOES = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def take_feed(source: str, context: Context, *, holder: object) -> Feed:
    """The feed of a source for this holder, opening or open; `context.feeds.leave(source, holder)` lets go of it."""
    return context.feeds.take(source, holder, camera=partial(camera_of, source, context), turn=turn_of(context))


def camera_of(source: str, context: Context) -> Camera:
    """The camera that a word stands for; it is looked for when it is opened, so this takes no time and never fails."""

    def knobs() -> Knobs:  # asked in the feed's thread: settings are frozen and replaced as a whole
        return knobs_of(context.settings.value.camera)

    def wish() -> DeviceWish:  # likewise
        return wish_of(context.settings.value.camera)

    return FoundCamera(
        lambda: open_camera(
            source,
            practice=lambda: LabCamera(knobs=knobs, take=context.practice.take),
            device=lambda word: CameraProcess(word, wish=wish),
            open_clip=context.open_clip,
            open_reader=context.open_reader,
        )
    )


def turn_of(context: Context) -> Turn:
    """How the settings turn live pictures; clips are shown as they were recorded."""
    wish = context.settings.value.camera
    return Turn(wish.rotation, wish.mirror)


def knobs_of(wish: CameraSettings) -> Knobs:
    """The practice lab's knobs as the settings have them."""
    return Knobs(wish.practice_mm_s, wish.practice_stitch_mm or None, wish.practice_faults)


def wish_of(wish: CameraSettings) -> DeviceWish:
    """What the settings ask a webcam for."""
    return DeviceWish((wish.width, wish.height) if wish.width and wish.height else None, wish.rate or None)


Kind = Literal["practice", "webcam", "stream", "clip"]
_ICONS: dict[Kind, str] = {"practice": "flask", "webcam": "camera", "stream": "plug-connected", "clip": "video"}


def kind_of(source: str) -> Kind:
    """What a source's word stands for, told without a look at the disk."""
    if source == PRACTICE_CAMERA:
        return "practice"
    if "://" in source:
        return "stream"
    is_device = source.startswith(("/dev/", "\\\\?\\", "\\\\.\\"))
    return "clip" if Path(source).is_absolute() and not is_device else "webcam"


def icon_of(source: str) -> str:
    """The icon of a source; what has no ending is a folder of pictures, told without a look at the disk."""
    kind = kind_of(source)
    return "folder" if kind == "clip" and not Path(source).suffix else _ICONS[kind]


def source_name(source: str) -> str:
    """How a source is called on screen: a clip by its file's name, an address without its password."""
    if "://" in source:
        return spoken_address(source)
    return Path(source).name if kind_of(source) == "clip" else source


class SourceBox(QComboBox):
    """The practice lab, the webcams by name, clips and addresses used before, and ways to others."""

    source_changed = Signal(str)
    """Another source was chosen (the word as core.cameras.open_camera takes it)."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Begin with the practice lab; webcams are looked for when the box is first shown."""
        super().__init__(parent)
        self._context = context
        self._source = PRACTICE_CAMERA
        self._webcams: list[CameraInfo] | None = None
        self._looking = False
        self.setIconSize(QSize(18, 18))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(self._activated)
        self._fill()

    @property
    def source(self) -> str:
        """The source that is chosen."""
        return self._source

    def choose(self, source: str) -> None:
        """Choose a source, and say so where it is another one."""
        if source == self._source:
            self._fill()
            return
        self._source = source
        self._remember(source)
        self._fill()
        self.source_changed.emit(source)

    def refresh(self) -> None:
        """Look for webcams in a job and list them."""

        def work(job: Job) -> list[CameraInfo]:
            del job
            return list_cameras()

        if not self._looking:
            self._looking = True
            self._context.jobs.run(
                self.tr("Looking for cameras"),
                work,
                owner=self,
                ended=self._listed,
                failed=self._not_listed,
                stopped=partial(self._listed, []),
                reads=True,
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Look for webcams once, when somebody may want to see them."""
        super().showEvent(event)
        if self._webcams is None:
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        self.setToolTip(source_name(self._source))
        self.setAccessibleName(self.tr("Source"))
        self._entry(_ICONS["practice"], self.tr("Practice lab"), PRACTICE_CAMERA)
        for word, name in _words(self._webcams or []):
            self._entry(_ICONS["webcam"], name, word)
        others = self._context.memory.value.sources
        for other in others if self._source in others else (self._source, *others):
            self._entry(icon_of(other), source_name(other), other)
        self.insertSeparator(self.count())
        self._entry("folder-open", self.tr("Clip file..."), "", does=_CLIP)
        self._entry("plug-connected", self.tr("Stream address..."), "", does=_ADDRESS)
        self._entry("refresh", self.tr("Look for cameras again"), "", does=_LOOK)
        self.setCurrentIndex(max(0, self.findData(self._source, _SOURCE)))
        self.blockSignals(False)

    def _entry(self, picture: str, text: str, source: str, *, does: str = "") -> None:
        if source and self.findData(source, _SOURCE) >= 0:
            return
        self.addItem(icon(picture), text)
        self.setItemData(self.count() - 1, source or None, _SOURCE)
        self.setItemData(self.count() - 1, does, _DOES)
        self.setItemData(self.count() - 1, source_name(source), Qt.ItemDataRole.ToolTipRole)

    def _activated(self, index: int) -> None:
        does, source = self.itemData(index, _DOES), self.itemData(index, _SOURCE)
        self.setCurrentIndex(self.findData(self._source, _SOURCE))
        if does == _CLIP:
            self._ask_clip()
        elif does == _ADDRESS:
            self._ask_address()
        elif does == _LOOK:
            self.refresh()
        elif source:
            self.choose(source)

    def _ask_clip(self) -> None:
        project = self._context.project
        folder = str(project.videos if project is not None else Path.home())
        clips = self.tr("Clips ({endings})").format(endings=" ".join(f"*{ending}" for ending in sorted(CLIP_SUFFIXES)))
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Clip as a camera"), folder, clips)
        if name:
            self.choose(str(Path(name)))

    def _ask_address(self) -> None:
        address, accepted = QInputDialog.getText(
            self,
            self.tr("Stream address"),
            self.tr("Address of the stream, such as rtsp://192.168.0.20/live"),
            QLineEdit.EchoMode.Normal,
            "rtsp://",
        )
        address = address.strip()
        if not accepted or not address:
            return
        if address.split("://", 1)[0].lower() not in SCHEMES or "://" not in address:
            known = ", ".join(f"{scheme}://" for scheme in sorted(SCHEMES))
            told = self.tr("A stream's address begins with {known}. Received: {address}")
            self._context.notices.warn(told.format(known=known, address=source_name(address)))
            return
        self.choose(address)

    def _listed(self, found: list[CameraInfo]) -> None:
        self._looking, self._webcams = False, found
        self._fill()

    def _not_listed(self, error: BaseException) -> None:
        self._listed([])
        self._context.jobs.failed.emit(self.tr("Looking for cameras"), error)

    def _remember(self, source: str) -> None:
        if kind_of(source) in {"practice", "webcam"}:
            return
        others = [other for other in self._context.memory.value.sources if other != source]
        try:
            self._context.memory.change("", sources=(source, *others)[:RECENT_SOURCES])
        except StationError as error:
            self._context.notices.warn(said(error))


def _words(cameras: list[CameraInfo]) -> list[tuple[str, str]]:
    """Of each camera the word by which it is found again, and what it is called; two of one name are told apart by path."""
    names = [camera.name.casefold() for camera in cameras]
    words = []
    for camera in cameras:
        alone = names.count(camera.name.casefold()) == 1
        word = camera.name if alone else camera.path or str(camera.number)
        words.append((word, camera.name if alone else f"{camera.name} ({camera.number})"))
    return words
