"""Importing OpenCV leaves Qt's variables as they were."""

import json
import os
import subprocess
import sys

import pytest

from station.core.opencv import QT_VARIABLES

SCRIPT = """
import json, os, sys
__import__(sys.argv[1])
from station.core.cameras import list_cameras
list_cameras()
print(json.dumps([os.environ.get(name) for name in json.loads(sys.argv[2])]))
"""


@pytest.mark.parametrize("module", ["station.core.opencv", "station.core.cameras"])
@pytest.mark.parametrize("before", [None, "/opt/Prüfung ä ß 日本"], ids=["unset", "set"])
def test_qt_variables_stay_as_they_were(module: str, before: str | None) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in QT_VARIABLES}
    environment |= {} if before is None else dict.fromkeys(QT_VARIABLES, before)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, module, json.dumps(QT_VARIABLES)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == [before] * len(QT_VARIABLES)


@pytest.mark.skipif(sys.platform != "linux", reason="only the Linux wheels of OpenCV touch Qt's variables")
def test_a_bare_import_of_cv2_does_change_them() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in QT_VARIABLES}
    script = "import os, cv2; print(sum(name in os.environ for name in " + repr(QT_VARIABLES) + "))"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) > 0, "the wheel of OpenCV has become harmless: station.core.opencv can lose its care"
