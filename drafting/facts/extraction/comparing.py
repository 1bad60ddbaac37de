"""Facts that say the same twice, and facts that contradict each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.facts.extraction.records import Statement
from drafting.figures import Figure, find_figures, normal_unit
from drafting.wording import bigrams, similarity

_SAME = 0.9
"""Overlap of bigrams above which two statements with the same figures are one."""
_ALIKE = 0.6
"""Overlap of what stands around two figures above which they measure the same."""
_LOOSE = frozenset({"年", "月", "日", "号", "届", ""})
_LINKING = re.compile(
    r"(?:已|共|达到?|为|是|有|约|近|超过|突破|实现|完成|累计|总计|合计|现有|共有|了|的|到|至|由|从|其中)+$"
)
_YEAR = re.compile(r"(?:20|19)\d\d年?|今年|去年|上年|本年|同期|\d{1,2}月|[一二三四]季度|[上下]半年")


@dataclass(frozen=True, slots=True)
class _Claim:
    what: str
    context: frozenset[str]
    times: frozenset[str]
    figure: Figure
    statement: int


def without_repeats(statements: Sequence[Statement]) -> tuple[list[Statement], list[str]]:
    """The statements, each said once, and a notice for each that two places say."""
    kept: list[Statement] = []
    notices: list[str] = []
    by_figures: dict[tuple[str, ...], list[int]] = defaultdict(list)
    pairs: list[set[str]] = []
    for statement in statements:
        figures = tuple(sorted(str(f.value) for f in find_figures(statement.text)))
        words = bigrams(statement.text)
        same = next((i for i in by_figures[figures] if _overlap(pairs[i], words) >= _SAME), None)
        if same is None:
            by_figures[figures].append(len(kept))
            kept.append(statement)
            pairs.append(words)
            continue
        first = kept[same]
        notices.append(
            f"“{_short(statement.text)}”两处都有（{first.place.said()}；{statement.place.said()}），只留一条。"
        )
        if len(statement.text) > len(first.text):
            kept[same] = replace(statement, topic=statement.topic or first.topic)
    return kept, notices


def contradictions(statements: Sequence[Statement]) -> list[str]:
    """A notice for each thing to which two statements give different figures of one unit."""
    claims = [claim for i, one in enumerate(statements) for claim in _claims(one.text, i)]
    groups: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.what, normal_unit(claim.figure.unit)].append(claim)
    notices: dict[tuple[int, int], str] = {}
    for (what, _), group in groups.items():
        if len(group) > 50:
            continue
        for one, other in _pairs(group):
            if _contradict(one, other, statements):
                a, b = statements[one.statement], statements[other.statement]
                notices.setdefault(
                    (one.statement, other.statement),
                    f"“{what}”有两个数：{one.figure.text}（{a.place.said()}）和"
                    f"{other.figure.text}（{b.place.said()}），请核对。",
                )
    return list(notices.values())


def _pairs(group: Sequence[_Claim]) -> Iterator[tuple[_Claim, _Claim]]:
    for i, one in enumerate(group):
        for other in group[i + 1 :]:
            yield one, other


def _contradict(one: _Claim, other: _Claim, statements: Sequence[Statement]) -> bool:
    if one.statement == other.statement or one.figure.value == other.figure.value:
        return False
    if one.times != other.times:
        return False
    a, b = statements[one.statement], statements[other.statement]
    if not a.sentence and not b.sentence and a.place.material == b.place.material:
        return False  # rows of one table
    larger, smaller = sorted((one.figure.value, other.figure.value), reverse=True)
    if smaller == 0 or larger / smaller > Decimal(20):
        return False
    return similarity(set(one.context), set(other.context)) >= _ALIKE


def _claims(text: str, number: int) -> Iterator[_Claim]:
    clauses = re.split(r"[，；。：]", text)
    times = frozenset(_YEAR.findall(text))
    subject = re.sub(r"\d.*", "", _YEAR.sub("", clauses[0]))
    for clause in clauses:
        for figure in find_figures(clause):
            if figure.loose or figure.unit in _LOOSE:
                continue
            words = re.sub(r"[^\u4e00-\u9fffA-Za-z]", " ", _YEAR.sub(" ", clause[: figure.start]))
            what = _LINKING.sub("", words.split()[-1] if words.split() else "")
            if len(what) < 2:
                continue
            around = bigrams(re.sub(r"[\d.,%]", "", f"{subject}{clause}"))
            yield _Claim(what[-6:], frozenset(around), times, figure, number)


def _overlap(one: set[str], other: set[str]) -> float:
    """Overlap relative to the smaller set, but none where one is much shorter: a part of a
    statement is not the statement."""
    if not one or not other or max(len(one), len(other)) > 2 * min(len(one), len(other)):
        return 0.0
    return similarity(one, other)


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}……"


def counted(reasons: Sequence[str]) -> str:
    """没有具体事项 12 句、问句 2 句."""
    return "、".join(f"{reason} {number} 处" for reason, number in Counter(reasons).most_common())
