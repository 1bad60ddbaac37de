"""Lines -> the blocks of ``w:body``: paragraphs and tables, blank lines of the layout included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import LETTERHEAD, TABLE_ROLES, Line, Role, cells_of
from drafting.word.imprint import imprint
from drafting.word.masthead import issue_row, masthead
from drafting.word.profile import Profile
from drafting.word.setter import Setter
from drafting.word.tables import Row, fit
from drafting.word.text import clean

_IN_ONE_ROW: frozenset[Role] = frozenset(("number", "signer"))
NO_RULES: Mapping[str, str] = MappingProxyType({})
_OVER_TABLE: frozenset[Role] = frozenset(("caption", "unit"))
_BELOW_TABLE = 160
"""Twips between a table and the text below it; a table below it stands a line away."""
_HEAD: frozenset[Role] = frozenset(("title", "dateline", "byline"))
_SIGNOFF: frozenset[Role] = frozenset(("signature", "date"))
_CLOSING: frozenset[Role] = _SIGNOFF | {"attachment"}
"""Stays on one page with the short text before it: no page holds 附件说明 and 落款 alone."""
_TITLES: frozenset[Role] = frozenset(("title", "annex_title"))


class Block(NamedTuple):
    """A ``w:p`` or ``w:tbl`` and the lines it was made from: none for a blank line, several for a
    table. ``landscape`` ones stand on a page on its side."""

    element: BaseOxmlElement
    lines: tuple[int, ...] = ()
    landscape: bool = False


class _Item(NamedTuple):
    role: Role
    text: list[str]
    place: int


def paragraphs(
    lines: Sequence[Line], profile: Profile, rules: Mapping[str, str] = NO_RULES
) -> Iterator[BaseOxmlElement]:
    """The elements of a document; at least one, and no table is the last."""
    return (block.element for block in blocks(lines, profile, rules))


def blocks(
    lines: Sequence[Line],
    profile: Profile,
    rules: Mapping[str, str] = NO_RULES,
    *,
    may_turn: bool = False,
) -> Iterator[Block]:
    """The elements of a document, each with the lines it was made from. ``rules`` says by caption
    how a table is ruled; tables too wide for the page stand on their side where ``may_turn``."""
    setter = Setter(profile)
    tidy = [_Item(line.role, clean(line.text), index) for index, line in enumerate(lines)]
    items = _letterhead_first([item for item in tidy if item.text])
    if not items:
        yield Block(setter.blank(keep=False))
    at = 0
    while at < len(items):
        count = _together(items, at)
        if items[at].role in TABLE_ROLES or _leads_to_table(items, at):
            end = _end_of_table(items, at)
            yield from _table(setter, profile, items[at:end], items[end : end + 1], rules, may_turn)
            at = end
            continue
        yield from _set(setter, profile, items, at, count)
        at += count


def _leads_to_table(items: Sequence[_Item], at: int) -> bool:
    """Whether caption or unit stand here right above a table."""
    while at < len(items) and items[at].role in _OVER_TABLE:
        at += 1
    return at < len(items) and items[at].role in TABLE_ROLES


def _end_of_table(items: Sequence[_Item], at: int) -> int:
    for roles in (_OVER_TABLE, frozenset(("table_head",)), frozenset(("table",))):
        while at < len(items) and items[at].role in roles:
            at += 1
    return at


def _table(
    setter: Setter,
    profile: Profile,
    own: Sequence[_Item],
    after: Sequence[_Item],
    rules: Mapping[str, str],
    may_turn: bool,
) -> Iterator[Block]:
    """A table and the lines over it, all on one page, or on one that lies on its side."""
    rows: list[Row] = [(item.role, _cells(item)) for item in own if item.role in TABLE_ROLES]
    made = fit(rows, profile, may_turn=may_turn)
    over = [item for item in own if item.role in _OVER_TABLE]
    for item in over:
        for one in setter.ordinary(item.role, item.text, keep=True):
            yield Block(one, (item.place,), made.landscape)
    captions = ["".join(item.text) for item in over if item.role == "caption"]
    chosen = next(
        (how for said, how in rules.items() if captions and captions[-1].endswith(said)), ""
    )
    places = tuple(item.place for item in own if item.role in TABLE_ROLES)
    yield Block(setter.table(rows, made, chosen), places, made.landscape)
    if not made.landscape:
        another = not after or after[0].role in (*TABLE_ROLES, *_OVER_TABLE)
        yield Block(setter.blank(keep=False) if another else setter.hair(_BELOW_TABLE))


def _letterhead_first(items: list[_Item]) -> list[_Item]:
    """版头 stands above the title (7.2): 发文机关标志, 文号, 签发人, wherever a draft keeps them."""
    head = [item for role in LETTERHEAD for item in items if item.role == role]
    return [*head, *(item for item in items if item.role not in LETTERHEAD)]


def _together(items: Sequence[_Item], at: int) -> int:
    """How many items from ``at`` make one block: the lines of 版记, 文号 and 签发人."""
    groups = (_IN_ONE_ROW, frozenset(("imprint",)))
    group = next((one for one in groups if items[at].role in one), frozenset())
    end = at + 1
    while end < len(items) and items[end].role in group:
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
    if role == "imprint":
        lines = [part for item in items[at : at + count] for part in item.text]
        yield Block(imprint(lines, setter, profile), own)
        yield Block(setter.hair())
    elif role == "masthead":
        yield Block(masthead("".join(text), setter, profile), own)
    elif role in _IN_ONE_ROW:
        rows = items[at : at + count]
        yield from _issue(setter, profile, rows, red=before == "masthead")
    elif role in _TITLES:
        yield Block(setter.title(role, text), own)
    elif role in _SIGNOFF:
        pairs = [(item.role, item.text) for item in items]
        yield from (Block(one, own) for one in setter.signoff(pairs, at))
    else:
        keep = after in _CLOSING and setter.is_short(text[-1])
        yield from (Block(one, own) for one in setter.ordinary(role, text, keep=keep))
    below = items[at + count - 1].role
    yield from (Block(setter.blank(keep=keep)) for keep in _blanks_after(below, after))


def _issue(
    setter: Setter, profile: Profile, items: Sequence[_Item], *, red: bool
) -> Iterator[Block]:
    """文号 and 签发人 in one row, the red line under them where 发文机关标志 stands above."""
    said = {
        role: "　".join(part for item in items if item.role == role for part in item.text)
        for role in _IN_ONE_ROW
    }
    row = issue_row(said["number"], said["signer"], setter, profile, red=red)
    yield Block(row, tuple(item.place for item in items))


def _blanks_after(role: Role, after: Role | None) -> list[bool]:
    """The blank lines behind a block, and whether each is held on the page of what follows: two
    between 文号 and title (7.3.1), one under a title and under the line 附件 (7.3.7)."""
    if role in LETTERHEAD and after in ("title", *_IN_ONE_ROW):
        return [True, True]
    if role == "annex" and after is not None:
        return [True]
    under = role in _HEAD or role == "annex_title" or role in LETTERHEAD
    return [False] if under and after is not None and after not in _HEAD else []


def _cells(item: _Item) -> tuple[str, ...]:
    return tuple(cells_of(" ".join(item.text)))


def _opens_block(role: Role, before: Role | None) -> bool:
    return before is not None and before != role and (role, before) != ("date", "signature")
