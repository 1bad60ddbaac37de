"""Sentences: the pieces that are never cut, unless they are too long for a passage."""

from __future__ import annotations

import re

LONGEST_SENTENCE = 300
"""Characters; a longer sentence is cut at its commas, or anywhere when it has none."""

_SENTENCE = re.compile(r".*?(?:[。！？!?…]+[”’」』）)》]*|\n+|$)", re.DOTALL)
_CLAUSE = re.compile(r".*?(?:[；;，,、：:]|$)", re.DOTALL)


def whole_sentences(paragraph: str) -> list[str]:
    """Split a paragraph after the marks that end a sentence, quotes included."""
    return [sentence for sentence in _SENTENCE.findall(paragraph) if sentence.strip()]


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph into sentences, none longer than :data:`LONGEST_SENTENCE`."""
    pieces: list[str] = []
    for sentence in _SENTENCE.findall(paragraph):
        pieces.extend(_shortened(sentence) if len(sentence) > LONGEST_SENTENCE else [sentence])
    return [piece for piece in pieces if piece.strip()]


def _shortened(sentence: str) -> list[str]:
    pieces = [""]
    for clause in _CLAUSE.findall(sentence):
        for start in range(0, len(clause), LONGEST_SENTENCE):
            part = clause[start : start + LONGEST_SENTENCE]
            if len(pieces[-1]) + len(part) > LONGEST_SENTENCE:
                pieces.append("")
            pieces[-1] += part
    return pieces
