"""OpenVINO as the station uses it: everything else imports it from here.

Its converter for the networks of other libraries is kept out: importing it takes as long as all the rest, and a network is
read from a file, which needs none. So is what reports the use of OpenVINO and NNCF to their makers.
"""

import sys

for name in ("openvino.tools.ovc", "openvino_telemetry"):
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # its import fails, which is allowed for

import openvino as ov  # noqa: E402

__all__ = ["ov"]
