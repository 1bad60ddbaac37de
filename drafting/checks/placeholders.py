"""Places left open: 【…】, ××, XX, 20xx, ＿＿, 待补充, and empty brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.marking import kept
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding

_OPEN = re.compile(
    r"【[^】\n]{0,60}】"
    r"|[×✕╳]{2,}|(?<![A-Za-z0-9])[xX]{2,}(?![A-Za-z0-9])|(?<=[\u4e00-\u9fff])[×xX](?=[\u4e00-\u9fff年月日])"
    r"|(?:19|20)[xX×]{2}|[＿_]{2,}|(?<![零一二三四五六七八九])[○〇]{2,}(?![一二三四五六七八九])|\*{3,}|…{4,}"
    r"|待(?:补充|核实|填写)|(?<![期等看对招接优款善厚])待定(?![期点位向额])|此处(?:填写|插入|补充)[^。\n]{0,20}|TODO|TBD"
    r"|（待[补定填核查][^）]{0,8}）|(?:19|20)\d[xX×*?？](?=年)|某某(?!人|事|家)"
    r"|(?<!\*)\*{2}(?=[万亿]?[元名个户家项人件亩次处年月日%台辆套座条场期起份册吨])(?![^*\n]*\*\*)"
    r"|(?<=[\u4e00-\u9fff，、])[ \u3000]{2,}(?=[万亿]?(?:[元名个户家项件亩次处场%年]|公里|平方米))"
    r"|（\s*）|\(\s*\)|“\s*”|《\s*》"
)


@check("placeholders")
def find_placeholders(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Every place a writer left open is an error: it must be settled before export."""
    for line in manuscript.lines:
        yield from _of_line(line)


@kept
def _of_line(line: Line) -> Iterator[Finding]:
    for match in _OPEN.finditer(line.text):
        start = line.start + match.start()
        yield Finding(
            check="placeholders",
            severity="error",
            section="",
            quote=match[0],
            start=start,
            end=start + len(match[0]),
            message=f"“{match[0]}”是还没有填的空缺，请补上内容或删去。",
        )
