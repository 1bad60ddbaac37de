"""Every figure of the draft is traced to a fact or to the brief; one that cannot be is an error.

Values are compared with their scale worked in (4.6亿元 = 46000万元) and with their unit where both
sides name one (86名 is not 86个). Small Chinese numerals (两年, 三个) are warnings: they often count
the points of a speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.registry import Sources, check
from drafting.figures import Figure, find_figures, normal_unit
from drafting.manuscript import Manuscript
from drafting.model import Brief, Finding

_COUNTS_POINTS = re.compile(
    r"^(?:方面|点|句话|条意见|项要求|层意思|件事|个方面|个问题|个关键|个环节|个字|个词|类人|个“|个维度|手|者|地|级|头|边|侧|端)"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure that may be used, and the fact it stands in (empty: the brief)."""

    value: Decimal
    unit: str
    fact: str


@check("figures")
def find_untraced_figures(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Figures that stand in no fact, or stand there with another unit."""
    if sources.brief is None:
        return
    known = list(_known(sources.brief))
    for line in manuscript.lines:
        for figure in find_figures(line.text):
            problem = _judge(figure, line.text, known)
            if problem:
                yield _finding(figure, line.start, *problem)


def _known(brief: Brief) -> Iterator[_Known]:
    for fact in brief.facts:
        yield from _figures_of(fact.text, fact.id)
    for text in (brief.title, brief.occasion, brief.audience, brief.period, brief.issuer,
                 brief.subject, brief.speaker_title, brief.recipient):  # fmt: skip
        yield from _figures_of(text, "")
    if brief.date:
        for value, unit in (
            (brief.date.year, "年"),
            (brief.date.month, "月"),
            (brief.date.day, "日"),
        ):
            yield _Known(Decimal(value), unit, "")


def _figures_of(text: str, fact: str) -> Iterator[_Known]:
    """Figures of a fact as it stands and as it reads inside a sentence, where 1. is no list mark."""
    for reading in (text, f"即{text}"):
        for figure in find_figures(reading):
            yield _Known(figure.value, normal_unit(figure.unit), fact)


def _judge(
    figure: Figure, text: str, known: Iterable[_Known]
) -> tuple[str, tuple[str, ...]] | None:
    same_value = [item for item in known if item.value == figure.value]
    unit = normal_unit(figure.unit)
    if any(not unit or not item.unit or item.unit == unit for item in same_value):
        return None
    if figure.loose and _COUNTS_POINTS.match(text[figure.end - len(figure.unit) :]):
        return None
    if of_facts := [item for item in same_value if item.fact]:
        units = "、".join(dict.fromkeys(item.unit for item in of_facts))
        facts = tuple(dict.fromkeys(item.fact for item in of_facts))
        return f"数字“{figure.text}”的单位与事实不符，事实中是“{units}”。", facts
    return f"数字“{figure.text}”在事实中找不到依据，请核对或补充事实。", ()


def _finding(figure: Figure, offset: int, message: str, facts: tuple[str, ...]) -> Finding:
    return Finding(
        check="figures",
        severity="warning" if figure.loose else "error",
        section="",
        quote=figure.text,
        start=offset + figure.start,
        end=offset + figure.end,
        message=message,
        facts=facts,
    )
