"""Heads of our making for parallel parts: 强化教育培训，练强本领."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.engines.offline.blocks import Pen
from drafting.engines.offline.grouping import Cluster, has_kin, settle
from drafting.kinds import SectionKind
from drafting.themes import Theme

MOST_PARTS = 6
"""More parts than this are put together by matter."""
_FACTS_A_HEAD = 1.6
"""Heads are worth it where they gather facts; a single fact speaks for itself."""
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
"""A document uses each pattern for one section only."""


def head_pattern(section: SectionKind, clusters: Sequence[Cluster], pen: Pen) -> str | None:
    """A pattern for parallel heads; None where they would gather too little, or where too few
    facts speak of a known matter."""
    themed = [cluster for cluster in clusters if cluster.theme is not None]
    facts = sum(len(cluster.facts) for cluster in clusters)
    strays = [fact for cluster in clusters if cluster.theme is None for fact in cluster.facts]
    placed = section.form != "run" and all(has_kin(fact, themed) for fact in strays)
    gathering = facts >= _FACTS_A_HEAD * len(themed) and (placed or not strays)
    if section.stance == "shortfall" or not 2 <= len(themed) <= MOST_PARTS or not gathering:
        return None
    return pen.ledger.pattern(_HEADS[section.stance])


def head_of(pattern: str, theme: Theme) -> str:
    """The head of one part, without end mark."""
    return pattern.format(noun=theme.noun, goal=theme.goal)


def themed(clusters: Sequence[Cluster]) -> list[tuple[Theme, Cluster]]:
    """The clusters of a known matter; facts of none are settled among them."""
    strays = [fact for cluster in clusters if cluster.theme is None for fact in cluster.facts]
    known = settle(strays, [cluster for cluster in clusters if cluster.theme is not None])
    return [(cluster.theme, cluster) for cluster in known if cluster.theme is not None]
