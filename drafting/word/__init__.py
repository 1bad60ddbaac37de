"""Word files out and in; the only room that knows python-docx, and loads it only when used.

profile.py, profiles/   layouts: one TOML file each
writer.py               Lines + Profile -> DOCX, saved whole or not at all
  blank.py                a clean document: settings, fonts, page, page numbers
  styles.py               the named styles of a profile
  body.py                 lines -> paragraphs
  headings.py             where a run-in heading ends
  title.py                a long title broken by meaning
  signoff.py              where 署名 and date stand
  text.py, xml.py, units.py   characters, elements, lengths
  tracking/               an earlier version and this one as tracked changes
reader.py               any DOCX -> the Markdown of a draft
  archive.py              opens the ZIP, refusing what is unsafe or no DOCX
  look.py                 what styles say of a paragraph
  numbering.py            numbers Word counts by itself
  paragraphs.py           the words of a document, in reading order
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from drafting.manuscript import Line
from drafting.word.profile import Profile, load_profile, profile_names

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
) -> None:
    """Write ``lines`` as a DOCX laid out by ``profile`` (its name or the profile itself).

    With ``compare``, an earlier version, the file shows what became of it as tracked changes of
    ``changed_by`` (by default ``author``): accepting all gives ``lines``, rejecting all ``compare``.

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
        compared=None if compare is None else Compared(compare, by),
    )  # fmt: skip


def read(path: Path) -> str:
    """The text of any DOCX as draft Markdown: headings marked, paragraphs parted by blank lines.

    Tracked changes are read as accepted. Raises :class:`BadInput` for what is no DOCX.
    """
    from drafting.word.reader import read_document

    return read_document(path)
