"""Figures worked out from others that do not come out."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, defect, places_of


def _wrong(document: Document, *relations: str) -> Iterator[Edit]:
    for derived in document.marks.derived:
        if derived.relation in relations:
            for start in places_of(derived.phrase, document.text):
                yield Edit(start, start + len(derived.phrase), derived.wrong)


@defect("sum broken", "arithmetic", 3)
def broken_sum(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _wrong(document, "sum", "product", "conversion")


@defect("share broken", "arithmetic", 4)
def broken_share(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _wrong(document, "share", "ratio")


@defect("growth broken", "arithmetic", 2)
def broken_growth(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _wrong(document, "growth")


@defect("difference wrong", "arithmetic", 4)
def wrong_difference(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _wrong(document, "difference")


@defect("average wrong", "arithmetic", 3)
def wrong_average(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _wrong(document, "average")
