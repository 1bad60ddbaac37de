"""Lines -> a DOCX on disk."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line
from drafting.word.blank import blank_document
from drafting.word.body import NO_RULES, blocks, paragraphs
from drafting.word.contents import contents, contents_styles, is_wanted, restart
from drafting.word.notes import Note, annotate
from drafting.word.profile import Profile
from drafting.word.save import save
from drafting.word.text import clean
from drafting.word.tracking import Compared, merged
from drafting.word.turning import with_sections

_PROGRAM = "拟稿台"
_LONGEST_PROPERTY = 255
"""Characters python-docx allows in a document property."""


def write_document(
    lines: Sequence[Line],
    path: Path,
    profile: Profile,
    *,
    title: str,
    author: str,
    kind_name: str,
    compared: Compared | None = None,
    with_contents: bool | None = None,
    notes: Sequence[Note] = (),
    pages: Mapping[int, int] | None = None,
    rules: Mapping[str, str] = NO_RULES,
) -> None:
    """See :func:`drafting.word.write`."""
    document = blank_document(profile)
    body = document.element.body
    set_ = list(blocks(lines, profile, rules, may_turn=compared is None))
    before: list[BaseOxmlElement] = []
    if compared is None and is_wanted(with_contents, set_, lines, profile):
        before = contents(set_, lines, profile, body[-1], pages)
        restart(body[-1])
        document.styles.element.extend(contents_styles(profile))
    if notes and compared is None:
        annotate(document, set_, lines, notes, author or _PROGRAM)
    elements: Iterable[BaseOxmlElement] = with_sections(set_, body[-1], profile)
    if compared is not None:
        old = list(paragraphs(compared.lines, profile, rules))
        elements = merged(old, [block.element for block in set_], compared.author)
    for index, one in enumerate([*before, *elements]):
        body.insert(index, one)
    heading = next((line.text for line in lines if line.role == "title"), "")
    _describe(document, title=title or heading, author=author, subject=kind_name)
    stream = io.BytesIO()
    document.save(stream)
    save(stream.getvalue(), path)


def _describe(document: Document, *, title: str, author: str, subject: str) -> None:
    """Fill the core properties; times are UTC, as the format asks."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)
    properties = document.core_properties
    properties.title = _property(title)
    properties.author = properties.last_modified_by = _property(author)
    properties.subject = properties.category = _property(subject)
    properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = now


def _property(text: str) -> str:
    return "".join(clean(text))[:_LONGEST_PROPERTY]
