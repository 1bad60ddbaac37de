"""Task -> the messages of a section. All messages of a document begin alike, so that servers reuse
what they have read: rules, kind, facts and outline first, a section's own task last. What comes
after an answer (go on, mend this) is a further turn of the same conversation.

Pure: neither model nor network is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafting.engines.base import Task
from drafting.engines.model_engine.lengths import text_length
from drafting.kinds import Kind, SectionKind
from drafting.model import Exemplar, Fact, PlannedSection, Section
from drafting.model_server import Messages
from drafting.plan import chinese_date
from drafting.wording import split_sentences
from prompts import load_prompt

SECTION_PROMPTS = ("system", "document", "division", "section")
"""The prompts that the first request for a section is made of, in order."""
_MOST_EXEMPLARS = 3
_EXEMPLAR_LENGTH = 140
_EXEMPLARS_LENGTH = 330
_EXEMPLARS_OF_FRAME = 170
"""Characters of all exemplars of a section, and of an opening or closing, which is told of the
others as well: what all prompts share stays by far the most."""
_GIST_LENGTH = 44
_GISTS_LENGTH = 300


def section_messages(task: Task, planned: PlannedSection, rest: Sequence[Section] = ()) -> Messages:
    """The first request for one section; ``rest`` are sections already written, which it is to
    agree with."""
    division = load_prompt("division").render(outline=_outline(task))
    own = load_prompt("section").render(**_own(task, planned, rest))
    return Messages(system(), "\n\n".join((document(task), division, own)))


def system() -> str:
    """The rules that stand before everything."""
    return load_prompt("system").render()


def document(task: Task) -> str:
    """What the document is and its facts: how every request of it begins."""
    return load_prompt("document").render(
        kind=f"{task.kind.name}。{task.kind.description}",
        particulars=[
            {"name": name, "text": line(text)} for name, text in _particulars(task) if text
        ],
        facts=[{"id": f.id, "topic": f.topic, "text": line(f.text)} for f in task.brief.facts],
    )


def labels(*names: str) -> tuple[str, ...]:
    """The prompts as they are kept with a text: ``name@hash``."""
    return tuple(load_prompt(name).label for name in names)


def line(text: str) -> str:
    """A text on one line: no line of it can pass for one of the prompt's."""
    return " ".join(text.split())


def shown_exemplars(planned: PlannedSection) -> tuple[Exemplar, ...]:
    """The exemplars a model gets to see: the best few, as far as there is room."""
    shown: list[Exemplar] = []
    room = _EXEMPLARS_LENGTH if planned.level else _EXEMPLARS_OF_FRAME
    for exemplar in planned.exemplars[:_MOST_EXEMPLARS]:
        room -= len(shortened(exemplar.text, _EXEMPLAR_LENGTH))
        if shown and room < 0:
            break
        shown.append(exemplar)
    return tuple(shown)


def name_of(planned: PlannedSection, kind: Kind) -> str:
    """The heading, or what a section without one is called (开场, 号召)."""
    section = section_kind(planned, kind)
    return line(planned.heading or (section.name if section else planned.purpose))


def section_kind(planned: PlannedSection, kind: Kind) -> SectionKind | None:
    """What the kind says of a section; None for one that a person has added."""
    return next((section for section in kind.sections if section.id == planned.id), None)


def scope_of(planned: PlannedSection, kind: Kind) -> str:
    """What belongs in a section and what does not."""
    section = section_kind(planned, kind)
    return planned.scope or (section.belongs if section else "")


def shortened(text: str, most: int) -> str:
    """Whole sentences from the beginning, up to ``most`` characters, at least one in part."""
    kept = ""
    for sentence in split_sentences(text):
        if kept and len(kept) + len(sentence) > most:
            break
        kept += sentence
    return kept[: 2 * most]


def gist(section: Section, most: int = _GIST_LENGTH) -> str:
    """What a written section says, in a line: its sub-headings, else its first sentence."""
    lines = section.text.split("\n")
    if subheadings := [text.lstrip("# ") for text in lines if text.startswith("#")]:
        return "；".join(subheadings)[:most]
    sentences = split_sentences(section.text)
    return sentences[0][:most] if sentences else ""


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


def _outline(task: Task) -> list[dict[str, Any]]:
    return [
        {
            "heading": name_of(planned, task.kind),
            "purpose": _purpose(planned),
            "scope": line(scope_of(planned, task.kind)),
            "length": planned.length,
            "facts": list(planned.facts),
        }
        for planned in task.outline.sections
    ]


def _purpose(planned: PlannedSection) -> str:
    return line(planned.purpose).rstrip("。")


def _own(task: Task, planned: PlannedSection, rest: Sequence[Section]) -> dict[str, Any]:
    sections = task.outline.sections
    at = sections.index(planned)
    last = at == len(sections) - 1
    return {
        "heading": name_of(planned, task.kind),
        "titled": bool(planned.heading),
        "length": text_length(task, planned),
        "own": list(planned.facts),
        "form": planned.form,
        "groups": _groups(task, planned),
        "before": _neighbour(task, sections[at - 1]) if at else "",
        "after": "" if last else _neighbour(task, sections[at + 1]),
        "ending": task.kind.ending[0] if last and task.kind.ending else "",
        "rest": _gists(task, planned, rest),
        "exemplars": [shortened(e.text, _EXEMPLAR_LENGTH) for e in shown_exemplars(planned)],
        "variant": task.variant,
    }


def _neighbour(task: Task, planned: PlannedSection) -> dict[str, str]:
    return {"heading": name_of(planned, task.kind), "purpose": _purpose(planned)}


def _gists(task: Task, planned: PlannedSection, rest: Sequence[Section]) -> list[dict[str, str]]:
    others = {section.id: section for section in rest if section.id != planned.id}
    most = min(_GIST_LENGTH, _GISTS_LENGTH // max(1, len(others)))
    return [
        {"heading": name_of(other, task.kind), "gist": line(gist(others[other.id], most))}
        for other in task.outline.sections
        if other.id in others
    ]


def _groups(task: Task, planned: PlannedSection) -> list[dict[str, Any]]:
    """Sub-headings the kind offers for the section's own facts, and which facts they cover."""
    section = section_kind(planned, task.kind)
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
