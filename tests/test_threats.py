"""The threat model names a test for every threat, and each of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
ROWS = [line.split("|") for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)]
NAMED = [name for row in ROWS for name in re.findall(r"`(tests/[^`]+)`", row[4])]


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_threats_are_numbered_and_each_names_a_test() -> None:
    assert [int(row[1]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) >= 15
    assert all(re.search(r"`tests/", row[4]) for row in ROWS)
    assert len(PAGE.splitlines()) < 60  # one page


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_exists(name: str) -> None:
    path, _, function = name.partition("::")
    assert function in functions_of(ROOT / path)
