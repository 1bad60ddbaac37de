"""Whether what a model wrote stands in the source: every figure with its unit, every name, title
and quotation, by exact comparison."""

from __future__ import annotations

import re

from drafting.facts.extraction.accounting import figures_stand
from drafting.facts.extraction.judging import BLANK, why_not
from drafting.facts.extraction.names import names_in
from drafting.figures import find_figures, normal_unit

_QUOTED = re.compile(r"《([^》]{2,60})》|“([^”]{2,80})”")
_SPACE = re.compile(r"\s+")
_HEDGES = re.compile(
    r"近(?=\d)|约(?=\d)|超过?(?=\d)|逾(?=\d)|多(?=[名人个家户件项万亿元])|余(?=[名人个家户件项万亿元])"
)


def what_is_wrong(text: str, cited: str, around: str) -> str:
    """What of a statement is not in the sentences it cites (figures, quotations), or not in the
    material around them (names); empty where all is. No model is asked."""
    if missing := figures_stand(text, cited) or _changed_units(text, cited):
        return f"“{'、'.join(missing)}”在原文里对不上"
    plain = _SPACE.sub("", around)
    if hedges := [one[0] for one in _HEDGES.finditer(text) if one[0] not in cited]:
        return f"“{'、'.join(hedges)}”是原文没有的说法"
    quoted = [one for match in _QUOTED.findall(text) for one in match if one]
    if strange := [one for one in quoted if _SPACE.sub("", one) not in plain]:
        return f"“{'、'.join(strange)}”不是原文的话"
    if strange := [name for name, _ in names_in(text) if _SPACE.sub("", name) not in plain]:
        return f"“{'、'.join(strange)}”是原文没有的名称"
    return "有没填的占位" if why_not(text) == BLANK else ""


def _changed_units(text: str, cited: str) -> list[str]:
    """Figures whose number stands in the source with another unit: 86名 made of 86件."""
    there: dict[str, set[str]] = {}
    for figure in find_figures(cited):
        there.setdefault(str(figure.value.normalize()), set()).add(normal_unit(figure.unit))
    return [
        figure.text
        for figure in find_figures(text)
        if (units := there.get(str(figure.value.normalize())))
        and figure.unit
        and not figure.loose
        and normal_unit(figure.unit) not in units
        and "" not in units
    ]
