"""Findings that a person lets stand: named by what they say of which sentence, not by offsets."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from drafting.manuscript import Line, Manuscript
from drafting.model import Finding
from drafting.wording import sentence_spans

_LENGTH = 16


def finding_key(finding: Finding, manuscript: Manuscript) -> str:
    """A name that stays while the sentence stays, wherever it moves to: 16 hexadecimal digits of
    check, quote and sentence. The same slip twice in one sentence has one key."""
    return finding_keys([finding], manuscript)[0]


def finding_keys(findings: Iterable[Finding], manuscript: Manuscript) -> list[str]:
    """The names of many findings in one text."""
    starts = [line.start for line in manuscript.lines]
    return [_key(each, _sentence_at(manuscript, starts, each.start)) for each in findings]


def _key(finding: Finding, said: str) -> str:
    plain = "\n".join(["".join(part.split()) for part in (finding.check, finding.quote, said)])
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def without_accepted(
    findings: Iterable[Finding], manuscript: Manuscript, accepted: Collection[str]
) -> list[Finding]:
    """The findings whose key is not among the accepted ones."""
    found = list(findings)
    if not accepted:
        return found
    keys = finding_keys(found, manuscript)
    return [finding for finding, key in zip(found, keys, strict=True) if key not in accepted]


def _sentence_at(manuscript: Manuscript, starts: Sequence[int], offset: int) -> str:
    """The sentence at an offset; ``starts`` are those of the lines, in order."""
    at = bisect_right(starts, offset) - 1
    while at > 0 and _holds(manuscript.lines[at - 1], offset):
        at -= 1
    if at < 0 or not _holds(manuscript.lines[at], offset):
        return ""
    line, inside = manuscript.lines[at], offset - manuscript.lines[at].start
    return next((line.text[a:b] for a, b in _spans(line.text) if inside < b), line.text)


def _holds(line: Line, offset: int) -> bool:
    return line.start <= offset < max(line.end, line.start + 1)


@lru_cache(maxsize=4_000)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_spans(text))
