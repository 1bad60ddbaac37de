"""Any DOCX -> the Markdown of a draft (INTERFACES.md, "Draft text")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from drafting.errors import BadInput
from drafting.manuscript import LETTERHEAD, Line, Role, to_markdown
from drafting.word.archive import Parts, open_parts
from drafting.word.headings import numbered_role, standalone_role
from drafting.word.look import Styles
from drafting.word.numbering import Numbering
from drafting.word.paragraphs import ACCEPTED, Paragraph, Side, paragraphs
from drafting.word.styles import style_id
from drafting.word.titles import title_span
from drafting.word.xml import tag

_LEVELS: tuple[Role, ...] = ("heading1", "heading2", "heading3", "heading4")
_OURS = {style_id(role): role for role in ("title", *_LEVELS)}
_PLAIN: tuple[Role, ...] = (
    *LETTERHEAD, "dateline", "byline", "recipient", "salutation", "caption", "unit", "attachment",
    "signature", "date", "annex", "annex_title", "imprint",
)  # fmt: skip
_PLAIN_OF_OURS = {style_id(role) for role in _PLAIN}
_PRINTED = re.compile(r" +(?=\d{4}年\d{1,2}月\d{1,2}日印发$)")
"""Where 版记 parts who printed it from when, by a tabulator."""
_SIGNED = re.compile(r"(?<=号)[\s　]+(?=签发人[:：])")
"""Where 文号 and 签发人 stand in one row."""
_ROWS: dict[str, Role] = {"head": "table_head", "body": "table"}
_ITEM = re.compile(r"\d{1,2}[.．]")
_CONTENTS = re.compile(r"toc \d|目录 \d|toc heading")


def read_document(path: Path) -> str:
    """See :func:`drafting.word.read`."""
    parts = open_parts(path)
    return to_markdown(line for line, _ in read_lines(parts, path.name))


def read_lines(parts: Parts, name: str, side: Side = ACCEPTED) -> Iterator[tuple[Line, Paragraph]]:
    """The lines of a document, each with the paragraph it was read from (the first of a title).
    Raises :class:`BadInput` where there is no body."""
    body = parts.document.find(tag("body"))
    if body is None:
        raise BadInput(f"“{name}”里没有正文，请核对文件。")
    found = paragraphs(body, Styles(parts.styles), Numbering(parts.numbering), side)
    yield from _lines([one for one in found if not _is_contents(one)])


def _lines(found: Sequence[Paragraph]) -> Iterator[tuple[Line, Paragraph]]:
    start, end = title_span(found)
    shifted = _title_took_first_level(found[start:end])
    listing = False
    for index, paragraph in enumerate(found):
        if index == start and end > start:
            whole = _joined([line for p in found[start:end] for line in p.lines])
            nodes = tuple(node for p in found[start:end] for node in p.nodes)
            yield Line("title", whole), replace(paragraph, nodes=nodes)
        if start <= index < end:
            continue
        for text in paragraph.lines:
            if paragraph.row:
                yield Line(_ROWS[paragraph.row], text), paragraph
                continue
            if signed := _SIGNED.search(text):
                yield Line("body", text[: signed.start()]), paragraph
                text = text[signed.end() :]
            text = _PRINTED.sub("　", text)
            listing = text.startswith(("附件：", "附件:")) or (listing and bool(_ITEM.match(text)))
            role = None if listing else _heading(text, paragraph, shifted=shifted)
            yield Line(role or "body", text), paragraph


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
