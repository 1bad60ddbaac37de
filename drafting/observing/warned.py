"""What libraries warn of that the people of this program can do nothing about."""

from __future__ import annotations

import warnings

_NOT_FOR_PEOPLE = ("SOCKS support in urllib3",)
"""Beginnings of warnings. requests silences this one itself while it is imported, which a thread that
leaves ``warnings.catch_warnings`` in that moment undoes: a program said it once in some hundred
starts (2026-11)."""


def spare_people() -> None:
    """Let those warnings not be shown. To be called before other threads begin."""
    for beginning in _NOT_FOR_PEOPLE:
        warnings.filterwarnings("ignore", beginning)
