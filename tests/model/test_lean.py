"""TensorFlow comes without what Keras would bring along, which others can have afterwards."""

import subprocess
import sys
from pathlib import Path

GREEDY = """
found = []
for name in ("matplotlib", "matplotlib.pyplot", "sklearn", "sklearn.base", "scipy"):
    try:
        __import__(name)
        found.append(name)
    except ImportError:
        pass
"""
"""A TensorFlow that takes what there is."""

PROGRAM = """
import sys
from station.model.lean import import_tensorflow
import_tensorflow()
import tensorflow
print(tensorflow.found, "matplotlib" in sys.modules, "sklearn" in sys.modules)
import matplotlib.patches, sklearn
tensorflow.found.clear()
import_tensorflow()
print("matplotlib" in sys.modules, "sklearn" in sys.modules)
"""


def test_what_keras_would_bring_along_is_hidden_from_it_alone(tmp_path: Path) -> None:
    (tmp_path / "tensorflow.py").write_text(GREEDY, encoding="utf-8")
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{PROGRAM}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=100)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["['scipy'] False False", "True True"]
