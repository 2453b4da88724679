"""What is installed is what was tested: every package by its hash, from wherever; and the audit says no when it should."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from station.cli import doctor
from tests.conftest import ROOT

LOCK = ROOT / ".ci" / "requirements.lock"
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
FAKE = """#!{python}
import pathlib, sys
tool = sys.argv[3]
open({log!r}, "a").write(tool + "\\n")
if tool == "pip-audit" and {says!r} != "silence":
    pathlib.Path(sys.argv[sys.argv.index("--output") + 1]).write_text('{{"dependencies": []}}')
sys.exit(0 if tool != {fails!r} else 1)
"""


def locked() -> dict[str, str]:
    """Name -> version of each package in the list, each of which has its hashes."""
    found = {}
    for entry in re.split(r"(?m)^(?=\S)", LOCK.read_text(encoding="utf-8")):
        if not entry:
            continue
        first, *hashes = (part.strip().removesuffix("\\").strip() for part in entry.strip().splitlines())
        assert hashes, f"{first} has no hash"
        assert all(HASH.fullmatch(part) for part in hashes), first
        requirement = Requirement(first)
        (bound,) = requirement.specifier
        assert bound.operator == "=="
        found[canonicalize_name(requirement.name)] = bound.version
    return found


def dependencies() -> list[str]:
    """What the station needs, as pyproject.toml says it."""
    needed: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    return needed


def test_the_doctor_asks_for_every_dependency() -> None:
    assert tuple(Requirement(text).name for text in dependencies()) == doctor.PACKAGES


def test_every_dependency_is_locked_within_its_bounds_and_no_host_is_named() -> None:
    """.ci/lock writes the list anew."""
    versions = locked()
    for text in dependencies():
        wanted = Requirement(text)
        assert canonicalize_name(wanted.name) in versions, f"{wanted.name} is not locked: run .ci/lock"
        version = Version(versions[canonicalize_name(wanted.name)])
        assert version in wanted.specifier, f"{text}, but {version} is locked: run .ci/lock"
        assert {bound.operator for bound in wanted.specifier} == {">=", "<"}, f"{text} is not bounded on both sides"
    listed = LOCK.read_text(encoding="utf-8")
    assert "://" not in listed
    assert not re.search(r"(?m)^-", listed), "no option, which could name a place to install from"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("import subprocess\n\nsubprocess.run(text, shell=True)\n", "S602"),
        ("import pickle\n", "TID251"),
        ("eval(text)\n", "S307"),
        ("import tempfile\n\ntempfile.mktemp()\n", "S306"),
        ("import os\n\nos.chmod(path, 0o777)\n", "S103"),
    ],
)
def test_ruff_finds_a_planted_violation(line: str, rule: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "station/core/planted.py", "-"],
        input=line,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 1
    assert rule in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="the audit is a shell script of the CI, which is Linux")
@pytest.mark.parametrize(
    ("says", "fails", "required", "code"),
    [
        ("nothing", "", "", 0),
        ("a vulnerability", "pip-audit", "", 1),
        ("silence", "pip-audit", "", 0),
        ("silence", "pip-audit", "required", 3),
        ("nothing", "bandit", "", 1),
        ("nothing", "cyclonedx-py", "", 1),
    ],
)
def test_the_audit_fails_of_whatever_is_known_and_where_it_must_but_could_not_ask(
    tmp_path: Path, says: str, fails: str, required: str, code: int
) -> None:
    fake = tmp_path / "uvx"
    log = tmp_path / "asked"
    fake.write_text(FAKE.format(python=sys.executable, log=str(log), says=says, fails=fails), encoding="utf-8")
    fake.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "STATION_AUDIT": required,
        "STATION_AUDIT_OUT": str(tmp_path / "out"),
    }
    done = subprocess.run(
        [str(ROOT / ".ci" / "audit")], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == code, done.stderr
    asked = ["bandit", "cyclonedx-py", "pip-audit"]
    assert log.read_text(encoding="utf-8").split() == asked[: asked.index(fails) + 1 if code == 1 else None]
    assert ("could not be asked" in done.stderr) == (says == "silence")
