"""OpenVINO as the station uses it: everything else imports it from here.

Its converter for the networks of other libraries is kept out: importing it takes as long as all the rest, and whoever calls
it has its use reported to OpenVINO's makers. A network is read from a file, which needs no converter.
"""

import sys

sys.modules.setdefault("openvino.tools.ovc", None)  # type: ignore[arg-type]  # its import fails, which OpenVINO allows for

import openvino as ov  # noqa: E402

__all__ = ["ov"]
