"""Plain text in the encodings Chinese files arrive in: UTF-8, UTF-16, GB18030, Big5."""

from __future__ import annotations

from retrieval.read.encoding import decode

__all__ = ["SUFFIXES", "decode", "read"]

SUFFIXES = (".txt", ".text")


def read(data: bytes) -> str:
    """Return the text of a plain text file.

    Raises:
        UnreadableError: it is not text.
    """
    return decode(data)
