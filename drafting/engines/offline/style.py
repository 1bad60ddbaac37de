"""What the offline engine takes from samples: how the points of a section are counted off.

Nothing of their content is read but the counting words; the passages that lent them are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.model import Exemplar
from drafting.wording import chinese_ordinal


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count points off, and the passages it was taken from."""

    name: str
    samples: tuple[str, ...] = ()

    def ordinal(self, number: int, *, demanding: bool = False) -> str:
        """The words before point ``number``, from 1. ``demanding``: each point begins with 要, and
        一要 says it shorter."""
        count = chinese_ordinal(number)
        if self.name == "第一，":
            return f"第{count}，"
        return count if demanding else f"{count}是"


_SEEN = {"一是": re.compile(r"[一二三四五]是"), "第一，": re.compile(r"第[一二三四五]，")}


def counting_of(exemplars: Sequence[Exemplar]) -> Counting:
    """The way most of the passages count; 一是 where they do not or are at odds."""
    users = {
        name: tuple(e.passage for e in exemplars if pattern.search(e.text))
        for name, pattern in _SEEN.items()
    }
    name = "第一，" if len(users["第一，"]) > len(users["一是"]) else "一是"
    return Counting(name, users[name])


FORMAL = Counting("第一，")
"""For points that open with a digit: 一是216个村 misreads."""
