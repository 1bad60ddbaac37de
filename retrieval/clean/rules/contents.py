"""Tables of contents with dots and pages: the headings stand in the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, short_lines, without_line

_ENTRY = re.compile(
    r"(?P<name>[^。；！？\n]*[^\s.．·…•・_。；！？-]。?)(?P<leader>[\s.．·…•・_-]+)[(（]?\d{1,4}[)）\-— ]{0,3}"
)
_LEADER = re.compile(r"[.．·•・_-]{3,}|…{2,}|(?:[.．·]\s){3,}|\t")
_HEAD = re.compile(r"[#\s]*(?:目\s*[录次]|CONTENTS)\s*", re.IGNORECASE)
_LEAST, _HIGHEST = 2, 12


@rule("contents", "目录", 55)
def find(text: str) -> Iterator[Edit]:
    """Take out runs of entries with their heading; a table has no dots before its numbers."""
    yield from _repeated(text)
    run: list[Line] = []
    for line in short_lines(text):
        if _is_entry(line.text) or (not run and _HEAD.fullmatch(line.text)):
            run.append(line)
            continue
        yield from _if_contents(text, run)
        run = []
    yield from _if_contents(text, run)


def _repeated(text: str) -> Iterator[Edit]:
    """Take out lines under 目录 that all stand once more below, pages or none behind them."""
    found = list(short_lines(text))
    for place, head in enumerate(found[:_HIGHEST]):
        if not _HEAD.fullmatch(head.text):
            continue
        names = [_name(line.text) for line in found[place + 1 :]]
        entries = 0
        while entries < len(names) and names[entries] in names[entries + 1 :]:
            if names[entries] in names[:entries]:
                break
            entries += 1
        if entries >= _LEAST:
            for line in found[place : place + 1 + entries]:
                yield without_line(text, line)


def _name(line: str) -> str:
    """A heading without its page, blanks, and the mark of Markdown."""
    return re.sub(r"^#+|[\s\u3000]+", "", re.sub(r"(?<=\D)[\s.．·…•・_-]*\d{1,3}\s*$", "", line))


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
