"""Lines -> a DOCX on disk."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document

from drafting.manuscript import Line
from drafting.word.blank import blank_document
from drafting.word.body import paragraphs
from drafting.word.profile import Profile
from drafting.word.save import save
from drafting.word.text import clean
from drafting.word.tracking import Compared, merged

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
) -> None:
    """See :func:`drafting.word.write`."""
    document = blank_document(profile)
    body = document.element.body
    set_ = paragraphs(lines, profile)
    if compared is not None:
        old = list(paragraphs(compared.lines, profile))
        set_ = merged(old, list(set_), compared.author)
    for index, paragraph in enumerate(set_):
        body.insert(index, paragraph)
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
