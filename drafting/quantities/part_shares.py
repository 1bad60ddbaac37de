"""A share right behind a count (完工48部，占四分之三) is of that count, within a whole: which one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.fitting import hits
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.trials import Operand, Sum, Trial

PART_OF = re.compile(
    r"^[^，。；]{0,16}，[约就只仅已正好恰刚还不到其这也都又各分别]{0,4}占[^，。；、]{0,10}$"
)


def lead_to(slot: Slot) -> str:
    """The words since the last figure, those of the bound (约占) included."""
    outer, start = slot.quantity.outer[0] - slot.offset, slot.quantity.start - slot.offset
    return slot.lead + slot.sentence[outer:start]


def of_the_part(slot: Slot, found: Trial) -> bool:
    """A share right behind a count (完工48部，占四分之三) is of that count."""
    last = slot.beside[0]
    if slot.quantity.unit != "%" or last is None or last[1] in ("%", "个百分点", "倍", "番"):
        return True
    parts = _parts_beside(slot, last) if _SHARE_ALONE.search(lead_to(slot)) else set()
    if any(o.quantity.value in parts for o in found.operands):
        return False
    if _SHARE_ALONE.search(lead_to(slot)) and (wholes := _wholes_beside(slot, last)):
        values = {o.quantity.value for o in found.operands}
        return bool(values & wholes) and last[0] in values
    return (
        "分别" in slot.lead
        or not PART_OF.search(lead_to(slot))
        or any((o.quantity.value, o.quantity.unit) == last for o in _upper(found))
    )


_UPPER = {"{v}＝{0}÷{1}": 0, "{v}＝{1}÷{0}": 1}


def _upper(found: Trial) -> Sequence[Operand]:
    """What is divided in a share; all figures of another sum."""
    at = _UPPER.get(found.form)
    return found.operands if at is None else found.operands[at : at + 1]


_SHARE_ALONE = re.compile(
    r"^[^，。；]{0,16}，(?![^，。；]{0,3}(?:分别|各))[^，。；]{0,3}占(?:比|了)?[约近超过不到足只仅]{0,3}$"
)

_HAS_SHARE = re.compile(r"，(?:约|分别)?占(?:比|了)?[约近超]?[\d.]+%")
"""Behind a part that has a share of its own (9984万元，占80%；2496万元，占20%), and is no whole."""


def _wholes_beside(slot: Slot, part: tuple[Decimal, str]) -> set[Decimal]:
    """The larger counts of the same sentence before a share that names no whole of its own."""
    before = [
        s.quantity
        for s in slots_of(slot.sentence)
        if s.quantity.end <= slot.quantity.start - slot.offset
    ]
    return {
        q.value for q in before if q.kind == "amount" and q.unit == part[1] and q.value > part[0]
        and not (_HAS_SHARE.match(slot.sentence, q.end)
                 and "其中" not in slot.sentence[q.end : slot.quantity.start - slot.offset])
    }  # fmt: skip


def _parts_beside(slot: Slot, part: tuple[Decimal, str]) -> set[Decimal]:
    """The counts beside the part that have shares of their own; one behind 其中 is within them."""
    end = slot.quantity.start - slot.offset
    return {
        s.quantity.value for s in slots_of(slot.sentence)
        if _HAS_SHARE.match(slot.sentence, s.quantity.end)
        and "其中" not in slot.sentence[s.quantity.end : end]
    } - {part[0]}  # fmt: skip


_RATE = re.compile(r"([\u4e00-\u9fff]{2})率(?:为|达到?|约|近|超过|高达|是)?$")


def rate_of_a_known_whole(slot: Slot, knowledge: Knowledge) -> Iterator[Trial]:
    """签约居民23.4万人，签约率50%, of the 46.8万人 that another fact gives."""
    last, named = slot.beside[0], _RATE.search(lead_to(slot))
    before = slot.sentence[: slot.quantity.start - slot.offset - len(slot.lead)]
    if last is None or named is None or named[1] not in before[-30:]:
        return
    yield from of_a_known_whole(slot, knowledge)


def rate_told(slot: Slot, knowledge: Knowledge) -> Sum | None:
    """The rate of the count right before it (利用秸秆52.2万吨，综合利用率90%), exactly as it comes
    out of a whole that a fact gives: also where a fact has nearly this rate of another year."""
    if slot.quantity.bound != "exact":
        return None
    trials = rate_of_a_known_whole(slot, knowledge)
    return next((t.sum() for t in trials if hits(slot.quantity, t.value)), None)


def of_a_known_whole(slot: Slot, knowledge: Knowledge) -> Iterator[Trial]:
    """A share right behind a count (2592人，占九成), of a whole that a fact gives in the same unit."""
    last = slot.beside[0]
    if last is None or not last[0] or last[1] in ("%", "个百分点", "倍", "番"):
        return
    beside = _wholes_beside(slot, last) if _SHARE_ALONE.search(lead_to(slot)) else set()
    for known in knowledge.by_unit.get(last[1], ()):
        whole = known.slot.quantity
        if (beside and whole.value not in beside) or whole.value in _parts_beside(slot, last):
            continue
        if whole.kind == "amount" and whole.value > last[0]:
            operand = Operand(whole, known.fact, known.slot)
            yield Trial(last[0] * 100 / whole.value, f"{{v}}＝{last[0]}÷{{0}}", (operand,), 0, "%")


_WORKING_DAY = re.compile(r"(?:八|8)(?:个)?小时(?:的?工作|工作时间|的?上班)")
_MINUTES = Decimal(8 * 60)


def of_the_working_day(slot: Slot, own: Sequence[Operand]) -> Iterator[Trial]:
    """2.4小时, 占去八小时工作时间的三成: a time as a share of the working day."""
    if _WORKING_DAY.search(slot.sentence[: slot.quantity.start - slot.offset][-20:]):
        for time in own:
            if time.quantity.unit == "分钟" and time.quantity.value < _MINUTES:
                value = time.quantity.value * 100 / _MINUTES
                yield Trial(value, "{v}＝{0}÷8小时", (time,), 0, "%")


def speaks_of(slot: Slot, found: Trial) -> bool:
    """Whether a share is worked out from a figure of its own sentence, where that has one before."""
    if slot.quantity.unit not in ("%", "倍", "番") or "÷" not in found.form:
        return True
    own = {s.quantity.value for s in slots_of(slot.sentence)
           if s.quantity.kind == "amount" and s.quantity.unit not in ("%", "个百分点", "倍", "番")
           and s.quantity.end <= slot.quantity.start - slot.offset}  # fmt: skip
    return not own or any(o.quantity.value in own for o in found.operands)


def uses_last(slot: Slot, found: Trial, knowledge: Knowledge) -> bool:
    """Whether a share is worked out from the figure right before it (其中216人，占75%), or is the
    sum of shares as that figure is a sum of counts."""
    last = slot.beside[0]
    if last is None:
        return False
    values = [o.quantity.value for o in found.operands]
    if len(values) == 2 and abs(values[0] - values[1]) == last[0]:
        return True
    known = any(k.slot.quantity.value == last[0] for k in knowledge.by_unit.get(last[1], ()))
    return any(o.quantity.value == last[0] for o in found.operands) or (
        "＋" in found.form and not known
    )
