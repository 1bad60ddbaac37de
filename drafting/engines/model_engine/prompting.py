"""Task -> the messages of one section. All messages of a document begin alike, so that servers
reuse what they have read: rules, kind, facts and outline first, a section's own task last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafting.engines.base import Task
from drafting.kinds import Kind, SectionKind
from drafting.model import Exemplar, Fact, PlannedSection, Section
from drafting.model_server.messages import Messages
from drafting.plan import chinese_date
from drafting.wording import split_sentences, word_count
from prompts import load_prompt

_MOST_EXEMPLARS = 2
_EXEMPLAR_LENGTH = 140
_GIST_LENGTH = 60
_SHORTEST = 40


def section_messages(task: Task, planned: PlannedSection, rest: Sequence[Section] = ()) -> Messages:
    """The messages for one section; ``rest`` are sections already written, for an opening or a
    closing to agree with. Pure: neither model nor network is used."""
    inputs = _shared(task) | _own(task, planned, rest)
    return Messages(load_prompt("system").render(), load_prompt("section").render(**inputs))


def shown_exemplars(planned: PlannedSection) -> tuple[Exemplar, ...]:
    """The exemplars a model gets to see: the best few."""
    return planned.exemplars[:_MOST_EXEMPLARS]


def _shared(task: Task) -> dict[str, Any]:
    kind = task.kind
    return {
        "kind": f"{kind.name}。{kind.description}",
        "particulars": [{"name": name, "text": text} for name, text in _particulars(task) if text],
        "facts": [{"id": f.id, "topic": f.topic, "text": f.text} for f in task.brief.facts],
        "outline": [_entry(section, kind) for section in task.outline.sections],
    }


def _particulars(task: Task) -> list[tuple[str, str]]:
    brief = task.brief
    return [
        ("标题", task.outline.title),
        ("发文单位", brief.issuer),
        ("讲话人", f"{brief.speaker_title}{brief.speaker}"),
        ("场合", brief.occasion),
        ("听众", brief.audience),
        ("主送机关", brief.recipient),
        ("日期", chinese_date(brief.date)),
        ("时段", brief.period),
        ("主题", task.outline.subject),
    ]


def _entry(planned: PlannedSection, kind: Kind) -> dict[str, Any]:
    section = _section_kind(planned, kind)
    return {
        "heading": _name(planned, kind),
        "purpose": planned.purpose.rstrip("。"),
        "belongs": section.belongs if section else "",
        "length": planned.length,
        "facts": list(planned.facts),
    }


def _own(task: Task, planned: PlannedSection, rest: Sequence[Section]) -> dict[str, Any]:
    sections = task.outline.sections
    at = sections.index(planned)
    last = at == len(sections) - 1
    return {
        "heading": _name(planned, task.kind),
        "titled": bool(planned.heading),
        "length": max(_SHORTEST, planned.length - word_count(planned.heading)),
        "own": list(planned.facts),
        "form": planned.form,
        "groups": _groups(task, planned),
        "before": _name(sections[at - 1], task.kind) if at else "",
        "after": "" if last else _name(sections[at + 1], task.kind),
        "ending": task.kind.ending[0] if last and task.kind.ending else "",
        "rest": [{"heading": section.heading, "gist": gist(section)} for section in rest],
        "exemplars": [_shortened(e.text, _EXEMPLAR_LENGTH) for e in shown_exemplars(planned)],
        "variant": task.variant,
    }


def _section_kind(planned: PlannedSection, kind: Kind) -> SectionKind | None:
    return next((section for section in kind.sections if section.id == planned.id), None)


def _name(planned: PlannedSection, kind: Kind) -> str:
    """The heading, or what a section without one is called (开场, 号召)."""
    section = _section_kind(planned, kind)
    return planned.heading or (section.name if section else planned.purpose)


def _groups(task: Task, planned: PlannedSection) -> list[dict[str, Any]]:
    """Sub-headings the kind offers for the section's own facts, and which facts they cover."""
    section = _section_kind(planned, task.kind)
    if section is None or planned.form != "subheaded":
        return []
    covered: dict[str, list[str]] = {}
    for fact in (fact for fact in task.brief.facts if fact.id in planned.facts):
        if heading := _group_heading(fact, section):
            covered.setdefault(heading, []).append(fact.id)
    return [{"heading": heading, "covers": ids} for heading, ids in covered.items()]


def _group_heading(fact: Fact, section: SectionKind) -> str:
    return next(
        (g.heading for g in section.groups if any(word in fact.text for word in g.keywords)), ""
    )


def gist(section: Section) -> str:
    """What a written section says, in a line: its sub-headings, else its first sentence."""
    lines = section.text.split("\n")
    if subheadings := [line.lstrip("# ") for line in lines if line.startswith("#")]:
        return "；".join(subheadings)[: 2 * _GIST_LENGTH]
    sentences = split_sentences(section.text)
    return sentences[0][:_GIST_LENGTH] if sentences else ""


def _shortened(text: str, most: int) -> str:
    """Whole sentences from the beginning, up to ``most`` characters, at least one in part."""
    kept = ""
    for sentence in split_sentences(text):
        if kept and len(kept) + len(sentence) > most:
            break
        kept += sentence
    return kept[: 2 * most]
