"""Findings that a person lets stand: named by what they say of which sentence, not by offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from functools import lru_cache

from drafting.manuscript import Manuscript
from drafting.model import Finding
from drafting.wording import sentence_spans

_LENGTH = 16


def finding_key(finding: Finding, manuscript: Manuscript) -> str:
    """A name that stays while the sentence stays, wherever it moves to: 16 hexadecimal digits of
    check, quote and sentence. The same slip twice in one sentence has one key."""
    said = _sentence_at(manuscript, finding.start)
    plain = "\n".join(["".join(part.split()) for part in (finding.check, finding.quote, said)])
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def without_accepted(
    findings: Iterable[Finding], manuscript: Manuscript, accepted: Collection[str]
) -> list[Finding]:
    """The findings whose key is not among the accepted ones."""
    if not accepted:
        return list(findings)
    return [finding for finding in findings if finding_key(finding, manuscript) not in accepted]


def _sentence_at(manuscript: Manuscript, offset: int) -> str:
    for line in manuscript.lines:
        if line.start <= offset < max(line.end, line.start + 1):
            spans = _spans(line.text)
            inside = offset - line.start
            return next((line.text[a:b] for a, b in spans if inside < b), line.text)
    return ""


@lru_cache(maxsize=4_000)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_spans(text))
