"""A DOCX that came back: its text as it is meant to be, who changed what, and what they remarked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line, from_markdown, to_markdown
from drafting.word.archive import Parts, open_parts
from drafting.word.losses import losses
from drafting.word.paragraphs import ACCEPTED, REJECTED, Paragraph, run_text
from drafting.word.reader import read_lines
from drafting.word.xml import tag

_CHANGES = tuple(tag(name) for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange"))
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_ON = ("1", "true", "on")
_LOST = frozenset(tag(name) for name in ("del", "moveFrom"))


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin and the words it hangs on; ``at`` is as the file says, ISO 8601."""

    author: str
    at: str
    text: str
    quote: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """A line of the text with all changes accepted; ``authors`` changed it (or took out what stood
    before it), the last at ``at``; both are empty where nothing is marked."""

    line: Line
    authors: tuple[str, ...] = ()
    at: str = ""
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """``lines`` with all changes accepted, ``original`` with all rejected: what went out."""

    lines: tuple[ReviewedLine, ...]
    original: tuple[Line, ...]
    notices: tuple[str, ...] = ()
    """What the file holds that was not read."""


def read_review(path: Path) -> Review:
    """Read a DOCX with tracked changes and comments of Word, WPS or LibreOffice. Raises
    :class:`BadInput` for what is no DOCX."""
    parts = open_parts(path)
    read = list(read_lines(parts, path.name, ACCEPTED))
    original = [line for line, _ in read_lines(parts, path.name, REJECTED)]
    told, settled = _told(parts), _settled(parts)
    seen: set[str] = set()
    lines = []
    for line, (_, paragraph) in zip(_placed([line for line, _ in read]), read, strict=True):
        comments = tuple(_comments(paragraph, told, seen, settled))
        authors, at = _changed_by(paragraph)
        lines.append(ReviewedLine(line, authors, at, comments))
    return Review(tuple(lines), tuple(_placed(original)), losses(parts.document))


def _placed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the roles of a draft, 称呼 and 落款 among them."""
    return from_markdown(to_markdown(lines)).lines


def _changed_by(paragraph: Paragraph) -> tuple[tuple[str, ...], str]:
    marks = [mark for node in paragraph.nodes for mark in node.iter(*_CHANGES)]
    authors = dict.fromkeys(str(mark.get(tag("author"), "")) for mark in marks)
    moments = [str(mark.get(tag("date"), "")) for mark in marks]
    return tuple(name for name in authors if name), max(moments, default="")


def _told(parts: Parts) -> dict[str, BaseOxmlElement]:
    root = parts.comments
    found = () if root is None else root.findall(tag("comment"))
    return {str(comment.get(tag("id"))): comment for comment in found}


def _settled(parts: Parts) -> set[str]:
    """Ids of the paragraphs that end a comment which someone has marked as done."""
    found = () if parts.threads is None else parts.threads.iter(f"{_W15}commentEx")
    return {str(one.get(f"{_W15}paraId")) for one in found if one.get(f"{_W15}done") in _ON}


def _comments(
    paragraph: Paragraph, told: dict[str, BaseOxmlElement], seen: set[str], settled: set[str]
) -> Iterator[Comment]:
    """Comments that begin in the paragraph; one that hangs on nothing is where its mark stands."""
    quotes = _quotes(paragraph)
    for identifier, quote in quotes.items():
        comment = told.get(identifier)
        if comment is None or identifier in seen:
            continue
        seen.add(identifier)
        lines = ["".join(t.text or "" for t in p.iter(tag("t"))) for p in comment.iter(tag("p"))]
        text = "\n".join(line.strip() for line in lines if line.strip())
        if text:
            author, at = str(comment.get(tag("author"), "")), str(comment.get(tag("date"), ""))
            ends = {str(p.get(_PARAGRAPH_ID, "")) for p in comment.iter(tag("p"))}
            yield Comment(author, at, text, quote, not settled.isdisjoint(ends))


def _quotes(paragraph: Paragraph) -> dict[str, str]:
    """Comment id -> the words it hangs on within the paragraph, changes accepted."""
    quotes: dict[str, str] = {}
    open_: set[str] = set()
    for node in paragraph.nodes:
        for element in node.iter():
            identifier = str(element.get(tag("id"), ""))
            if element.tag == tag("commentRangeStart"):
                open_.add(identifier)
                quotes.setdefault(identifier, "")
            elif element.tag == tag("commentRangeEnd"):
                open_.discard(identifier)
            elif element.tag == tag("commentReference"):
                quotes.setdefault(identifier, "")
            elif element.tag == tag("r") and not _is_lost(element):
                for one in open_:
                    quotes[one] += run_text(element, ACCEPTED)
    return quotes


def _is_lost(run: BaseOxmlElement) -> bool:
    return any(above.tag in _LOST for above in run.iterancestors())
