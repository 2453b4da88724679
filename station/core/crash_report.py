"""What somebody may send who wants a crash looked into: versions, settings, the ends of the logs. No pictures, no names of people."""

import os
import platform
import re
import socket
from collections.abc import Sequence
from pathlib import Path

import msgspec

import station
from station.core.errors import StationError
from station.core.own_session import Ended
from station.core.person import account
from station.core.programs import MAIN_PACKAGES, versions_of
from station.core.settings import Settings
from station.core.text_files import end_of

MOST_LOGS = 8
LOG_BYTES = 60_000
SHORTEST_NAME = 3
"""Letters of a name that is looked for in the logs; shorter ones are parts of other words."""
_ADDRESS = re.compile(r"(\w+://)[^\s/@]+@")


def report(ended: Ended | None, *, settings: Settings, logs: Path, own: Path | None = None) -> str:
    """The whole report as text, which its reader can read before sending it. `own` is the log of this window."""
    parts = [f"Seam Station {station.__version__}: crash report", "", _computer(), "", _versions()]
    if ended is not None:
        begun = ended.begun or "at a time that nobody knows"
        parts += ["", f"A session of version {ended.version or 'unknown'}, begun {begun}, did not come to its end."]
        parts += [
            "",
            "What Python wrote when it ended:",
            ended.trace.strip() or "(nothing: it was killed, or the power went)",
        ]
    parts += ["", "Settings:", _settings(settings)]
    for file in newest_logs(logs, own=own):
        try:
            text = end_of(file, LOG_BYTES).strip()
        except StationError:
            continue
        if text:
            parts += ["", f"The end of {file.name}:", text]
    return without_names("\n".join(parts), [settings.labelling.labeller]) + "\n"


def newest_logs(folder: Path, *, own: Path | None) -> list[Path]:
    """This window's log and the newest of the others."""
    try:
        files = [file for file in folder.glob("*.log") if file != own]
        files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    except OSError:
        files = []
    return [*([own] if own is not None and own.is_file() else []), *files[:MOST_LOGS]]


def without_names(text: str, people: Sequence[str] = ()) -> str:
    """The text without the home folder, the names of its owner and of these people, the computer's, and accounts in addresses."""
    text = text.replace(str(Path.home()), "~")
    for word, instead in (
        (account(), "(user)"),
        (socket.gethostname(), "(computer)"),
        *((name, "(person)") for name in people),
    ):
        if len(word.strip()) >= SHORTEST_NAME:
            text = re.sub(rf"(?<!\w){re.escape(word.strip())}(?!\w)", instead, text, flags=re.IGNORECASE)
    return _ADDRESS.sub(r"\1(account)@", text)


def _computer() -> str:
    return f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} processors"


def _versions() -> str:
    found = {"Python": platform.python_version(), **versions_of(MAIN_PACKAGES)}
    return "\n".join(f"{name} {version}" for name, version in found.items())


def _settings(settings: Settings) -> str:
    plain = msgspec.to_builtins(settings)
    plain["labelling"].pop("labeller", None)
    return msgspec.json.format(msgspec.json.encode(plain), indent=1).decode()
