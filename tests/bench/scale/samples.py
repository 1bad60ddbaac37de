"""The sample library with 100 to 100,000 passages, by words: what adding and searching cost."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from retrieval.library import Library
from tests.bench.library_bench import QUERIES, document, sentences

COUNTS = (100, 1_000, 10_000, 100_000)
_PASSAGES = 20
"""Passages of one document of 3,000 字, about."""
_AT_ONCE = 250


def figures(folder: Path) -> Iterator[tuple[int, dict[str, float]]]:
    """For each count of passages: ms to add one more document, and the median ms of a search."""
    chance, pool = random.Random(7), sentences()
    with Library(folder / "library") as library:
        number = 0
        for count in COUNTS:
            while library.status().passages < count:
                lacking = count - library.status().passages
                documents = min(_AT_ONCE, lacking // _PASSAGES + 1)
                library.add([_written(folder, pool, chance, number, documents)])
                number += documents
            one = _written(folder, pool, chance, number, 1)
            number += 1
            begun = time.perf_counter()
            library.add([one])
            added = 1000 * (time.perf_counter() - begun)
            yield count, {"add_one_ms": added, "search_ms": _search(library)}


def _written(
    folder: Path, pool: list[str], chance: random.Random, start: int, count: int
) -> Path:  # fmt: skip
    place = folder / f"from-{start}"
    place.mkdir()
    for number in range(start, start + count):
        text = "\n".join(document(number, pool, chance))
        (place / f"{number:05d}.txt").write_text(text, encoding="utf-8")
    return place


def _search(library: Library) -> float:
    library.search("干部", words_only=True)
    taken = []
    for query in QUERIES:
        begun = time.perf_counter()
        library.search(query, k=5, words_only=True)
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)
