"""Facts of a section gathered by the matter they speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drafting.kinds import Group
from drafting.model import Brief, Fact
from drafting.subject import subject_of
from drafting.themes import Theme, all_themes, keywords_of_all, theme_of
from drafting.wording import bigrams, similarity

_ALIKE = 0.18
"""Bigram overlap from which a fact without a theme is put beside another; tried on our samples."""
_KIN = 0.08
"""Overlap from which it may stand under another matter's heading."""


@dataclass(slots=True)
class Cluster:
    """Facts of one matter, in the order given."""

    facts: list[Fact] = field(default_factory=list)
    theme: Theme | None = None
    group: Group | None = None

    @property
    def length(self) -> int:
        """Characters of its facts."""
        return sum(len(fact.text) for fact in self.facts)


Themes = Mapping[str, Theme | None]
"""The theme of each fact of a document, by fact id."""


def themes_of(brief: Brief) -> Themes:
    """What each fact speaks of. What the whole document is about tells no fact from another."""
    frame = "|".join((subject_of(brief), brief.title, brief.issuer, brief.occasion))
    ignored = keywords_of_all([fact.text for fact in brief.facts], frame)
    telling = tuple(theme for theme in all_themes() if theme.noun not in frame)
    return {fact.id: theme_of(fact.text, telling, ignored) for fact in brief.facts}


def by_theme(facts: Sequence[Fact], themes: Themes) -> list[Cluster]:
    """One cluster per theme in order of first mention. A fact without a theme joins the cluster
    most like it, else stands alone."""
    clusters: list[Cluster] = []
    for fact in facts:
        theme = themes[fact.id]
        home = next((c for c in clusters if theme and c.theme == theme), None)
        home = home or (None if theme else _most_alike(fact, clusters))
        if home is None:
            home = Cluster(theme=theme)
            clusters.append(home)
        home.facts.append(fact)
    return clusters


def by_group(facts: Sequence[Fact], groups: Sequence[Group]) -> list[Cluster]:
    """One cluster per group that a fact names, in the kind's order. A fact that names no group
    goes to the default one, else it joins the cluster most like it."""
    clusters = [Cluster(group=group) for group in groups]
    default = next((c for c in clusters if c.group and c.group.default), None)
    rest: list[Fact] = []
    for fact in facts:
        found = [(position, index) for index, group in enumerate(groups)
                 if (position := _first_mention(fact.text, group)) is not None]  # fmt: skip
        home = clusters[min(found)[1]] if found else default
        (home.facts if home else rest).append(fact)
    named = [cluster for cluster in clusters if cluster.facts]
    return settle(rest, named)


def settle(strays: Sequence[Fact], clusters: list[Cluster]) -> list[Cluster]:
    """Put facts of no known matter beside the facts most like them, else behind the last; alone
    where there are no clusters."""
    if not clusters:
        return [Cluster(list(strays))] if strays else []
    for fact in strays:
        (_most_alike(fact, clusters, 0.0) or clusters[-1]).facts.append(fact)
    return clusters


def _first_mention(text: str, group: Group) -> int | None:
    places = [text.index(word) for word in group.keywords if word in text]
    return min(places) if places else None


def has_kin(fact: Fact, clusters: list[Cluster]) -> bool:
    """Whether a fact of no known matter may stand under the heading of one of the clusters."""
    return _most_alike(fact, clusters, _KIN) is not None


def _most_alike(fact: Fact, clusters: list[Cluster], least: float = _ALIKE) -> Cluster | None:
    own = bigrams(fact.text)
    scored = [
        (max(similarity(own, bigrams(other.text)) for other in cluster.facts), index)
        for index, cluster in enumerate(clusters)
    ]
    score, index = max(scored, default=(0.0, 0))
    return clusters[index] if score > least else None
