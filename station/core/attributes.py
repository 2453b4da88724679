"""Attributes: the yes/no properties of a frame, with their keys, colours and the value expected of a sound seam.

The classes of a classes project are attributes too, of which exactly one is true in a picture.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Colour = tuple[int, int, int]
"""Blue, green, red, 0 to 255: OpenCV's order."""

Kind: TypeAlias = Literal["attributes", "classes"]
"""Of a project: any combination of its attributes may be true in a picture, or exactly one of its classes."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One yes/no property. `expected` is its value in a frame that is OK; None keeps it out of the verdict."""

    name: str
    key: str
    colour: Colour
    expected: bool | None = None


@dataclass(frozen=True, slots=True)
class AttributeSet:
    """The attributes of a project, in the order of their columns. Names are unique, and so are keys.

    A class may be without a key (""): there are more classes than keys.
    """

    attributes: tuple[Attribute, ...]
    kind: Kind = "attributes"

    def __post_init__(self) -> None:
        """Raise ValueError on no attribute, a name or a key used twice, or a name that no CSV header or folder can carry."""
        if not self.attributes:
            raise ValueError("a project has at least one attribute")
        for word, values in (("name", self.names), ("key", tuple(a.key for a in self.attributes if a.key))):
            twice = ", ".join(sorted({value for value in values if values.count(value) > 1}))
            if twice and self.is_classes:
                raise ValueError(f"each class needs a {word} of its own. Received twice: {twice}")
            if twice:
                raise ValueError(f"each attribute needs a {word} of its own. Received twice: {twice}")
        is_fit = _is_class_name if self.is_classes else str.isidentifier
        unfit = [name for name in self.names if name in RESERVED_NAMES or not is_fit(name)]
        if unfit and self.is_classes:
            raise ValueError(f"a class is named as its folder is, and not {', '.join(map(repr, unfit))}")
        if unfit:
            raise ValueError(f"an attribute's name is one word of letters, digits and _. Received: {', '.join(unfit)}")
        if self.is_classes and len(self) < LEAST_CLASSES:
            raise ValueError(f"a classes project has at least two classes. Received: {self.names[0]}")

    @property
    def is_classes(self) -> bool:
        """Whether exactly one of them is true in a picture."""
        return self.kind == "classes"

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


RESERVED_NAMES = frozenset({"name", "frame", "time_s", "verdict", "class"})
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

DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
"""Names that mean a device under Windows, whatever their ending."""

LABELLING_KEYS = frozenset("nsq")
"""Keys the labelling flow itself uses."""


LONGEST_NAME = 40
LONGEST_CLASS_NAME = 64
MOST_ATTRIBUTES = 32
LEAST_CLASSES = 2
MOST_CLASSES = 1000


def _is_class_name(name: str) -> bool:
    """Whether it can be a folder on every system and a column of a table."""
    whole = 0 < len(name) <= LONGEST_CLASS_NAME and name == name.strip() and not name.startswith(".")
    is_plain = name.isprintable() and not set(name) & set('<>:"/\\|?*')
    return whole and name[-1] != "." and is_plain and DEVICE.fullmatch(name) is None


def problem_with(attributes: Sequence[Attribute], *, kind: Kind = "attributes") -> str:
    """Why a project can't have these attributes (or classes), as a sentence; empty where it can."""
    are_classes = kind == "classes"
    problem = next(filter(None, map(_problem_of_class if are_classes else _problem_of, attributes)), "")
    if problem := problem or (_problem_of_classes if are_classes else _problem_of_attributes)(attributes):
        return problem
    try:
        AttributeSet(tuple(attributes), kind)
    except ValueError as error:
        return str(error)
    return ""


def _problem_of_attributes(attributes: Sequence[Attribute]) -> str:
    if len(attributes) > MOST_ATTRIBUTES:
        return f"a project has at most {MOST_ATTRIBUTES} attributes"
    if twice := _twice(attribute.key.lower() for attribute in attributes):
        return f"each attribute needs a key of its own; {twice} is there twice"
    return ""


def _problem_of_classes(classes: Sequence[Attribute]) -> str:
    if len(classes) < LEAST_CLASSES:
        return f"a picture is one of several classes: name at least {LEAST_CLASSES}"
    if len(classes) > MOST_CLASSES:
        return f"a project has at most {MOST_CLASSES} classes"
    folded = [one.name.casefold() for one in classes]  # of two names that differ in case only, Windows has one folder
    if same := _twice(folded):
        return f"each class needs a name of its own; {classes[folded.index(same)].name} is there twice"
    if twice := _twice(one.key.lower() for one in classes if one.key):
        return f"each class needs a key of its own; {twice} is there twice"
    return ""


def _twice(words: Iterable[str]) -> str:
    """The first word that comes again; empty where none does."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return ""


def _problem_of(attribute: Attribute) -> str:
    if not attribute.name:
        return "each attribute needs a name"
    if len(attribute.name) > LONGEST_NAME:
        return f"the name {attribute.name[:LONGEST_NAME]}... is longer than {LONGEST_NAME} letters"
    if len(attribute.key) != 1 or attribute.key.isspace():
        return f"{attribute.name} needs a key: one letter, digit or sign"
    return _problem_of_key(attribute)


def _problem_of_class(one: Attribute) -> str:
    if not one.name:
        return "each class needs a name"
    if len(one.name) > LONGEST_CLASS_NAME:
        return f"the name {one.name[:LONGEST_CLASS_NAME]}... is longer than {LONGEST_CLASS_NAME} letters"
    if one.name in RESERVED_NAMES:
        return f"a class can't be called {one.name}: the tables have a column of that name"
    if not _is_class_name(one.name):
        return f"a class can't be called {one.name}: its pictures could not lie in a folder of that name"
    if len(one.key) > 1 or one.key.isspace():
        return f"{one.name} has one letter, digit or sign as its key, or none"
    return _problem_of_key(one)


def _problem_of_key(attribute: Attribute) -> str:
    if attribute.key and attribute.key.lower() in LABELLING_KEYS:
        return f"{attribute.name} can't have the key {attribute.key}: labelling itself uses n, s and q"
    return ""


def classes_named(names: Sequence[str], *, colours: Sequence[Colour]) -> AttributeSet:
    """Classes of these names in these colours; the key is the first free letter of the name, or a digit, while there are some."""
    taken = set(LABELLING_KEYS)
    classes: list[Attribute] = []
    for name, colour in zip(names, colours, strict=True):
        wanted = name.lower() + "0123456789abcdefghijklmnopqrstuvwxyz"
        key = next((c for c in wanted if c in _CLASS_KEYS and c not in taken), "")
        taken.add(key)
        classes.append(Attribute(name, key, colour))
    return AttributeSet(tuple(classes), "classes")


_CLASS_KEYS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")


def attributes_named(names: Sequence[str]) -> AttributeSet:
    """Attributes for the columns of a foreign lookup table: the lab's own where the name is known.

    Others get the first free letter of their name as key and the next spare colour, and stay out of the verdict.
    """
    known = {attribute.name: attribute for attribute in SEAM}
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
