"""docs/checks.md tells of every check."""

from __future__ import annotations

import re
from pathlib import Path

from drafting.checks import check_names, mechanical_checks

PAGE = Path(__file__).parent.parent.parent / "docs" / "checks.md"
ENTRY = re.compile(r"^\*\*(\w+)\*\*( \*\(form\)\*)? — (.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)


def test_every_check_has_its_entry_and_no_other() -> None:
    told = {name: bool(form) for name, form, _ in ENTRY.findall(PAGE.read_text(encoding="utf-8"))}
    assert sorted(told) == check_names()
    assert {name for name, form in told.items() if form} == mechanical_checks()


def test_every_entry_gives_an_example() -> None:
    for name, _, text in ENTRY.findall(PAGE.read_text(encoding="utf-8")):
        assert re.search(r"[\u3000-\u9fff\uff00-\uffef]", text), name
        assert len(re.findall(r"[.:。](?=\s|$|”)", text)) >= 2, name
