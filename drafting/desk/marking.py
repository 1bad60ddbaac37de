"""An original with what cleaning did to it, marked: taken out struck through, put in underlined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafting.desk.html import escape
from retrieval.model import Change

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_LONGEST_GAP = 2
"""Line breaks that are shown as such where more of them were taken out."""


def marked(original: str, changes: Sequence[Change], labels: Mapping[str, str]) -> str:
    """The original as HTML, every change of a cleaning rule in its place and named."""
    parts: list[str] = []
    done = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        parts.append(escape(_seen(original[done : change.start])))
        parts.append(_change(original[change.start : change.end], change, labels))
        done = max(done, change.end)
    parts.append(escape(_seen(original[done:])))
    return "".join(parts)


def _change(before: str, change: Change, labels: Mapping[str, str]) -> str:
    after = change.replacement
    same = _shared(before, after)
    rule = escape(labels.get(change.rule, change.rule))
    told = f' data-rule="{escape(change.rule)}" title="{rule}"'
    out, put = before[same:], after[same:]
    taken = f"<del{told}>{_struck(out)}</del>{_gap(out, put)}" if out else ""
    given = f"<ins{told}>{escape(_signs(put))}</ins>{_breaks(put)}" if put else ""
    return f"{escape(_seen(before[:same]))}{taken}{given}"


def _shared(before: str, after: str) -> int:
    """How many characters at the beginning are the same."""
    pairs = zip(before, after, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def _struck(text: str) -> str:
    """What was taken out; of white space alone, signs that can be seen."""
    if text.strip():
        return escape(_seen(text))
    return escape(_signs(text))


def _signs(text: str) -> str:
    spaced = text if text.strip() else re.sub(r"[^\S\n]", "␣", text)
    return re.sub(r"\n+", lambda breaks: "↵" * min(len(breaks[0]), 3), _seen(spaced))


def _gap(out: str, put: str) -> str:
    """The line breaks of white space that was taken out, so that the original keeps its lines."""
    return "" if out.strip() or put else "\n" * min(out.count("\n"), _LONGEST_GAP)


def _breaks(put: str) -> str:
    return "\n" * min(put.count("\n"), _LONGEST_GAP)


def _seen(text: str) -> str:
    return _UNSEEN.sub("▯", text)
