"""What of the packages belongs into the packaged station, for pyinstaller.spec: rules by name, and what the kept libraries need."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""Of PyInstaller's lists: the place in the folder, the file it comes from, and what kind of file it is."""

PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows"),
    "imageformats": ("jpeg", "svg", "ico", "webp"),
    "iconengines": ("svgicon",),
    "styles": ("",),
    "platformthemes": ("xdgdesktopportal",),
    "platforminputcontexts": ("compose", "ibus"),
    "xcbglintegrations": ("",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("",),
    "wayland-graphics-integration-client": ("wayland-egl",),
    "printsupport": ("",),
}
"""Qt's plug-ins that the window uses, by a part of their names; a kind that is not named here is left out.

Left out, among others: gtk3 (GTK 3 with all that it stands on), the on-screen keyboard and PDF pictures (Qt Quick, Qml, Pdf),
encryption (the window's sockets are of this computer), what draws without a window system, and what plays films (a third
FFmpeg, and Qt Quick): Qt says itself that a sound, which is all that the window plays, needs none of that."""

DROPPED = (
    "cv2/qt/*",  # the plug-ins of OpenCV's own Qt, which would be found beside PySide6's
    "cv2/data/*",  # faces and number plates
    "cv2/opencv_videoio_ffmpeg*",  # clips and streams are read by PyAV, webcams by Windows' own interfaces
    "PySide6/opengl32sw.dll",  # a graphics card in software, which widgets never ask for
    "PySide6/Qt*/qml/*",
    "PySide6/qml/*",
    "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/stylelib/*",
    "matplotlib/mpl-data/images/*",
    "matplotlib/mpl-data/plot_directive/*",
    "matplotlib/mpl-data/fonts/afm/*",
    "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/fonts/ttf/STIX*",
    "matplotlib/mpl-data/fonts/ttf/cm*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSerif*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSansMono*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSansDisplay*",
    "tensorflow/include/*",  # for programs that are compiled against it
    "tensorflow/lite/*.tflite",
    "*/tests/*",
    "libmvec.so*",  # a part of glibc, which is the system's and must be of one version
)
"""Files that nothing here reads."""

OF_PYTHON = ("libpython*", "python3*.dll", "vcruntime*.dll", "msvcp*.dll", "ucrtbase.dll", "api-ms-*.dll")
"""Libraries that the programs themselves need."""

TRANSLATIONS = ("qtbase_de.qm",)
"""Qt's own words: in English they are in the libraries."""


def is_used(entry: Entry) -> bool:
    """Whether a file belongs into the folder, by its name."""
    place = entry[0].replace("\\", "/")
    if any(fnmatch(place, pattern) for pattern in DROPPED):
        return False
    parts = PurePosixPath(place).parts
    if parts[0] == "PySide6" and "plugins" in parts[:-2]:
        kind, name = parts[parts.index("plugins") + 1], parts[-1]
        return any(part in name for part in PLUGINS.get(kind, ()))
    if parts[0] == "PySide6" and "translations" in parts:
        return parts[-1] in TRANSLATIONS
    return not parts[0].endswith(".dist-info") or parts[-1] in {"METADATA", "entry_points.txt"}


def without_needless(files: Iterable[Entry], *, needs: Callable[[Path], Iterable[str]] | None = None) -> list[Entry]:
    """The files without those libraries that came along with something which was left out.

    What is linked to from nowhere is dropped where libraries are only ever linked to: among the system's, in a wheel's own folder
    of them (`*.libs`), and among Qt's. On Linux a library lies in its package's folder, with a link at the top that goes with it.
    """
    needs = needs or linked_to
    entries = list(files)
    libraries = [entry for entry in entries if entry[2] != "SYMLINK"]
    by_name: dict[str, list[Entry]] = {}
    for entry in libraries:
        by_name.setdefault(_path(entry).name.lower(), []).append(entry)
    waiting = [entry for entry in libraries if not _is_only_linked_to(entry)]
    kept = {entry[0] for entry in waiting}
    while waiting:
        entry = waiting.pop()
        for name in needs(Path(entry[1])) if entry[2] in {"BINARY", "EXTENSION"} else ():
            found = [entry for entry in by_name.get(name, ()) if entry[0] not in kept]
            kept.update(entry[0] for entry in found)
            waiting += found
    places = {place.replace("\\", "/") for place in kept}
    return [entry for entry in entries if entry[0] in kept or (entry[2] == "SYMLINK" and _target(entry) in places)]


def _is_only_linked_to(entry: Entry) -> bool:
    path = _path(entry)
    if entry[2] != "BINARY" or path.suffix == ".pyd" or "plugins" in path.parts:
        return False
    if len(path.parts) == 1:
        return not any(fnmatch(path.name.lower(), pattern) for pattern in OF_PYTHON)
    return path.parts[0].endswith(".libs") or path.parts[0] == "PySide6"


def linked_to(library: Path) -> Iterator[str]:
    """The libraries that one is linked to, by their names in small letters."""
    from PyInstaller.depend import bindepend  # the rules above are tested without it

    for name, path in bindepend.get_imports(str(library)):
        yield Path(name).name.lower()
        if path:
            yield Path(path).name.lower()


def _path(entry: Entry) -> PurePosixPath:
    return PurePosixPath(entry[0].replace("\\", "/"))


def _target(entry: Entry) -> str:
    """Where a link in the folder leads to, in the folder."""
    parts: list[str] = []
    for part in (PurePosixPath(entry[0]).parent / entry[1]).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def table_of_sizes(folder: Path, *, least_mb: float = 1.0) -> str:
    """The folder's size by package, the largest first, in MB (millions of bytes) as files."""
    sizes: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            sizes[_package_of(file.relative_to(folder))] += file.stat().st_size
    total = sum(sizes.values())
    large = [(name, size) for name, size in sizes.most_common() if size >= least_mb * 1e6]
    rest = total - sum(size for _, size in large)
    rows = [*large, ("all others", rest), ("together", total)]
    return "\n".join(f"{size / 1e6:8.1f} MB  {name}" for name, size in rows)


def _package_of(file: Path) -> str:
    parts = [part for part in file.parts if part != "_internal"]
    first = parts[0].removesuffix(".libs")
    if len(parts) == 1:
        is_program = len(file.parts) == 1
        return parts[0] if is_program or "python" in first.lower() else "libraries of the system, and Python's own"
    return {"cv2": "opencv-python", "opencv_python": "opencv-python"}.get(first, first)
