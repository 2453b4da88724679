"""The sound of an alarm: two short tones, again every few seconds while the alarm stands."""

import io
import wave
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtWidgets import QApplication

from station.core import storage
from station.core.folders import cache_folder
from station.live.jobs import Job
from station.ui.context import Context

RATE = 22_050
TONES = ((880.0, 0.16), (0.0, 0.05), (660.0, 0.22))
"""(hertz, seconds), one after the other; 0 is silence."""
LOUDNESS = 0.5
AGAIN_MS = 4000


class AlarmSound(QObject):
    """Rings while it is asked to. Where Qt's sound or a device for it is missing the system's own beep is used."""

    def __init__(self, context: Context, parent: QObject) -> None:
        """Make the sound's file in a job."""
        super().__init__(parent)
        self.played = 0
        self._effect: Any = None
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.play)
        file = cache_folder() / "alarm.wav"
        title, work = self.tr("Preparing the alarm's sound"), partial(_write, file)
        context.jobs.run(title, work, owner=self, ended=self._made, failed=_beep_then, reads=True)

    def ring(self, *, wanted: bool) -> None:
        """Begin now and go on, or be quiet."""
        if wanted and not self._again.isActive():
            self.play()
            self._again.start()
        elif not wanted:
            self._again.stop()

    def play(self) -> None:
        """Sound once."""
        self.played += 1
        if self._effect is None:
            QApplication.beep()
        else:
            self._effect.play()

    def _made(self, file: Path) -> None:
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError:
            return
        if QMediaDevices.defaultAudioOutput().isNull():
            return  # there is nothing to play it on: it would be silent
        self._effect = QSoundEffect(self)
        self._effect.setSource(QUrl.fromLocalFile(str(file)))
        self._effect.setVolume(LOUDNESS)


def tones() -> bytes:
    """The sound as the bytes of a WAV file: 16 bits, one channel; each tone swells and fades, so that nothing clicks."""
    parts = []
    for hertz, seconds in TONES:
        at = np.arange(round(RATE * seconds)) / RATE
        swell = np.minimum(1.0, np.minimum(at, seconds - at) / 0.015)
        parts.append(np.sin(2 * np.pi * hertz * at) * np.clip(swell, 0, 1))
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(32_000 * LOUDNESS * np.concatenate(parts)).astype("<i2").tobytes())
    return data.getvalue()


def _write(file: Path, job: Job) -> Path:
    del job
    if not file.exists():
        storage.create_folder(file.parent)
        storage.write_bytes(file, tones())
    return file


def _beep_then(error: BaseException) -> None:
    """Without a file the beep remains."""
    del error
