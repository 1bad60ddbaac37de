"""Paragraphs in the making, and facts laid into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.engines.offline.grouping import Cluster, Themes, by_theme
from drafting.engines.offline.joining import say
from drafting.engines.offline.ledger import Ledger
from drafting.engines.offline.repeating import Said
from drafting.engines.offline.style import Counting
from drafting.model import Fact, Sentence
from drafting.themes import Theme

_PARAGRAPH = 260
"""Facts of one topic beyond this many characters are parted into paragraphs by matter."""
_STUB = 90
"""A paragraph whose facts have fewer characters is joined to the one before it."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What writing needs at hand: phrases not yet spent, what facts speak of, how to count."""

    ledger: Ledger
    themes: Themes
    counting: Counting


@dataclass(slots=True)
class Block:
    """A paragraph in the making. ``subheading`` stands above it, ``ordinal`` (一是) before it where
    it is the ``item``-th of a run; ``samples`` lent the ordinal."""

    sentences: list[Sentence] = field(default_factory=list)
    topic: str = ""
    theme: Theme | None = None
    remarks: tuple[str, ...] = ()
    subheading: str = ""
    ordinal: str = ""
    item: int = 0
    samples: tuple[str, ...] = ()
    facts: int = 0
    added: int = 0
    said: Said = field(default_factory=Said)

    @property
    def length(self) -> int:
        """Characters, its sub-heading included."""
        return sum(len(s.text) for s in self.sentences) + len(self.subheading) + len(self.ordinal)


def paragraphs(facts: Sequence[Fact], pen: Pen) -> list[Block]:
    """A paragraph a topic; a topic with much to say is parted by matter."""
    blocks: list[Block] = []
    for topic in dict.fromkeys(fact.topic for fact in facts):
        clusters = by_theme([fact for fact in facts if fact.topic == topic], pen.themes)
        for chunk in _chunks(clusters):
            blocks.append(Block(topic=topic))
            for cluster in chunk:
                extend(blocks[-1], cluster, pen)
    return blocks


def _chunks(clusters: Sequence[Cluster]) -> list[list[Cluster]]:
    """Clusters by paragraph: broken where one would grow too long, without leaving stubs."""
    chunks: list[list[Cluster]] = []
    for cluster in clusters:
        length = sum(other.length for other in chunks[-1]) if chunks else 0
        if chunks and (length + cluster.length <= _PARAGRAPH or cluster.length < _STUB):
            chunks[-1].append(cluster)
        else:
            chunks.append([cluster])
    return chunks


def extend(block: Block, cluster: Cluster, pen: Pen) -> None:
    """Say the facts of a cluster behind what the block says already."""
    say(cluster.facts, block.sentences, pen.ledger, block.said, cluster.theme)
    block.facts += len(cluster.facts)
    block.theme = cluster.theme


def block_of(cluster: Cluster, pen: Pen) -> Block:
    """A block of one cluster."""
    block = Block(topic=cluster.facts[0].topic)
    extend(block, cluster, pen)
    return block
