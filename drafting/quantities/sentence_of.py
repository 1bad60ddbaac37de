"""Whether a figure stands in the sentence of another."""

from __future__ import annotations

from drafting.quantities.context import Slot
from drafting.quantities.trials import Operand


def in_sentence(operand: Operand, said: Slot) -> bool:
    """Whether an operand stands in the sentence of a figure."""
    slot = operand.slot
    return slot is not None and slot.offset == said.offset and slot.sentence == said.sentence
