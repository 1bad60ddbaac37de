"""Sets one paragraph: style, direct formatting, runs in the right fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import TABLE_ROLES, Role
from drafting.word.headings import split_lead, split_run_in
from drafting.word.heads import Cell, head_cells
from drafting.word.profile import Profile, Style
from drafting.word.signoff import Place, place, place_sealed
from drafting.word.styles import cell_look, paragraph_look, run_look, style_ids
from drafting.word.tables import (
    WHOLE,
    Fit,
    Row,
    alignments,
    aside,
    cell_element,
    columns,
    row_element,
    table_element,
)
from drafting.word.text import ems, pieces, width
from drafting.word.title import break_title
from drafting.word.units import Length
from drafting.word.xml import Attributes, element, paragraph_properties, tag, text_element

_HEADINGS: frozenset[Role] = frozenset(("heading1", "heading2", "heading3", "heading4"))
_HAIR = 14
"""Twips: 0.7 pt, the lowest line Word takes."""
_SHORT = 10
"""Lines of a paragraph that moves to the next page together with 落款."""


_MADE: dict[int, Setter] = {}
_MOST = 16


def setter_of(profile: Profile) -> Setter:
    """The setter of a profile, which keeps the looks it has worked out; known by identity."""
    known = _MADE.get(id(profile))
    if known is None:
        if len(_MADE) >= _MOST:
            _MADE.clear()
        known = _MADE[id(profile)] = Setter(profile)
    return known


class Setter:
    """Sets one paragraph at a time by a profile, whose looks it works out once."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._latin = profile.typography.latin
        self._ids = style_ids(profile)
        self._looks: dict[tuple[object, ...], BaseOxmlElement] = {}

    def blank(self, *, keep: bool) -> BaseOxmlElement:
        """A blank line of the body's pitch; ``keep`` holds it on the page of what follows."""
        style = self._profile.styles["body"].model_copy(
            update={"first_line": 0, "keep_with_next": keep}
        )
        return self._paragraph("body", style, [])

    def hair(self, height: int = _HAIR) -> BaseOxmlElement:
        """An empty paragraph ``height`` twips high; the one that must follow a table at the end is
        too low to open a page."""
        style = self._profile.styles["body"].model_copy(update={"first_line": 0})
        made = self._paragraph("body", style, [])
        properties = made.find(tag("pPr"))
        pitch: Attributes = {"before": 0, "after": 0, "line": height, "lineRule": "exact"}
        properties.replace(properties.find(tag("spacing")), element("spacing", pitch))
        for size in properties.find(tag("rPr")).iter(tag("sz"), tag("szCs")):
            size.set(tag("val"), "2")
        return made

    def imprint_line(self, text: str) -> BaseOxmlElement:
        """A line of 版记; who printed it stands left and when right, where the line says both."""
        style = self._profile.styles["imprint"]
        inset = style.character.twips
        ind = element("ind", {"left": inset, "right": inset})
        parts = re.split(r"[\s　]+(?=\d{4}年)", text, maxsplit=1)
        if len(parts) == 1:
            return self._paragraph("imprint", style, self._runs(text, style), ind=ind)
        runs = [*self._runs(parts[0], style), element("r", None, element("tab"))]
        made = self._paragraph("imprint", style, [*runs, *self._runs(parts[1], style)], ind=ind)
        edge = self._profile.page.text_width.twips - inset
        tabs = element("tabs", None, element("tab", {"val": "right", "pos": edge}))
        made.find(tag("pPr")).find(tag("kinsoku")).addprevious(tabs)
        return made

    def line(
        self,
        role: Role,
        style: Style,
        runs: Sequence[tuple[str, Style]],
        marks: Sequence[BaseOxmlElement] = (),
    ) -> BaseOxmlElement:
        """A paragraph whose runs differ in style, a tabulator before each but the first where its
        text begins with one; ``marks`` go into its properties in place of their like."""
        made = self._paragraph(role, style, [one for text, own in runs for one in self._tabbed(text, own)])  # fmt: skip
        properties = made.find(tag("pPr"))
        kept = [one for one in properties if one.tag not in {mark.tag for mark in marks}]
        made.replace(properties, paragraph_properties([*kept, *marks]))
        return made

    def _tabbed(self, text: str, style: Style) -> list[BaseOxmlElement]:
        tabs = [element("r", None, element("tab"))] if text.startswith("\t") else []
        return [*tabs, *self._runs(text.lstrip("\t"), style)]

    def is_short(self, text: str) -> bool:
        """Whether ``text`` may be held on the page of 落款, which should not stand there alone.

        LibreOffice moves such a paragraph as a whole: a long one would leave a gap behind.
        """
        return ems(text) <= _SHORT * self._profile.page.characters

    def title(self, role: Role, lines: Sequence[str]) -> BaseOxmlElement:
        """The title, of the document or of an attachment, in one paragraph: as its writer broke it, else broken by meaning."""
        style = self._profile.styles[role]
        capacity = self._profile.page.text_width.points / style.character.points
        broken = list(lines) if len(lines) > 1 else break_title(lines[0], capacity)
        runs = [run for line in broken for run in [*self._runs(line, style), _break()]]
        return self._paragraph(role, style, runs[:-1])

    def ordinary(self, role: Role, text: Sequence[str], *, keep: bool) -> Iterator[BaseOxmlElement]:
        """The paragraphs of a line; ``keep`` holds the last on the page of what follows."""
        style = self._profile.styles[role]
        kept = _kept(style) if keep else style
        for number, part in enumerate(text, start=1):
            chosen = kept if number == len(text) else style
            if role == "attachment":
                yield self._attachment(part, chosen)
            else:
                yield self._paragraph(role, chosen, self._text_runs(role, part))

    def table(self, rows: Sequence[Row], made: Fit, rules: str = "") -> BaseOxmlElement:
        """A table of ``rows``, head first; short rows are filled up with empty cells. One of few
        rows stays on one page."""
        wide = columns(rows)
        filled: list[Row] = [(role, (*cells, *[""] * (wide - len(cells)))) for role, cells in rows]
        names = [cells for role, cells in filled if role == "table_head"]
        table = table_element(self._profile, made, rules)
        ruled = (rules or self._profile.tables.rules) == "three-line"
        for number, row in enumerate(head_cells(names), start=1):
            lowest = number == len(names)
            heads = [
                self._name(
                    cell, made, ruled=ruled and (lowest or cell.columns > 1 or bool(cell.down))
                )
                for cell in row
            ]
            table.append(row_element(heads, made, head=True))
        body = [texts for role, texts in filled if role == "table"]
        last = self._columns(filled, made)
        kept = [(_kept(style), room) for style, room in last] if len(rows) <= WHOLE else last
        for number, texts in enumerate(body, start=1):
            looks = last if number == len(body) else kept
            cells = [
                cell_element(Cell(text, at), self._figure(text, *looks[at]), made, ruled=False)
                for at, text in enumerate(texts)
            ]
            table.append(row_element(cells, made, head=False))
        return table

    def _name(self, cell: Cell, made: Fit, *, ruled: bool) -> BaseOxmlElement:
        own = _kept(self._profile.styles["table_head"])
        size = Length(
            own.size.points * made.size.points / self._profile.styles["table"].size.points
        )
        style = own.model_copy(update={"size": size})
        text = self._paragraph("table_head", style, self._runs(cell.text, style))
        return cell_element(cell, text, made, ruled=ruled)

    def _columns(
        self, rows: Sequence[Row], made: Fit
    ) -> list[tuple[Style, BaseOxmlElement | None]]:
        """How the cells of each column are set, and what stands right of its figures."""
        found: list[tuple[Style, BaseOxmlElement | None]] = []
        for at, side in enumerate(alignments(rows)):
            style = self._profile.styles["table"].model_copy(
                update={"align": side, "size": made.size}
            )
            room: Attributes = {"left": 0, "right": aside(rows, at, made), "firstLine": 0}
            found.append((style, element("ind", room) if side == "right" else None))
        return found

    def _figure(self, text: str, style: Style, ind: BaseOxmlElement | None) -> BaseOxmlElement:
        own = None if ind is None else copy(ind)
        return self._paragraph("table", style, self._runs(text, style), ind=own)

    def signoff(
        self, items: Sequence[tuple[Role, Sequence[str]]], index: int
    ) -> Iterator[BaseOxmlElement]:
        """署名 or date, placed by the widths of both."""
        role, text = items[index]
        styles = self._profile.styles
        nearby = items[max(0, index - 8) : index + 9]
        names = [part for other, parts in nearby if other == "signature" for part in parts]
        date = next((parts[0] for other, parts in nearby if other == "date"), "")
        room = self._profile.page.text_width.points
        placed = place_sealed if self._profile.signoff.seal else place
        both = placed(names, date, styles["signature"], styles["date"], room)
        spot = both.date if role == "date" else both.signature
        style = styles[role].model_copy(update={"align": spot.side})
        for part in text:
            yield self._paragraph(role, style, self._runs(part, style), ind=_aside(spot, style))

    def _text_runs(self, role: Role, text: str) -> list[BaseOxmlElement]:
        """Runs of a paragraph whose run-in heading or bold lead is set apart."""
        styles = self._profile.styles
        split = split_run_in(text) if role in ("body", *_HEADINGS) else None
        if split is not None and split.role is not None:
            return [
                *self._runs(split.head, styles[split.role]),
                *self._runs(split.rest, styles["body"]),
            ]
        lead = split_lead(text) if role == "body" and self._profile.typography.bold_leads else None
        if lead is not None:
            return [
                *self._runs(lead.head, styles[role], bold=True),
                *self._runs(lead.rest, styles[role]),
            ]
        return self._runs(text, styles[role])

    def _attachment(self, text: str, style: Style) -> BaseOxmlElement:
        """附件说明: two characters from the left, wrapped lines under the name (7.3.4)."""
        label = "附件：" if text.startswith(("附件：", "附件:")) else ""
        number = _leading_number(text[len(label) :])
        own = self._wide(text[: len(label)] + number, style)
        name = 2 * style.character.points + own + (0 if label else self._wide("附件：", style))
        ind = element("ind", {"left": round(name * 20), "hanging": round(own * 20)})
        return self._paragraph("attachment", style, self._runs(text, style), ind=ind)

    def _paragraph(
        self,
        role: Role,
        style: Style,
        runs: Sequence[BaseOxmlElement],
        ind: BaseOxmlElement | None = None,
    ) -> BaseOxmlElement:
        key = (
            role,
            style.keep_with_next,
            style.align,
            style.first_line,
            style.size.points,
            style.color,
        )
        if key not in self._looks:
            named = element("pStyle", {"val": self._ids[role]})
            mark = run_look(style, self._latin)
            of_role = cell_look if role in TABLE_ROLES else paragraph_look
            look = [named, *of_role(style, self._profile), mark]
            self._looks[key] = paragraph_properties(look)
        properties = copy(self._looks[key])
        if ind is not None:
            properties.replace(properties.find(tag("ind")), ind)
        return element("p", None, properties, *runs)

    def _runs(self, text: str, style: Style, *, bold: bool = False) -> list[BaseOxmlElement]:
        return [
            element("r", None, self._run_look(style, piece.shared, bold), text_element(piece.text))
            for piece in pieces(text)
        ]

    def _run_look(self, style: Style, shared: bool, bold: bool) -> BaseOxmlElement:
        key = (style.name, style.size.points, style.color, shared, bold)
        if key not in self._looks:
            self._looks[key] = run_look(style, self._latin, shared=shared, bold=bold)
        return copy(self._looks[key])

    def _wide(self, text: str, style: Style) -> float:
        return width(text, style.size.points, style.tracking.points)


def _kept(style: Style) -> Style:
    return style.model_copy(update={"keep_with_next": True})


def _break() -> BaseOxmlElement:
    return element("r", None, element("br"))


def _leading_number(text: str) -> str:
    bare = text.lstrip("0123456789")
    if bare == text or not bare.startswith((".", "．")):
        return ""
    name = bare[1:].lstrip()
    return text[: len(text) - len(name)]


def _aside(spot: Place, style: Style) -> BaseOxmlElement:
    """``w:ind`` of a place, in twips; whole characters from the right also in hundredths."""
    distance = round(spot.distance * 20)
    if spot.side == "left":
        return element("ind", {"left": distance, "right": round(-spot.beyond * 20)})
    characters = round(spot.distance / style.character.points * 100)
    return element("ind", {"left": 0, "rightChars": characters, "right": distance})
