"""Fragments: texts that begin or stop in the middle of a document."""

from __future__ import annotations

import re

from retrieval.understanding.margins import ends_sentence, is_back_line
from retrieval.understanding.numbering import number_at
from retrieval.understanding.titles import LONGEST_TITLE

_STARTS_INSIDE = re.compile(
    r"^[，,。；;：:、）)”’》！？…]|^[的了着过和与及等而且也]|^(?:其次|再次|此外|同时|另外|因此|所以|但是?|而且|并且)[，,]?"
)
_GOES_ON = re.compile(r"[，,、；;：:（(“]$")


def is_fragment(text: str, *, titled: bool) -> bool:
    """Tell whether a text begins or stops inside a document; ``titled`` if its title is known."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    return (not titled and _begins_inside(lines[0])) or _stops_inside(lines)


def _begins_inside(first: str) -> bool:
    number = number_at(first.lstrip("# "))
    if number:
        return number.value > 1 and not first.startswith("# ")
    may_be_title = len(first) <= LONGEST_TITLE and not ends_sentence(first)
    return _STARTS_INSIDE.match(first) is not None and not (may_be_title and "，" not in first)


def _stops_inside(lines: list[str]) -> bool:
    last = lines[-1]
    if _GOES_ON.search(last):
        return True
    if ends_sentence(last) or is_back_line(last) or len(lines) == 1 or last.startswith("#"):
        return len(lines) == 1 and len(last) > LONGEST_TITLE and not ends_sentence(last)
    return len(last) > LONGEST_TITLE or number_at(last) is not None
