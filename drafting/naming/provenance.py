"""Which facts each name of a text rests on: shown where a person points at it."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.manuscript import Manuscript
from drafting.model import Brief
from drafting.naming.known import known_names
from drafting.naming.mention import NameKind
from drafting.naming.sentences import spans_of


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name in the text and the ids of its facts, none where the brief's own lines give it;
    offsets in the checked text."""

    start: int
    end: int
    text: str
    kind: NameKind | None
    facts: tuple[str, ...]


def name_provenance(manuscript: Manuscript, brief: Brief) -> tuple[NamedSpan, ...]:
    """Every known name of a text, in order; the longest where one lies in another."""
    known = sorted(known_names(brief).names, key=lambda name: -len(name.text))
    found: list[NamedSpan] = []
    for line in manuscript.lines:
        for start, end in spans_of(line.text):
            sentence, offset = line.text[start:end], line.start + start
            taken: list[tuple[int, int]] = []
            for name in known:
                place = sentence.find(name.text) if len(name.text) > 1 else -1
                while place >= 0:
                    span = (place, place + len(name.text))
                    if all(span[1] <= a or b <= span[0] for a, b in taken):
                        taken.append(span)
                        found.append(
                            NamedSpan(
                                offset + span[0], offset + span[1], name.text, name.kind, name.facts
                            )
                        )
                    place = sentence.find(name.text, place + 1)
    return tuple(sorted(found, key=lambda span: span.start))
