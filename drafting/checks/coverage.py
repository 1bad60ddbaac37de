"""Every fact is told once, in its section and with its own meaning; every section has a text.

Facts are found by what they share with a sentence (``drafting.tracing``), so that a text without
provenance is checked like a draft of this program.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafting.checks.registry import Sources, check
from drafting.errors import BadInput
from drafting.kinds import Kind, SectionKind, load_kind
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief, Fact, Finding, Severity
from drafting.naming.letters import letters
from drafting.quantities.accounts import accounts_of
from drafting.tracing import Aligned, Use, align
from drafting.tracing.alignment import (
    REPEATED,
    RETOLD,
    USED,
    keeps_figures,
    keeps_half,
    many_figures,
    marks_of,
)
from drafting.tracing.left_out import left_out, untold_sentences
from drafting.tracing.opposites import turned_round
from drafting.tracing.sections import names_section, owners_of_headings, sign_of
from drafting.tracing.swapped import Swap, clauses_swapped, offices_swapped, swapped_names

_SHORTEST = 10
"""Letters of a fact that can be looked for."""

_TOLD = 0.7
"""Share from which a paragraph tells what stands word for word in another."""

_VERBATIM = 0.9
"""Share of a fact's words in one sentence from which it stands there as it is."""

_MANY = 6
"""Facts left out that are told one by one."""

_WHOLE = 300
"""Characters from which a text may be asked for all its sections."""

_SPREAD = 0.15
"""Share of a fact with several figures that one of the paragraphs over which it is spread has."""

_ANYWHERE = frozenset({"事例", "案例", "典型"})
"""Topics of facts that may illustrate any section."""

_STEPS = re.compile(r"步骤|进度|时间安排|阶段|分工")
"""Headings of sections that go through the tasks again."""

_LEVELS = {"heading1": 1, "heading2": 2, "heading3": 3, "heading4": 4}


@check("coverage")
def find_gaps(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Empty sections and meanings turned round: error. Facts left out, told twice or in the wrong
    section, and sections the kind requires: warning."""
    yield from _empty_sections(manuscript)
    if sources.brief is None or not any(line.role == "body" for line in manuscript.lines):
        return
    brief = sources.brief
    facts = [fact for fact in brief.facts if len(letters(fact.text)) >= _SHORTEST]
    aligned = align(manuscript, facts)
    yield from _turned(manuscript, aligned, facts)
    yield from _swapped(manuscript, aligned, brief)
    yield from _repeated(manuscript, aligned, facts)
    yield from _unused(manuscript, aligned, facts, brief)
    yield from _half_told(manuscript, aligned, facts, brief)
    yield from _misplaced(manuscript, aligned, facts, brief)
    yield from _absent(manuscript, brief)


def _finding(
    manuscript: Manuscript,
    start: int,
    end: int,
    severity: Severity,
    message: str,
    facts: tuple[str, ...] = (),
    suggestion: str = "",
) -> Finding:
    quote = manuscript.text[start:end]
    return Finding("coverage", severity, "", quote, start, end, message, suggestion, facts)


def _empty_sections(manuscript: Manuscript) -> Iterator[Finding]:
    """A heading with nothing under it: another of its level or above follows, or the end."""
    lines = manuscript.lines
    for number, line in enumerate(lines):
        level = _LEVELS.get(line.role)
        if level is None:
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        below = _LEVELS.get(following.role, 0) if following else 0
        if following is None or 0 < below <= level or following.role in ("signature", "date"):
            message = f"“{line.text}”下面没有内容，请补写或删去这个标题。"
            yield _finding(manuscript, line.start, line.end, "error", message)


def _turned(manuscript: Manuscript, aligned: Aligned, facts: list[Fact]) -> Iterator[Finding]:
    seen: set[tuple[int, int]] = set()
    for fact in facts:
        for use in aligned.uses[fact.id][:3]:
            if use.share < (_SPREAD if many_figures(fact.text) else USED):
                continue
            for number in range(use.statement, min(use.statement + 4, len(aligned.statements))):
                statement = aligned.statements[number]
                if statement.line != aligned.statements[use.statement].line:
                    break
                for turned in turned_round(fact.text, fact.topic, statement.text):
                    start, end = statement.start + turned.start, statement.start + turned.end
                    if start >= end or (start, end) in seen:
                        continue
                    seen.add((start, end))
                    was = f"“{turned.right}”" if turned.right else f"没有“{turned.wrong}”"
                    message = f"“{turned.wrong}”与事实的意思相反，事实{fact.id}中{'是' if turned.right else ''}{was}。"
                    yield _finding(
                        manuscript, start, end, "error", message, (fact.id,), turned.right
                    )


def _swapped(manuscript: Manuscript, aligned: Aligned, brief: Brief) -> Iterator[Finding]:
    """A name of another fact where this fact's own name belongs."""
    seen: set[tuple[int, int]] = set()
    for swap in _swaps(aligned, brief):
        if (swap.start, swap.end) in seen:
            continue
        seen.add((swap.start, swap.end))
        message = f"这里说的是事实{swap.fact}，其中是“{swap.right}”，不是“{swap.wrong}”，请核对。"
        yield _finding(manuscript, swap.start, swap.end, "error", message, (swap.fact,), swap.right)


def _swaps(aligned: Aligned, brief: Brief) -> Iterator[Swap]:
    yield from swapped_names(aligned, brief)
    yield from offices_swapped(aligned, brief.facts)
    yield from clauses_swapped(aligned, brief)


def _repeated(manuscript: Manuscript, aligned: Aligned, facts: list[Fact]) -> Iterator[Finding]:
    for fact in facts:
        full = [
            use
            for use in aligned.uses[fact.id]
            if use.share >= REPEATED and keeps_figures(fact.text, _text_from(aligned, use))
        ]
        if any(use.here >= _VERBATIM for use in full):
            full += [
                use
                for use in aligned.uses[fact.id]
                if use.share >= _TOLD and keeps_half(fact.text, _text_from(aligned, use))
            ]
        if full and many_figures(fact.text):
            full += [
                use
                for use in aligned.uses[fact.id]
                if RETOLD <= use.share < REPEATED
                and keeps_figures(fact.text, _text_from(aligned, use), whole=True)
            ]
        lines = {aligned.statements[use.statement].line: use for use in reversed(full)}
        for use in sorted(lines.values(), key=lambda use: use.statement)[1:]:
            statement = aligned.statements[use.statement]
            heading = manuscript.lines[statement.heading].text if statement.heading >= 0 else ""
            if _STEPS.search(heading) and use.here < _VERBATIM:
                continue
            message = f"事实{fact.id}前面已经写过，这里又写了一遍，请保留一处。"
            yield _finding(
                manuscript, statement.start, statement.end, "warning", message, (fact.id,)
            )


def _text_from(aligned: Aligned, use: Use) -> str:
    """A statement with the one behind it, over which a longer fact may be spread."""
    return "".join(s.text for s in aligned.statements[use.statement : use.statement + 2])


def _unused(
    manuscript: Manuscript, aligned: Aligned, facts: list[Fact], brief: Brief
) -> Iterator[Finding]:
    """A fact left out is told where its section begins, else at the title; where most are left
    out they are told together."""
    said = letters(manuscript.text)
    lacking = [
        fact for fact in facts if aligned.best(fact.id) is None and letters(fact.text) not in said
    ]
    headed = marks_of("".join(line.text for line in manuscript.lines if line.role in _LEVELS))
    lacking = [fact for fact in lacking if not _stands_in(fact.text, headed)]
    lacking = _ungrounded(manuscript, lacking, brief) if lacking else []
    if len(lacking) > _MANY and len(lacking) > len(facts) / 2:
        line, ids = _place(manuscript, None), tuple(fact.id for fact in lacking)
        message = f"{len(facts)}条事实中有{len(lacking)}条没有写进文稿：{'、'.join(ids)}。"
        yield _finding(manuscript, line.start, line.end, "warning", message, ids)
        return
    homes = _homes(aligned, facts, brief)
    for fact in lacking:
        line = _place(manuscript, homes.get(_section_of(fact.topic, brief)))
        text = fact.text if len(fact.text) <= 40 else f"{fact.text[:40]}……"
        message = f"事实{fact.id}没有写进文稿：{text.rstrip('。')}。"
        yield _finding(manuscript, line.start, line.end, "warning", message, (fact.id,))


def _half_told(
    manuscript: Manuscript, aligned: Aligned, facts: list[Fact], brief: Brief
) -> Iterator[Finding]:
    """A fact of whose sentences one is not in the text, and one told without one of its figures."""
    told = [fact for fact in facts if aligned.best(fact.id) is not None]
    half = set()
    for fact in told:
        for part in untold_sentences(fact, manuscript.text):
            half.add(fact.id)
            line = _place(
                manuscript, _homes(aligned, facts, brief).get(_section_of(fact.topic, brief))
            )
            message = f"事实{fact.id}只写了一部分，没有写到“{part}”。"
            yield _finding(manuscript, line.start, line.end, "warning", message, (fact.id,))
    sums = [a.sum.text for _, a in accounts_of(manuscript, brief) if a.sum]
    for gap in left_out(told, [line.text for line in manuscript.lines], sums):
        use = aligned.best(gap.fact)
        if use is not None and gap.fact not in half:
            place = aligned.statements[use.statement]
            message = f"事实{gap.fact}中的“{gap.words}”没有写进文稿，请核对是不是漏写。"
            yield _finding(manuscript, place.start, place.end, "warning", message, (gap.fact,))


def _stands_in(fact: str, headed: frozenset[str]) -> bool:
    """Whether headings tell most of a fact: the stages of a plan with their dates."""
    own = marks_of(fact)
    return len(own & headed) >= _TOLD * len(own)


def _ungrounded(manuscript: Manuscript, lacking: list[Fact], brief: Brief) -> list[Fact]:
    """Those of the facts on which no two figures of the text rest, whatever words and scale they
    are written in."""
    rests = Counter(
        fact
        for _, account in accounts_of(manuscript, brief)
        if account.verdict in ("fact", "derived") and account.slot.quantity.kind == "amount"
        for fact in account.facts[:2]
    )
    return [fact for fact in lacking if rests[fact.id] < 2]


def _place(manuscript: Manuscript, heading: int | None) -> Line:
    if heading is not None and heading >= 0:
        return manuscript.lines[heading]
    return next((line for line in manuscript.lines if line.role == "title"), manuscript.lines[0])


def _kind_of(brief: Brief) -> Kind | None:
    try:
        return load_kind(brief.kind)
    except BadInput:
        return None


def _section_of(topic: str, brief: Brief) -> str:
    kind = _kind_of(brief)
    sections = kind.sections if kind else ()
    return next((section.id for section in sections if topic in section.topics), "")


def _homes(aligned: Aligned, facts: list[Fact], brief: Brief) -> dict[str, int]:
    """For each section of the kind the heading under which most of its facts stand."""
    votes: dict[str, Counter[int]] = {}
    for fact in facts:
        use, section = aligned.best(fact.id), _section_of(fact.topic, brief)
        if use is not None and section:
            votes.setdefault(section, Counter())[aligned.statements[use.statement].heading] += 1
    return {section: counts.most_common(1)[0][0] for section, counts in votes.items()}


def _absent(manuscript: Manuscript, brief: Brief) -> Iterator[Finding]:
    """A section the kind requires, of which no fact and no word of the text speaks: the facts of
    one that has some are told one by one."""
    kind = _kind_of(brief)
    if kind is None or len(manuscript.text) < _WHOLE:
        return
    topics = {fact.topic for fact in brief.facts}
    for section in kind.sections:
        sign = next((sign_of(t) for t in section.topics if t in section.name and sign_of(t)), None)
        if not section.required or sign is None or topics & set(section.topics):
            continue
        if not sign.search(manuscript.text):
            line = _place(manuscript, None)
            message = f"{kind.name}一般有“{section.name}”部分，文稿里没有写到，请补写；确实不需要的，可以不写。"
            yield _finding(manuscript, line.start, line.end, "warning", message)


def _misplaced(
    manuscript: Manuscript, aligned: Aligned, facts: list[Fact], brief: Brief
) -> Iterator[Finding]:
    """A fact under a heading that belongs to another section of the kind, while its own section
    has a heading too."""
    kind = _kind_of(brief)
    if kind is None:
        return
    sections = {section.id: section for section in kind.sections}
    placed = [
        (fact, _section_of(fact.topic, brief), aligned.statements[use.statement])
        for fact in facts
        if (use := aligned.best(fact.id)) is not None
    ]
    owners = owners_of_headings(
        manuscript,
        kind,
        brief,
        [(place.heading, section) for _, section, place in placed if section],
    )
    for fact, section, place in placed:
        if fact.topic in _ANYWHERE:
            continue
        owner = owners.get(place.heading)
        if section and owner and owner != section and section in owners.values():
            yield _misplacement(
                manuscript, fact, sections[section], sections[owner], place.start, place.end,
                named=kind.voice != "speech"
                or names_section(manuscript.lines[place.heading].text, kind, brief),
            )  # fmt: skip


def _misplacement(
    manuscript: Manuscript,
    fact: Fact,
    own: SectionKind,
    other: SectionKind,
    start: int,
    end: int,
    *,
    named: bool,
) -> Finding:
    """A warning, but for a speech, whose headings need not part matters as a paper's do."""
    severity: Severity = "warning" if own.stance != other.stance and named else "info"
    message = (
        f"事实{fact.id}讲的是“{fact.topic}”，应写在“{own.name}”部分，现在放在了“{other.name}”部分。"
    )
    return _finding(manuscript, start, end, severity, message, (fact.id,))
