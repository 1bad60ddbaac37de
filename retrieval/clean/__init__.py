"""Cleaning: a dirty document in, the text its writer wrote out, and every change accounted for.

rules/        one small rule a file, text -> edits  (adding a cleaning rule is adding a file)
registry.py   the decorator that registers a rule, and the rules in order
engine.py     runs the rules;  composing.py maps their edits back to the original
records.py    Edit, Change, CleanText
text/         what rules share: classes of characters, lines, sentences, vocabulary
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from retrieval.clean.composing import apply
from retrieval.clean.engine import run
from retrieval.clean.records import Change, CleanText
from retrieval.clean.registry import all_rules

__all__ = ["Change", "CleanText", "clean", "rule_names", "undo"]


def clean(text: str) -> CleanText:
    """Clean a document. Clean text comes back as it is; cleaning twice is cleaning once."""
    return run(text, all_rules())


def undo(original: str, changes: Iterable[Change], without: Collection[str]) -> str:
    """Return the cleaned text as if the rules named in ``without`` had changed nothing."""
    return apply(original, [change for change in changes if change.rule not in without])


def rule_names() -> dict[str, str]:
    """Return the Chinese label of each rule, in the order in which they run."""
    return {rule.id: rule.label for rule in all_rules()}
