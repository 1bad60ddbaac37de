"""What a model may change in an outline, and what then stands of its proposal. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from drafting.checks import run_checks
from drafting.engines.base import Task
from drafting.engines.model_engine.prompting import line
from drafting.manuscript import from_markdown
from drafting.model import Outline, PlannedSection
from drafting.plan import renumber, unnumbered
from drafting.wording import bigrams, chinese_ordinal, similarity, word_count

_LONGEST_HEADING = 28
_SHORTEST_HEADING = 4
_LONGEST_TASK = 80
_OVERLAPPING = 0.7
"""Share of common bigrams from which two scopes are the same."""
_UNEVEN = 2
"""Characters by which clauses of parallel headings may differ."""
_ROOM_PER_FACT = 1.25
_LEAST, _MOST = 0.6, 1.5
"""Shares of its planned length between which a section may be given another."""
_CLAUSE = re.compile(r"[，、：；\s]+")
_ENDS = "。！？；，、：,.;:!? "


class Part(BaseModel):
    """One section as a model proposes it. What it leaves empty stays as planned."""

    model_config = ConfigDict(extra="ignore")

    id: str
    heading: str = ""
    purpose: str = ""
    scope: str = ""
    facts: Annotated[list[str], Field(default_factory=list)]
    length: int = 0


class Proposal(BaseModel):
    """An outline as a model proposes it."""

    model_config = ConfigDict(extra="ignore")

    sections: list[Part]


def movable(task: Task) -> set[str]:
    """Facts that no section of the kind claims by their topic: they may change sections."""
    claimed = {topic for section in task.kind.sections for topic in section.topics}
    return {fact.id for fact in task.brief.facts if fact.topic not in claimed}


def faults(task: Task, proposal: Proposal) -> tuple[str, ...]:
    """What of the proposal goes against the rules, as complaints to the model."""
    parts = _parts(task, proposal)
    headed = [section.id for section in task.outline.sections if section.level]
    missing = [key for key in headed if key not in parts]
    return (
        *([f"缺了这些节：{'、'.join(missing)}。"] if missing else []),
        *_heading_faults(task, parts),
        *_fact_faults(task, parts),
        *_scope_faults(task, parts),
    )


def settled(task: Task, proposal: Proposal) -> Outline:
    """The outline with what of the proposal may stand: all headings or none, so that they stay
    parallel; every fact owned once; lengths that add up to those planned."""
    parts = _parts(task, proposal)
    takes_headings = not list(_heading_faults(task, parts))
    owners = _owners(task, parts)
    alike = _overlapping(parts)
    sections = tuple(
        _settled(task, planned, parts.get(planned.id), owners, takes_headings, alike)
        for planned in task.outline.sections
    )
    lengths = _lengths(task, sections, parts)
    return replace(
        task.outline,
        sections=renumber_open([replace(s, length=lengths[s.id]) for s in sections]),
    )


def _parts(task: Task, proposal: Proposal) -> dict[str, Part]:
    """The proposal by section; facts that are not named stay where they are, unless another
    section asks for them."""
    asked = {key for part in proposal.sections for key in part.facts}
    planned = {section.id: section for section in task.outline.sections}
    return {
        part.id: part
        if part.facts
        else part.model_copy(
            update={"facts": [key for key in planned[part.id].facts if key not in asked]}
        )
        for part in proposal.sections
        if part.id in planned
    }


def renumber_open(sections: Sequence[PlannedSection]) -> tuple[PlannedSection, ...]:
    """Number the headings 一、二、; a locked one stays as it is, byte for byte."""
    numbered = renumber(sections)
    return tuple(old if old.locked else new for old, new in zip(sections, numbered, strict=True))


def _settled(
    task: Task,
    planned: PlannedSection,
    part: Part | None,
    owners: Mapping[str, list[str]],
    takes_headings: bool,
    alike: set[str],
) -> PlannedSection:
    facts = tuple(owners[planned.id])
    if part is None:
        return replace(planned, facts=facts)
    purpose, scope = _task_text(task, part.purpose), _task_text(task, part.scope)
    takes_heading = takes_headings and planned.level and not planned.locked
    return replace(
        planned,
        heading=_heading(part) if takes_heading else planned.heading,
        purpose=purpose or planned.purpose,
        scope=scope if planned.id not in alike else planned.scope,
        facts=facts,
    )


def _heading(part: Part) -> str:
    return unnumbered(line(part.heading).lstrip("# ")).rstrip(_ENDS)


def _task_text(task: Task, text: str) -> str:
    """A purpose or scope; empty where it is too long or names what no fact knows."""
    plain = line(text).strip("。 ")
    odd = len(plain) > _LONGEST_TASK or _unknown_in(task, [plain])
    return "" if odd or not plain else f"{plain}。"


def _heading_faults(task: Task, parts: Mapping[str, Part]) -> Iterator[str]:
    headed = [s for s in task.outline.sections if s.level and not s.locked]
    texts = {s.id: _heading(parts[s.id]) for s in headed if s.id in parts}
    for key in (s.id for s in headed if s.id not in texts):
        yield f"{key} 没有标题。"
    for key, text in texts.items():
        if not _SHORTEST_HEADING <= len(text) <= _LONGEST_HEADING:
            yield f"{key} 的标题“{text}”应在{_SHORTEST_HEADING}到{_LONGEST_HEADING}字之间。"
        elif any(mark in text for mark in "。！？；#⟦⟧【】<>"):
            yield f"{key} 的标题“{text}”不是一个标题。"
    for text, message in _unknown_in(task, list(texts.values())):
        yield f"标题“{text}”：{message}"
    if len(set(texts.values())) < len(texts):
        yield "有两节的标题相同。"
    if uneven := _uneven(list(texts.values())):
        yield uneven


def _uneven(headings: Sequence[str]) -> str:
    """What keeps headings from being parallel; empty where they are."""
    shapes = [[len(clause) for clause in _CLAUSE.split(text) if clause] for text in headings]
    if len({len(shape) for shape in shapes}) > 1:
        return "各节标题的分句数不一样，句式不对称。"
    for lengths in zip(*shapes, strict=True):
        if max(lengths) - min(lengths) > _UNEVEN:
            return "各节标题的字数相差太多，句式不对称。"
    return ""


_OF_A_WHOLE = frozenset(("coverage", "enumerations", "genre", "promises", "style"))
"""Checks that look for what stands below a heading."""


def _unknown_in(task: Task, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Lines in which the registered checks find an error, such as a figure that no fact knows,
    and what they say of it."""
    headings = [f"## {chinese_ordinal(n)}、{text}" for n, text in enumerate(texts, 1)]
    manuscript = from_markdown("\n\n".join([f"# {task.outline.title}", *headings]))
    lines = [line for line in manuscript.lines if line.role == "heading1"]
    return [
        (unnumbered(line.text), finding.message)
        for finding in run_checks(manuscript, replace(task.sources, brief=task.brief))
        if finding.severity == "error" and finding.check not in _OF_A_WHOLE
        for line in lines
        if line.start <= finding.start < line.end
    ]


def _fact_faults(task: Task, parts: Mapping[str, Part]) -> Iterator[str]:
    named = [key for section in task.outline.sections if section.id in parts
             for key in parts[section.id].facts]  # fmt: skip
    planned = [key for section in task.outline.sections if section.id in parts
               for key in section.facts]  # fmt: skip
    if lost := [key for key in planned if key not in named]:
        yield f"这些事实没有归节：{'、'.join(lost)}。"
    if twice := sorted({key for key in named if named.count(key) > 1}):
        yield f"这些事实归了不止一节：{'、'.join(twice)}。"
    if odd := sorted(set(named) - {fact.id for fact in task.brief.facts}):
        yield f"没有这些事实：{'、'.join(odd)}。"
    owners = {key: s.id for s in task.outline.sections for key in s.facts}
    moved = [key for section in task.outline.sections if section.id in parts
             for key in parts[section.id].facts
             if owners.get(key, section.id) != section.id and not _may_go(task, key, section)]  # fmt: skip
    if moved:
        yield f"这些事实不能换节：{'、'.join(dict.fromkeys(moved))}。"


def _scope_faults(task: Task, parts: Mapping[str, Part]) -> Iterator[str]:
    if alike := _overlapping(parts):
        names = [section.id for section in task.outline.sections if section.id in alike]
        yield f"这些节的 scope 重叠：{'、'.join(names)}。"
    for part in parts.values():
        for text in (part.purpose, part.scope):
            if text.strip() and not _task_text(task, text):
                yield f"{part.id} 的“{line(text)[:40]}”太长，或写了事实里没有的数字、名称。"


def _overlapping(parts: Mapping[str, Part]) -> set[str]:
    """Sections whose scopes say the same."""
    scopes = {key: bigrams(part.scope) for key, part in parts.items() if part.scope.strip()}
    pairs = ((a, b) for a, b in combinations(scopes, 2)
             if similarity(scopes[a], scopes[b]) >= _OVERLAPPING)  # fmt: skip
    return {key for pair in pairs for key in pair}


def _owners(task: Task, parts: Mapping[str, Part]) -> dict[str, list[str]]:
    """Section id -> its facts: those the model gave it where they may go there, in its order."""
    planned = {key: section.id for section in task.outline.sections for key in section.facts}
    home: dict[str, str] = {}
    for section in task.outline.sections:
        for key in parts[section.id].facts if section.id in parts else []:
            if key in planned and key not in home and _may_go(task, key, section):
                home[key] = section.id
    for key, section_id in planned.items():
        home.setdefault(key, section_id)
    return {
        section.id: [key for key in home if home[key] == section.id]
        for section in task.outline.sections
    }


def _may_go(task: Task, key: str, section: PlannedSection) -> bool:
    """Whether a section may own a fact: it does so already, or the fact's topic is nobody's."""
    return key in section.facts or (bool(section.level) and key in movable(task))


def _lengths(
    task: Task, sections: Sequence[PlannedSection], parts: Mapping[str, Part]
) -> dict[str, int]:
    """Lengths as proposed, each within its bounds and never less than its facts need, that add up
    to those planned."""
    planned = {section.id: section.length for section in task.outline.sections}
    total = sum(planned.values())
    texts = {fact.id: fact.text for fact in task.brief.facts}
    low, high = {}, {}
    for s in sections:
        need = round(_ROOM_PER_FACT * sum(word_count(texts[key]) for key in s.facts))
        low[s.id] = min(planned[s.id], max(need, round(_LEAST * planned[s.id])))
        high[s.id] = max(need, round(_MOST * planned[s.id]))
    wanted = {key: parts[key].length if key in parts and parts[key].length > 0 else length
              for key, length in planned.items()}  # fmt: skip
    return _fitted(wanted, low, high, total)


def _fitted(
    wanted: Mapping[str, int], low: Mapping[str, int], high: Mapping[str, int], total: int
) -> dict[str, int]:
    """Scale what is wanted so that it adds up, within the bounds as far as they allow."""
    result = {key: float(min(max(length, low[key]), high[key])) for key, length in wanted.items()}
    for _ in range(len(result)):
        missing = total - sum(result.values())
        free = [k for k in result if (result[k] < high[k] if missing > 0 else result[k] > low[k])]
        if abs(missing) < 1 or not free:
            break
        share = missing / sum(result[key] for key in free)
        for key in free:
            result[key] = min(max(result[key] * (1 + share), low[key]), high[key])
    rounded = {key: round(length) for key, length in result.items()}
    longest = max(rounded, key=lambda key: rounded[key])
    rounded[longest] += total - sum(rounded.values())
    return rounded
