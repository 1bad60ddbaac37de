"""Word files out and in; the only room that knows python-docx, and loads it only when used.

profile.py, profiles/   layouts: one TOML file each; layouts.py finds them, an office's own too
writer.py               Lines + Profile -> DOCX, saved whole or not at all
  blank.py                a clean document: settings, fonts, page, page numbers
  styles.py               the named styles of a profile
  body.py                 lines -> paragraphs and tables
  tables.py, heads.py     a ruled table; the cells of its head that span others
  turning.py              pages on their side for tables too wide for the page
  masthead.py, imprint.py   版头 on the first page, 版记 at the foot of the last
  contents.py, paging.py  目录 with the pages it names
  alignment.py            which paragraph of a version became which
  notes.py                comments on words of the text
  headings.py             where a run-in heading ends
  title.py                a long title broken by meaning
  signoff.py              where 署名 and date stand
  text.py, xml.py, units.py   characters, elements, lengths
  tracking/               an earlier version and this one as tracked changes
printing.py             DOCX -> PDF and pictures of pages, through LibreOffice
reader.py               any DOCX -> the Markdown of a draft
  archive.py              opens the ZIP, refusing what is unsafe or no DOCX
  look.py                 what styles say of a paragraph
  numbering.py            numbers Word counts by itself
  paragraphs.py           the words of a document, in reading order
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.manuscript import Line
from drafting.word.layouts import load_profile, profile_names
from drafting.word.profile import Profile

if TYPE_CHECKING:
    from drafting.word.notes import Note

__all__ = ["Profile", "load_profile", "profile_names", "read", "write"]


def write(
    lines: Sequence[Line],
    path: Path,
    *,
    profile: Profile | str = "official",
    title: str = "",
    author: str = "",
    kind_name: str = "",
    compare: Sequence[Line] | None = None,
    changed_by: str = "",
    contents: bool | None = None,
    notes: Sequence[Note] = (),
    pages: Mapping[int, int] | None = None,
    rules: Mapping[str, str] | None = None,
) -> None:
    """Write ``lines`` as a DOCX laid out by ``profile`` (its name or the profile itself).

    With ``compare``, an earlier version, the file shows what became of it as tracked changes of
    ``changed_by`` (by default ``author``): accepting all gives ``lines``, rejecting all ``compare``.

    ``contents`` asks for a table of contents or forbids it; by default the profile decides by
    length. ``notes`` become comments on the words they name. Neither goes with ``compare``. The
    page of a heading, by the index of its line, is taken from ``pages`` where it is known.
    ``rules`` gives by caption how a table is ruled: ``grid`` or ``three-line``.

    ``title`` (by default the title line), ``author`` and ``kind_name`` become the document's
    properties. Raises :class:`BadInput` for an unknown profile and :class:`StoreFailed` when the
    file cannot be written; a file already at ``path`` is then unharmed.
    """
    from drafting.word.tracking import Author, Compared
    from drafting.word.writer import write_document

    chosen = load_profile(profile) if isinstance(profile, str) else profile
    by = Author(changed_by or author or "拟稿台", dt.datetime.now())
    write_document(
        lines, path, chosen, title=title, author=author, kind_name=kind_name,
        compared=None if compare is None else Compared(compare, by), with_contents=contents,
        notes=notes, pages=pages, rules=rules or {},
    )  # fmt: skip


def read(path: Path) -> str:
    """The text of any DOCX as draft Markdown: headings marked, paragraphs parted by blank lines.

    Tracked changes are read as accepted. Raises :class:`BadInput` for what is no DOCX.
    """
    from drafting.word.reader import read_document

    return read_document(path)
