"""Lines -> the blocks of ``w:body``: paragraphs and tables, blank lines of the layout included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import TABLE_ROLES, Line, Role, cells_of
from drafting.word.imprint import imprint
from drafting.word.profile import Profile
from drafting.word.setter import Setter
from drafting.word.text import clean

_HEAD: frozenset[Role] = frozenset(("title", "dateline", "byline"))
_SIGNOFF: frozenset[Role] = frozenset(("signature", "date"))
_CLOSING: frozenset[Role] = _SIGNOFF | {"attachment"}
"""Stays on one page with the short text before it: no page holds 附件说明 and 落款 alone."""
_TITLES: frozenset[Role] = frozenset(("title", "annex_title"))


class Block(NamedTuple):
    """A ``w:p`` or ``w:tbl`` and the lines it was made from: none for a blank line, several for a
    table."""

    element: BaseOxmlElement
    lines: tuple[int, ...] = ()


class _Item(NamedTuple):
    role: Role
    text: list[str]
    place: int


def paragraphs(lines: Sequence[Line], profile: Profile) -> Iterator[BaseOxmlElement]:
    """The elements of a document; at least one, and no table is the last."""
    return (block.element for block in blocks(lines, profile))


def blocks(lines: Sequence[Line], profile: Profile) -> Iterator[Block]:
    """The elements of a document, each with the lines it was made from."""
    setter = Setter(profile)
    tidy = [_Item(line.role, clean(line.text), index) for index, line in enumerate(lines)]
    items = _number_first([item for item in tidy if item.text])
    if not items:
        yield Block(setter.blank(keep=False))
    at = 0
    while at < len(items):
        count = _together(items, at)
        yield from _set(setter, profile, items, at, count)
        at += count


def _number_first(items: list[_Item]) -> list[_Item]:
    """文号 stands above the title (7.2.5), wherever a draft keeps it among its first lines."""
    title = next((i for i, item in enumerate(items) if item.role == "title"), len(items))
    numbers = [item for item in items[title:] if item.role == "number"]
    rest = [item for item in items[title:] if item.role != "number"]
    return [*items[:title], *numbers, *rest]


def _together(items: Sequence[_Item], at: int) -> int:
    """How many items from ``at`` make one block: the rows of a table, the lines of 版记."""
    role = items[at].role
    follows: frozenset[Role] = frozenset()
    if role in TABLE_ROLES:
        follows = frozenset(("table",))
    elif role == "imprint":
        follows = frozenset(("imprint",))
    end = at + 1
    while end < len(items) and items[end].role in follows:
        end += 1
    return end - at


def _set(
    setter: Setter, profile: Profile, items: Sequence[_Item], at: int, count: int
) -> Iterator[Block]:
    role, text, _ = items[at]
    before = items[at - 1].role if at else None
    after = items[at + count].role if at + count < len(items) else None
    own = tuple(item.place for item in items[at : at + count])
    if _opens_block(role, before) and profile.styles[role].blank_before:
        # 42 mm of seal, its middle over the date, come within a line of the text above
        for _ in range(2 if role in _SIGNOFF and profile.signoff.seal else 1):
            yield Block(setter.blank(keep=role in _CLOSING))
    if role in TABLE_ROLES:
        rows = [(item.role, _cells(item)) for item in items[at : at + count]]
        yield Block(setter.table(rows), own)
        if after is None or after in TABLE_ROLES:  # Word joins tables that touch
            yield Block(setter.blank(keep=False))
    elif role == "imprint":
        lines = [part for item in items[at : at + count] for part in item.text]
        yield Block(imprint(lines, setter, profile), own)
        yield Block(setter.hair())
    elif role in _TITLES:
        yield Block(setter.title(role, text), own)
    elif role in _SIGNOFF:
        pairs = [(item.role, item.text) for item in items]
        yield from (Block(one, own) for one in setter.signoff(pairs, at))
    else:
        keep = after in _CLOSING and setter.is_short(text[-1])
        yield from (Block(one, own) for one in setter.ordinary(role, text, keep=keep))
    yield from (Block(setter.blank(keep=keep)) for keep in _blanks_after(role, after))


def _blanks_after(role: Role, after: Role | None) -> list[bool]:
    """The blank lines behind a block, and whether each is held on the page of what follows: two
    between 文号 and title (7.3.1), one under a title and under the line 附件 (7.3.7)."""
    if role == "number" and after == "title":
        return [True, True]
    if role == "annex" and after is not None:
        return [True]
    under = role in _HEAD or role == "annex_title" or role == "number"
    return [False] if under and after is not None and after not in _HEAD | {"number"} else []


def _cells(item: _Item) -> tuple[str, ...]:
    return tuple(cells_of(" ".join(item.text)))


def _opens_block(role: Role, before: Role | None) -> bool:
    return before is not None and before != role and (role, before) != ("date", "signature")
