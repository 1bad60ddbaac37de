"""Any DOCX -> the Markdown of a draft (INTERFACES.md, "Draft text")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafting.errors import BadInput
from drafting.manuscript import Line, Role, to_markdown
from drafting.word.archive import open_parts
from drafting.word.headings import numbered_role, standalone_role
from drafting.word.look import Styles
from drafting.word.numbering import Numbering
from drafting.word.paragraphs import Paragraph, paragraphs
from drafting.word.styles import style_id
from drafting.word.titles import title_span
from drafting.word.xml import tag

_LEVELS: tuple[Role, ...] = ("heading1", "heading2", "heading3", "heading4")
_OURS = {style_id(role): role for role in ("title", *_LEVELS)}
_PLAIN_OF_OURS = {
    style_id(role)
    for role in ("dateline", "byline", "recipient", "salutation", "attachment", "signature", "date")
}
_ITEM = re.compile(r"\d{1,2}[.．]")
_CONTENTS = re.compile(r"toc \d|目录 \d")


def read_document(path: Path) -> str:
    """See :func:`drafting.word.read`."""
    parts = open_parts(path)
    body = parts.document.find(tag("body"))
    if body is None:
        raise BadInput(f"“{path.name}”里没有正文，请核对文件。")
    found = paragraphs(body, Styles(parts.styles), Numbering(parts.numbering))
    return to_markdown(_lines([one for one in found if not _is_contents(one)]))


def _lines(found: Sequence[Paragraph]) -> Iterator[Line]:
    start, end = title_span(found)
    shifted = _title_took_first_level(found[start:end])
    listing = False
    for index, paragraph in enumerate(found):
        if index == start and end > start:
            yield Line("title", _joined([line for p in found[start:end] for line in p.lines]))
        if start <= index < end:
            continue
        for text in paragraph.lines:
            listing = text.startswith(("附件：", "附件:")) or (listing and bool(_ITEM.match(text)))
            role = None if listing else _heading(text, paragraph, shifted=shifted)
            yield Line(role or "body", text)


def _heading(text: str, paragraph: Paragraph, *, shifted: bool) -> Role | None:
    """The heading role of a line: by our own style, by outline and number, or by number alone."""
    look = paragraph.look
    if look is None or look.style in _PLAIN_OF_OURS:
        return None
    if look.style in _OURS:
        return _OURS[look.style]
    if look.outline is None:
        return standalone_role(text)
    level = look.outline - (1 if shifted else 0)
    return numbered_role(text) or _LEVELS[min(max(level, 0), len(_LEVELS) - 1)]


def _title_took_first_level(title: Sequence[Paragraph]) -> bool:
    """Many people set the title in Heading 1 and the first headings in Heading 2."""
    return any(one.look is not None and one.look.outline == 0 for one in title)


def _joined(lines: Sequence[str]) -> str:
    """The lines of a title as one; words of western script keep a space between them."""
    whole = ""
    for line in lines:
        western = whole[-1:].isascii() and whole[-1:].isalnum() and line[0].isascii()
        whole += f" {line}" if western and line[0].isalnum() else line
    return whole


def _is_contents(paragraph: Paragraph) -> bool:
    look = paragraph.look
    return look is not None and any(_CONTENTS.fullmatch(name) for name in look.names)
