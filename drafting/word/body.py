"""Lines -> the paragraphs of ``w:body``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line, Role
from drafting.word.profile import Profile
from drafting.word.setter import Setter
from drafting.word.text import clean

_HEAD: frozenset[Role] = frozenset(("title", "dateline", "byline"))
_SIGNOFF: frozenset[Role] = frozenset(("signature", "date"))


def paragraphs(lines: Sequence[Line], profile: Profile) -> Iterator[BaseOxmlElement]:
    """The paragraphs of a document, blank lines of the layout included; at least one."""
    setter = Setter(profile)
    tidy = [(line.role, clean(line.text)) for line in lines]
    items = [(role, text) for role, text in tidy if text]
    if not items:
        yield setter.blank(keep=False)
    for index, (role, text) in enumerate(items):
        before = items[index - 1][0] if index else None
        after = items[index + 1][0] if index + 1 < len(items) else None
        if _opens_block(role, before) and profile.styles[role].blank_before:
            yield setter.blank(keep=role in _SIGNOFF)
        if role == "title":
            yield setter.title(text)
        elif role in _SIGNOFF:
            yield from setter.signoff(items, index)
        else:
            keep = after in _SIGNOFF and setter.is_short(text[-1])
            yield from setter.ordinary(role, text, keep=keep)
        if role in _HEAD and after is not None and after not in _HEAD:
            yield setter.blank(keep=False)


def _opens_block(role: Role, before: Role | None) -> bool:
    return before is not None and before != role and (role, before) != ("date", "signature")
