"""Whether a proposal keeps to the rules: facts told and verbatim, nothing invented, the rest of the
section left alone, the length asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.engines.base import Task
from drafting.engines.model_engine.judging import judge
from drafting.figures import find_figures
from drafting.model import Fact, PlannedSection, Section
from drafting.revising.presets import Preset
from drafting.revising.scope import Scope
from drafting.wording import bare, split_sentences, word_count

_NAMED = re.compile(r"《[^》\n]{1,60}》|“[^”\n]{1,40}”")
_CONTEXT = 8
"""Characters of the shortest sentence by which an answer betrays that it repeats what stands
around the passage."""
_EASE = 6
"""字 by which a limit may be missed: nobody counts a short passage so closely."""


def broken_rules(
    task: Task,
    planned: PlannedSection,
    scope: Scope,
    new: Section,
    preset: Preset,
    extra: Sequence[Fact],
) -> Iterator[str]:
    """Each rule that the proposal breaks, as a Chinese sentence; nothing where it keeps them."""
    text = new.text[scope.start : len(new.text) - len(scope.after)]
    if text.strip() == scope.text.strip():
        yield "没有改动。"
    if not new.text.startswith(scope.before) or not new.text.endswith(scope.after):
        yield "选段以外的文字动了。"
    yield from _lost(task, scope, new, text, extra)
    yield from _strange(task, planned, scope, new, extra)
    if scope.is_passage and (around := _around(scope, text)):
        yield f"把选段以外的话也带上了：“{around}”。"
    if _subheadings(text) != _subheadings(scope.text):
        yield "小标题的个数或序号变了。"
    yield from _length(word_count(scope.text), word_count(text), preset)


def _lost(
    task: Task, scope: Scope, new: Section, text: str, extra: Sequence[Fact]
) -> Iterator[str]:
    """Facts, and of facts that were told the figures, titles and quotations, that are gone."""
    facts = {fact.id: fact for fact in task.brief.facts}
    told = {key for sentence in new.sentences for key in sentence.facts}
    wanted = [key for key in (*scope.facts, *(fact.id for fact in extra)) if key in facts]
    for key in wanted:
        if key not in told:
            yield f"丢了事实{key}：{bare(facts[key].text)}。"
    known = "\n".join(fact.text for fact in facts.values())
    for words in _verbatim(scope.text):
        if words in known and words not in text:
            yield f"“{words}”不见了，事实里的数字和名称要照原样保留。"
    for fact in extra:
        for words in _verbatim(fact.text):
            if words not in text:
                yield f"补写的事实{fact.id}漏了“{words}”。"


def _verbatim(text: str) -> list[str]:
    """What of a text no rewording may change."""
    figures = [f.text for f in find_figures(text) if not f.loose]
    return list(dict.fromkeys([*figures, *(match[0] for match in _NAMED.finditer(text))]))


def _strange(
    task: Task, planned: PlannedSection, scope: Scope, new: Section, extra: Sequence[Fact]
) -> Iterator[str]:
    """What the new text says that the old one did not and nobody asked for."""
    before = set(judge(task, planned, scope.section).findings)
    yield from (found for found in judge(task, planned, new).findings if found not in before)
    known = {key for sentence in scope.section.sentences for key in sentence.facts}
    known |= {fact.id for fact in extra} | set(planned.facts)
    told = {key for sentence in new.sentences for key in sentence.facts}
    if strange := sorted(told - known):
        yield f"写进了别节的事实：{'、'.join(strange)}。"


def _around(scope: Scope, text: str) -> str:
    sentences = split_sentences(scope.before) + split_sentences(scope.after)
    return next(
        (s for s in sentences if len(s) >= _CONTEXT and s in text and s not in scope.text), ""
    )


def _subheadings(text: str) -> list[str]:
    lines = (line for line in text.split("\n") if line.startswith("#"))
    return [re.sub(r"(?<=）).*", "", line) for line in lines]


def _length(before: int, after: int, preset: Preset) -> Iterator[str]:
    if preset.least and after < before * preset.least - _EASE:
        yield f"现在{after}字，应不少于{round(before * preset.least)}字。"
    if preset.most and after > before * preset.most + _EASE:
        yield f"现在{after}字，应不超过{round(before * preset.most)}字。"
