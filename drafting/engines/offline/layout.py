"""Facts of a section -> blocks: paragraphs, the items of a run, or parts under （一）."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.engines.offline.blocks import Block, Pen, block_of, extend, paragraphs
from drafting.engines.offline.grouping import Cluster, by_group, by_theme
from drafting.engines.offline.heads import head_of, head_pattern, themed
from drafting.engines.offline.repeating import once, with_twins
from drafting.engines.offline.runs import run
from drafting.kinds import SectionKind
from drafting.model import Fact, Sentence
from drafting.wording import chinese_ordinal

_ROOM_UNDER_HEADING = 110
"""A sub-heading wants at least this many characters under it, else the parts become a run."""


def lay_out(section: SectionKind, facts: Sequence[Fact], length: int, pen: Pen) -> list[Block]:
    """The section's facts as blocks, in the section's form where the facts allow it. ``length`` is
    the section's, in characters."""
    unique, twins = once(facts)
    ordered = sorted(unique, key=lambda fact: _topic_rank(section, fact.topic))
    blocks = _formed(section, ordered, length, pen) if ordered else []
    for block in blocks:
        block.sentences = [with_twins(sentence, twins) for sentence in block.sentences]
    return blocks


def _formed(section: SectionKind, facts: Sequence[Fact], length: int, pen: Pen) -> list[Block]:
    if section.form == "subheaded":
        return _parts(section, facts, length, pen)
    if section.form == "run":
        return run(section, facts, pen)
    return paragraphs(facts, pen)


def _topic_rank(section: SectionKind, topic: str) -> int:
    return section.topics.index(topic) if topic in section.topics else len(section.topics)


def _parts(section: SectionKind, facts: Sequence[Fact], length: int, pen: Pen) -> list[Block]:
    grouped = by_group(facts, section.groups) if section.groups else []
    if len(grouped) >= 2:
        return _grouped_parts(grouped, pen)
    clusters = by_theme(facts, pen.themes)
    matters = sum(cluster.theme is not None for cluster in clusters)
    if matters < 2 or length / matters < _ROOM_UNDER_HEADING:
        return run(section, facts, pen)
    pattern = head_pattern(section, clusters, pen)
    return _themed_parts(clusters, pattern, pen) if pattern else run(section, facts, pen)


def _grouped_parts(clusters: Sequence[Cluster], pen: Pen) -> list[Block]:
    blocks: list[Block] = []
    for cluster in clusters:
        if cluster.group is None:
            continue
        block = Block(topic=cluster.facts[0].topic, remarks=cluster.group.remarks)
        if opening := pen.ledger.take(cluster.group.openings):
            block.sentences.append(Sentence(opening))
        extend(block, cluster, pen)
        blocks.append(_headed(block, len(blocks) + 1, cluster.group.heading))
    return blocks


def _themed_parts(clusters: Sequence[Cluster], pattern: str, pen: Pen) -> list[Block]:
    return [
        _headed(block_of(cluster, pen), number, head_of(pattern, theme))
        for number, (theme, cluster) in enumerate(themed(clusters), 1)
    ]


def _headed(block: Block, number: int, heading: str) -> Block:
    block.subheading = f"（{chinese_ordinal(number)}）{heading}"
    return block
