"""What to tell the writer when the facts cannot carry the length asked for."""

from __future__ import annotations

from drafting.kinds import Kind, SectionKind
from drafting.model import Brief, Outline
from drafting.wording import word_count

LOW, HIGH = 0.85, 1.15
"""A draft between these shares of its target has the right length."""
_WORDS_A_FACT = 90
"""字 that one more fact lets a draft grow by, its phrasing included; measured on our facts files."""


def thinness(brief: Brief, kind: Kind, outline: Outline, words: int) -> tuple[str, ...]:
    """A sentence for a draft that is too short or too long for its target; else nothing."""
    target = brief.length or kind.length
    if words < LOW * target:
        more = max(1, round((target - words) / _WORDS_A_FACT))
        topics = "".join(f"“{topic}”" for topic in _thin_topics(brief, kind, outline))
        return (
            f"现有事实只够写约{words}字，离目标{target}字还差{target - words}字。"
            f"请再补充约{more}条事实，优先补{topics}类。",
        )
    if words > HIGH * target:
        carried = sum(word_count(fact.text) for fact in brief.facts)
        return (
            f"文稿约{words}字，超出目标{target}字：单是事实就有{carried}字。"
            "请调高目标字数，或删去次要事实。",
        )
    return ()


def _thin_topics(brief: Brief, kind: Kind, outline: Outline) -> list[str]:
    """Topics of the sections whose facts fill the least of their length, at most three."""
    facts = {fact.id: word_count(fact.text) for fact in brief.facts}
    filled = {
        section.id: sum(facts.get(i, 0) for i in section.facts) / max(1, section.length)
        for section in outline.sections
    }
    headed = [s for s in kind.sections if s.headed and s.topics and s.id in filled]
    thinnest = sorted(headed, key=lambda section: filled[section.id])
    return [_main_topic(section, kind) for section in thinnest[:3]]


def _main_topic(section: SectionKind, kind: Kind) -> str:
    required = (topic for topic in section.topics if topic in kind.required_topics)
    return next(required, section.topics[0])
