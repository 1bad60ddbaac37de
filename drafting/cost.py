"""What model calls cost, added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafting.model import Outline, Section, Usage


def total(usages: Iterable[Usage]) -> Usage:
    """What several calls cost together, in tokens."""
    known = list(usages)
    return Usage(
        prompt=sum(usage.prompt for usage in known),
        cached=sum(usage.cached for usage in known),
        completion=sum(usage.completion for usage in known),
        calls=sum(usage.calls for usage in known),
    )


def cost_of(outline: Outline | None, sections: Sequence[Section]) -> Usage:
    """What an outline and its sections have cost, every call that went into them counted."""
    makings = [outline.making if outline else None, *(section.making for section in sections)]
    return total(making.usage for making in makings if making)
