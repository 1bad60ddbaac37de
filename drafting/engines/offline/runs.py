"""Runs: 一是…二是…, each item one matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.engines.offline.blocks import Block, Pen, block_of, paragraphs
from drafting.engines.offline.grouping import Cluster, by_theme
from drafting.engines.offline.heads import MOST_PARTS, head_of, head_pattern, themed
from drafting.engines.offline.style import FORMAL
from drafting.kinds import SectionKind
from drafting.model import Fact, Sentence

_TIMED = re.compile(r"^(?:截至|目前|今年|去年|近年|自?\d{2,4}年|到\d{4}年|一是|首先|第一|近期)")
"""Facts that open like this cannot follow 一是."""


def run(section: SectionKind, facts: Sequence[Fact], pen: Pen) -> list[Block]:
    """The topic with most facts as a run; other topics before or behind it as paragraphs, in the
    section's order."""
    by_topic: dict[str, list[Fact]] = {}
    for fact in facts:
        by_topic.setdefault(fact.topic, []).append(fact)
    main = max(by_topic, key=lambda topic: len(by_topic[topic]))
    blocks: list[Block] = []
    for topic, own in by_topic.items():
        blocks += _items(section, own, pen) if topic == main else paragraphs(own, pen)
    return blocks


def _items(section: SectionKind, facts: Sequence[Fact], pen: Pen) -> list[Block]:
    clusters = by_theme(facts, pen.themes)
    pattern = head_pattern(section, clusters, pen)
    if pattern is None:
        return _plain_items(facts, pen)
    blocks: list[Block] = []
    for number, (theme, cluster) in enumerate(themed(clusters), 1):
        block = block_of(cluster, pen)
        _count(block, number, pen)
        block.sentences.insert(0, Sentence(f"{head_of(pattern, theme)}。"))
        blocks.append(block)
    return blocks


def _plain_items(facts: Sequence[Fact], pen: Pen) -> list[Block]:
    """Each fact speaks for itself. Facts that open with a date stand behind the run."""
    timed = [fact for fact in facts if _TIMED.match(fact.text)]
    plain = [fact for fact in facts if fact not in timed]
    clusters = _at_most(MOST_PARTS, plain, pen)
    if any(cluster.facts[0].text[0].isdigit() for cluster in clusters):
        pen = replace(pen, counting=FORMAL)
    wanting = all(fact.text.startswith("要") for fact in plain)
    blocks = []
    for number, cluster in enumerate(clusters, 1):
        blocks.append(block_of(cluster, pen))
        if len(clusters) > 1:
            _count(blocks[-1], number, pen, demanding=wanting)
    return blocks + (paragraphs(timed, pen) if timed else [])


def _count(block: Block, number: int, pen: Pen, *, demanding: bool = False) -> None:
    block.item = number
    block.ordinal = pen.counting.ordinal(number, demanding=demanding)
    block.samples = pen.counting.samples


def _at_most(most: int, facts: Sequence[Fact], pen: Pen) -> list[Cluster]:
    """A cluster a fact; where that makes too many, a cluster a matter."""
    if len(facts) <= most:
        return [Cluster([fact], pen.themes[fact.id]) for fact in facts]
    return by_theme(facts, pen.themes)
