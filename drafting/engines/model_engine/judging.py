"""What is wrong with a written section, as complaints that a model can act upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafting.checks import run_checks
from drafting.document import back_lines, front_lines
from drafting.engines.base import MISSING, Task
from drafting.engines.model_engine.lengths import length_of, off, text_length
from drafting.engines.model_engine.prompting import name_of, shown_exemplars
from drafting.figures import find_figures
from drafting.manuscript import from_markdown
from drafting.model import Brief, Exemplar, Fact, PlannedSection, Section
from drafting.wording import bare, bigrams, similarity

_BORROWED = 13
"""So many characters running alike in text and sample, and in nothing else, are borrowed."""
_ABOUT = 0.2
"""Bigrams a marked sentence shares at least with a fact that it tells."""
_QUOTED = 40
_OF_TRUTH = frozenset(("arithmetic", "borrowed", "dates", "figures", "names", "places"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """``findings`` are errors of the registered checks, which a draft shows by itself; ``lacks``
    are facts left out and words borrowed; ``length`` is the 字 beyond (or, below zero, short of)
    what the section may have."""

    findings: tuple[str, ...] = ()
    untrue: int = 0
    """How many of them say that a figure, a date or a name is not that of the facts."""
    lacks: tuple[str, ...] = ()
    length: int = 0
    words: int = 0
    wanted: int = 0

    @property
    def errors(self) -> int:
        """How much of it must not stand."""
        return len(self.findings) + len(self.lacks)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.errors and not self.length

    @property
    def complaints(self) -> tuple[str, ...]:
        """All of it in words."""
        return (*self.findings, *self.remaining)

    @property
    def remaining(self) -> tuple[str, ...]:
        """What a writer has to be told, because no finding of the draft says it."""
        word = "太长" if self.length > 0 else "太短"
        length = f"正文{self.words}字，应为{self.wanted}字左右，{word}。"
        return (*self.lacks, *([length] if self.length else []))

    def betters(self, other: Judgement) -> bool:
        """Whether this text is better than the other: fewer untruths, then fewer errors, then
        nearer to its length."""
        return self._faults < other._faults

    def holds_beside(self, other: Judgement) -> bool:
        """Whether it is no worse than the other, lengths apart."""
        return (self.untrue, self.errors) <= (other.untrue, other.errors)

    @property
    def _faults(self) -> tuple[int, int, int]:
        return self.untrue, self.errors, abs(self.length)


def judge(task: Task, planned: PlannedSection, section: Section) -> Judgement:
    """Judge one section by every check, by the facts it owns, by the samples it was shown and by
    its length. Uses neither model nor network."""
    lacking = (f"事实{f.id}{why}：{bare(f.text)}。" for f, why in untold(task, planned, section))
    words, wanted = length_of(section), text_length(task, planned)
    found = dict(_findings(task, planned, section))
    return Judgement(
        findings=tuple(found),
        untrue=sum(check in _OF_TRUTH for check in found.values()),
        lacks=tuple(dict.fromkeys([*lacking, *_borrowed(task, planned, section)])),
        length=off(words, wanted),
        words=words,
        wanted=wanted,
    )


def untold(task: Task, planned: PlannedSection, section: Section) -> Iterator[tuple[Fact, str]]:
    """Facts the section owns and does not tell, each with a clause that says what is lacking."""
    for fact in (fact for fact in task.brief.facts if fact.id in planned.facts):
        if why := _lacking(fact, section):
            yield fact, why


def _lacking(fact: Fact, section: Section) -> str:
    told = "".join(s.text for s in section.sentences if fact.id in s.facts)
    if not told:
        return "没有写到"
    there = {figure.value for figure in find_figures(section.text)}
    lost = [f.text for f in find_figures(fact.text) if not f.loose and f.value not in there]
    if lost:
        return f"漏了“{'”“'.join(dict.fromkeys(lost))}”"
    related = similarity(bigrams(told), bigrams(fact.text))
    return "只留了记号，没有写出内容" if related < _ABOUT else ""


def _findings(task: Task, planned: PlannedSection, section: Section) -> Iterator[tuple[str, str]]:
    """Errors of the registered checks that stand in this section, each with its check; the section
    is read in its place in the document, with the others left empty."""
    text, start, end = _in_place(task, planned, section)
    waits = {MISSING.format(topic=topic) for topic in planned.missing}
    for finding in run_checks(from_markdown(text), replace(task.sources, brief=task.brief)):
        inside = start <= finding.start < end
        if inside and finding.severity == "error" and finding.quote not in waits:
            hint = f"（{finding.suggestion}）" if finding.suggestion else ""
            yield f"“{finding.quote[:_QUOTED]}”：{finding.message}{hint}", finding.check


def _in_place(task: Task, planned: PlannedSection, section: Section) -> tuple[str, int, int]:
    blocks = [f"# {task.outline.title}", *front_lines(task.brief, task.kind)]
    at = 0
    for other in task.outline.sections:
        if other.heading:
            blocks.append(f"## {other.heading}")
        if other.id == planned.id:
            at = len("\n\n".join(blocks)) + 2
            blocks.append(section.text)
    blocks += back_lines(task.brief, task.kind)
    return "\n\n".join(blocks) + "\n", at, at + len(section.text)


def _borrowed(task: Task, planned: PlannedSection, section: Section) -> Iterator[str]:
    shown = shown_exemplars(planned)
    if not shown:
        return
    own = _own_words(task.brief, task.outline.title, name_of(planned, task.kind))
    for exemplar in shown:
        for run in _common_runs(section.text, exemplar, own):
            yield f"“{run}”是从样文里照搬的，请用自己的话写。"


@lru_cache(64)
def _own_words(brief: Brief, *more: str) -> str:
    fields = (brief.title, brief.issuer, brief.occasion, brief.audience, brief.subject)
    return "\n".join((*(fact.text for fact in brief.facts), *fields, *more))


def _common_runs(text: str, exemplar: Exemplar, own: str) -> Sequence[str]:
    """Longest runs of the text that stand in the sample and not in our own material."""
    runs: list[str] = []
    at = 0
    while at + _BORROWED <= len(text):
        end = at + _BORROWED
        if text[at:end] not in exemplar.text or text[at:end] in own or "\n" in text[at:end]:
            at += 1
            continue
        while end < len(text) and text[at : end + 1] in exemplar.text:
            end += 1
        runs.append(text[at:end])
        at = end
    return runs
