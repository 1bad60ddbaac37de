"""Tables of a brief as lines of a section: set where they belong, and kept while prose is rewritten.

No engine writes a table: it is put into the finished section as the facts file has it, so that no
figure can change on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.kinds import Kind
from drafting.manuscript import Line, row_of, to_markdown
from drafting.model import Brief, FactTable, Outline, PlannedSection, Section, Sentence
from drafting.wording import bigrams, split_sentences

_ABOUT = 0.4
"""Share of a caption's pairs of characters from which a paragraph is what the table is about."""
_POINT = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]|首先|其次|最后|（)"
)
"""A paragraph that counts off a point: a table comes after the last of them."""
_NAMES_MATTER = re.compile(r"(?:情况|统计|分布|对比|变化|明细|名单|进度|安排|构成|清单|结果|分工)$")
_POINTED_AT = re.compile(r"[下附]表|表\s?[0-9一二三四五六七八九十]")
_BLOCK = re.compile(
    r"(?:^表[^\n]{1,60}\n\n)?(?:^[（(]?(?:计量)?单位[:：][^\n|]{1,24}\n\n)?(?:^\|[^\n]*\|[ \t]*$\n?)+",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A table and its number in the document, from 1."""

    number: int
    table: FactTable

    @property
    def caption(self) -> str:
        """The line over it."""
        return f"表{self.number}　{self.table.caption}"


def tables_of(brief: Brief, kind: Kind, outline: Outline) -> dict[str, tuple[Numbered, ...]]:
    """Section id -> its tables, numbered through the document. A speech has none."""
    if kind.voice == "speech":
        return {}
    owned: dict[str, list[FactTable]] = {section.id: [] for section in outline.sections}
    for table in brief.tables:
        owned[_home(table, brief, kind, outline).id].append(table)
    numbers = iter(range(1, len(brief.tables) + 1))
    return {
        key: tuple(Numbered(next(numbers), table) for table in tables)
        for key, tables in owned.items()
        if tables
    }


def _home(table: FactTable, brief: Brief, kind: Kind, outline: Outline) -> PlannedSection:
    """By the words of a heading, by the topic, else by what the facts of a section speak of."""
    headed = [section for section in outline.sections if section.level] or list(outline.sections)
    named = [s for s in headed if table.section and table.section in s.heading]
    ids = [section.id for section in kind.sections if table.topic in section.topics]
    by_topic = [section for section in headed if section.id in ids]
    words = bigrams("".join((table.caption, *table.says)))
    facts = {fact.id: bigrams(fact.text) for fact in brief.facts}

    def told(section: PlannedSection) -> int:
        return len(words & set[str]().union(*(facts.get(i, set()) for i in section.facts)))

    return next(iter([*named, *by_topic]), None) or max(headed, key=told)


def notices_of(brief: Brief, kind: Kind, outline: Outline) -> Iterator[str]:
    """What the writer should know about tables that stand elsewhere than asked for."""
    if brief.tables and kind.voice == "speech":
        yield "讲话稿里不放表格；表中的数字仍作为事实核对，要讲到的请写成事实。"
        return
    headings = [section.heading for section in outline.sections]
    for table in brief.tables:
        if table.section and not any(table.section in heading for heading in headings):
            yield f"表格“{table.caption}”要放的“{table.section}”不在提纲里，已按内容放在相近的一节。"


def with_tables(section: Section, tables: Sequence[Numbered]) -> Section:
    """The section with its tables, each after the paragraph it is about, with a sentence that
    points at it where none does."""
    for table in tables:
        section = _with_table(section, table)
    return section


def _with_table(section: Section, table: Numbered) -> Section:
    parts = section.text.split("\n\n")
    at = _place(parts, table)
    told = "\n\n".join(parts[: at + 1])
    lead = "" if _POINTED_AT.search(parts[at]) else _lead(table)
    apart = bool(_POINT.match(parts[at])) or parts[at].startswith(("#", "【", "|"))
    if lead:
        told += f"\n\n{lead}" if apart and told else lead
    text = "\n\n".join((told, block(table), *parts[at + 1 :]))
    sentences = _with_sentence(section, text, lead) if lead else section.sentences
    return replace(section, text=text, sentences=sentences)


def _place(parts: Sequence[str], table: Numbered) -> int:
    """Index of the paragraph the table follows: the one most about it, else the last; never
    between points that are counted off, never right under a heading."""
    words = bigrams(table.table.caption)
    shares = [
        0.0
        if part.startswith(("#", "|", "【"))
        else len(words & bigrams(part)) / max(1, len(words))
        for part in parts
    ]
    best = max(range(len(parts)), key=lambda at: shares[at])
    at = best if shares[best] >= _ABOUT else len(parts) - 1
    while at + 1 < len(parts) and _POINT.match(parts[at]) and _POINT.match(parts[at + 1]):
        at += 1
    while at + 1 < len(parts) and parts[at + 1].startswith(("|", "表", "单位：")):
        at += 1  # behind a table that follows the same paragraph
    return at


def _lead(table: Numbered) -> str:
    caption = table.table.caption
    if _NAMES_MATTER.search(caption):
        return f"{caption}详见表{table.number}。"
    return f"具体情况详见表{table.number}。"


def _with_sentence(section: Section, text: str, lead: str) -> tuple[Sentence, ...]:
    """The sentences in their order in the text, the new one among them."""
    before = text[: text.index(lead)]
    at, count = 0, 0
    for sentence in section.sentences:
        found = before.find(sentence.text, at)
        if found < 0:
            break
        at, count = found + len(sentence.text), count + 1
    return (*section.sentences[:count], Sentence(lead), *section.sentences[count:])


def block(table: Numbered) -> str:
    """Caption, unit and rows as Markdown."""
    told = table.table
    lines = [Line("caption", table.caption)]
    if told.unit:
        lines.append(Line("unit", f"单位：{told.unit}"))
    lines += [Line("table_head", row_of(row)) for row in told.head]
    lines += [Line("table", row_of(row)) for row in told.rows]
    return to_markdown(lines).strip()


def rules_of(brief: Brief) -> dict[str, str]:
    """Caption without number -> how the table is ruled, where the brief says so."""
    return {table.caption: table.rules for table in brief.tables if table.rules}


@dataclass(frozen=True, slots=True)
class Parted:
    """A section without its tables; of each, how many paragraphs stood before it, its lines, and
    the sentence that pointed at it."""

    section: Section
    blocks: tuple[tuple[int, str, str], ...]


def part(section: Section) -> Parted:
    """Take the tables out of a section, so that its prose can be rewritten."""
    blocks: list[tuple[int, str, str]] = []
    text, end = "", 0
    for found in _BLOCK.finditer(section.text):
        text += section.text[end : found.start()]
        before = _paragraphs(text)
        last = split_sentences(before[-1])[-1:] if before else []
        lead = "".join(one for one in last if _POINTED_AT.search(one))
        blocks.append((len(before), found[0].strip(), lead))
        end = found.end()
    text = "\n\n".join(_paragraphs(text + section.text[end:]))
    return Parted(replace(section, text=text) if blocks else section, tuple(blocks))


def put_back(section: Section, parted: Parted) -> Section:
    """The tables in the rewritten section: each after as many paragraphs as before, those at the
    end at the end; what pointed at a table is said again where nothing does any more."""
    if not parted.blocks:
        return section
    old, parts = len(_paragraphs(parted.section.text)), _paragraphs(section.text)
    pointed = bool(_POINTED_AT.search(section.text))
    leads = []
    for count, text, lead in reversed(parted.blocks):
        at = len(parts) if count >= old else min(count, len(parts))
        if lead and not pointed and at and not parts[at - 1].startswith(("#", "|", "【")):
            parts[at - 1] += lead
            leads.append(lead)
        parts.insert(at, text)
    made = replace(section, text="\n\n".join(parts))
    for lead in reversed(leads):
        made = replace(made, sentences=_with_sentence(made, made.text, lead))
    return made


def _paragraphs(text: str) -> list[str]:
    return [part for part in (one.strip() for one in text.split("\n\n")) if part]
