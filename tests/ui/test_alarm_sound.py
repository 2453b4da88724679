"""The alarm's sound is a sound file, made once, and rings while the alarm stands."""

import io
import wave
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from station.core.folders import cache_folder
from station.ui.alarm_sound import RATE, TONES, AlarmSound, tones
from station.ui.window import Window


def test_the_sound_is_heard_and_does_not_click() -> None:
    with wave.open(io.BytesIO(tones())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert abs(len(heard) / RATE - sum(seconds for _, seconds in TONES)) < 0.01
    assert 10_000 < np.abs(heard).max() < 20_000
    assert max(abs(int(heard[0])), abs(int(heard[-1]))) < 500


def test_it_rings_while_it_is_asked_to(window: Window, qtbot: QtBot, own_folders: Path) -> None:
    sound = AlarmSound(window.context, window)
    qtbot.waitUntil(lambda: (cache_folder() / "alarm.wav").exists() and not window.context.jobs.running)
    sound.ring(wanted=True)
    sound.ring(wanted=True)
    assert sound.played == 1
    sound.ring(wanted=False)
    sound.ring(wanted=True)
    assert sound.played == 2
    sound.ring(wanted=False)
