"""Attributes: the yes/no properties of a frame, with their keys, colours and the value expected of a sound seam."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Blue, green, red, 0 to 255: OpenCV's order."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One yes/no property. `expected` is its value in a frame that is OK; None keeps it out of the verdict."""

    name: str
    key: str
    colour: Colour
    expected: bool | None = None


@dataclass(frozen=True, slots=True)
class AttributeSet:
    """The attributes of a project, in the order of their columns. Names and keys are unique."""

    attributes: tuple[Attribute, ...]

    def __post_init__(self) -> None:
        """Raise ValueError on no attribute, a name or a key used twice, or a name that no CSV header can carry."""
        if not self.attributes:
            raise ValueError("a project has at least one attribute")
        for word, values in (("name", self.names), ("key", tuple(a.key for a in self.attributes))):
            twice = {value for value in values if values.count(value) > 1}
            if twice:
                raise ValueError(
                    f"each attribute needs a {word} of its own. Received twice: {', '.join(sorted(twice))}"
                )
        unfit = [name for name in self.names if name in RESERVED_NAMES or not name.isidentifier()]
        if unfit:
            raise ValueError(f"an attribute's name is one word of letters, digits and _. Received: {', '.join(unfit)}")

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(attribute.name for attribute in self.attributes)

    def __iter__(self) -> Iterator[Attribute]:
        return iter(self.attributes)

    def __len__(self) -> int:
        return len(self.attributes)

    def __getitem__(self, name: str) -> Attribute:
        """The attribute of that name; KeyError where there is none."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        raise KeyError(name)


RESERVED_NAMES = frozenset({"name", "frame", "time_s", "verdict"})
"""Words that the station's own tables use as columns."""

SEAM = AttributeSet(
    (
        Attribute("good", "g", (255, 255, 255), expected=True),
        Attribute("error", "e", (255, 0, 0), expected=False),
        Attribute("break", "b", (0, 255, 0), expected=False),
        Attribute("length", "l", (0, 0, 255)),
    )
)
"""The seam lab's four attributes."""

SPARE_COLOURS: tuple[Colour, ...] = ((0, 200, 255), (255, 0, 255), (255, 255, 0), (0, 128, 255), (200, 80, 120))
"""Colours for attributes that the lab does not know, in turn."""

LABELLING_KEYS = frozenset("nsq")
"""Keys the labelling flow itself uses."""


LONGEST_NAME = 40
MOST_ATTRIBUTES = 32


def problem_with(attributes: Sequence[Attribute]) -> str:
    """Why a project can't have these attributes, as a sentence; empty where it can."""
    if problem := next(filter(None, map(_problem_of, attributes)), ""):
        return problem
    if len(attributes) > MOST_ATTRIBUTES:
        return f"a project has at most {MOST_ATTRIBUTES} attributes"
    keys = [attribute.key.lower() for attribute in attributes]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        return f"each attribute needs a key of its own; {twice} is there twice"
    try:
        AttributeSet(tuple(attributes))
    except ValueError as error:
        return str(error)
    return ""


def _problem_of(attribute: Attribute) -> str:
    if not attribute.name:
        return "each attribute needs a name"
    if len(attribute.name) > LONGEST_NAME:
        return f"the name {attribute.name[:LONGEST_NAME]}... is longer than {LONGEST_NAME} letters"
    if len(attribute.key) != 1 or attribute.key.isspace():
        return f"{attribute.name} needs a key: one letter, digit or sign"
    if attribute.key.lower() in LABELLING_KEYS:
        return f"{attribute.name} can't have the key {attribute.key}: labelling itself uses n, s and q"
    return ""


def attributes_named(names: Sequence[str], *, known: Mapping[str, Attribute] | None = None) -> AttributeSet:
    """Attributes for the columns of a foreign lookup table: the lab's own where the name is known.

    Others get the first free letter of their name as key and the next spare colour, and stay out of the verdict.
    """
    known = {attribute.name: attribute for attribute in SEAM} if known is None else known
    taken = {known[name].key for name in names if name in known} | LABELLING_KEYS
    attributes: list[Attribute] = []
    spare = 0
    for name in names:
        if name in known:
            attributes.append(known[name])
            continue
        key = next((c for c in (name.lower() + "abcdefghijklmnopqrstuvwxyz0123456789") if c not in taken), name)
        taken |= {key}
        attributes.append(Attribute(name, key, SPARE_COLOURS[spare % len(SPARE_COLOURS)]))
        spare += 1
    return AttributeSet(tuple(attributes))
