"""Runs rules one after the other and keeps track of where the original was changed.

Rules run in rounds until a round changes nothing, so cleaning twice is cleaning once. They
do so in stages: what is not of the text has to be gone before others judge by its place, and blanks
that part paragraphs have to be used before the others are taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from retrieval.clean.composing import apply, compose
from retrieval.clean.records import Change, CleanText, Edit
from retrieval.clean.registry import Rule
from retrieval.model import Cleaned

MOST_ROUNDS = 12
STAGES = (65, 85, 100)
"""The orders at which stages end: removing what is not of the text, mending what blanks tell of,
everything else. A stage repeats, with those before it, until nothing changes."""


def run(text: str, rules: Sequence[Rule]) -> CleanText:
    """Return the cleaned text with its differences from ``text``."""
    state = _State(text)
    for end in STAGES:
        chosen = [rule for rule in rules if rule.order < end]
        for _ in range(MOST_ROUNDS):
            before = state.text
            for rule in chosen:
                state.use(rule)
            if state.text is before:
                break
    left = {change.rule for change in state.changes}
    counts = tuple(Cleaned(rule.id, state.counts[rule.id]) for rule in rules if rule.id in left)
    return CleanText(state.text, counts, tuple(state.changes))


class _State:
    """A text on its way, with its differences from the original."""

    def __init__(self, original: str) -> None:
        self.original = self.text = original
        self.changes: list[Change] = []
        self.counts: Counter[str] = Counter()
        self.passed: dict[str, str] = {}

    def use(self, rule: Rule) -> None:
        """Make the edits of one rule, unless it has passed this very text before."""
        if self.passed.get(rule.id) is self.text:
            return
        edits = _in_order(rule.find(self.text), self.text)
        if not edits:
            self.passed[rule.id] = self.text
        else:
            self.changes = compose(self.original, self.text, self.changes, edits, rule.id)
            self.text = apply(self.text, edits)
            self.counts[rule.id] += _count(rule, edits)


def _count(rule: Rule, edits: list[Edit]) -> int:
    return sum(edit.end - edit.start for edit in edits) if rule.by_character else len(edits)


def _in_order(edits: Iterable[Edit], text: str) -> list[Edit]:
    """Sort edits, leave out those that change nothing or overlap one before."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        free = not kept or edit.start >= kept[-1].end
        if free and text[edit.start : edit.end] != edit.replacement:
            kept.append(edit)
    return kept
