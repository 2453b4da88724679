"""What the bars say: values and thresholds in per cent; of classes the likeliest, whether it is sure, how many have no bar."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from station.core.attributes import SEAM, classes_named
from station.core.verdict import Rule
from station.ui.bar_readings import MOST_CLASSES_SHOWN, Reading, reading_of

FRUIT = classes_named(("Apfel", "Orange", "Tomate"), colours=((0, 255, 0), (255, 0, 0), (0, 0, 255)))
RULE = Rule(dict.fromkeys(FRUIT.names, 0.6), band=0.0)


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    """Words need an application."""


def of(*shares: float) -> Reading:
    return reading_of(FRUIT, rule=RULE, probabilities=dict(zip(FRUIT.names, shares, strict=True)))


def test_the_likeliest_class_is_recognised_or_unsure() -> None:
    sure, unsure = of(0.05, 0.9, 0.05), of(0.48, 0.07, 0.45)
    assert (sure.chief, unsure.chief) == ("Orange", "Apfel")
    assert [sure.spoken(name) for name in FRUIT.names] == ["5.0 %", "recognised 90.0 %", "5.0 %"]
    assert unsure.spoken("Apfel") == "unsure 48.0 %"
    assert [sure.is_unsure(name) for name in FRUIT.names] == [True, False, True]
    assert unsure.is_unsure("Apfel")
    assert sure.grips == ("threshold",)
    assert sure.footer == "Recognised from 60 % on"


def test_an_attributes_value_and_threshold_are_said_in_the_same_unit() -> None:
    rule = Rule(dict.fromkeys(SEAM.names, 0.49))
    assert reading_of(SEAM, rule=rule, probabilities={"good": 0.92}).spoken("good") == "yes 92 % · threshold 49 %"
    assert reading_of(SEAM, rule=rule, probabilities={}).spoken("good") == "no value · threshold 49 %"


def test_what_is_no_probability_has_no_value_and_makes_nothing_the_likeliest() -> None:
    odd = of(float("nan"), 0.9, 0.1)
    assert odd.chief == ""
    assert odd.spoken("Apfel") == "no value"
    assert odd.is_unsure("Orange")
    assert reading_of(FRUIT, rule=RULE, probabilities={}).spoken("Tomate") == "no value"


def test_a_class_that_ought_not_to_be_there_is_a_fault_only_where_it_was_recognised() -> None:
    judged = replace(FRUIT, attributes=(replace(FRUIT.attributes[0], expected=False), *FRUIT.attributes[1:]))
    assert replace(of(0.9, 0.05, 0.05), attributes=judged).is_fault("Apfel")
    assert not replace(of(0.5, 0.45, 0.05), attributes=judged).is_fault("Apfel")


def test_of_many_classes_the_likeliest_come_first_and_the_others_are_counted() -> None:
    names = tuple(f"c{n}" for n in range(30))
    many = classes_named(names, colours=[(0, 0, 0)] * 30)
    reading = reading_of(many, rule=Rule({}, 0.0), probabilities={name: n / 1000 for n, name in enumerate(names)})
    assert [one.name for one in reading.rows] == ["c29", "c28", "c27", "c26", "c25"]
    assert len(reading.rows) == MOST_CLASSES_SHOWN
    assert reading.footer.endswith("further classes: 25")
    assert [one.name for one in of(0.1, 0.2, 0.7).rows] == list(FRUIT.names), "few stay in their order"
