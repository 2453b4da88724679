"""Which pictures a figure shows."""

from collections.abc import Sequence

from station.core.attributes import SEAM, Attribute, AttributeSet
from station.live.evaluating import Answer
from station.live.figure_choice import MOST, chosen, shown_in_figure

FRUIT = AttributeSet(
    (
        Attribute("Apfel", "a", (0, 255, 0)),
        Attribute("Orange", "o", (255, 0, 0)),
        Attribute("Tomate", "t", (0, 0, 255)),
    ),
    "classes",
)
HALVES = (0.5, 0.5, 0.5, 0.5)


def seam(clip: str, number: int, label: str, *, sure: float = 0.9, wrong: str = "") -> Answer:
    """A frame with these attributes, answered as surely as said, but for the wrong one."""
    truth = tuple(name in label.split() for name in SEAM.names)
    said = [value != (name == wrong) for name, value in zip(SEAM.names, truth, strict=True)]
    return Answer(f"{clip}_{number}.png", clip, number, truth, tuple(sure if value else 1 - sure for value in said))


def names(answers: Sequence[Answer]) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.answer.name, c.shown) for c in chosen(answers, attributes=SEAM, thresholds=HALVES)]


def test_a_picture_of_each_kind_the_surest_that_is_right() -> None:
    answers = [
        seam("a", 1, "error", sure=0.8),
        seam("b", 1, "error", sure=0.95),
        seam("c", 1, "error", sure=0.99, wrong="length"),
        seam("d", 1, "break"),
        seam("e", 1, "error break"),
        seam("f", 1, "good length"),
        seam("g", 1, "good"),
    ]
    assert names(answers) == [
        ("b_1.png", ("error",)),
        ("d_1.png", ("break",)),
        ("e_1.png", ("error", "break")),
        ("f_1.png", ("length",)),
        ("g_1.png", ("good",)),
    ]
    assert names(answers[::-1]) == names(answers), "the order of the answers does not matter"


def test_clips_differ_where_they_can() -> None:
    answers = [seam("a", 1, "error"), seam("a", 2, "break", sure=0.99), seam("b", 1, "break", sure=0.7)]
    assert names(answers) == [("a_1.png", ("error",)), ("b_1.png", ("break",))]
    assert names(answers[:2]) == [("a_1.png", ("error",)), ("a_2.png", ("break",))]


def test_what_does_not_occur_is_left_out_and_nothing_right_is_nothing() -> None:
    assert names([seam("a", 1, "good")]) == [("a_1.png", ("good",))]
    assert names([seam("a", 1, "good", wrong="error")]) == []
    assert names([]) == []


def fruit(name: str, label: int, *probabilities: float) -> Answer:
    return Answer(f"{name}.png", name, None, tuple(at == label for at in range(3)), probabilities)


def test_of_classes_two_of_each_and_then_the_surest_wrong_ones() -> None:
    answers = [fruit(f"apfel{n}", 0, 0.6 + n / 20, 0.3 - n / 20, 0.1) for n in range(4)]
    answers += [fruit("orange", 1, 0.0, 1.0, 0.0), fruit("tomate", 2, 0.1, 0.1, 0.8)]
    answers += [
        fruit("wrong1", 0, 0.1, 0.1, 0.8),
        fruit("wrong2", 0, 0.0, 0.99, 0.01),
        fruit("wrong3", 1, 0.5, 0.4, 0.1),
    ]
    found = chosen(answers, attributes=FRUIT, thresholds=(0.5, 0.5, 0.5))
    assert [c.answer.clip for c in found] == ["apfel3", "apfel2", "orange", "tomate", "wrong2", "wrong1"]
    assert {c.shown for c in found} == {()}


def test_many_classes_stay_within_a_figure() -> None:
    many = AttributeSet(tuple(Attribute(f"class {n}", "", (n, n, n)) for n in range(30)), "classes")
    answers = []
    for n in range(30):
        row = tuple(float(at == n) for at in range(30))
        answers.append(Answer(f"{n}.png", str(n), None, tuple(at == n for at in range(30)), row))
    assert len(chosen(answers, attributes=many, thresholds=(0.5,) * 30)) == MOST


def test_a_named_picture_shows_faults_else_what_differs_else_what_is_true() -> None:
    def shown(label: str) -> tuple[str, ...]:
        return shown_in_figure(SEAM, {name: name in label.split() for name in SEAM.names})

    assert shown("error break length") == ("error", "break")
    assert shown("length") == ("good",), "it is not good, and no fault was found"
    assert shown("good length") == ("length",)
    assert shown("good") == ("good",)
    assert shown_in_figure(FRUIT, {"Apfel": False, "Orange": True, "Tomate": False}) == ("Orange",)
