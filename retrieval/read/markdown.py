"""Markdown: the form the program writes itself, read as it stands."""

from __future__ import annotations

from pathlib import Path

from retrieval.read.text import decode

SUFFIXES = (".md", ".markdown")


def read(path: Path) -> str:
    """Return the text of a Markdown file, in whatever encoding it arrived.

    Raises:
        OSError: the file cannot be opened.
        UnreadableError: it is not text.
    """
    return decode(path.read_bytes())
