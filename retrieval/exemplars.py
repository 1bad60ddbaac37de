"""The passages to show a writer, or a model, as examples for one section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.kinds import KINDS
from retrieval.passages import sentences

if TYPE_CHECKING:
    from retrieval.library import Library
    from retrieval.model import Hit

LONGEST = 300
"""Characters of an exemplar; a longer passage is cut after a sentence."""

MOST_FROM_ONE = 2
"""Exemplars from one document: more would make one style the only one."""

_LOOKED_AT = 12
"""Hits looked at for each exemplar wanted, so that other documents than the best have a chance."""

NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "开场": ("背景",),
    "背景": ("开场",),
    "成绩": ("数据", "做法"),
    "做法": ("事例", "成绩"),
    "事例": ("做法", "成绩"),
    "数据": ("成绩", "背景"),
    "感谢": ("结尾", "号召"),
    "问题": ("背景",),
    "要求": ("打算", "做法"),
    "打算": ("要求", "做法"),
    "号召": ("结尾", "要求"),
    "结尾": ("号召", "打算"),
}
"""Where to look, in order, when a role has too few passages: what is written most alike."""


def exemplars(
    library: Library,
    query: str = "",
    *,
    kind: str | None = None,
    role: str | None = None,
    k: int = 3,
) -> list[Hit]:
    """Return up to ``k`` passages, from as many documents as possible, the best first.

    First of this kind and role, then of the role in other kinds, then of neighbouring roles in
    this kind. Without a query the names of kind and role are one. Raises what
    :meth:`Library.search` raises.
    """
    text = query.strip() or f"{KINDS.get(kind or '', '')} {role or ''}"
    chosen: list[Hit] = []
    for some_kind, some_role in _steps(kind, role):
        hits = library.search(text, k=k * _LOOKED_AT, kind=some_kind, role=some_role)
        chosen = _varied([*chosen, *hits], k)
        if len({hit.document for hit in chosen}) >= k:
            break
    return [replace(hit, text=shortened(hit.text)) for hit in chosen]


def shortened(text: str) -> str:
    """Return the sentences of a passage that fit, at least one."""
    kept = ""
    for sentence in sentences(text):
        if kept and len(kept) + len(sentence) > LONGEST:
            break
        kept += sentence
    return kept.strip()


def _steps(kind: str | None, role: str | None) -> Iterator[tuple[str | None, str | None]]:
    yield kind, role
    if role is None:
        return
    if kind is not None:
        yield None, role
    for neighbour in NEIGHBOURS.get(role, ()):
        yield kind, neighbour


def _varied(hits: Iterable[Hit], count: int) -> list[Hit]:
    """The first hits of different documents; then second ones, in their order."""
    seen: Counter[str] = Counter()
    rounds: list[list[Hit]] = [[] for _ in range(MOST_FROM_ONE)]
    for hit in {hit.passage: hit for hit in hits}.values():
        turn = seen[hit.document]
        if turn < MOST_FROM_ONE:
            rounds[turn].append(hit)
            seen[hit.document] += 1
    return [hit for one_round in rounds for hit in one_round][:count]
