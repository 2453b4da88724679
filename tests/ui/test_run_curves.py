"""Which lines a run's curves have: all of few, of very many the worst."""

from station.core.attributes import Attribute
from station.model.history import Epoch
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
