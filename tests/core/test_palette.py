"""Palettes: the lab's colours, colours for any number of classes, and colours that weak colour vision tells apart."""

from itertools import combinations

import numpy as np

from station.core.colour_vision import lab_of
from station.core.palette import class_colours


def test_the_fruit_lab_has_its_own_colours_in_any_order() -> None:
    assert class_colours(["Tomate", "Apfel", "Orange"]) == ((0, 0, 255), (0, 255, 0), (255, 0, 0))


def test_unknown_classes_get_colours_that_are_told_apart_from_the_known_and_from_each_other() -> None:
    colours = class_colours(["Kiwi", "Apfel", *(f"class_{number}" for number in range(18))])
    assert colours[1] == (0, 255, 0)
    distances = [np.linalg.norm(lab_of([a]) - lab_of([b])) for a, b in combinations(colours, 2)]
    assert min(distances) > 15


def test_a_class_keeps_its_colour_when_another_is_added_at_the_end() -> None:
    names = [f"class_{number}" for number in range(9)]
    assert class_colours(names[:6]) == class_colours(names)[:6]


def test_more_classes_than_colours_begin_anew() -> None:
    assert len(class_colours([f"class_{number}" for number in range(200)])) == 200
    assert class_colours([]) == ()
