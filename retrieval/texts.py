"""Texts as they are compared, hashed and indexed."""

from __future__ import annotations

import hashlib
import re
import unicodedata

ID_LENGTH = 12
"""Hexadecimal digits of a document's id."""


_LINE_END = re.compile("\r\n?|[\n\x0b\x0c\u2028\u2029]")
_HALVES = ("\x85", "\xa0")


def tidy(text: str) -> str:
    """Return text with composed characters, Unix line ends and no trailing blanks.

    Lone surrogates, which neither SQL nor models take, become question marks.
    """
    valid = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    composed = unicodedata.normalize("NFC", valid)
    return "\n".join(map(_without_trailing, _LINE_END.split(composed))).strip()


def _without_trailing(line: str) -> str:
    """Strip a line at its end, but for a blank that is half of a misread character (å\x85)."""
    bare = line.rstrip()
    half = line[len(bare) : len(bare) + 1]
    return bare + half if half in _HALVES and "\x80" <= bare[-1:] <= "\xff" else bare


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
