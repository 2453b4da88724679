"""The only door to OpenCV.

On Linux `opencv-python` overwrites two of Qt's environment variables when it is imported, which has kept PySide6 from
its own platform plugin; they are put back right after the import. Everything else imports `cv2` from here.
"""

import os

QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")

_before = {name: os.environ.get(name) for name in QT_VARIABLES}

import cv2  # noqa: E402  (the variables must be read first)

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

__all__ = ["QT_VARIABLES", "cv2"]
