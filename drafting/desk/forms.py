"""What stands on the page -> Brief and Outline, and back."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.facts import ReadFacts, build_brief
from drafting.kinds import Kind, load_kind
from drafting.model import Brief, Draft, Fact, Outline, PlannedSection
from drafting.plan import LEFT_OUT, left_out_notice, plan, renumber, unnumbered

Rows = Sequence[Sequence[Any]]

ASIDE = "aside"
"""The field that nobody sees: what a facts file brings beside facts and fields, as JSON."""
_BROUGHT = ("masthead", "number", "signer", "copies", "printer")
FIELDS = (
    "title", "occasion", "issuer", "speaker", "speaker_title", "audience", "recipient", "subject",
    "period", "date", "length", ASIDE,
)  # fmt: skip
HINTED = ("title", "occasion", "date", "period", "audience", "subject")
_LOCKED = "是"
MOST_SECTIONS = 12
"""Sections the page has room for; no kind has more."""
ADDED = "added_"
"""How the ids of sections begin that a person has added."""
_IDENTIFIER = re.compile(r"[\w-]{1,40}")
_ALWAYS = {"title", "subject", "issuer", "length", ASIDE}
_LINE_FIELDS = {
    "{dateline}": ("date",), "{speaker_line}": ("speaker", "speaker_title"),
    "{salutation}": ("audience",), "{recipient_line}": ("recipient",), "{byline}": ("speaker",),
}  # fmt: skip


def fields_of(kind: Kind) -> set[str]:
    """The fields of the brief that this kind makes use of."""
    used = set(_ALWAYS)
    for line in kind.front:
        used.update(_LINE_FIELDS.get(line, ()))
    if kind.signed:
        used.add("date")
    spoken = kind.model_dump_json()
    return used | {field for field in FIELDS if f"{{{field}}}" in spoken}


def brief_from(kind: str, values: Sequence[str], rows: Rows) -> ReadFacts:
    """The brief that the fields (in the order of FIELDS) and the fact table describe.

    Raises BadInput naming row and field.
    """
    data: dict[str, Any] = dict(zip(FIELDS, (_text(value) for value in values), strict=True))
    data |= _brought(data.pop(ASIDE))
    data["facts"] = [_fact(row) for row in rows if says_something(row)]
    return build_brief({"kind": kind, **data}, say("fields.table"))


def aside_of(brief: Brief) -> str:
    """The tables and the lines of an official document, for the field that nobody sees."""
    kept: dict[str, Any] = {name: getattr(brief, name) for name in _BROUGHT}
    tables = [asdict(table) for table in brief.tables]
    kept["tables"] = [{k: v for k, v in t.items() if v and k != "says"} for t in tables]
    said = {name: value for name, value in kept.items() if value}
    return json.dumps(said, ensure_ascii=False) if said else ""


def _brought(aside: str) -> dict[str, Any]:
    try:
        brought = json.loads(aside or "{}")
    except ValueError:
        brought = None
    if not isinstance(brought, dict) or not brought.keys() <= {*_BROUGHT, "tables"}:
        raise BadInput(say("fields.aside_broken"))
    return brought


def says_something(row: Sequence[Any]) -> bool:
    """Whether a row has content or source: a topic alone is a gap that is still to be filled."""
    return any(_text(cell) for cell in row[2:4])


def _fact(row: Sequence[Any]) -> dict[str, str | None]:
    cells = [*(_text(cell) for cell in row), "", "", "", ""][:4]
    return {
        key: cell or None for key, cell in zip(("id", "topic", "text", "source"), cells, strict=True)
    }  # fmt: skip


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def field_values(brief: Brief) -> list[str]:
    """What the fields show for a brief, in the order of FIELDS."""
    shown = {field: getattr(brief, field) for field in FIELDS if field != ASIDE}
    shown["date"] = brief.date.isoformat() if brief.date else ""
    shown["length"] = brief.length or ""
    shown[ASIDE] = aside_of(brief)
    return [str(value) for value in shown.values()]


def fact_rows(facts: Iterable[Fact]) -> list[list[str]]:
    """The rows of the fact table; one empty row where there is no fact."""
    return [[f.id, f.topic, f.text, f.source] for f in facts] or [["", "", "", ""]]


def outline_rows(outline: Outline, kind: Kind) -> list[list[str | None]]:
    """The rows of the outline table; no heading can be typed where a section has none."""
    names = names_of(outline, kind)
    return [
        [
            names[s.id], s.heading if s.level else None, _LOCKED * s.locked if s.level else None,
            str(s.length), "、".join(s.facts), s.id,
        ]
        for s in outline.sections
    ]  # fmt: skip


def names_of(outline: Outline, kind: Kind) -> dict[str, str]:
    """What the sections are called in the outline table: as their kind calls them, and one that a
    model has added by its place among those."""
    names = {section.id: section.name for section in kind.sections}
    added = [section.id for section in outline.sections if section.id not in names]
    names |= {identifier: say("fields.added", number=n) for n, identifier in enumerate(added, 1)}
    return {section.id: names[section.id] for section in outline.sections}


def outline_from(
    planned: Outline, title: str, rows: Rows, brief: Brief, known: Sequence[str] = ()
) -> Outline:
    """The planned outline as a person has changed it, in the order of the rows; level-one headings
    are numbered anew. A section of ``planned`` without a row was removed, if it is among those
    ``known`` to the page; a row that ``planned`` lacks was added, or is there again.

    Raises BadInput where a length is no number, a fact is unknown or owned twice.
    """
    ids = [_text(row[5]) for row in rows]
    now = {section.id: section for section in planned.sections}
    if not set(now) <= {*ids, *known} or len(set(ids)) < len(ids):
        raise BadInput(say("fields.outline_stale"))
    if not 0 < len(rows) <= MOST_SECTIONS:
        raise BadInput(say("fields.sections_many", most=MOST_SECTIONS))
    usual = {section.id: section for section in plan(brief).sections}
    sections = [
        _planned(now.get(i) or usual.get(i) or _added(i, brief), row)
        for i, row in zip(ids, rows, strict=True)
    ]
    _refuse_unknown(sections, brief)
    _refuse_shared(sections)
    left = _left_out(sections, brief)
    said = (notice for notice in planned.notices if not notice.endswith(LEFT_OUT))
    notices = (*said, *([left] if left else []))
    return replace(
        planned, title=_text(title) or planned.title, sections=renumber(sections), notices=notices
    )


def _planned(section: PlannedSection, row: Sequence[Any]) -> PlannedSection:
    _, heading, locked, length, facts, _ = (_text(cell) for cell in row)
    if section.level and not heading:
        raise BadInput(say("fields.heading_empty", name=_text(row[0])))
    own = section.id.startswith(ADDED)
    return replace(
        section,
        heading=heading if section.level else "",
        purpose=unnumbered(heading) if own else section.purpose,
        locked=bool(section.level and locked),
        length=_length(length, _text(row[0])),
        facts=tuple(re.findall(r"[^\s,，、;；]+", facts)),
    )


def _added(identifier: str, brief: Brief) -> PlannedSection:
    """A section that a person has added, or that was added before and removed."""
    if not _IDENTIFIER.fullmatch(identifier) or identifier in names_of_kind(brief.kind):
        raise BadInput(say("fields.outline_stale"))
    return PlannedSection(identifier, "", 1, "", 0, (), "paragraphs")


def names_of_kind(kind_id: str) -> dict[str, str]:
    """The sections of a kind: id to name."""
    return {section.id: section.name for section in load_kind(kind_id).sections}


def _length(text: str, name: str) -> int:
    if not re.fullmatch(r"\d{1,5}(\.0+)?", text):
        raise BadInput(say("fields.length_wrong", name=name, text=text))
    return int(text.split(".")[0])


def _refuse_unknown(sections: Iterable[PlannedSection], brief: Brief) -> None:
    known = {fact.id for fact in brief.facts}
    unknown = [i for section in sections for i in section.facts if i not in known]
    if unknown:
        raise BadInput(say("fields.fact_unknown", ids="、".join(unknown)))


def _refuse_shared(sections: Iterable[PlannedSection]) -> None:
    counted = Counter(i for section in sections for i in section.facts)
    shared = [i for i, times in counted.items() if times > 1]
    if shared:
        raise BadInput(say("fields.fact_shared", ids="、".join(shared)))


def _left_out(sections: Iterable[PlannedSection], brief: Brief) -> str:
    owned = {i for section in sections for i in section.facts}
    left = [fact.id for fact in brief.facts if fact.id not in owned]
    return left_out_notice(left)


def outline_of(draft: Draft) -> Outline:
    """The outline a saved draft was written from, under the headings it has now."""
    outline = draft.outline or plan(draft.brief)
    written = {section.id: section.heading for section in draft.sections if section.text}
    sections = tuple(
        replace(s, heading=written.get(s.id) or s.heading) for s in outline.sections
    )  # fmt: skip
    return replace(outline, title=draft.title, sections=sections)
