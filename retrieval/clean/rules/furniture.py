"""Furniture of document sites: fields, buttons, breadcrumbs, lists of other documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.footing import FOOTER
from retrieval.clean.text.furnishing import is_furniture, opens_list, words_alone
from retrieval.clean.text.lines import Line, short_lines, without_line
from retrieval.clean.text.marks import NUMERALS
from retrieval.clean.text.title_words import is_front, is_title

_PROSE = re.compile(
    rf"[。；！？]|[：:]\s*$|^\s*(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}])|^\s*附件|年[\dxX×]{{1,2}}月"
)
_LONGEST_NAME = 60
_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|wps|rtf|xlsx?)\b", re.IGNORECASE)
_LEAST_AT_HEAD = 3
"""So many lines of furniture above the text show that what stands among them is furniture too."""


@rule("furniture", "网站栏目", 54)
def find(text: str) -> Iterator[Edit]:
    """Take out lines that consist of a site's fields, buttons and links, and what is among them."""
    found = list(short_lines(text))
    known = [is_furniture(line.text) for line in found]
    begin, end = _prose(text)
    head = [index for index, line in enumerate(found) if known[index] and line.end < begin]
    last_at_head = head[-1] if len(head) >= _LEAST_AT_HEAD else -1
    in_list = in_tail = False
    for index, line in enumerate(found):
        foot = FOOTER.search(line.text) is not None
        in_tail = in_tail or (line.start > end and (known[index] or foot))
        stray = index < last_at_head and _is_stray(line.text)
        listed = in_list and _FILE.search(line.text) is not None
        if known[index]:
            in_list = opens_list(line.text) or (in_list and words_alone(line.text))
        else:
            in_list = in_list and listed
        if known[index] or stray or ((in_tail or listed) and not foot and _is_name(line)):
            yield without_line(text, line)


def _prose(text: str) -> tuple[int, int]:
    """Return where the first long paragraph begins and where the last one ends."""
    begin, end, start = len(text), 0, 0
    while start <= len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if stop - start > _LONGEST_NAME and not is_furniture(text[start : min(stop, start + 201)]):
            begin, end = min(begin, start), stop
        start = stop + 1
    return begin, end


def _is_name(line: Line) -> bool:
    """Tell whether a line may name another document, and is no sentence, date or attachment."""
    return len(line.text) <= _LONGEST_NAME and not _PROSE.search(line.text)


def _is_stray(line: str) -> bool:
    """Tell whether a line among furniture above the text is neither title nor issuer."""
    text = line.strip()
    if len(text) > _LONGEST_NAME or _FILE.search(text):
        return False
    return not is_title(text) and not is_front(text)
