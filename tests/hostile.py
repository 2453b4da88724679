"""Model files as nobody should send them, made here so that none lies in the repository; and a sound one to make them of.

Whatever of them is run leaves a file, the canary. `CORPUS` has a maker for each: it is given an empty folder and the canary's path,
and returns what somebody would be asked to import.
"""

import hashlib
import io
import json
import marshal
import os
import pickle  # noqa: TID251  (what strangers send)
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from station.core.attributes import SEAM
from station.model import layout
from station.model.weights_file import content_bytes
from tests.model.test_runs import CARD

SIZE = (64, 48)
WEIGHTS = "model_fast_0.20_0.30_0.900_0.880.weights.h5"
Maker = Callable[[Path, Path], Path]
CORPUS: dict[str, Maker] = {}


@cache
def sound_layers(*, network: str = "fast", outputs: int = 4) -> dict[str, list[np.ndarray[Any, Any]]]:
    """Weights as a training could leave them."""
    rng = np.random.default_rng(0)
    shapes = layout.expected_shapes(network, image_size=SIZE, outputs=outputs)
    return {name: [rng.random(shape, np.float32) for shape in of_layer] for name, of_layer in shapes.items()}


@cache
def sound_bytes() -> bytes:
    """The same as a file."""
    return content_bytes(sound_layers())


def sound_run(folder: Path, *, data: bytes | None = None, **changes: Any) -> Path:
    """A run's folder; with other weights or another card than a sound one where they are given."""
    folder.mkdir(parents=True, exist_ok=True)
    layers = sound_layers()
    data = sound_bytes() if data is None else data
    (folder / WEIGHTS).write_bytes(data)
    card = CARD | {
        "parameters": sum(array.size for arrays in layers.values() for array in arrays),
        "image_size": SIZE,
        "weights": {"file": WEIGHTS, "sha256": hashlib.sha256(data).hexdigest()},
    }
    (folder / "card.json").write_text(json.dumps(card | changes), encoding="utf-8")
    return folder


def h5(change: Callable[[h5py.File], None]) -> bytes:
    """A sound file of weights after this change."""
    file = io.BytesIO(sound_bytes())
    with h5py.File(file, "r+", libver="latest") as opened:
        change(opened)
    return file.getvalue()


class Boom:
    """Unpickled, it writes the canary."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"echo sung > '{self.canary}'",)


def hostile(name: str) -> Callable[[Maker], Maker]:
    """Enter a maker into the corpus."""

    def enter(maker: Maker) -> Maker:
        CORPUS[name] = maker
        return maker

    return enter


def of_file(name: str, change: Callable[[h5py.File], None]) -> None:
    """Enter a run whose weights were changed so, and whose card knows their sha256."""
    CORPUS[name] = lambda folder, canary: sound_run(folder / "run", data=h5(change))


def of_card(name: str, **changes: Any) -> None:
    """Enter a run with sound weights and another card."""
    CORPUS[name] = lambda folder, canary: sound_run(folder / "run", **changes)


FIRST = "layers/layer_0/vars/0"


def _swap(file: h5py.File, place: str = FIRST, **given: Any) -> None:
    del file[place]
    file.create_dataset(place, **given)


def _external_link(file: h5py.File) -> None:
    del file[FIRST]
    file[FIRST] = h5py.ExternalLink("/etc/passwd", "/x")


def _soft_link(file: h5py.File) -> None:
    del file[FIRST]
    file[FIRST] = h5py.SoftLink("/layers/layer_1/vars/0")


def _soft_ring(file: h5py.File) -> None:
    file["a"], file["b"] = h5py.SoftLink("/b"), h5py.SoftLink("/a")


def _virtual(file: h5py.File) -> None:
    shape = file[FIRST].shape
    made = h5py.VirtualLayout(shape, np.float32)
    made[...] = h5py.VirtualSource("/etc/passwd", "x", shape)
    del file[FIRST]
    file.create_virtual_dataset(FIRST, made)


def _packed(file: h5py.File) -> None:
    _swap(file, shape=(100_000, 10_000), dtype="f4", chunks=(1000, 1000), compression="gzip", fillvalue=0.0)


def _references(file: h5py.File) -> None:
    _swap(file, data=np.array([file["layers"].ref], dtype=h5py.ref_dtype), dtype=h5py.ref_dtype)


def _deep(file: h5py.File) -> None:
    file.create_group("/".join(["a"] * 200))


def _many(file: h5py.File) -> None:
    for index in range(9000):
        file.create_group(f"many/{index}")


def _long_texts(file: h5py.File) -> None:
    file["layers/layer_0/vars"].attrs["name"] = "x" * 20_000_000


def _many_long_texts(file: h5py.File) -> None:
    file["layers/layer_0/vars"].attrs["name"] = ["y" * 1_000_000] * 3 + ["z"] * 2000


def _dense_attribute(file: h5py.File) -> None:
    file.create_group("optimizer").attrs.create("huge", np.zeros(2_000_000, np.uint8))


def _hard_ring(file: h5py.File) -> None:
    file["layers/again"] = file["layers"]


def _twice(file: h5py.File) -> None:
    file["layers/layer_0/vars/9"] = file[FIRST]


def _type(file: h5py.File) -> None:
    file["layers/kind"] = np.dtype("f4")


def _value(value: float) -> Callable[[h5py.File], None]:
    def change(file: h5py.File) -> None:
        file[FIRST][...] = value

    return change


def _below_zero(file: h5py.File) -> None:
    for layer in file["layers"].values():
        if len(layer["vars"]) == 4:
            layer["vars/3"][...] = -1.0


of_file("a link into another file", _external_link)
of_file("a soft link", _soft_link)
of_file("a ring of soft links", _soft_ring)
of_file("a virtual array", _virtual)
of_file(
    "an array in another file",
    lambda file: _swap(file, shape=(32,), dtype="f4", external=[("/etc/passwd", 0, h5py.h5f.UNLIMITED)]),
)
of_file("a shape without numbers", lambda file: _swap(file, shape=(1_000_000, 1_000_000), dtype="f4"))
of_file("gigabytes packed into nothing", _packed)
of_file("references", _references)
of_file("texts for numbers", lambda file: _swap(file, data=[b"abc"]))
of_file("a compound", lambda file: _swap(file, data=np.zeros(3, [("a", "f4"), ("b", "i8")])))
of_file("groups in groups", _deep)
of_file("nine thousand groups", _many)
of_file("a text of 20 MB", _long_texts)
of_file("thousands of long texts", _many_long_texts)
of_file("a huge attribute", _dense_attribute)
of_file("a ring", _hard_ring)
of_file("an array under two names", _twice)
of_file("a type for a group", _type)
of_file("NaN", _value(np.nan))
of_file("infinity", _value(np.inf))
of_file("a variance below zero", _below_zero)
of_file("another shape", lambda file: _swap(file, data=np.zeros((5, 5), np.float32)))
of_file(
    "a layer too many", lambda file: file.create_group("layers/other/vars").create_dataset("0", data=np.float32([1]))
)
of_card("another network", network="reference")
of_card("an unknown network", network="__import__('os').system('x')")
of_card("other attributes", attributes=CARD["attributes"][:3])
of_card("classes", kind="classes")
of_card("another number of weights", parameters=3)
of_card("a head that fills the memory", network="reference", image_size=[2048, 2048])
of_card("weights elsewhere", weights={"file": "../../x.weights.h5", "sha256": "0" * 64})
of_card("weights by a full path", weights={"file": "/etc/x.weights.h5", "sha256": "0" * 64})
of_card("weights by a drive", weights={"file": "C:\\x.weights.h5", "sha256": "0" * 64})
of_card("weights of another sha256", weights={"file": WEIGHTS, "sha256": "0" * 64})
of_card("weights that are not there", weights={"file": "other.weights.h5", "sha256": "0" * 64})
of_card("codes for the terminal", created="\x1b]0;owned\x07")
of_card("a size of no picture", image_size=[1, 1])
of_card("statistics that are not finite", statistics={"mean": [float("inf")] * 3, "deviation": [1, 1, 1]})
of_card("figures that are not finite", figures=CARD["figures"] | {"loss": float("nan")})
of_card("ten thousand thresholds", thresholds={f"t{at}": 0.5 for at in range(10_000)})
of_card("figures of nobody", thresholds={"good": 0.5, "nobody": 0.5})
of_card("a card of 10 MB", recipe={"x": "y" * 10_000_000})


@hostile("a card nested a million deep")
def _nested(folder: Path, canary: Path) -> Path:
    run = sound_run(folder / "run")
    (run / "card.json").write_text('{"recipe":' + "[" * 1_000_000 + "]" * 1_000_000 + "}", encoding="utf-8")
    return run


@hostile("a card of rubbish")
def _rubbish(folder: Path, canary: Path) -> Path:
    run = sound_run(folder / "run")
    (run / "card.json").write_bytes(bytes(range(256)) * 8)
    return run


@hostile("no card")
def _cardless(folder: Path, canary: Path) -> Path:
    run = sound_run(folder / "run")
    (run / "card.json").unlink()
    return run


@hostile("weights that are a link")
def _linked_weights(folder: Path, canary: Path) -> Path:
    run = sound_run(folder / "run")
    shutil.move(run / WEIGHTS, folder / "elsewhere")
    (run / WEIGHTS).symlink_to(folder / "elsewhere")
    return run


@hostile("a card that is a link")
def _linked_card(folder: Path, canary: Path) -> Path:
    run = sound_run(folder / "run")
    shutil.move(run / "card.json", folder / "elsewhere")
    (run / "card.json").symlink_to(folder / "elsewhere")
    return run


@hostile("weights that are a pipe")
def _pipe(folder: Path, canary: Path) -> Path:
    run = sound_run(folder / "run")
    (run / WEIGHTS).unlink()
    os.mkfifo(run / WEIGHTS)
    return run


@hostile("weights that are a folder")
def _folder(folder: Path, canary: Path) -> Path:
    run = sound_run(folder / "run")
    (run / WEIGHTS).unlink()
    (run / WEIGHTS).mkdir()
    return run


@hostile("weights cut off")
def _cut_off(folder: Path, canary: Path) -> Path:
    data = sound_bytes()
    return sound_run(folder / "run", data=data[: len(data) // 3])


@hostile("weights that are a zip")
def _zipped_weights(folder: Path, canary: Path) -> Path:
    return sound_run(folder / "run", data=_keras_file(canary))


@hostile("weights that are a pickle")
def _pickled_weights(folder: Path, canary: Path) -> Path:
    return sound_run(folder / "run", data=pickle.dumps(Boom(canary)))


@hostile("weights behind a zip")
def _polyglot(folder: Path, canary: Path) -> Path:
    file = io.BytesIO()
    with h5py.File(file, "w", userblock_size=512) as made:
        made["x"] = np.zeros(3, np.float32)
    data = bytearray(file.getvalue())
    data[:4] = b"PK\x03\x04"
    return sound_run(folder / "run", data=bytes(data))


@hostile("Lambda in a .keras file")
def _lambda_keras(folder: Path, canary: Path) -> Path:
    (folder / "model.keras").write_bytes(_keras_file(canary))
    return folder / "model.keras"


@hostile("an .h5 which is a zip")
def _zip_as_h5(folder: Path, canary: Path) -> Path:
    (folder / "model.h5").write_bytes(_keras_file(canary))
    return folder / "model.h5"


@hostile("Lambda in a whole model's .h5")
def _lambda_h5(folder: Path, canary: Path) -> Path:
    described = {"class_name": "Functional", "config": {"layers": [_lambda(canary)]}}
    with h5py.File(folder / "model.h5", "w") as file:
        file.attrs["model_config"] = json.dumps(described)
        file.create_group("model_weights").attrs["layer_names"] = [b"evil"]
        file.create_group("model_weights/evil").attrs["weight_names"] = np.array([], "S1")
    return folder / "model.h5"


@hostile("an .h5 whose description is nested")
def _nested_h5(folder: Path, canary: Path) -> Path:
    with h5py.File(folder / "model.h5", "w") as file:
        file.attrs["model_config"] = "[" * 100_000
        file.create_group("model_weights").attrs["layer_names"] = np.array([], "S1")
    return folder / "model.h5"


@hostile("an .h5 whose weights lie elsewhere in it")
def _h5_traversal(folder: Path, canary: Path) -> Path:
    with h5py.File(folder / "model.h5", "w") as file:
        file.attrs["layer_names"] = [b"../../etc"]
        file.create_group("a").create_dataset("b", data=np.float32([1]))
    return folder / "model.h5"


@hostile("an .h5 of Keras 3 without a card")
def _cardless_h5(folder: Path, canary: Path) -> Path:
    (folder / "x.weights.h5").write_bytes(sound_bytes())
    return folder / "x.weights.h5"


@hostile("an .npz which unfolds to gigabytes")
def _zip_bomb(folder: Path, canary: Path) -> Path:
    with zipfile.ZipFile(folder / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.npy", "w") as file:
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(header, {"descr": "<f4", "fortran_order": False, "shape": (1 << 26,)})
        file.write(header.getvalue())
        for _ in range(64):
            file.write(bytes(1 << 20))
    return folder / "bomb.npz"


@hostile("an .npz with a pickle in it")
def _pickled_npz(folder: Path, canary: Path) -> Path:
    np.savez(folder / "evil.npz", a=np.array([Boom(canary)], dtype=object), allow_pickle=True)
    return folder / "evil.npz"


@hostile("names that lead out of an archive")
def _slip(folder: Path, canary: Path) -> Path:
    with zipfile.ZipFile(folder / "run.zip", "w") as archive:
        archive.writestr(f"../../../..{canary}", "sung")
    return folder / "run.zip"


def _lambda(canary: Path) -> dict[str, Any]:
    code = marshal.dumps(compile(f"open({str(canary)!r}, 'w').write('sung')", "x", "exec")).hex()
    return {"class_name": "Lambda", "config": {"name": "evil", "function": [code, None, None]}}


def _keras_file(canary: Path) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "config.json", json.dumps({"class_name": "Functional", "config": {"layers": [_lambda(canary)]}})
        )
        archive.writestr("metadata.json", "{}")
        archive.writestr("model.weights.h5", sound_bytes())
    return file.getvalue()


assert [attribute["name"] for attribute in CARD["attributes"]] == list(SEAM.names)
