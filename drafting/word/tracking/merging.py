"""Two bodies as one. Accepting all gives exactly the new one, rejecting all exactly the old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line
from drafting.word.alignment import pairs, stretches
from drafting.word.tracking.marks import Author, Marker
from drafting.word.tracking.tables import merged_table, table_text, whole_table
from drafting.word.tracking.units import Unit, text_of, units_of
from drafting.word.xml import tag

Kind = Literal["", "ins", "del"]


@dataclass(frozen=True, slots=True)
class Compared:
    """The lines a document is shown against, and whose changes they are."""

    lines: Sequence[Line]
    author: Author


@dataclass(frozen=True, slots=True)
class Joint:
    """A paragraph of the merged body: what it was and what it is, and what became of its end.

    The end of a paragraph decides how the text around it joins when a change is undone: where an
    end goes, its paragraph joins the next and takes that one's properties.
    """

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    before: BaseOxmlElement | None
    after: BaseOxmlElement | None
    end: Kind
    tables: tuple[BaseOxmlElement | None, BaseOxmlElement | None] | None = None
    """The old and the new table, where this is no paragraph."""


def merged(
    old: Sequence[BaseOxmlElement], new: Sequence[BaseOxmlElement], author: Author
) -> Iterator[BaseOxmlElement]:
    """The paragraphs and tables that show how ``old`` became ``new``. The last of each is a
    paragraph."""
    marker = Marker(author)
    for joint in _settled(_joints(old, new)):
        yield _paragraph(joint, marker) if joint.tables is None else _table(joint.tables, marker)


def _table(
    tables: tuple[BaseOxmlElement | None, BaseOxmlElement | None], marker: Marker
) -> BaseOxmlElement:
    old, new = tables
    if old is not None and new is not None:
        return merged_table(old, new, marker)
    if new is not None:
        return whole_table(new, marker, "ins")
    assert old is not None  # a joint of tables holds one at least
    return whole_table(old, marker, "del")


def _joints(old: Sequence[BaseOxmlElement], new: Sequence[BaseOxmlElement]) -> list[Joint]:
    return [
        _joint(None if i is None else old[i], None if j is None else new[j])
        for i, j in _alike(old, new)
    ]


def _alike(
    old: Sequence[BaseOxmlElement], new: Sequence[BaseOxmlElement]
) -> list[tuple[int | None, int | None]]:
    """Which element became which: a table only a table. One put in right behind one taken out is
    the same table changed, since tables that touch would become one."""
    result: list[tuple[int | None, int | None]] = []
    for i, j in pairs([_words(one) for one in old], [_words(one) for one in new]):
        kinds = (None if i is None else _is_table(old[i]), None if j is None else _is_table(new[j]))
        if i is not None and j is not None and kinds[0] != kinds[1]:
            result += [(i, None), (None, j)]
            continue
        last = result[-1] if result else (None, None)
        if kinds == (None, True) and last[1] is None and last[0] is not None and _is_table(old[last[0]]):  # fmt: skip
            result[-1] = (last[0], j)
        else:
            result.append((i, j))
    return result


def _is_table(element: BaseOxmlElement) -> bool:
    return bool(element.tag == tag("tbl"))


def _words(element: BaseOxmlElement) -> str:
    return table_text(element) if _is_table(element) else text_of(units_of(element))


def _joint(old: BaseOxmlElement | None, new: BaseOxmlElement | None) -> Joint:
    end: Kind = "ins" if old is None else "del" if new is None else ""
    if any(one is not None and _is_table(one) for one in (old, new)):
        return Joint((), (), None, None, end, (old, new))
    return Joint(
        () if old is None else units_of(old),
        () if new is None else units_of(new),
        None if old is None else old.find(tag("pPr")),
        None if new is None else new.find(tag("pPr")),
        end,
    )


def _settled(joints: list[Joint]) -> list[Joint]:
    """The last end of a body can neither come nor go: what was added or taken out behind the last
    paragraph that stayed hands its end on to that paragraph."""
    if not joints or not joints[-1].end:
        return joints
    last = max((k for k, joint in enumerate(joints) if not joint.end), default=-1)
    tail = joints[last + 1 :]
    if {joint.end for joint in tail} == {"ins", "del"} or last < 0 or joints[last].tables:
        return joints[: last + 1] + _one_for_one(tail)
    if any(joint.tables for joint in tail):  # no end is handed on across a table
        stays = joints[last]
        gone = replace(stays, new=(), after=None, end="del")
        come = replace(stays, old=(), before=None, end="ins")
        return joints[:last] + _one_for_one([gone, come, *tail])
    kind = tail[-1].end
    ends = [replace(joints[last], end=kind), *tail[:-1]]
    stays = joints[last]
    final = tail[-1]
    if kind == "ins":  # undone, the body ends as the paragraph that stayed did
        final = replace(final, before=stays.before, end="")
    else:  # accepted, it ends as that paragraph does
        final = replace(final, after=stays.after, end="")
    return [*joints[:last], *ends, final]


def _one_for_one(tail: list[Joint]) -> list[Joint]:
    """Old and new paragraphs at the end of a body: the last of each becomes one."""
    gone = [joint for joint in tail if joint.end == "del"]
    come = [joint for joint in tail if joint.end == "ins"]
    if not gone or not come:
        return _settled_alone(tail)
    last = Joint(gone[-1].old, come[-1].new, gone[-1].before, come[-1].after, "")
    return [*gone[:-1], *come[:-1], last]


def _settled_alone(tail: list[Joint]) -> list[Joint]:
    """A body that was empty, or becomes so: one paragraph keeps its end."""
    final = tail[-1]
    empty = final.after if final.before is None else final.before
    return [*tail[:-1], replace(final, before=empty, after=empty, end="")]


def _paragraph(joint: Joint, marker: Marker) -> BaseOxmlElement:
    properties = joint.before if joint.after is None else joint.after
    before = joint.before if joint.after is not None else None
    return marker.paragraph(
        properties, list(_content(joint, marker)), kind=joint.end, before=before
    )


def _content(joint: Joint, marker: Marker) -> Iterator[BaseOxmlElement]:
    for same, a, b, c, d in stretches(text_of(joint.old), text_of(joint.new)):
        if same:
            yield from marker.kept(joint.old[a:b], joint.new[c:d])
        else:
            yield from marker.runs(joint.old[a:b], "del")
            yield from marker.runs(joint.new[c:d], "ins")
