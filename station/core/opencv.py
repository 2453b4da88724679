"""The only door to OpenCV.

On Linux `opencv-python` overwrites two of Qt's environment variables when it is imported, which has kept PySide6 from
its own platform plugin; they are put back right after the import. Everything else imports `cv2` from here.
"""

import os

QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")

LARGEST_PICTURE = 100_000_000
"""Pixels that a picture file may claim; OpenCV refuses a larger one from its header, before it takes the memory."""

_before = {name: os.environ.get(name) for name in QT_VARIABLES}

# OpenCV reads both once, when it is loaded. The second: Windows' own camera interface (MSMF) takes 4 to 20 s to open
# with hardware transforms (opencv#17687); not tried by us on Windows.
os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(LARGEST_PICTURE)
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")

import cv2  # noqa: E402  (the variables must be read and set first)

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

# Whoever needs pictures in parallel has threads or processes of its own. OpenCV's workers wait for more by turning in a circle:
# measured on two cores, blending heat maps over 739x416 pixels took 7.2 ms of processor time with them and 1.4 without.
cv2.setNumThreads(1)

__all__ = ["LARGEST_PICTURE", "QT_VARIABLES", "cv2"]
