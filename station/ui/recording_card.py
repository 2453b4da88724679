"""The recording's card: the big button, elapsed time, size, what is missing, free disk, and the name of the next clip."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from station.core.clip_names import LONGEST_NOTE
from station.live.recorder import RecorderFigures, RecorderState
from station.ui.camera_card import Card
from station.ui.icons import beside_icon, icon
from station.ui.roles import set_role
from station.ui.spoken import duration, number, size_of
from station.ui.theme import GRID, theme

LITTLE_BYTES = 2_000_000_000
"""Less free disk than this is a warning."""
TEN_HOURS = 36_000


class RecordingCard(Card):
    """Shows what it is told; pressing the buttons is told to the tab."""

    record_wanted = Signal()
    label_wanted = Signal()
    note_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin without a recording."""
        super().__init__(parent)
        self._is_recording = False
        self._icon = ("", "")
        self._figures: RecorderFigures | None = None
        self._disk: tuple[int | None, float | None] = (None, None)
        self.button = QPushButton(self)
        self.button.setMinimumHeight(11 * GRID)
        self.button.setIconSize(QSize(20, 20))
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.record_wanted)
        self.column.addWidget(self.button)
        self.elapsed = self.text("figure", wraps=False)
        self.elapsed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = self.text(wraps=False)
        self.lost = self.text("alarm", wraps=False)
        self.note = QLineEdit(self)
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setClearButtonEnabled(True)
        self.note.textChanged.connect(self.note_changed)
        self.column.addWidget(self.note)
        self.name = self.text("muted")
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.disk = self.text("muted")
        self.label = QPushButton(self)
        self.label.setIcon(icon("tags"))
        self.label.clicked.connect(self.label_wanted)
        self.column.addWidget(self.label)
        self.label.hide()
        self.retranslate()

    def show_recording(self, figures: RecorderFigures | None, *, is_recording: bool) -> None:
        """Say how the recording is doing, or how the last one ended (None: there was none)."""
        self._figures, self._is_recording = figures, is_recording
        self._say_recording()

    def show_disk(self, free_bytes: int | None, seconds_left: float | None) -> None:
        """Say how much room is left, and for how long it is enough."""
        self._disk = free_bytes, seconds_left
        self._say_disk()

    def show_name(self, name: str) -> None:
        """Say how the file is called, or will be."""
        self.name.setText(name.replace("_", "_\u200b"))  # so that a long name may break

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Recording"))
        self.note.setPlaceholderText(self.tr("Note in the clip's name"))
        self.note.setAccessibleName(self.tr("Note in the clip's name"))
        self.label.setText(beside_icon(self.tr("Label this clip")))
        self._say_recording()
        self._say_disk()

    def _say_recording(self) -> None:
        figures, is_on = self._figures, self._is_recording
        is_finishing = not is_on and figures is not None and figures.state is RecorderState.FINISHING
        if is_finishing:
            self.button.setText(beside_icon(self.tr("Writing the rest...")))
        else:
            self.button.setText(beside_icon(self.tr("Stop recording") if is_on else self.tr("Record")))
        self._show_icon("player-stop" if is_on else "player-record", self._ink(is_on))
        set_role(self.button, "danger" if is_on else "primary")
        for part in (self.elapsed, self.progress):
            part.setVisible(figures is not None and (is_on or is_finishing))
        lost = figures.lost if figures is not None else 0
        self.lost.setVisible(lost > 0 and (is_on or is_finishing))
        self.note.setEnabled(not is_on)
        if figures is None:
            return
        self.elapsed.setText(clock_of(figures.seconds))
        told = self.tr("Frames: {frames} · {size}")
        self.progress.setText(told.format(frames=number(figures.frames), size=size_of(figures.bytes)))
        self.lost.setText(self.tr("Frames missing: {lost}").format(lost=number(lost)))

    def _say_disk(self) -> None:
        free, seconds = self._disk
        if free is None:
            self.disk.setText(self.tr("Free disk: ..."))
            return
        told = self.tr("Free disk: {size}").format(size=size_of(free))
        self.disk.setToolTip("")
        if seconds is not None:
            told = f"{told} · {time_of(seconds)}"
            self.disk.setToolTip(self.tr("Enough for a recording of {duration}").format(duration=duration(seconds)))
        self.disk.setText(told)
        set_role(self.disk, "warning" if free < LITTLE_BYTES else "muted")

    def _show_icon(self, name: str, colour: str) -> None:
        if (name, colour) != self._icon:  # four times a second an icon would be drawn anew
            self._icon = name, colour
            self.button.setIcon(icon(name, colour=colour))

    def _ink(self, is_on: bool) -> str:
        if not self.button.isEnabled():
            return theme().muted
        return theme().on_strong if is_on else theme().on_accent


def time_of(seconds: float) -> str:
    """A time that is left; above ten hours nobody asks for minutes."""
    if seconds < TEN_HOURS:
        return duration(seconds)
    return QCoreApplication.translate("RecordingCard", "{h} h").format(h=number(seconds // 3600))


def clock_of(seconds: float) -> str:
    """Elapsed time as `0:07`, `12:40` or `1:02:03`."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
