"""What of a revision can be done honestly without a model: facts put in, empty words taken out or
added, another opening. Nothing is said that the facts or the kind's own phrasing do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from drafting.document import trace
from drafting.engines.base import Task
from drafting.engines.model_engine.prompting import section_kind
from drafting.engines.offline.grouping import themes_of
from drafting.errors import BadInput
from drafting.model import Fact, PlannedSection, Section
from drafting.revising.presets import Preset
from drafting.revising.scope import Scope
from drafting.slots import fill, slots_of
from drafting.wording import bare, split_sentences, word_count

_LONGER, _SHORTER = 1.3, 0.7
"""Shares of its length at which a text is long or short enough."""
_COUNTED = re.compile(r"^(?:第?[一二三四五六七八九十]+[是要，、]|首先|其次|最后|（)")
"""Sentences that count points off: without them the others would not add up."""

Work = Callable[[Task, PlannedSection, Scope, Sequence[Fact]], str]


def rework(
    task: Task, planned: PlannedSection, scope: Scope, preset: Preset, extra: Sequence[Fact]
) -> Section:
    """The section as revised. Raises BadInput where that takes a model, or nothing can be done."""
    work = _WORKS.get(preset.offline)
    if work is None:
        raise BadInput(
            f"“{preset.label[:20]}”要用模型才能做。请先设置模型（OPENAI_BASE_URL），"
            f"或改用{'、'.join(_DOABLE)}，也可以直接在文稿里改。"
        )
    text = work(task, planned, scope, extra)
    whole = scope.before + text + scope.after
    sentences = trace(whole, scope.section.sentences, task.brief.facts)
    return replace(scope.section, text=whole, sentences=sentences)


def _expand(task: Task, planned: PlannedSection, scope: Scope, _: Sequence[Fact]) -> str:
    """Sentences of the kind and of the facts' matters, one at the end of each paragraph in turn."""
    paragraphs = scope.text.split("\n\n")
    wanted = _LONGER * word_count(scope.text)
    open_ones = [
        n for n, text in enumerate(paragraphs) if text and not text.startswith(("#", "【"))
    ]
    added = 0
    for phrase in _unsaid(task, _phrases(task, planned)):
        if added >= 2 * len(open_ones) or word_count("".join(paragraphs)) >= wanted:
            break
        paragraphs[open_ones[added % len(open_ones)]] += phrase
        added += 1
    if not added:
        raise BadInput("现成的话都已经用上，再扩写就要有新的事实。请补充事实，或设置模型后再试。")
    return "\n\n".join(paragraphs)


def _shorten(_: Task, __: PlannedSection, scope: Scope, ___: Sequence[Fact]) -> str:
    """The text without sentences that rest on no fact, from the last on, until it is short enough;
    the first sentence of the section stays, the last one left of a paragraph, and every point that
    is counted off."""
    text = scope.text
    wanted = _SHORTER * word_count(text)
    factual = {s.text for s in scope.section.sentences if s.facts}
    first, *others = split_sentences(_prose(scope.section.text)) or [""]
    for sentence in reversed([s for s in others if s in text and s != first]):
        if word_count(text) <= wanted:
            break
        if sentence in factual or _COUNTED.match(sentence) or _alone(sentence, text):
            continue
        at = text.rindex(sentence)
        text = text[:at] + text[at + len(sentence) :]
    if text == scope.text:
        raise BadInput("这里句句都有事实，没有可以删的空话。要再压缩，请设置模型，或自己动手删改。")
    return text


def _alone(sentence: str, text: str) -> bool:
    return any(part.strip() == sentence for part in text.split("\n"))


def _add_facts(_: Task, planned: PlannedSection, scope: Scope, extra: Sequence[Fact]) -> str:
    """The facts as sentences, behind the text: in its last paragraph, or in one of their own below
    sub-headings."""
    told = "".join(f"{bare(fact.text)}。" for fact in extra)
    joined = scope.is_passage or planned.form != "subheaded"
    return scope.text + ("" if joined else "\n\n") + told


def _reopen(task: Task, planned: PlannedSection, scope: Scope, _: Sequence[Fact]) -> str:
    """Another first sentence of the kind's: in place of one without facts, before one with."""
    section = section_kind(planned, task.kind)
    openings = section.openings if section else ()
    if not scope.before.strip():
        for phrase in _unsaid(task, openings):
            rests = any(s.facts for s in scope.section.sentences if s.text in scope.text)
            return phrase + scope.text if rests else phrase
    raise BadInput("这一节没有别的现成开头可换。请设置模型后再试，或直接在文稿里改。")


def _phrases(task: Task, planned: PlannedSection) -> list[str]:
    """What may be said around the section's facts."""
    section = section_kind(planned, task.kind)
    own = [fact for fact in task.brief.facts if fact.id in planned.facts]
    phrases = [p for fact in own for p in (section.remarks.get(fact.topic, ()) if section else ())]
    phrases += section.remarks.get("*", ()) if section else ()
    themes = [theme for key, theme in themes_of(task.brief).items() if key in planned.facts]
    stance = section.stance if section else "record"
    for theme in (theme for theme in themes if theme):
        phrases += {"record": theme.why, "shortfall": theme.risk, "call": theme.want}[stance]
    return list(dict.fromkeys(phrases))


def _unsaid(task: Task, phrases: Iterable[str]) -> list[str]:
    """The phrases with their slots filled that stand nowhere in the document yet."""
    slots = slots_of(task.brief)
    said = "\n".join(section.text for section in task.done)
    return [text for p in phrases if (text := fill(p, slots)) is not None and text not in said]


def _prose(text: str) -> str:
    return "\n".join(row for row in text.split("\n") if not row.startswith(("#", "【")))


_WORKS: Mapping[str, Work] = {
    "expand": _expand,
    "shorten": _shorten,
    "add_facts": _add_facts,
    "reopen": _reopen,
}
_DOABLE = ("扩写", "压缩", "补事实", "换开头")
