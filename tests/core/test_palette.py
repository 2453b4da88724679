"""Palettes: the lab's colours, colours for any number of classes, and colours that weak colour vision tells apart."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from station.core.attributes import SEAM, Attribute, AttributeSet, Colour
from station.core.colour_vision import VISIONS, Vision, as_seen, lab_of
from station.core.images import overlay
from station.core.palette import PALETTES, Palette, class_colours, in_palette, safe_colours
from tests.core.colour_difference import ciede2000

FRUIT = ("Apfel", "Orange", "Tomate")
STRENGTHS = tuple(np.linspace(0.3, 1.0, 8).tolist())
CLOTHS = (70, 128, 200)
TOLD_APART = 8.0
"""CIEDE2000; 1 is barely seen side by side, the two palest colours of a traffic map differ by some 10."""


@cache
def over(cloth: int, colour: Colour, strength: float) -> Colour:
    """What the station itself paints over even grey cloth, or on black where there is none."""
    if not cloth:
        blue, green, red = (round(strength * value) for value in colour)
        return blue, green, red
    picture = np.full((8, 8, 3), cloth, np.uint8)
    blue, green, red = overlay(picture, {"one": np.full((2, 2), strength, np.float32)}, {"one": colour})[4, 4].tolist()
    return blue, green, red


def together(first: Colour, second: Colour) -> Colour:
    """The colour of two full maps at once, as the station mixes it."""
    whole = {name: np.ones((2, 2), np.float32) for name in ("one", "two")}
    mixed = overlay(np.zeros((8, 8, 3), np.uint8), whole, {"one": first, "two": second}, strength=1.0)
    blue, green, red = mixed[4, 4].tolist()
    return blue, green, red


def seam(palette: Palette) -> dict[str, Colour]:
    """The faults alone and together, and the length."""
    own = {attribute.name: attribute.colour for attribute in in_palette(SEAM, palette)}
    both = together(own["error"], own["break"])
    return {"error": own["error"], "break": own["break"], "both": both, "length": own["length"]}


def fruit(palette: Palette) -> dict[str, Colour]:
    classes = AttributeSet(tuple(map(Attribute, FRUIT, "aot", class_colours(FRUIT))))
    return {attribute.name: attribute.colour for attribute in in_palette(classes, palette)}


def difference(first: Colour, second: Colour, *, vision: Vision) -> float:
    """The least difference of a full map of one and a map of the other at any strength, on black and over cloths."""
    least = np.inf
    for cloth in (0, *CLOTHS):
        for full, other in ((first, second), (second, first)):
            whole = lab_of(as_seen([over(cloth, full, 1.0)], vision=vision))
            parts = lab_of(as_seen([over(cloth, other, strength) for strength in STRENGTHS], vision=vision))
            least = min(least, float(ciede2000(whole, parts).min()))
    return least


def least_difference(colours: Mapping[str, Colour]) -> float:
    pairs = list(combinations(colours.values(), 2))
    return min(difference(a, b, vision=vision) for a, b in pairs for vision in VISIONS)


@pytest.mark.parametrize("figure", [seam, fruit])
def test_the_safe_palette_is_told_apart_by_every_vision_where_the_labs_is_not(
    figure: Callable[[Palette], dict[str, Colour]],
) -> None:
    assert least_difference(figure("safe")) > TOLD_APART
    assert least_difference(figure("lab")) < 2.0


def test_the_safe_palette_shows_both_faults_apart_from_each_alone_better_than_the_labs() -> None:
    def faults(palette: Palette) -> float:
        return least_difference({name: colour for name, colour in seam(palette).items() if name != "length"})

    assert faults("safe") > TOLD_APART > 6 > faults("lab")


def test_maps_of_full_strength_over_mid_grey_cloth_are_far_apart_in_the_safe_palette() -> None:
    colours = {name: over(128, colour, 1.0) for name, colour in seam("safe").items()}
    for vision in VISIONS:
        seen = {name: lab_of(as_seen([colour], vision=vision)) for name, colour in colours.items()}
        assert min(float(ciede2000(a, b)[0]) for a, b in combinations(seen.values(), 2)) > 10


def test_no_safe_colour_vanishes_in_the_cloth() -> None:
    for cloth in CLOTHS:
        for colour in seam("safe").values():
            for vision in VISIONS:
                covered = lab_of(as_seen([over(cloth, colour, 1.0)], vision=vision))
                assert ciede2000(covered, lab_of(as_seen([(cloth,) * 3], vision=vision)))[0] > 7


def test_the_labs_palette_is_the_projects_own_and_a_palette_changes_nothing_but_colours() -> None:
    own = AttributeSet((Attribute("error", "x", (1, 2, 3), expected=False), Attribute("pucker", "p", (9, 9, 9))))
    assert in_palette(own, "lab") is own
    safe = in_palette(own, "safe")
    assert [(a.name, a.key, a.expected) for a in safe] == [(a.name, a.key, a.expected) for a in own]
    assert len({attribute.colour for attribute in safe}) == 2


@pytest.mark.parametrize("count", [1, 4, 12, 32])
@pytest.mark.parametrize("palette", PALETTES)
def test_any_number_of_classes_gets_colours_of_its_own(count: int, palette: Palette) -> None:
    names = [f"class_{number}" for number in range(count)]
    colours = class_colours(names) if palette == "lab" else safe_colours(names)
    assert len(colours) == count
    assert len(set(colours)) >= min(count, 28)


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


def test_simulated_vision_leaves_grey_alone_and_full_vision_everything() -> None:
    greys = [(0, 0, 0), (128, 128, 128), (255, 255, 255)]
    for vision in VISIONS:
        assert np.abs(as_seen(greys, vision=vision).astype(int) - np.asarray(greys)).max() <= 1
    assert as_seen([(12, 200, 77)], vision="full").tolist() == [[12, 200, 77]]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [  # Sharma, Wu and Dalal 2005, table 1: pairs 1, 7, 9, 17, 25, 34
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_the_published_one(
    first: tuple[float, ...], second: tuple[float, ...], expected: float
) -> None:
    assert ciede2000(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-4)
