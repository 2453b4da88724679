"""How the station's programs are called, in a checkout and in a package, stands in one place."""

import ast
import re

import pytest

from station.core import programs
from station.core.programs import command
from tests.conftest import ROOT

CALLED = re.compile(r"`station(-cli)? |\bstation (export|split|train|journal|import-run|--help)\b|\buv run\b")


def test_a_command_is_told_as_it_is_typed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("split", "lab") == "`station split lab`"
    monkeypatch.setattr(programs, "is_packaged", lambda: True)
    assert command("split", "my lab") == '`station-cli split "my lab"`'


def test_no_text_names_a_command_by_itself() -> None:
    """Docstrings do: they are read in a checkout."""
    found = [
        (file.name, node.lineno)
        for file in (ROOT / "station").rglob("*.py")
        if CALLED.search(source := file.read_text(encoding="utf-8"))
        for node in _texts(ast.parse(source))
        if CALLED.search(str(node.value))
    ]
    assert not found, "station.core.programs.command says how it is called"


def _texts(tree: ast.AST) -> list[ast.Constant]:
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]
