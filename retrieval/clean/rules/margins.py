"""What stands left of every line: the > of quoted mail, numbers; and the quotes of a table's cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, lines

_QUOTED = re.compile(r"[ \t]{0,4}(?:>[ \t]?){1,6}")
_NUMBERED = re.compile(r"[ \t]{0,6}(\d{1,4})(?:[ \t\u3000]{1,8}|$)")
_CELL = re.compile(r'[ \t]*"(?:[^"]|"")+"[ \t]*')
_LEAST_QUOTED, _LEAST_NUMBERED = 3, 8
_MOST = 0.6
"""So many of the lines that are not empty are quoted, or few enough are not."""


@rule("margins", "行首引用与行号", 16)
def find(text: str) -> Iterator[Edit]:
    """Take out marks and numbers of lines where they stand at all lines, or most."""
    found = [line for line in lines(text) if line.text.strip()]
    quoted = [(line, match) for line in found if (match := _QUOTED.match(line.text))]
    if len(quoted) >= max(_LEAST_QUOTED, _MOST * len(found)):
        for line, match in quoted:
            yield Edit(line.start, line.start + match.end(), "")
        return
    cells = [line for line in found if _CELL.fullmatch(line.text)]
    if len(cells) >= max(_LEAST_QUOTED, _MOST * len(found)):
        for line in cells:
            yield Edit(line.start, line.end, line.text.strip()[1:-1].replace('""', '"'))
        return
    for line, match in _numbered(found):
        yield Edit(line.start, line.start + match.end(), "")


def _numbered(found: list[Line]) -> list[tuple[Line, re.Match[str]]]:
    """Return all lines when every one has the number after the last; a list of names has no 。"""
    matches = [_NUMBERED.match(line.text) for line in found]
    numbers = [int(match[1]) if match else -1 for match in matches]
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    sentences = sum("。" in line.text for line in found)
    if len(found) < _LEAST_NUMBERED or not counts or sentences < 2:
        return []
    return [(line, match) for line, match in zip(found, matches, strict=True) if match]
