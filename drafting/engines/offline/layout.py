"""Clusters of facts -> blocks: paragraphs, the items of a 一是 run, or parts under （一）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.engines.offline.grouping import Cluster, Themes, by_group, by_theme, has_kin, settle
from drafting.engines.offline.joining import Said, sentences_of
from drafting.engines.offline.ledger import Ledger
from drafting.engines.offline.style import Counting
from drafting.kinds import SectionKind
from drafting.model import Fact, Sentence
from drafting.themes import Theme
from drafting.wording import chinese_ordinal

_PARAGRAPH = 260
"""Facts of one topic beyond this many characters are parted into paragraphs by matter."""
_STUB = 90
"""A paragraph whose facts have fewer characters is joined to the one before it."""
_ROOM_UNDER_HEADING = 110
"""A sub-heading wants at least this many characters under it, else the parts become a run."""
_MOST_PARTS = 6
_FACTS_A_HEAD = 1.6
"""Heads of our making are worth it where they gather facts; a single fact speaks for itself."""
_TIMED = re.compile(r"^(?:截至|目前|今年|去年|近年|自?\d{2,4}年|到\d{4}年|一是|首先|第一|近期)")
_HEADS = {
    "record": (
        "强化{noun}，{goal}",
        "抓实{noun}，{goal}",
        "突出{noun}，{goal}",
        "聚焦{noun}，{goal}",
    ),
    "call": (
        "加强{noun}，{goal}",
        "做实{noun}，{goal}",
        "紧扣{noun}，{goal}",
        "着眼{noun}，{goal}",
    ),
}
"""Heads of parallel parts; a document uses each pattern for one section only."""


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


def lay_out(section: SectionKind, facts: Sequence[Fact], length: int, pen: Pen) -> list[Block]:
    """The section's facts as blocks, in the section's form where the facts allow it."""
    if not facts:
        return []
    ordered = sorted(facts, key=lambda fact: _topic_rank(section, fact.topic))
    if section.form == "subheaded":
        return _parts(section, ordered, length, pen)
    if section.form == "run":
        return _run(section, ordered, pen)
    return _paragraphs(ordered, pen)


def _topic_rank(section: SectionKind, topic: str) -> int:
    return section.topics.index(topic) if topic in section.topics else len(section.topics)


def _paragraphs(facts: Sequence[Fact], pen: Pen) -> list[Block]:
    """A paragraph a topic; a topic with much to say is parted by matter."""
    blocks: list[Block] = []
    for topic in dict.fromkeys(fact.topic for fact in facts):
        clusters = by_theme([fact for fact in facts if fact.topic == topic], pen.themes)
        for chunk in _chunks(clusters):
            blocks.append(Block(topic=topic))
            for cluster in chunk:
                _extend(blocks[-1], cluster, pen)
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


def _extend(block: Block, cluster: Cluster, pen: Pen) -> None:
    block.sentences += sentences_of(cluster.facts, pen.ledger, block.said, cluster.theme)
    block.facts += len(cluster.facts)
    block.theme = cluster.theme


def _run(section: SectionKind, facts: Sequence[Fact], pen: Pen) -> list[Block]:
    """一是…二是…: the topic with most facts as a run, one item a matter; other topics before or
    behind it as paragraphs, in the section's order."""
    by_topic: dict[str, list[Fact]] = {}
    for fact in facts:
        by_topic.setdefault(fact.topic, []).append(fact)
    main = max(by_topic, key=lambda topic: len(by_topic[topic]))
    blocks: list[Block] = []
    for topic, own in by_topic.items():
        blocks += _items(section, own, pen) if topic == main else _paragraphs(own, pen)
    return blocks


def _items(section: SectionKind, facts: Sequence[Fact], pen: Pen) -> list[Block]:
    """The items of a run, each with a head where its matter is known for most of the facts."""
    clusters = by_theme(facts, pen.themes)
    pattern = _head_pattern(section, clusters, pen)
    if pattern is None:
        return _plain_run(facts, pen)
    items = _themed(clusters)
    blocks: list[Block] = []
    for number, cluster in enumerate(items, 1):
        assert cluster.theme is not None
        head = pattern.format(noun=cluster.theme.noun, goal=cluster.theme.goal)
        block = _block_of(cluster, pen)
        _number(block, number, pen)
        block.sentences.insert(0, Sentence(f"{head}。"))
        blocks.append(block)
    return blocks


def _plain_run(facts: Sequence[Fact], pen: Pen) -> list[Block]:
    timed = [fact for fact in facts if _TIMED.match(fact.text)]
    plain = [fact for fact in facts if fact not in timed]
    blocks = _paragraphs(timed, pen) if timed else []
    wanting = all(fact.text.startswith("要") for fact in plain)
    for number, cluster in enumerate(_at_most(_MOST_PARTS, plain, pen), 1):
        block = _block_of(cluster, pen)
        if len(plain) > 1:
            _number(block, number, pen, demanding=wanting)
        blocks.append(block)
    return blocks


def _number(block: Block, number: int, pen: Pen, *, demanding: bool = False) -> None:
    block.item = number
    block.ordinal = pen.counting.ordinal(number, demanding=demanding)
    block.samples = pen.counting.samples


def _at_most(most: int, facts: Sequence[Fact], pen: Pen) -> list[Cluster]:
    """A cluster a fact; where that makes too many, a cluster a matter."""
    if len(facts) <= most:
        from drafting.themes import all_themes, theme_of

        return [Cluster([fact], theme_of(fact.text, all_themes())) for fact in facts]
    return by_theme(facts, pen.themes)


def _block_of(cluster: Cluster, pen: Pen) -> Block:
    block = Block(topic=cluster.facts[0].topic)
    _extend(block, cluster, pen)
    return block


def _head_pattern(section: SectionKind, clusters: Sequence[Cluster], pen: Pen) -> str | None:
    """A pattern for parallel heads; None where they would gather too little, or where too few
    facts speak of a known matter."""
    themed = [cluster for cluster in clusters if cluster.theme is not None]
    facts = sum(len(cluster.facts) for cluster in clusters)
    strays = [fact for cluster in clusters if cluster.theme is None for fact in cluster.facts]
    placed = section.form != "run" and all(has_kin(fact, themed) for fact in strays)
    gathering = facts >= _FACTS_A_HEAD * len(themed) and (placed or not strays)
    if section.stance == "shortfall" or not 2 <= len(themed) <= _MOST_PARTS or not gathering:
        return None
    return pen.ledger.pattern(_HEADS[section.stance])


def _parts(section: SectionKind, facts: Sequence[Fact], length: int, pen: Pen) -> list[Block]:
    if section.groups:
        clusters = by_group(facts, section.groups)
        if len(clusters) >= 2:
            return _grouped_parts(clusters, pen)
    clusters = by_theme(facts, pen.themes)
    themed = [cluster for cluster in clusters if cluster.theme is not None]
    if len(themed) < 2 or length / len(themed) < _ROOM_UNDER_HEADING:
        return _run(section, facts, pen)
    pattern = _head_pattern(section, clusters, pen)
    return _run(section, facts, pen) if pattern is None else _themed_parts(
        clusters, pattern, pen
    )  # fmt: skip


def _grouped_parts(clusters: Sequence[Cluster], pen: Pen) -> list[Block]:
    blocks: list[Block] = []
    for number, cluster in enumerate(clusters, 1):
        assert cluster.group is not None
        block = Block(topic=cluster.facts[0].topic, remarks=cluster.group.remarks)
        if opening := pen.ledger.take(cluster.group.openings):
            block.sentences.append(Sentence(opening))
        _extend(block, cluster, pen)
        block.subheading = f"（{chinese_ordinal(number)}）{cluster.group.heading}"
        blocks.append(block)
    return blocks


def _themed_parts(clusters: Sequence[Cluster], pattern: str, pen: Pen) -> list[Block]:
    blocks: list[Block] = []
    for number, cluster in enumerate(_themed(clusters), 1):
        assert cluster.theme is not None
        block = _block_of(cluster, pen)
        head = pattern.format(noun=cluster.theme.noun, goal=cluster.theme.goal)
        block.subheading = f"（{chinese_ordinal(number)}）{head}"
        blocks.append(block)
    return blocks


def _themed(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters of a known matter; facts of none are settled among them."""
    strays = [fact for cluster in clusters if cluster.theme is None for fact in cluster.facts]
    return settle(strays, [cluster for cluster in clusters if cluster.theme is not None])
