"""What the station stands on, and under which licences: read beside a packaged program, else from the packages that are installed."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import msgspec

from station.core.errors import StationError
from station.core.folders import resource
from station.core.programs import beside, is_packaged

FOLDER, INDEX = "licences", "index.json"
PROJECT = "seam-station"
LONGEST_NAME = 60
"""Letters of a licence's name; a package that writes its whole licence there has no name for it."""
_TEXT = re.compile(r"(^|/)(licen[cs]es?|copying|notice|authors|third|copyright)[^/]*(/|$)", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True):
    """Something that ships with the station: its licence's name, what there is to say of it, and where the licence's texts lie."""

    name: str
    version: str = ""
    licence: str = ""
    note: str = ""
    texts: tuple[str, ...] = ()
    """Files; of a packaged program: below its folder of licences."""

    @property
    def title(self) -> str:
        """Its name and version."""
        return f"{self.name} {self.version}".strip()


class _More(msgspec.Struct, frozen=True):
    """What a package's own description does not say."""

    licence: str = ""
    note: str = ""
    texts: tuple[str, ...] = ()
    """Files of resources/licences."""
    files: tuple[str, ...] = ()
    """Files of the package."""


class _Within(_More, frozen=True, kw_only=True):
    """A part inside a package."""

    of: str
    name: str


class _Rules(msgspec.Struct, frozen=True):
    packages: dict[str, _More]
    within: tuple[_Within, ...]
    own: tuple[Part, ...]


def shipped_parts() -> list[Part]:
    """All parts, by name: of a packaged program what lies beside it, else what is installed. StationError where it is unreadable."""
    if not is_packaged():
        return in_order([*own_parts(), *(part for name in needed() for part in parts_of(metadata.distribution(name)))])
    index = beside(FOLDER) / INDEX
    try:
        return msgspec.json.decode(index.read_bytes(), type=list[Part])
    except (OSError, msgspec.DecodeError) as error:
        raise StationError(f"the licences could not be read from {index} ({error})") from error


def text_of(part: Part) -> str:
    """The licence's texts, one below the other. StationError where one can't be read."""
    found = []
    for text in part.texts:
        file = beside(FOLDER) / text if is_packaged() else Path(text)
        try:
            found.append(file.read_text(encoding="utf-8", errors="replace").strip("\n"))
        except OSError as error:
            raise StationError(f"{file} could not be read ({error.strerror or error})") from error
    return f"\n\n{'_' * 60}\n\n".join(found)


def in_order(parts: Iterable[Part]) -> list[Part]:
    """By name, each once, our own first."""
    ours = [part.name for part in _rules().own]
    once = {part.title: part for part in parts}
    return sorted(
        once.values(), key=lambda part: (ours.index(part.name) if part.name in ours else len(ours), part.name.lower())
    )


def own_parts() -> list[Part]:
    """The station itself, and what it ships beside packages."""
    return [
        msgspec.structs.replace(part, texts=tuple(str(resource(text)) for text in part.texts)) for part in _rules().own
    ]


def parts_of(distribution: metadata.Distribution) -> list[Part]:
    """A package, and the parts inside it that have licences of their own."""
    name = canonical(distribution.name)
    more = _rules().packages.get(name, _More())
    package = Part(
        distribution.name,
        distribution.version,
        more.licence or _named(distribution),
        more.note,
        (*_texts(distribution, more.files), *_constant(more.texts)),
    )
    inside = (one for one in _rules().within if one.of == name)
    version = f"({distribution.version})"
    return [package, *(Part(one.name, version, one.licence, one.note, _constant(one.texts)) for one in inside)]


def needed(names: Iterable[str] = (PROJECT,)) -> set[str]:
    """The packages that these need, as far as they are installed, without the project itself."""
    found: set[str] = set()
    waiting = [canonical(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            requirements = metadata.requires(name) or ()
        except metadata.PackageNotFoundError:  # of another system
            continue
        found.add(name)
        waiting += [canonical(text) for text in requirements if "extra ==" not in text]
    return found - {PROJECT}


def canonical(requirement: str) -> str:
    """The name in a requirement, as package indexes write it."""
    name = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", name[0] if name else requirement).lower()


def _named(distribution: metadata.Distribution) -> str:
    """The licence's name as the package gives it."""
    described = distribution.metadata
    for key in ("License-Expression", "License"):
        said = (described[key] or "").strip() if key in described else ""
        if said and len(said) <= LONGEST_NAME and "\n" not in said:
            return said
    classes = [text for text in described.get_all("Classifier") or () if text.startswith("License ::")]
    return ", ".join(text.rpartition(" :: ")[2] for text in classes)


def _texts(distribution: metadata.Distribution, also: tuple[str, ...]) -> Iterator[str]:
    """The texts among a package's files; not those of what it brings along for itself alone.

    Its list of files is read as lines: made into paths, TensorFlow's 20,000 take a second.
    """
    for line in (distribution.read_text("RECORD") or "").splitlines():
        file = line.rpartition(",")[0].rpartition(",")[0].strip('"').replace("\\", "/")
        folder, _, rest = file.partition("/")
        is_text = folder.endswith(".dist-info") and not rest.endswith(".py") and _TEXT.search(rest)
        if is_text or file in also:
            yield str(distribution.locate_file(file))


def _constant(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(resource(f"{FOLDER}/{text}")) for text in texts)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    return msgspec.json.decode(resource(f"{FOLDER}/parts.json").read_bytes(), type=_Rules)
