"""Bigrams of Chinese characters: what a text is about, without a dictionary."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from retrieval.clean.text.marks import HAN

_RUNS = re.compile(f"[{HAN}]{{2,}}")


def bigrams(text: str) -> set[str]:
    """Return the pairs of neighbouring Chinese characters in a text."""
    pairs: set[str] = set()
    for run in _RUNS.findall(text):
        pairs.update(map(str.__add__, run, run[1:]))
    return pairs


@cache
def genre() -> frozenset[str]:
    """Return the pairs that documents of our genre share: those in two or more of our samples."""
    return frozenset(files(__package__).joinpath("genre.txt").read_text("utf-8").split())
