"""Filling the slots of phrases and patterns from a brief; a phrase with an empty slot is no phrase."""

from __future__ import annotations

import string
from collections.abc import Mapping

from drafting.model import Brief
from drafting.subject import subject_of

_PARSER = string.Formatter()


def slots_of(brief: Brief) -> dict[str, str]:
    """What a phrase may call on. ``issuer`` is the office itself, without a working party."""
    return {
        "issuer": brief.issuer,
        "occasion": brief.occasion,
        "audience": brief.audience,
        "subject": subject_of(brief),
        "period": brief.period,
        "speaker": brief.speaker,
    }


def fill(phrase: str, slots: Mapping[str, str]) -> str | None:
    """The phrase with its slots filled; None where the brief leaves one of them empty."""
    names = [name for _, name, _, _ in _PARSER.parse(phrase) if name is not None]
    if any(not slots.get(name) for name in names):
        return None
    return phrase.format_map(slots) if names else phrase
