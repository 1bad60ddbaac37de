"""Any document as a draft: its title, the lines around the text, its sections.

A draft opened so has no facts; facts may be given to it afterwards, and its figures are then
checked like those of any other.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.manuscript import LETTERHEAD, Line, Manuscript, parse
from drafting.model import Brief, Draft, Section, Sentence
from drafting.returning.chapters import layout_of, text_of
from drafting.wording import split_sentences

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
FALLBACK_KIND = "work_summary"


def open_as_draft(path: Path, kind: str = "", brief: Brief | None = None) -> Draft:
    """The DOCX at ``path`` as a draft: headings by style, outline or number, 称呼, 落款, tables,
    attachments. ``kind`` is guessed from title and text where it is empty.

    Raises :class:`BadInput` for what is no DOCX, holds no text or names no kind. No model, no
    network.
    """
    from drafting.word import read

    if path.suffix.lower() != ".docx":
        raise BadInput(f"“{path.name}”不是 .docx 文件。请用 Word 或 WPS 另存为 .docx 再打开。")
    return draft_of(parse(read(path)), path.stem, kind, brief)


def draft_of(
    manuscript: Manuscript, name: str = "", kind: str = "", brief: Brief | None = None
) -> Draft:
    """Lines as a draft; ``name`` is the title where they have none. Raises BadInput."""
    lines = _title_first(manuscript.lines)
    layout = layout_of(lines)
    if not any(line.role not in ("title", "table_head") for line in lines):
        raise BadInput(f"“{name}”里没有正文，请核对文件。")
    title = lines[layout.title].text if layout.title is not None else name
    chosen = load_kind(kind or (brief.kind if brief else "") or _guessed(title, manuscript.text))
    sections = tuple(
        _section(number, lines, chapter.heading, chapter.lines)
        for number, chapter in enumerate(layout.chapters, 1)
    )
    known = brief or _brief(chosen.id, title, lines)
    return Draft(
        id=uuid.uuid4().hex[:12], kind=chosen.id, title=title, engine="offline", brief=known,
        sections=sections,
        front=tuple(lines[i].text for i in layout.front),
        back=tuple(text_of([lines[i] for i in layout.back]).split("\n\n")) if layout.back else (),
        notices=(f"这篇文稿由文件“{name}”打开，不是起草的；没有事实的数字无从核对。",),
    )  # fmt: skip


def _title_first(lines: Sequence[Line]) -> list[Line]:
    """What stands above the title, a red head or a number, comes under it as a line of the front."""
    at = next((i for i, line in enumerate(lines) if line.role == "title"), 0)
    above = [
        line if line.role in LETTERHEAD else replace(line, role="byline") for line in lines[:at]
    ]
    return [*lines[at : at + 1], *above, *lines[at + 1 :]]


def _section(
    number: int, lines: Sequence[Line], heading: int | None, below: Sequence[int]
) -> Section:
    own = [lines[i] for i in below]
    prose = "\n".join(line.text for line in own if line.role in ("body", "ending"))
    return Section(
        id=f"s{number}",
        heading="" if heading is None else lines[heading].text,
        level=0 if heading is None else 1,
        text=text_of(own),
        sentences=tuple(Sentence(sentence) for sentence in split_sentences(prose)),
    )


def _brief(kind: str, title: str, lines: Sequence[Line]) -> Brief:
    """What the lines around the text say of the occasion."""

    def said(role: str) -> str:
        return next((line.text for line in lines if line.role == role), "")

    return Brief(
        kind=kind, title=title, issuer=said("signature"),
        recipient=said("recipient").rstrip("：:"), audience=said("salutation").rstrip("：:"),
        date=_date_in(said("date") or said("dateline")),
    )  # fmt: skip


def _date_in(text: str) -> dt.date | None:
    found = _DATE.search(text)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:  # 13月
        return None


def _guessed(title: str, text: str) -> str:
    from retrieval.kinds import recognise

    found = recognise(title, text).kind
    try:
        return load_kind(found).id if found else FALLBACK_KIND
    except BadInput:  # a kind of samples that nothing is drafted in
        return FALLBACK_KIND
