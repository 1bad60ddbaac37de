"""Furniture of document sites: fields, buttons, breadcrumbs, lists of other documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.furnishing import (
    BREADCRUMB,
    is_furniture,
    opens_list,
    words_alone,
)
from retrieval.clean.text.lines import Line, short_lines, without_line

_PROSE = re.compile(
    r"[。；！？]|[：:]\s*$|^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十])"
)
_LONGEST_NAME = 60
_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|wps|rtf|xlsx?)\b", re.IGNORECASE)


@rule("furniture", "网站栏目", 54)
def find(text: str) -> Iterator[Edit]:
    """Take out lines that consist of a site's fields, buttons and links alone."""
    found = list(short_lines(text))
    prose_after = _ends_of_prose(text)
    in_list = False
    for line in found:
        if is_furniture(line.text) or BREADCRUMB.fullmatch(line.text):
            in_list = opens_list(line.text) or (in_list and words_alone(line.text))
            yield without_line(text, line)
        elif in_list and _is_other_document(line, prose_after):
            yield without_line(text, line)
        else:
            in_list = False


def _ends_of_prose(text: str) -> int:
    """Return where the last long paragraph ends: behind it stand no titles of the text's own."""
    end = len(text)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if end - start > _LONGEST_NAME and not is_furniture(text[start : min(end, start + 201)]):
            return end
        end = start - 1
    return 0


def _is_other_document(line: Line, prose_end: int) -> bool:
    """Tell whether a line under 相关资源 or 猜你喜欢 names another document."""
    if len(line.text) > _LONGEST_NAME or _PROSE.search(line.text):
        return False
    return line.start > prose_end or _FILE.search(line.text) is not None
