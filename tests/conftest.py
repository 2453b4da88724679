"""What all tests share: the station's own folders lie in a temporary one, under a name with umlauts; soak tests try often or not."""

import os
from pathlib import Path

import pytest

from tests.soak.summary import FULL, is_full

ROOT = Path(__file__).parents[1]
SOAK = ROOT / "tests" / "soak"


def pytest_configure(config: pytest.Config) -> None:
    """`-m soak` asks for the full counts; TensorFlow has one thread where there is a worker for each core."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for threads in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
            os.environ.setdefault(threads, "1")
    config.addinivalue_line(
        "markers", "soak(full_only): tries a fault as often as it must; full_only: not in the default run"
    )
    if "soak" in config.option.markexpr.split() and "not" not in config.option.markexpr.split():
        os.environ[FULL] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever lies in tests/soak is a soak test; those that make no sense with small counts are left out of the default run."""
    for item in items:
        if SOAK in item.path.parents and item.get_closest_marker("soak") is None:
            item.add_marker("soak")
    if is_full():
        return
    long = [item for item in items if (mark := item.get_closest_marker("soak")) and mark.kwargs.get("full_only")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Cache and logs of this test and of the processes that it starts."""
    home = tmp_path_factory.mktemp("Prüfung ä ß 日本")
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(home))
    return home


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """Every test's files lie under a name with umlauts and letters of another script."""
    folder = tmp_path / "Prüfung ä ß 日本"
    folder.mkdir()
    return folder
