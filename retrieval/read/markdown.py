"""Markdown: the form the program writes itself, read as it stands."""

from __future__ import annotations

from retrieval.read.encoding import decode

SUFFIXES = (".md", ".markdown")


def read(data: bytes) -> str:
    """Return the text of a Markdown file, in whatever encoding it arrived.

    Raises:
        UnreadableError: it is not text.
    """
    return decode(data)
