"""Lines that a window or a message has broken in mid-sentence, joined again.

Where a block of lines has end marks, a line without one goes on in the next; where it has none at
all, people wrote one matter a line, and each line stands.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from drafting.facts.extraction.offsets import Edit

_BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ENDS = re.compile(r"[。！？；：!?;:…][”’」』）)》】]*\s*$")
_WIDEST = 48
"""Characters; lines that were broken by a narrow window are no longer."""
_OPENS = re.compile(
    r"\s*(?:#|\||[-•●■◆*]\s|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑩]|"
    r"[一二三四五六七八九十]是|第[一二三四五六七八九十]|同志们|各位|附件|注[:：])"
)
_FIELD = re.compile(r"\s*[\u4e00-\u9fff]{2,6}[:：]\s*\S")


def unwrapped(text: str) -> tuple[str, list[Edit]]:
    """The text with broken lines joined, and the edits that did it."""
    edits = [edit for block in _BLOCK.finditer(text) for edit in _joints(text, block)]
    parts, at = [], 0
    for edit in edits:
        parts.append(text[at : edit.start])
        at = edit.end
    return "".join([*parts, text[at:]]), edits


def _joints(text: str, block: re.Match[str]) -> Iterator[Edit]:
    lines = list(re.finditer(r"[^\n]+", text[block.start() : block.end()]))
    if len(lines) < 2 or "。" not in block[0]:
        return
    if max(len(line[0].strip()) for line in lines) > _WIDEST:
        return
    whole = sum(bool(_ENDS.search(line[0])) for line in lines)
    if whole * 4 > len(lines) * 3:
        return
    for before, line in itertools.pairwise(lines):
        stops = _ENDS.search(before[0]) or _OPENS.match(line[0])
        alone = _FIELD.match(line[0]) or (_FIELD.match(before[0]) and len(before[0]) < 24)
        digits = before[0].rstrip()[-1:].isdigit() and line[0].lstrip()[:1].isdigit()
        if stops or alone or digits or _is_heading(before[0]):
            continue
        start = block.start() + len(before[0].rstrip()) + before.start()
        end = block.start() + line.start() + len(line[0]) - len(line[0].lstrip())
        yield Edit(start, end, 0)


def _is_heading(line: str) -> bool:
    plain = line.strip()
    return (
        bool(_OPENS.match(plain)) and len(plain) < 24 and not re.search(r"[，。；、\d]", plain[2:])
    )
