"""Which paragraphs of a foreign document are its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafting.word.headings import numbered_role
from drafting.word.paragraphs import Paragraph

_AMONG = 12
"""Paragraphs looked at: a red head and a document number may stand above the title."""
_SMALLEST, _LARGEST = 18.0, 30.0
"""Type sizes of titles in pt (小二 to 一号); red heads are larger."""
_LONGEST = 60
_SENTENCE_ENDS = ("。", "！", "？", "；", "：", "，", ":", ";", ".")


def title_span(found: Sequence[Paragraph]) -> tuple[int, int]:
    """Half-open range of the paragraphs that make up the title; ``(0, 0)`` where there is none.

    Tried in order: the style Title; centred and large; the first paragraph, if it is in Heading 1
    or centred or simply short and without an end mark.
    """
    for fits in (_is_styled, _is_large):
        for index, paragraph in enumerate(found[:_AMONG]):
            if fits(paragraph):
                return index, _end(found, index, fits)
    if len(found) > 1 and _may_be_title(found[0]):
        return 0, 1
    return 0, 0


def _end(found: Sequence[Paragraph], start: int, fits: Callable[[Paragraph], bool]) -> int:
    """Where the title ends that people spread over several paragraphs of one size."""
    first, end = found[start], start + 1
    while end < min(len(found), start + 4) and fits(found[end]) and _alike(first, found[end]):
        end += 1
    return end


def _alike(one: Paragraph, other: Paragraph) -> bool:
    return one.look is not None and other.look is not None and one.look.size == other.look.size


def _is_styled(paragraph: Paragraph) -> bool:
    return paragraph.look is not None and not {"title", "标题"}.isdisjoint(paragraph.look.names)


def _is_large(paragraph: Paragraph) -> bool:
    look = paragraph.look
    return (
        look is not None
        and look.centred
        and _SMALLEST <= look.size <= _LARGEST
        and numbered_role(paragraph.lines[0]) is None
    )


def _may_be_title(paragraph: Paragraph) -> bool:
    text = "".join(paragraph.lines)
    return (
        paragraph.look is not None
        and len(text) <= _LONGEST
        and not text.endswith(_SENTENCE_ENDS)
        and numbered_role(text) is None
    )
