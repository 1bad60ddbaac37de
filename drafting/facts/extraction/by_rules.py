"""Materials -> facts by rules alone: no model, no network. This is the way behind an air gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.facts.extraction.accounting import (
    UNREAD,
    UNSAID,
    figures_stand,
    numbers_of,
    unaccounted,
)
from drafting.facts.extraction.comparing import contradictions, counted, without_repeats
from drafting.facts.extraction.heading_topics import fitted, is_ahead, topic_of
from drafting.facts.extraction.judging import CHAT, PRIVATE
from drafting.facts.extraction.particulars import particulars
from drafting.facts.extraction.records import (
    Extraction,
    Found,
    LeftOut,
    Material,
    Statement,
    Way,
)
from drafting.facts.extraction.running_text import Reading, read_text
from drafting.facts.extraction.stating import statements_of
from drafting.facts.extraction.tables import table_statements
from drafting.facts.record import MOST_FACTS
from drafting.facts.values import visible
from drafting.figures import find_figures
from drafting.kinds import Kind
from drafting.model import Fact
from drafting.wording import bare

_MOST_QUOTED = 12
"""Sentences with figures quoted in the notices; the number of the others is said."""


def extract_by_rules(materials: Sequence[Material], kind: Kind) -> Extraction:
    """The facts of the materials with their source, for a document of a kind."""
    statements: list[Statement] = []
    left: list[LeftOut] = []
    readings: list[Reading] = []
    for material in materials:
        reading = read_text(material)
        readings.append(reading)
        for made, dropped in (statements_of(reading), table_statements(material)):
            statements += made
            left += dropped
    return finished(materials, readings, statements, left, kind, "rules")


def finished(
    materials: Sequence[Material],
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    left: Sequence[LeftOut],
    kind: Kind,
    way: Way,
    notices: Sequence[str] = (),
) -> Extraction:
    """Statements as facts: once each, of a topic the kind has room for, in the order of the
    material; every figure accounted for."""
    sound, unsound = _sound(statements, materials)
    kept, repeats = without_repeats(sound)
    given = [fact for material in materials for fact in material.facts]
    chosen = kept[: MOST_FACTS - len(given)]
    over = [
        LeftOut(one.quote, one.place, f"一次最多 {MOST_FACTS} 条") for one in kept[len(chosen) :]
    ]
    left = [*left, *unsound, *over]
    for material in materials:
        if not material.facts:
            left += unaccounted(material, sound, left)
    fields = particulars(readings, [grid.before for m in materials for grid in m.grids], kind)
    period = dict(fields).get("period", "")
    found = [_found(one, n, kind, period) for n, one in enumerate(chosen, len(given) + 1)]
    said = [*(one.fact.text for one in found), *(_spoken(value) for _, value in fields)]
    return Extraction(
        kind.id,
        way,
        fields,
        (*_given(given, materials), *found),
        tuple(left),
        (
            *(notice for material in materials for notice in material.notices),
            *notices,
            *_odd_figures(found),
            *contradictions(chosen),
            *repeats,
            *_left_notices(left, said),
        ),
    )


def _spoken(value: str) -> str:
    """A date as a document writes it, so that its line is not reported as left out."""
    date = re.fullmatch(r"(\d{4})-0?(\d+)-0?(\d+)", value)
    return f"{date[1]}年{date[2]}月{date[3]}日" if date else value


def _sound(
    statements: Sequence[Statement], materials: Sequence[Material]
) -> tuple[list[Statement], list[LeftOut]]:
    """Those whose figures all stand in their source. By rules that is all of them, but for a number
    that joining broken lines has made of two."""
    there = {material.name: set(numbers_of(_words(material))) for material in materials}
    sound, unsound = [], []
    for one in statements:
        missing = figures_stand(one.text, f"{one.quote} {' '.join(one.headings)}")
        made = set(numbers_of(one.text)) - there[one.place.material]
        text = bare(visible(one.text))
        if missing or made or not any(char.isalnum() for char in text):
            unsound.append(LeftOut(one.quote, one.place, "数字与原文对不上"))
        else:
            sound.append(replace(one, text=text))
    return sound, unsound


def _words(material: Material) -> str:
    """All words of a material as they came."""
    cells = (cell.text for grid in material.grids for row in grid.rows for cell in row)
    return " ".join([material.text, *cells, *(grid.before for grid in material.grids)])


def _found(statement: Statement, number: int, kind: Kind, period: str) -> Found:
    ahead = "打算" if is_ahead(statement.text, period) else ""
    topic = (
        fitted(statement.topic or ahead, statement.text, kind)
        if statement.topic or ahead
        else topic_of(statement.text, statement.headings, kind)
    )
    text = (
        statement.text if statement.text.endswith(("。”", "！”", "？”")) else f"{statement.text}。"
    )
    fact = Fact(f"F{number}", topic, text, statement.place.said())
    return Found(fact, statement.quote, statement.place)


def _given(facts: Sequence[Fact], materials: Sequence[Material]) -> list[Found]:
    """Facts that a table of facts brought along, numbered anew."""
    from drafting.facts.extraction.records import Place

    names = [material.name for material in materials for _ in material.facts]
    return [
        Found(
            replace(fact, id=f"F{number}", source=fact.source or name), fact.text, Place(name, "")
        )
        for number, (fact, name) in enumerate(zip(facts, names, strict=True), 1)
    ]


def _left_notices(left: Sequence[LeftOut], texts: Sequence[str]) -> list[str]:
    """What was left out, said: sentences with figures one by one, the rest counted."""
    used = {number for text in texts for number in numbers_of(text)}
    quoted = [one for one in left if any(n not in used for n in numbers_of(one.quote))]
    swept = [one for one in quoted if one.reason == UNREAD]
    quoted = [one for one in quoted if one.reason not in (UNREAD, UNSAID, CHAT, PRIVATE)]
    notices = [
        f"没有采用{one.place.said()}“{_short(one.quote)}”：{one.reason}。"
        for one in quoted[:_MOST_QUOTED]
    ]
    if len(quoted) > _MOST_QUOTED:
        notices.append(f"另有 {len(quoted) - _MOST_QUOTED} 处带数字的文字没有采用，请对照原文。")
    if swept:
        notices.append(
            f"有 {len(swept)} 处数字在{UNREAD}里，没有采用，如{swept[0].place.said()}“{_short(swept[0].quote)}”。"
        )
    rest = [one.reason for one in left if one not in quoted and one.reason != UNREAD]
    if rest:
        notices.append(f"其余没有采用的：{counted(rest)}。")
    return notices


def _odd_figures(found: Sequence[Found]) -> list[str]:
    """Counts that look like years: 2023名 is what is left of 2-3名 after a careless copy."""
    return [
        f"{one.fact.id}的“{figure.text}”像是年份，不像数量，原文可能有误，请核对（{one.place.said()}）。"
        for one in found
        for figure in find_figures(one.fact.text)
        if figure.unit in _COUNTING and 2000 <= figure.value <= 2035
    ]


_COUNTING = frozenset({"名", "人", "个", "位", "家", "户", "次", "件", "项", "场"})


def _short(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:48]}……"
