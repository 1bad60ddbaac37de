"""Tables of contents with dots and pages: the headings stand in the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, short_lines, without_line

_ENTRY = re.compile(
    r"(?P<name>[^。；！？\n]*[^\s.．·…•・_。；！？-])(?P<leader>[\s.．·…•・_-]+)[(（]?\d{1,4}[)）\-— ]{0,3}"
)
_LEADER = re.compile(r"[.．·•・_-]{3,}|…{2,}|(?:[.．·]\s){3,}|\t")
_HEAD = re.compile(r"[#\s]*(?:目\s*[录次]|CONTENTS)\s*", re.IGNORECASE)
_LEAST = 2


@rule("contents", "目录", 55)
def find(text: str) -> Iterator[Edit]:
    """Take out runs of entries with their heading; a table has no dots before its numbers."""
    run: list[Line] = []
    for line in short_lines(text):
        if _is_entry(line.text) or (not run and _HEAD.fullmatch(line.text)):
            run.append(line)
            continue
        yield from _if_contents(text, run)
        run = []
    yield from _if_contents(text, run)


def _is_entry(line: str) -> bool:
    match = _ENTRY.fullmatch(line.strip())
    return match is not None and _LEADER.search(match["leader"]) is not None


def _if_contents(text: str, run: list[Line]) -> Iterator[Edit]:
    headed = bool(run) and _HEAD.fullmatch(run[0].text) is not None
    entries = run[headed:]
    dotted = [line for line in entries if "\t" not in line.text]
    if len(entries) >= _LEAST and (headed or len(dotted) == len(entries)):
        for line in run:
            yield without_line(text, line)
