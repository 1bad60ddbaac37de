"""Documents in the dress of sites, chats and mails; what is between ⟦ and ⟧ is to go, no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrieval.clean import clean
from retrieval.texts import tidy
from tests.retrieval.clean.test_cleaning import check_account

MARKED = sorted((Path(__file__).parent / "marked").glob("*.txt"))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_what_is_marked_goes_and_nothing_else(path: Path) -> None:
    marked = path.read_text("utf-8")
    dirty = tidy(marked.replace("⟦", "").replace("⟧", ""))
    cleaned = clean(dirty)
    assert _lines(cleaned.text) == _lines(re.sub("⟦[^⟧]*⟧", "", marked))
    assert clean(cleaned.text).changes == ()
    check_account(dirty, cleaned)


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_the_text_without_the_marked_is_clean(path: Path) -> None:
    text = "\n".join(_lines(re.sub("⟦[^⟧]*⟧", "", path.read_text("utf-8"))))
    assert clean(text).text == text
