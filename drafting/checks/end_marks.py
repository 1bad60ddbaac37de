"""Every paragraph ends in an end mark, the title and standalone lines in none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.marking import mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding

_ENDS = "。！？；：…”’）》】"
_STANDALONE = 24
"""字 up to which a body line without any mark may be a heading without number."""
_MARKS = re.compile(r"[，。；：！？、]")
_CALL = re.compile(r"^(?:尊敬的|各位|同志们|同学们|老师们|朋友们|女士们)[^。！？；]{0,30}$")
_TABLE = re.compile(r"^\||\t|^附件|^\d+[.．]")
_OFFICE = re.compile(r"(?:局|委|部|府|组|会|院|校|司|厅|办|公司|办公室|日|同志|（.*）)$")
_CLOSED = re.compile(r"[。！？…][”’》]+$|：“[^”]*”$")
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]+[是要、]|（[一二三四五六七八九十\d]+）|\d+[.．、）]|[①-⑩—·-])"
)
"""A line that is one of a list, which may go on as a heading."""
_A_SENTENCE = 8
"""Characters from which a line without any mark may be a sentence."""


@check("end_marks", mechanical=True)
def find_missing_ends(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """A paragraph that stops without an end mark, or with a comma: error. An end mark on the
    title, a 称呼 without its colon: warning."""
    for number, line in enumerate(manuscript.lines):
        last = line.text[-1:]
        goes_on = any(later.role == "body" for later in manuscript.lines[number + 1 : number + 2])
        span = (len(line.text) - 1, len(line.text))
        if line.role == "title" and last in "。，；：、":
            yield mark("end_marks", line, span, "warning", f"标题末尾不加“{last}”。", "")
        elif line.role in ("body", "byline") and _CALL.match(line.text) and last not in "：！":
            yield from _call(line, span)
        elif line.role == "body" and not _TABLE.match(line.text):
            yield from _body(line, span)
            if last == "；" and not goes_on and not _ITEM.match(line.text):
                yield mark("end_marks", line, span, "warning",
                           "这一段停在分号上，后面没有接着说的，请改成句号。", "。")  # fmt: skip


def _call(line: Line, span: tuple[int, int]) -> Iterator[Finding]:
    last = line.text[-1]
    right = "：" if last in ":，," else f"{last}："
    if len(line.text) <= _STANDALONE:
        yield mark("end_marks", line, span, "warning", "称呼后面用全角冒号。", right)


def _body(line: Line, span: tuple[int, int]) -> Iterator[Finding]:
    last = line.text[-1]
    if last in "”》" and re.search(r"[，。]", line.text[:-1]) and not _CLOSED.search(line.text):
        yield mark("end_marks", line, span, "error", "这一段末尾缺句号。", f"{last}。")
    if last in _ENDS:
        return
    if not _MARKS.search(line.text[:-1]):
        if len(line.text) >= _A_SENTENCE and not _OFFICE.search(line.text) and last not in "，、,":
            yield mark("end_marks", line, span, "warning",
                       "这一行没有句号；如果是小标题，请写上序号。", f"{last}。")  # fmt: skip
    elif last in "，、,":
        yield mark("end_marks", line, span, "error", "这一段停在逗号上，话没有说完。", "。")
    elif "\u4e00" <= last <= "\u9fff" or last in "%0123456789":
        yield mark(
            "end_marks", line, span, "error", "这一段末尾缺句号，或者没有写完。", f"{last}。"
        )
