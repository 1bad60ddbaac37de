"""What a quantity of a text rests on: the record, and its verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from drafting.quantities.context import Slot
from drafting.quantities.knowledge import Known
from drafting.quantities.trials import Sum

Verdict = Literal[
    "fact", "derived", "free", "untraced", "unit", "bound", "dropped", "rounded", "thing", "elsewhere",
    "direction", "mode", "basis", "moment",
]  # fmt: skip
"""``fact``, ``derived`` and ``free`` (a structural number) are right; the others are remarks."""


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """What a quantity of a text rests on. ``known`` is the quantity of a fact it is, or should be;
    ``sure`` says how certain a remark is."""

    slot: Slot
    verdict: Verdict
    facts: tuple[str, ...] = ()
    known: Known | None = None
    sum: Sum | None = None
    sure: bool = True


def fact_ids(items: Sequence[Known]) -> tuple[str, ...]:
    """The facts of some quantities, each once."""
    return tuple(dict.fromkeys(item.fact for item in items if item.fact))
