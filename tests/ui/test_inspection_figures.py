"""The figures beneath the sign: what answers, and by which figures it was chosen, or that and why TensorFlow stands in."""

from pytestqt.qtbot import QtBot

from station.core.messages import Engine, Tried
from station.live.watch import Phase, Status
from station.ui.inspection_figures import InspectionFigures


def test_the_precision_is_shown_with_what_each_took_and_changed(qtbot: QtBot) -> None:
    figures = InspectionFigures(None)  # type: ignore[arg-type]
    qtbot.addWidget(figures)
    tried = {"float32": Tried(4.2), "int8": Tried(1.5, pictures=64, sure=63, changed=2, moved=0.08)}
    figures.show_status(Status(Phase.RUNNING, engine=Engine("float32", tried=tried)))
    assert figures.engine.text() == "OpenVINO, float32: 4.2 ms a picture"
    assert figures.engine.property("role") == "muted"
    each = figures.engine.toolTip().splitlines()
    assert each[0] == "float32: 4.2 ms a picture on this PC"
    assert "int8: 1.5 ms" in each[1]
    assert "changes 2 of 63 sure decisions on 64 validation pictures, moves 8 %" in each[1]


def test_that_tensorflow_stands_in_is_a_warning_with_its_reason(qtbot: QtBot) -> None:
    figures = InspectionFigures(None)  # type: ignore[arg-type]
    qtbot.addWidget(figures)
    why = "the run a has no exported network"
    figures.show_status(Status(Phase.RUNNING, engine=Engine("tensorflow", why)))
    assert "TensorFlow answers" in figures.engine.text()
    assert figures.engine.property("role") == "warning"
    assert figures.engine.toolTip() == why
    figures.show_status(Status(Phase.ENDED))
    assert (figures.engine.text(), figures.engine.toolTip()) == ("", "")
