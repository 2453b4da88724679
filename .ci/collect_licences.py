"""Writes the folder of licences beside the packaged programs, and their bill of materials: every package that a file there is of."""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import msgspec

from station.core.folders import resource
from station.core.licences import FOLDER, INDEX, Part, canonical, in_order, own_parts, parts_of

BOOTLOADER = "pyinstaller"
"""The programs begin with its starter."""
DEBIAN = Path("/usr/share/doc")
DPKG = "/usr/bin/dpkg"


def write_licences(target: Path, *, sources: Iterable[Path], own: Iterable[Path]) -> list[Part]:
    """Say in `target` what these files are of, with the texts; SystemExit naming what has none. What lies in `own` is ours."""
    parts = in_order([*own_parts(), _python(), *_found(sources, own)])
    bare = [part.title for part in parts if not part.texts]
    if bare:
        raise SystemExit(f"no licence text is known for {', '.join(bare)}: add it to resources/licences/parts.json")
    kept = [_copied(part, target) for part in parts]
    (target / INDEX).write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1))
    return kept


def write_bill(target: Path, parts: Iterable[Part], *, name: str, version: str) -> None:
    """A bill of materials in CycloneDX, the same for the same parts."""
    packages = {canonical(distribution.name) for distribution in metadata.distributions()}
    components = [_component(part, packages) for part in parts if part.name != name]
    station = {"type": "application", "bom-ref": "station", "name": name, "version": version}
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": station},
        "components": components,
    }
    target.write_bytes(msgspec.json.format(msgspec.json.encode(bill), indent=1))


def _component(part: Part, packages: set[str]) -> dict[str, object]:
    """One entry; a package of the index is named as its scanners look it up."""
    name = canonical(part.name) if part.name.isascii() and " " not in part.name else ""
    found: dict[str, object] = {"type": "library", "bom-ref": part.title, "name": part.name}
    if part.version:
        found["version"] = part.version.strip("()")
    if name in packages:
        found["purl"] = f"pkg:pypi/{name}@{part.version}"
    return found | {"licenses": [{"license": {"name": part.licence}}]}


def _found(sources: Iterable[Path], own: Iterable[Path]) -> list[Part]:
    owners = _owners()
    folders = [_key(folder) for folder in (*own, sys.base_prefix, sys.prefix)]
    names, others = {BOOTLOADER}, set()
    for source in sources:
        file = _key(source)
        if file in owners:
            names.add(owners[file])
        elif not any(file.startswith(folder + os.sep) for folder in folders):
            others.add(source.resolve())
    packages = [part for name in sorted(names) for part in parts_of(metadata.distribution(name))]
    return [*packages, *_of_the_system(others)]


def _owners() -> dict[str, str]:
    """File -> the package that brought it. The lists are read as text: asked of the disk, 30,000 paths take minutes under Wine."""
    found = {}
    for distribution in metadata.distributions():
        folder, name = str(distribution.locate_file("")), distribution.name
        for line in (distribution.read_text("RECORD") or "").splitlines():
            file = line.rpartition(",")[0].rpartition(",")[0].strip('"')
            found[_key(f"{folder}/{file}")] = name
    return found


def _key(file: str | Path) -> str:
    """A path as it is compared, without a look at the disk."""
    return os.path.normcase(os.path.abspath(file))  # noqa: PTH100


def _of_the_system(files: set[Path]) -> list[Part]:
    """Libraries of a Debian or Ubuntu, which has their licences in its own folder."""
    found: dict[str, Part] = {}
    for file in sorted(files):
        package = _debian_package(file)
        texts = DEBIAN / package / "copyright"
        found[package] = Part(
            package,
            _debian_version(package),
            "see its text",
            "A library of the system.",
            (str(texts),) if texts.is_file() else (),
        )
    return list(found.values())


def _debian_package(file: Path) -> str:
    for name in (str(file), str(file).removeprefix("/usr")) if Path(DPKG).exists() else ():
        done = subprocess.run([DPKG, "-S", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    return str(file)


def _debian_version(package: str) -> str:
    done = subprocess.run(
        [f"{DPKG}-query", "-W", "-f", "${Version}\n", package], capture_output=True, text=True, check=False
    )
    return done.stdout.partition("\n")[0]


def _python() -> Part:
    """Python itself; on Windows its installer's file names what its libraries are of, too."""
    own = [folder / "LICENSE.txt" for folder in (Path(sys.base_prefix), Path(platform.__file__).parent)]
    texts = [file for file in own if file.is_file()][:1] or [resource(f"{FOLDER}/Python.txt")]
    return Part("Python", platform.python_version(), "PSF-2.0", "", tuple(str(text) for text in texts))


def _copied(part: Part, target: Path) -> Part:
    """The part with its texts below the target."""
    folder = re.sub(r"[^A-Za-z0-9.]+", "-", part.name).strip("-")
    (target / folder).mkdir(parents=True, exist_ok=True)
    places = []
    for text in part.texts:
        place = f"{folder}/{len(places) + 1}-{re.sub(r'[^A-Za-z0-9._]+', '-', Path(text).name)}"
        (target / place).write_bytes(Path(text).read_bytes())
        places.append(place)
    return msgspec.structs.replace(part, texts=tuple(places))
