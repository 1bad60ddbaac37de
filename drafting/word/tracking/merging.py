"""Two bodies as one. Accepting all gives exactly the new one, rejecting all exactly the old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line
from drafting.word.tracking.alignment import pairs, stretches
from drafting.word.tracking.marks import Author, Marker
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


def merged(
    old: Sequence[BaseOxmlElement], new: Sequence[BaseOxmlElement], author: Author
) -> Iterator[BaseOxmlElement]:
    """The paragraphs that show how ``old`` became ``new``."""
    marker = Marker(author)
    for joint in _settled(_joints(old, new)):
        yield _paragraph(joint, marker)


def _joints(old: Sequence[BaseOxmlElement], new: Sequence[BaseOxmlElement]) -> list[Joint]:
    was, now = [units_of(p) for p in old], [units_of(p) for p in new]
    found = pairs([text_of(u) for u in was], [text_of(u) for u in now])
    result = []
    for i, j in found:
        if i is None and j is not None:
            result.append(Joint((), now[j], None, new[j].find(tag("pPr")), "ins"))
        elif j is None and i is not None:
            result.append(Joint(was[i], (), old[i].find(tag("pPr")), None, "del"))
        elif i is not None and j is not None:
            before, after = old[i].find(tag("pPr")), new[j].find(tag("pPr"))
            result.append(Joint(was[i], now[j], before, after, ""))
    return result


def _settled(joints: list[Joint]) -> list[Joint]:
    """The last end of a body can neither come nor go: what was added or taken out behind the last
    paragraph that stayed hands its end on to that paragraph."""
    if not joints or not joints[-1].end:
        return joints
    last = max((k for k, joint in enumerate(joints) if not joint.end), default=-1)
    tail = joints[last + 1 :]
    if {joint.end for joint in tail} == {"ins", "del"} or last < 0:
        return joints[: last + 1] + _one_for_one(tail)
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
