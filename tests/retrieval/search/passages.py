"""Passages made up for the tests of ranking."""

from __future__ import annotations

from retrieval.catalog import IndexedPassage


def passage(
    identifier: str,
    text: str,
    *,
    role: str = "做法",
    kind: str = "work_summary",
    heading: str = "",
    title: str = "总结",
) -> IndexedPassage:
    return IndexedPassage(
        id=identifier,
        text=text,
        heading=heading,
        role=role,
        text_hash=f"hash of {text}",
        document=identifier.split("-")[0],
        title=title,
        kind=kind,
    )
