"""Weights in HDF5 as data from who knows where: the only reader, which walks a file before it reads one value of it. No TensorFlow.

HDF5 can do much that weights never need: links into other files, datasets made of others, filters that unfold, references,
shapes without values, rings. Whatever is not groups with plain numbers in them, each stored once and in full, is refused.
"""

import io
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import h5py
import numpy as np
from h5py import h5a, h5d, h5f, h5g, h5l, h5o, h5t
from numpy.typing import NDArray

from station.core.errors import StationError

SIGNATURE = b"\x89HDF\r\n\x1a\n"
LARGEST_FILE = 5 << 28
"""Bytes: 100 million numbers, and twice as many of an optimiser beside them."""
MOST_OBJECTS = 8192
DEEPEST = 12
LONGEST_NAME = 512
MOST_SIDES = 5
MOST_ATTRIBUTES = 32
LARGEST_ATTRIBUTE = 1 << 20
LARGEST_REST = 1 << 22
"""Bytes beside the numbers: structure, names, the description of a network."""
LARGEST_TEXTS = 1 << 28
"""Bytes of a list of texts, each of which may be all that is not numbers, time and again."""
SAID_LENGTH = 80

_DAMAGED = (OSError, ValueError, KeyError, RuntimeError, TypeError, OverflowError, NotImplementedError, MemoryError)
"""What h5py raises of a file that is not what it says."""
_PLAIN_ATTRIBUTES = {h5t.STRING, h5t.INTEGER, h5t.FLOAT}

Numbers = NDArray[np.float32]


@dataclass(slots=True)
class Content:
    """What a file of weights holds: float32 arrays by their place, and by a group's place and a name the texts."""

    name: str
    arrays: dict[str, Numbers] = field(default_factory=dict)
    texts: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def refuse(self, why: str) -> NoReturn:
        """Raise StationError: this file, and why it is not taken."""
        raise StationError(f"{self.name} is no file of weights that this station takes: {why}")


def read_content(data: bytes, *, name: str, texts: frozenset[str] = frozenset({"name"})) -> Content:
    """Walk a file that is in memory, then read its float32 arrays and those of its texts; StationError, with `name`, on all else."""
    content = Content(name)
    if not data.startswith(SIGNATURE):
        content.refuse(f"expected HDF5, and {kind_of(data)} came")
    if len(data) > LARGEST_FILE:
        content.refuse(f"expected at most {LARGEST_FILE:,} bytes, and {len(data):,} came")
    try:
        with _opened(data) as file:
            walk = _Walk(content, texts, len(data))
            walk.group(file, "", depth=0)
            walk.read()
    except _DAMAGED as error:
        if isinstance(error, StationError):
            raise
        said = " ".join(str(error).split())[:SAID_LENGTH]
        raise StationError(
            f"{name} is no file of weights that this station takes: it is damaged or cut off ({said})"
        ) from error
    for place, values in content.arrays.items():
        if not np.isfinite(values).all():
            raise StationError(f"{name} holds weights that are not finite, in {place}; the run is refused")
    return content


def read_plain_file(path: Path, *, largest: int, what: str) -> bytes:
    """The bytes of a stranger's file, which must be a file and no link; StationError on another, and on more than `largest` bytes."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            kind = "a link to elsewhere" if stat.S_ISLNK(found.st_mode) else "something else"
            raise StationError(f"expected {what} as a plain file; {path} is {kind}")
        if found.st_size > largest:
            raise StationError(f"expected {what} of at most {largest:,} bytes; {path} has {found.st_size:,}")
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise StationError(f"{path} could not be read ({error.strerror or error})") from error
    if len(data) > largest:
        raise StationError(f"expected {what} of at most {largest:,} bytes; {path} has more")
    return data


def kind_of(data: bytes) -> str:
    """What a file that is no HDF5 seems to be."""
    if data.startswith(b"PK\x03\x04"):
        return "a zip archive (a .keras or .npz file is one)"
    if data.startswith(b"\x93NUMPY"):
        return "a numpy array"
    if data[:1] == b"\x80":
        return "a pickle"
    return "an empty file" if not data else "something else"


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The root group of a file in memory: what was checked is what is read, and no relative name leads beside it."""
    file = h5f.open_file_image(data)
    try:
        yield h5g.open(file, b"/")
    finally:
        file.close()


class _Walk:
    """Looks at every object of a file before one value is read."""

    def __init__(self, content: Content, texts: frozenset[str], size: int) -> None:
        self._content = content
        self._wanted = texts
        self._size = size
        self._seen: set[int] = set()
        self._numbers = 0
        self._found: list[tuple[str, Any]] = []
        self._texts: list[tuple[str, str, Any]] = []

    def group(self, group: Any, place: str, *, depth: int) -> None:  # noqa: ANN401
        """Look at a group and all that is in it."""
        self._once(group, place)
        self._attributes(group, place)
        if depth > DEEPEST:
            self._content.refuse(f"groups lie deeper in each other than {DEEPEST}")
        count = group.get_num_objs()
        if count + len(self._seen) > MOST_OBJECTS:
            self._content.refuse(f"expected at most {MOST_OBJECTS} objects, and {count + len(self._seen)} came")
        for name in [group.get_objname_by_idx(index) for index in range(count)]:
            self._object(group, name, place, depth=depth)

    def read(self) -> None:
        """Read the texts and the arrays that were found and are all plain."""
        if self._size > self._numbers + LARGEST_REST:
            self._content.refuse(f"{self._size - self._numbers:,} of its {self._size:,} bytes are no weights")
        for place, name, attribute in self._texts:
            self._content.texts[place, name] = self._text(attribute, f"{place} {name}")
        for place, dataset in self._found:
            values = np.empty(dataset.shape, np.float32)
            if values.size:
                dataset.read(h5py.h5s.ALL, h5py.h5s.ALL, values)
            self._content.arrays[place] = values

    def _object(self, group: Any, name: bytes, place: str, *, depth: int) -> None:  # noqa: ANN401
        said = name.decode("utf-8", errors="replace")
        place = f"{place}/{said}" if place else said
        if len(name) > LONGEST_NAME:
            self._content.refuse(f"a name in it has {len(name)} bytes")
        if group.links.get_info(name).type != h5l.TYPE_HARD:
            self._content.refuse(f"{_short(place)} is a link to somewhere else")
        found = h5o.open(group, name)
        if isinstance(found, h5g.GroupID):
            self.group(found, place, depth=depth + 1)
        elif isinstance(found, h5d.DatasetID):
            self._dataset(found, place)
        else:
            self._content.refuse(f"{_short(place)} is neither a group nor an array")

    def _once(self, found: Any, place: str) -> None:  # noqa: ANN401
        information = h5o.get_info(found)
        if information.addr in self._seen or information.rc > 1:
            self._content.refuse(f"{_short(place)} is in it by several names, or in a ring")
        self._seen.add(information.addr)

    def _dataset(self, dataset: Any, place: str) -> None:  # noqa: ANN401
        self._once(dataset, place)
        self._attributes(dataset, place)
        plan, kind = dataset.get_create_plist(), dataset.get_type()
        if plan.get_layout() not in (h5d.CONTIGUOUS, h5d.COMPACT) or plan.get_external_count() or plan.get_nfilters():
            self._content.refuse(
                f"{_short(place)} is not stored plainly: it is in pieces, packed, or made of other files"
            )
        if kind.get_class() not in (h5t.FLOAT, h5t.INTEGER):
            self._content.refuse(f"expected numbers in {_short(place)}, and values of another kind came")
        if dataset.get_space().get_simple_extent_type() == h5py.h5s.NULL or dataset.rank > MOST_SIDES:
            self._content.refuse(f"expected an array of at most {MOST_SIDES} sides in {_short(place)}")
        expected = kind.get_size() * int(np.prod([int(side) for side in dataset.shape], dtype=object))
        if dataset.get_storage_size() != expected or self._numbers + expected > self._size:
            self._content.refuse(
                f"{_short(place)} says that it has {_shape(dataset.shape)} numbers, but they are not in the file"
            )
        self._numbers += expected
        if kind.get_class() == h5t.FLOAT:
            if kind.dtype not in (np.dtype("<f4"), np.dtype("<f8"), np.dtype("<f2")):
                self._content.refuse(f"expected float32 in {_short(place)}, and {kind.dtype} came")
            self._found.append((place, dataset))

    def _attributes(self, found: Any, place: str) -> None:  # noqa: ANN401
        count = h5a.get_num_attrs(found)
        if count > MOST_ATTRIBUTES:
            self._content.refuse(f"{_short(place)} has {count} attributes")
        for index in range(count):
            attribute = h5a.open(found, index=index)
            if attribute.get_type().get_class() not in _PLAIN_ATTRIBUTES:
                self._content.refuse(f"{_short(place)} has an attribute that is neither text nor number")
            size = attribute.get_space().get_simple_extent_npoints() * attribute.get_type().get_size()
            if size > LARGEST_ATTRIBUTE:
                self._content.refuse(f"{_short(place)} has an attribute of {size:,} bytes")
            name = attribute.name.decode("utf-8", errors="replace")
            if name in self._wanted:
                self._texts.append((place, name, attribute))

    def _text(self, attribute: Any, said: str) -> tuple[str, ...]:  # noqa: ANN401
        """A text or a list of texts of fixed length; an empty list of whatever kind is one."""
        space, kind = attribute.get_space(), attribute.get_type()
        count = int(space.get_simple_extent_npoints())
        if not count:
            return ()
        if kind.get_class() != h5t.STRING:
            self._content.refuse(f"expected a text in {_short(said)}, and something else came")
        if kind.is_variable_str() and count * (self._size - self._numbers) > LARGEST_TEXTS:
            self._content.refuse(f"{_short(said)} has {count} texts, which may all be long")
        values = np.zeros(attribute.shape, dtype=attribute.dtype)
        attribute.read(values)
        texts = [value.encode() if isinstance(value, str) else bytes(value) for value in values.reshape(-1)]
        return tuple(text.decode("utf-8", errors="replace") for text in texts)


def _short(place: str) -> str:
    said = "".join(sign if sign.isprintable() else "?" for sign in place) or "its root"
    return said if len(said) <= SAID_LENGTH else f"{said[: SAID_LENGTH // 2]}...{said[-SAID_LENGTH // 4 :]}"


def _shape(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) or "1"


def layers_of(content: Content) -> dict[str, list[Numbers]]:
    """The arrays of each layer as Keras 3 writes them (`layers/<any>/vars/<n>`, the group's text `name` says which layer)."""
    found: dict[str, dict[int, Numbers]] = {}
    for place, values in content.arrays.items():
        parts = place.split("/")
        if parts[0] == "optimizer":
            continue
        if len(parts) != 4 or parts[0] != "layers" or parts[2] != "vars" or not parts[3].isdecimal():
            content.refuse(f"expected the weights of layers, and {_short(place)} came")
        (layer,) = content.texts.get(("/".join(parts[:3]), "name"), ("",)) or ("",)
        of_layer = found.setdefault(layer, {})
        if not layer or int(parts[3]) in of_layer:
            content.refuse(f"{_short(place)} does not say of which layer it is, or another has the same")
        of_layer[int(parts[3])] = values
    return {layer: [values[index] for index in sorted(values)] for layer, values in found.items()}


def content_bytes(layers: Mapping[str, Sequence[Numbers]]) -> bytes:
    """A file of these layers' weights, laid out as Keras 3 does but for the groups' names, which say nothing there either."""
    file = io.BytesIO()
    with h5py.File(file, "w") as made:
        for index, (layer, arrays) in enumerate(layers.items()):
            group = made.create_group(f"layers/layer_{index}/vars")
            group.attrs["name"] = layer
            for at, array in enumerate(arrays):
                group[str(at)] = array
    return file.getvalue()
