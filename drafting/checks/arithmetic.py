"""Sums add up: totals and parts, rests, rates and shares, growth, averages; in the draft, and
between draft and facts. A derived figure that is right is shown with its sum.

One file's own sums are checked with or without facts; ``facts_findings`` checks the facts alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from drafting.checks.registry import Sources, check
from drafting.manuscript import TABLE_ROLES, Line, Manuscript
from drafting.model import Brief, Finding, Severity
from drafting.quantities.account import Account
from drafting.quantities.accounts import accounts_of, year_of
from drafting.quantities.consistency import contradictions
from drafting.quantities.context import Slot
from drafting.quantities.knowledge import Knowledge, knowledge_of
from drafting.quantities.relations import Relation, relations_in
from drafting.quantities.superlatives import beyond_the_times, misplaced
from drafting.quantities.writing import like
from drafting.tracing.contradicting import Contradiction, contradictions_of

_RULES = {
    "total": "分项之和与总数不符", "part": "分项之和与总数不符", "rest": "其余部分算得不对", "rate": "比率算得不对", "share": "占比算得不对",
    "change": "增减算得不对", "points": "百分点误作百分比", "course": "增减方向与数字相反", "average": "平均数算得不对", "ratio": "比例算得不对",
}  # fmt: skip


@check("arithmetic")
def find_wrong_sums(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Sums that do not come out are errors with the right value; derived figures are shown."""
    faulty: dict[int, frozenset[int]] = {}
    if sources.brief is not None:
        accounts = list(accounts_of(manuscript, sources.brief))
        yield from chain.from_iterable(_derived(line, account) for line, account in accounts)
        wrong = [
            (line.start, a.slot.quantity.start)
            for line, a in accounts
            if a.verdict not in ("fact", "derived", "free")
        ]
        faulty = {
            key: frozenset(p for start, p in wrong if start == key)
            for key in {start for start, _ in wrong}
        }
    else:
        for line, slot, message, sure in contradictions(manuscript.lines):
            yield _finding(line, slot, message, "", "error" if sure else "warning")
    for line in manuscript.lines:
        for relation in relations_in(line.text):
            if not relation.holds:
                yield _wrong(line, relation, faulty.get(line.start, frozenset()))
    yield from _misplaced(manuscript, sources)


def _misplaced(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """The most and the least that are not; the sixth of five times."""
    known = _knowledge(manuscript, sources.brief) if sources.brief else None
    for line in manuscript.lines:
        if line.role not in TABLE_ROLES:
            for found in misplaced(line, manuscript, known):
                yield _finding(line, found.slot, f"{found.message}，请核对。", "", "error")
            for found in beyond_the_times(line):
                yield _finding(line, found.slot, f"{found.message}，请核对。", "", "warning")


def _knowledge(manuscript: Manuscript, brief: Brief) -> Knowledge:
    return knowledge_of(brief, 0 if brief.date else year_of(manuscript))


def facts_findings(brief: Brief) -> list[Finding]:
    """What is wrong with the facts alone, before anything is drafted: sums within a fact that do
    not come out, and two facts that give one thing two numbers. ``start`` and ``end`` are offsets
    in the text of the first fact named in ``facts``; of a contradiction the second is the other
    fact. No model, no network."""
    found = []
    for fact in brief.facts:
        for relation in relations_in(fact.text):
            if not relation.holds:
                line = Line("body", fact.text)
                found.append(_wrong(line, relation, frozenset(), (fact.id,)))
    return found + [_contradicted(pair) for pair in contradictions_of(brief)]


def _contradicted(pair: Contradiction) -> Finding:
    """One thing with two numbers: a person knows which is right."""
    said, before = pair.second.quantity, pair.first.quantity
    message = (
        f"事实{pair.later.id}写“{said.text}”，事实{pair.earlier.id}同一事项写“{before.text}”，"
        "两处对不上，请核对。"
    )
    line = Line("body", pair.later.text)
    ids = (pair.later.id, pair.earlier.id)
    return _finding(line, pair.second, message, "", "error" if pair.slip else "warning", ids)


def _derived(line: Line, account: Account) -> Iterator[Finding]:
    if account.verdict == "derived" and account.sum:
        facts = "、".join(account.facts)
        source = f"（{facts}）" if facts else ""
        yield _finding(
            line, account.slot, f"推算得出：{account.sum.text}{source}。", "", "info", account.facts
        )


def _wrong(
    line: Line, relation: Relation, faulty: frozenset[int], facts: tuple[str, ...] = ()
) -> Finding:
    """The finding stands at the figure the facts do not know, else at the result."""
    at, right = relation.slot, relation.right
    blamed = [o for o in relation.operands if o.quantity.start in faulty]
    if (
        relation.rule == "total"
        and right is not None
        and len(blamed) == 1
        and at.quantity.start not in faulty
    ):
        total = at.quantity.value
        at, right = blamed[0], blamed[0].quantity.value + total - right
    suggestion = like(at.quantity, right) if right is not None and right > 0 else ""
    end = f"，应为“{suggestion}”" if suggestion else ""
    message = f"{_RULES[relation.rule]}：{relation.text}{end}。"
    return _finding(line, at, message, suggestion, "error" if relation.sure else "warning", facts)


def _finding(
    line: Line,
    slot: Slot,
    message: str,
    suggestion: str,
    severity: Severity,
    facts: tuple[str, ...] = (),
) -> Finding:
    start, end = slot.quantity.start, slot.quantity.end
    return Finding(
        check="arithmetic",
        severity=severity,
        section="",
        quote=line.text[start:end],
        start=line.start + start,
        end=line.start + end,
        message=message,
        suggestion=suggestion,
        facts=facts,
    )
