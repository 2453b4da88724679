"""TensorFlow for the model tests: small pictures, few threads, no chatter."""

import os

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from station.model.lean import import_tensorflow

import_tensorflow()


@pytest.fixture
def without_export(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trainings end without the exported network, which takes longer than a small training; other tests try it."""
    from station.model import fitting

    monkeypatch.setattr(fitting, "_export", lambda *_, **__: None)
