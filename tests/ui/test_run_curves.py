"""Which lines a run's curves have: all of few, of very many the worst."""

from dataclasses import replace
from math import inf

import pyqtgraph as pg
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.core.attributes import Attribute
from station.model.history import Epoch
from station.ui.curves import Curves
from station.ui.training_curves import MOST_LINES, WORST_LINES, RunCurves


def curves(count: int, *, epochs: int = 2) -> RunCurves:
    classes = tuple(Attribute(f"c{at}", "", (0, 0, 255)) for at in range(count))
    recalls = tuple(float((at * 37) % count) for at in range(count))
    history = tuple(Epoch(n, 0.5, recalls, 0.4, recalls, 1e-3, 1.0) for n in range(1, epochs + 1))
    return RunCurves("run", classes, history, kind="classes")


def test_each_of_few_has_its_line() -> None:
    assert curves(MOST_LINES).lines() == curves(MOST_LINES).attributes


def test_of_many_those_with_the_least_recall_in_their_order() -> None:
    many = curves(131)
    assert len(many.lines()) == WORST_LINES
    assert {(int(each.name[1:]) * 37) % 131 for each in many.lines()} == set(range(WORST_LINES))
    assert list(many.lines()) == sorted(many.lines(), key=many.attributes.index)


def test_before_the_first_epoch_nothing_is_known() -> None:
    assert len(curves(131, epochs=0).lines()) == MOST_LINES


def test_a_loss_is_never_drawn_on_the_scale_of_per_cent(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    shown, run = Curves(parent), curves(3)
    worse = tuple(replace(epoch, valid_loss=5.4) for epoch in run.history)  # as at the beginning with many classes
    for history, top in ((run.history, 0.6), (worse, 6), ((*worse, replace(worse[0], epoch=3, valid_loss=inf)), 6)):
        shown.show_runs([replace(run, history=history)])
        loss, recall, _ = ranges(shown)
        assert loss[0] <= 0
        assert max(e.valid_loss for e in history[:2]) < loss[1] <= top
        assert recall[1] == 101  # per cent to the hundred, however few they are


def ranges(shown: Curves) -> list[list[float]]:
    """What the plots show of their upward axes."""
    return [view.getPlotItem().viewRange()[1] for view in shown.findChildren(pg.PlotWidget)]
