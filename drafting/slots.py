"""Filling the slots of phrases and patterns from a brief; a phrase with an empty slot is no phrase."""

from __future__ import annotations

import string
from collections.abc import Mapping

from drafting.model import Brief
from drafting.subject import subject_of

_PARSER = string.Formatter()
_SEAM = 2
"""Characters of a word that is said once at the seam of slot and phrase."""


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
    """The phrase with its slots filled; None where the brief leaves one of them empty. A word that
    would stand twice at a seam stands once: 挂职工作 before 工作总结 is 挂职工作总结."""
    text = ""
    for literal, name, _, _ in _PARSER.parse(phrase):
        text += literal[_SEAM:] if _doubled(text, literal) else literal
        if name is None:
            continue
        if not slots.get(name):
            return None
        text += slots[name]
    return text


def _doubled(before: str, after: str) -> bool:
    return len(after) >= _SEAM and before.endswith(after[:_SEAM])
