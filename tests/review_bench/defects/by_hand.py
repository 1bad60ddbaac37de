"""Slips written beside a document by a person: such as no rule of a generator makes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, Planter, defect, places_of


def _slips(group: str) -> Planter:
    def planted(document: Document, chance: random.Random) -> Iterator[Edit]:
        for of_group, right, wrong in document.marks.slips:
            if of_group == group:
                start = next(places_of(right, document.text))
                yield Edit(start, start + len(right), wrong, anywhere=not wrong)

    return planted


for _group in ("figures", "arithmetic", "names", "borrowed", "coverage", "promise", "form"):
    defect(f"by hand: {_group}", _group, 99)(_slips(_group))
