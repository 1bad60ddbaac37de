"""Texts as they are compared, hashed and indexed."""

from __future__ import annotations

import hashlib
import unicodedata

ID_LENGTH = 12
"""Hexadecimal digits of a document's id."""


def tidy(text: str) -> str:
    """Return text with composed characters, Unix line ends and no trailing blanks.

    Lone surrogates, which neither SQL nor models take, become question marks.
    """
    valid = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    composed = unicodedata.normalize("NFC", valid)
    return "\n".join(line.rstrip() for line in composed.splitlines()).strip()


def document_id(text: str) -> str:
    """Return the id of a document: a hash of its letters, digits and characters.

    Blanks, punctuation and Markdown marks do not count, so that one text has one id in every
    file format.
    """
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
    return hashlib.sha256(letters.encode()).hexdigest()[:ID_LENGTH]


def text_hash(text: str) -> str:
    """Return the key under which the vector of a text is cached."""
    return hashlib.sha256(text.encode()).hexdigest()


def indexed_text(heading: str, text: str) -> str:
    """Return what is ranked and embedded for a passage: its nearest heading and its text."""
    nearest = heading.rsplit(" > ", 1)[-1]
    return f"{nearest}\n{text}" if nearest and not text.startswith(nearest) else text
