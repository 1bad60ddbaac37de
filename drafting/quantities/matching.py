"""Which fact each quantity of a text rests on, and what is wrong where it rests on none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from drafting.quantities.bounds import family
from drafting.quantities.context import Slot, affinity, basis_of, slots_of
from drafting.quantities.counting import (
    announces,
    between_years,
    counts_named,
    counts_points,
    enumerated,
)
from drafting.quantities.deriving import THAT_IS, derive
from drafting.quantities.fact_totals import sum_of_named
from drafting.quantities.fitting import fits
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.moment_matching import match_moment
from drafting.quantities.one_fact import (
    lies_within,
    no_average,
    other_noun,
    other_part,
    told_of_its_date,
)
from drafting.quantities.part_shares import rate_told
from drafting.quantities.places import exchanged, out_of_order, stands_for
from drafting.quantities.reading import Quantity
from drafting.quantities.relations import relations_in
from drafting.quantities.retold import retold
from drafting.quantities.said_to_be import is_no_such, is_of_a_shift
from drafting.quantities.slips import is_slip
from drafting.quantities.trials import Sum
from drafting.quantities.units import MEASURES, loosely_same, normal_unit
from drafting.quantities.writing import plain

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


_MARGIN = 0.9
"""Affinity by which another fact must be nearer before a right number is on the wrong thing."""

_AROUND = 20
"""Quantities to each side of one that are looked at beside it."""

_NEAR_TIME = 1.5
"""The same for how often something is done, of which facts say little else."""

_UNLIKE = 0.15
"""Affinity below which two quantities have no word in common."""

_NEAR = 1.9
"""Affinity from which an untraced figure is taken for that of a fact."""


@lru_cache(maxsize=5_000)
def account(text: str, knowledge: Knowledge) -> tuple[Account, ...]:
    """One account for each quantity of a paragraph, in order."""
    slots = slots_of(text)
    return tuple(
        _looked_again(
            _account(slot, slots[max(0, at - _AROUND) : at + _AROUND + 1], knowledge, text),
            knowledge,
        )
        for at, slot in enumerate(slots)
    )


def _looked_again(found: Account, knowledge: Knowledge) -> Account:
    """An account that finds a ground, unless the figure stands in the words of another."""
    if found.verdict not in ("fact", "derived", "free"):
        return found
    right = retold(found.slot, knowledge)
    if right is None or _adds_up(found, right):
        return found
    verdict: Verdict = "thing" if found.verdict == "fact" else "untraced"
    return Account(found.slot, verdict, _ids([right]), right)


def _adds_up(found: Account, known: Known) -> bool:
    """Whether a figure is a total that holds the fact's own: 40名教师和医生 for 22名教师、18名医生."""
    words = found.sum.text if found.sum else ""
    return "＋" in words and plain(known.slot.quantity.value) in re.findall(r"[\d.]+", words)


def _account(slot: Slot, slots: Sequence[Slot], knowledge: Knowledge, text: str) -> Account:
    if slot.quantity.kind == "moment":
        verdict, known, sure = match_moment(slot, slots, knowledge)
        return Account(slot, verdict, _ids([known] if known else []), known, sure=sure)
    if (restated := _restated(slot, text) or _equated(slot, text)) is not None:
        return restated
    if verbatim := _verbatim(slot, knowledge):
        return Account(slot, "fact", _ids(verbatim), verbatim[0])
    pool = _pool(slot.quantity, knowledge)
    scored = sorted(((affinity(slot, item.slot), i, item) for i, item in enumerate(pool)), reverse=True,
                    key=lambda entry: (entry[0], -entry[1]))  # fmt: skip
    fitting = [
        (score, item) for score, _, item in scored if fits(slot.quantity, item.slot.quantity)
    ]
    others = [
        (score, item)
        for score, _, item in scored[:12]
        if not fits(slot.quantity, item.slot.quantity)
    ]
    if fitting:
        best = fitting[0][0]
        unit, likeness = _other_unit(slot, knowledge, same_value=best >= _UNLIKE)
        if unit and likeness >= best + 0.7 and (likeness >= _NEAR or best < _UNLIKE):
            return _wrong_unit(slot, unit)
        swapped = exchanged(slot, slots, fitting[0][1], others) or _disordered(
            slot, slots, fitting, knowledge
        )
        if is_no_such(slot, [item for _, item in fitting]):
            found = derive(slot, text, knowledge)
            if found is not None and ("%" in found.text or not is_of_a_shift(slot)):
                return Account(slot, "derived", found.facts, sum=found)
            near = fitting[0][1]
            return Account(slot, "elsewhere", _ids([near]), near, sure=False)
        free = [(score, item) for score, item in others if not stands_for(slot, slots, item, pool)]
        judged = _judge_fitting(slot, fitting, free, swapped, knowledge)
        if judged.verdict in ("thing", "elsewhere") and swapped is None:
            return _rescued(slot, slots, judged, fitting[0][1], knowledge, text) or judged
        return judged
    return _judge_untraced(slot, others, knowledge, text)


def _disordered(
    slot: Slot, slots: Sequence[Slot], fitting: list[tuple[float, Known]], knowledge: Knowledge
) -> Known | None:
    own = fitting[0][1]
    if not own.fact or slot.quantity.kind != "amount":
        return None
    return out_of_order(slot, slots, own, knowledge.by_fact[own.fact])


_REACHED = re.compile(r"^[，、]?(?:达到?|为|实际|总数|累计|实现)")


def _rescued(
    slot: Slot, slots: Sequence[Slot], judged: Account, own: Known, knowledge: Knowledge, text: str
) -> Account | None:
    """A number that only looks misplaced: a sum over the very fact, or a round word (突破2000万元)
    for the figure said beside it."""
    if slot.quantity.bound != "exact":
        value = own.slot.quantity.value
        beside = any(
            o.quantity.value == value
            and _REACHED.match(o.lead)
            and o.beside[0] == (slot.quantity.value, slot.quantity.unit)
            for o in slots
        )
        return Account(slot, "fact", _ids([own]), own) if beside else None
    if together := sum_of_named(slot, judged.facts, knowledge):
        return Account(slot, "derived", together.facts, sum=together)
    near = judged.verdict == "thing"
    found = derive(slot, text, knowledge, near=near)
    if found is None or (
        near and (re.search("[÷×]", found.text) or not set(judged.facts) & set(found.facts))
    ):
        return None
    return Account(slot, "derived", found.facts, sum=found)


def _pool(quantity: Quantity, knowledge: Knowledge) -> list[Known]:
    if not quantity.unit:
        return [k for k in knowledge.known if k.slot.quantity.kind == quantity.kind]
    own = knowledge.by_unit.get(quantity.unit, ())
    bare = knowledge.by_unit.get("", ()) if quantity.kind == "amount" else ()
    return [*own, *bare]


_MEASURED = ("岁", "天", "个月", "分钟")


def _telling(slot: Slot) -> bool:
    """Whether a number is large enough, and has words enough, to be known by its thing."""
    said = slot.quantity
    return (
        said.kind == "amount"
        and said.value > 20
        and len(slot.bag) >= 5
        and not said.loose
        and said.unit not in _MEASURED
    )


def _judge_fitting(
    slot: Slot,
    fitting: list[tuple[float, Known]],
    others: list[tuple[float, Known]],
    swapped: Known | None,
    knowledge: Knowledge,
) -> Account:
    best, known = fitting[0]
    ids = _ids([item for score, item in fitting if score >= best - 0.25][:4])
    if swapped:
        return Account(slot, "thing", _ids([swapped]), swapped)
    if others:
        rival_score, rival = others[0]
        if (
            rival.fact != known.fact
            and slot.quantity.bound != "exact"
            and rival_score - best >= 0.5
            and rival_score >= _NEAR
            and _comparable(slot.quantity, rival.slot.quantity)
        ):
            return Account(slot, "bound", _ids([rival]), rival)
        misplaced = rival_score - best >= _MARGIN and rival_score >= _NEAR
        dated = rival.fact == known.fact and told_of_its_date(slot, known, rival)
        if misplaced and not dated and not lies_within(rival, known):
            sure = rival_score - best >= _MARGIN + 0.5 and rival_score >= _NEAR + 0.4
            return Account(slot, "thing", _ids([rival]), rival, sure=sure)
    if best < _UNLIKE and _telling(slot) and not slot.wide & known.slot.wide:
        return Account(slot, "elsewhere", ids, known, sure=False)
    top = [item for score, item in fitting if score >= best - 0.3]
    if slot.quantity.kind == "amount" and slot.quantity.bound == "exact":
        every = [item for _, item in fitting]
        if right := other_part(slot, every, knowledge) or other_noun(slot, every, knowledge):
            return Account(slot, "thing", _ids([right]), right)
        if no_average(slot, every):
            return Account(slot, "elsewhere", ids, known, sure=False)
    if slot.direction and all(item.slot.direction == -slot.direction for item in top) and best >= 1:
        return Account(slot, "direction", ids, known)
    if "from" in slot.roles and best >= 1 and all(k.slot.mode == "to" for k in top):
        return Account(slot, "direction", ids, known)
    if slot.mode and best >= 1 and all(item.slot.mode not in ("", slot.mode) for item in top):
        return Account(slot, "mode", ids, known)
    said = slot.quantity
    if (
        said.unit == "倍"
        and best >= 1
        and all((k.slot.mode == "by") != (slot.mode == "by") for k in top)
    ):
        return Account(slot, "mode", ids, known)
    if (
        slot.quantity.kind == "amount"
        and best >= 1
        and (per := _each_said(slot))
        and all(_of_another(per, k) for k in top)
    ):
        return Account(slot, "thing", ids, known)
    if (basis := basis_of(slot)) and all(basis_of(k.slot) not in ("", basis) for k in top):
        return Account(slot, "basis", ids, known)
    if said.bound == "exact" and all(family(k.slot.quantity.bound) for k in top) and best >= 1.2:
        return Account(slot, "dropped", ids, known)
    return Account(slot, "fact", ids, known)


_PER = re.compile(rf"每({MEASURES})|([户人亩村月年天])均|(亩)产")


def _each_said(slot: Slot) -> frozenset[str]:
    """What an amount is said to be for each of, by the words of its clause: 每亩每年20元."""
    start = slot.quantity.start - slot.offset
    clause = re.split(r"[，。；：、]", slot.sentence[max(0, start - 40) : start])[-1]
    return frozenset(normal_unit(m[1] or m[2] or m[3]) for m in _PER.finditer(clause))


def _of_another(per: frozenset[str], known: Known) -> bool:
    """Whether a fact gives an amount for each of something else: 每户 where it has 每亩."""
    theirs = _each_said(known.slot)
    own, other = per - theirs, theirs - per
    if len(per) != len(theirs) or not own:
        return False
    return not any(_may_stand(a, b) for a in own for b in other)


def _may_stand(one: str, other: str) -> bool:
    """Whether two measure words may be said of one thing: 每家企业, 每个企业, 户均."""
    return "个" in (one, other) or loosely_same(one, other)


def _judge_untraced(
    slot: Slot, others: list[tuple[float, Known]], knowledge: Knowledge, text: str
) -> Account:
    said = slot.quantity
    score, nearest = others[0] if others else (0.0, None)
    near = (
        nearest if nearest and score >= (_NEAR if said.kind == "amount" else _NEAR_TIME) else None
    )
    if said.measure == "大" and (near is None or near.slot.quantity.measure != "大"):
        return Account(slot, "free")
    if stated := _stated(slot, text, knowledge):
        return stated
    if near and said.bound != "exact" and _comparable(said, near.slot.quantity):
        reckoned = said.unit == "%" or THAT_IS.search(slot.lead)
        if reckoned and (found := derive(slot, text, knowledge, near=True)):
            return Account(slot, "derived", found.facts, sum=found)
        return Account(slot, "bound", _ids([near]), near)
    unit, likeness = _other_unit(slot, knowledge)
    if unit and likeness >= _NEAR and likeness >= score - 0.3:
        return _wrong_unit(slot, unit)
    slip = near is not None and is_slip(said, near.slot.quantity)
    if slip and said.unit == "%" and (rate := rate_told(slot, knowledge)):
        return Account(slot, "derived", rate.facts, sum=rate)
    if near is not None and said.unit == "倍" and slot.mode != near.slot.mode:
        slip = False
    if (
        said.kind == "amount"
        and not slip
        and (found := derive(slot, text, knowledge, near=_is_near(said, near)))
    ):
        if unit and _by_chance(slot, found, unit, knowledge):
            return _wrong_unit(slot, unit)
        return Account(slot, "derived", found.facts, sum=found)
    if nearest and score >= 1.2 and _rounds(said, nearest.slot.quantity):
        return Account(slot, "rounded", _ids([nearest]), nearest, sure=False)
    if (
        nearest
        and said.bound != "exact"
        and score >= 1.2
        and _comparable(said, nearest.slot.quantity)
    ):
        return Account(slot, "bound", _ids([nearest]), nearest)
    if unit:
        return _wrong_unit(slot, unit)
    if announces(said, text):
        return Account(slot, "free")
    if households := _households(slot, knowledge):
        return Account(slot, "fact", _ids([households]), households)
    named = counts_named(said, slot.sentence[said.end - slot.offset :], knowledge.words)
    if named and said.measure == "个" and slot.after[:1] in tuple("县区市镇乡村"):
        return Account(slot, "free")
    if near is None and (
        _free(slot, text)
        or _half_year(slot)
        or named
        or _long_ago(slot, text)
        or between_years(said, knowledge.years)
    ):
        return Account(slot, "free")
    if said.kind != "amount":
        return Account(
            slot,
            "thing" if near else "free",
            _ids([near] if near else []),
            near,
            sure=score >= _NEAR + 0.5,
        )
    return Account(
        slot,
        "untraced",
        _ids([near] if near else []),
        near,
        sure=not _doubtful(said) or near is not None,
    )


def _by_chance(slot: Slot, found: Sum, unit: Known, knowledge: Knowledge) -> bool:
    """Whether a sum gives a number that a fact has under another measure word of the same thing, and
    draws on facts of which the sentence does not speak: 打掉团伙38名 is not 24名＋8名＋6名."""
    if unit.slot.quantity.value != slot.quantity.value or not found.facts:
        return False
    if "×" in found.text:
        return True
    known = [item for fact in found.facts for item in knowledge.by_fact.get(fact, ())]
    return not any(len(slot.wide & item.slot.wide) > 1 for item in known)


def _households(slot: Slot, knowledge: Knowledge) -> Known | None:
    """两家, where a fact speaks of 两户人家."""
    if slot.quantity.measure != "家":
        return None
    own = (k for k in knowledge.by_unit.get("户", ()) if k.slot.after.startswith("人家"))
    return next((k for k in own if k.slot.quantity.value == slot.quantity.value), None)


def _is_near(said: Quantity, near: Known | None) -> bool:
    """Whether a fact has much the same figure of much the same thing."""
    return near is not None and _comparable(said, near.slot.quantity)


def _stated(slot: Slot, text: str, knowledge: Knowledge) -> Account | None:
    """A sum that the text itself states and that comes out, from figures of the facts."""
    for relation in relations_in(text):
        if relation.slot is slot and relation.holds and relation.right is not None:
            traced = [_traced(o.quantity, knowledge) for o in relation.operands]
            if all(traced):
                facts = tuple(dict.fromkeys(fact for fact in traced if fact))
                return Account(
                    slot, "derived", facts, sum=Sum(relation.text, facts, relation.right)
                )
    return None


def _traced(quantity: Quantity, knowledge: Knowledge) -> str:
    """The fact that has this very value."""
    for item in knowledge.by_unit.get(quantity.unit, ()):
        if item.fact and item.slot.quantity.value == quantity.value:
            return item.fact
    return ""


_AGAIN = re.compile(
    r"[，、（]?(?:也就?是|即|就是|相当于|[已还都]|占比?|比例|达到?|为|[近约超过不足到将接逾整]|仅|只有){0,5}"
)


_EQUATED = re.compile(r"[人户]?(?:家)?，?(?:就是|便是|就等于|背后[就都]?是|连着|牵着|意味着)")


def _equated(slot: Slot, text: str) -> Account | None:
    """A number said again of what stands for the same: 92个人就是92个家."""
    said, last = slot.quantity, slot.beside[0]
    if said.kind != "amount" or last is None or last[0] != said.value:
        return None
    before = [s.quantity for s in slots_of(text) if s.quantity.end <= said.start]
    if not before or not _EQUATED.fullmatch(text[before[-1].end : said.start]):
        return None
    return Account(slot, "derived", sum=Sum(f"{before[-1].text}，{said.text}", (), said.value))


def _restated(slot: Slot, text: str) -> Account | None:
    """A share in words right behind its percentage: 24%，不到四分之一."""
    said, last = slot.quantity, slot.beside[0]
    if said.unit != "%" or last is None or last[1] != "%" or not _IN_WORDS.search(said.text):
        return None
    before = [s for s in slots_of(text) if s.quantity.end <= said.start]
    given = before[-1] if before else None
    if given is None or _IN_WORDS.search(given.quantity.text):
        return None
    if not _AGAIN.fullmatch(text[given.quantity.end : said.start]):
        return None
    if fits(said, given.quantity):
        words = f"{given.quantity.text}，{slot.sentence[said.outer[0] - slot.offset : said.outer[1] - slot.offset]}"
        return Account(slot, "derived", sum=Sum(words, (), given.quantity.value))
    return Account(slot, "untraced")


_IN_WORDS = re.compile(r"(?<!百)分之|成|半")


def _wrong_unit(slot: Slot, unit: Known) -> Account:
    sure = not loosely_same(slot.quantity.unit, unit.slot.quantity.unit)
    return Account(slot, "unit", _ids([unit]), unit, sure=sure)


def _free(slot: Slot, text: str) -> bool:
    said = slot.quantity
    points = counts_points(said, slot.sentence[said.end - slot.offset :])
    numbers_a_table = not said.unit and _NUMBER_OF_TABLE.search(text[: said.start])
    return points or announces(said, text) or enumerated(said, text) or bool(numbers_a_table)


_NUMBER_OF_TABLE = re.compile(r"(?:^|[见如附和、至（])(?:[图表]|附件)\s?$")
"""What stands before the number of a table, a figure or an attachment: 详见表1."""


_HALF_YEAR = re.compile(r"半年(?!内|以[内上下]|之内|前|后|多|时间|一|完成|[左上]?右)")


def _half_year(slot: Slot) -> bool:
    """Whether half a year is named as a time of work, and not measured: 对标半年目标."""
    return bool(_HALF_YEAR.match(slot.sentence, slot.quantity.start - slot.offset))


def _long_ago(slot: Slot, text: str) -> bool:
    """Whether words tell roughly how long ago something was: 一个多月前."""
    said = slot.quantity
    loose = said.loose and said.bound in ("more", "about", "under") and said.unit in ("个月", "天")
    return loose and bool(re.match(r"之?前|以?来", text[said.end : said.end + 2]))


def _doubtful(said: Quantity) -> bool:
    """Small Chinese numerals before loose measures, and words that name no number."""
    return said.vague or said.loose


def _rounds(said: Quantity, known: Quantity) -> bool:
    """95% for 95.4%: the fact rounded to fewer places."""
    if said.bound != "exact" or known.bound != "exact" or not said.value:
        return False
    step = step_of_value(said)
    return abs(said.value - known.value) <= step / 2 and step / said.value <= Decimal("0.05")


def step_of_value(quantity: Quantity) -> Decimal:
    """The last place that a quantity states, in its base unit."""
    exponent = quantity.value.normalize().as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def _comparable(said: Quantity, known: Quantity) -> bool:
    return bool(known.value) and Decimal("0.5") <= said.value / known.value <= 2


_VERBAL = re.compile(r"\d[\d,.]*[万亿千]*|[零〇一二三四五六七八九十百千万亿两]+")


def _other_unit(
    slot: Slot, knowledge: Knowledge, *, same_value: bool = False
) -> tuple[Known | None, float]:
    """The quantity of a fact with this very number and another unit or scale, of the same thing."""
    said = slot.quantity
    if said.kind != "amount" or said.loose:
        return None, 0.0
    digits = "" if same_value else _digits(said.text)
    best: tuple[float, Known | None] = (1.3, None)
    for item in knowledge.known:
        known = item.slot.quantity
        if (
            known.kind == "amount"
            and known.unit
            and (known.value == said.value or (digits and _digits(known.text) == digits))
        ):
            score = affinity(slot, item.slot)
            if score > best[0]:
                best = (score, item)
    return best[1], best[0]


def _digits(text: str) -> str:
    match = re.match(r"[\d.,]+", text)
    return match[0].replace(",", "") if match else ""


def _verbatim(slot: Slot, knowledge: Knowledge) -> list[Known]:
    """Known quantities whose near words are these very words."""
    said = slot.quantity
    around = (
        slot.before[-8:]
        + slot.sentence[said.outer[0] - slot.offset : said.outer[1] - slot.offset]
        + slot.after[:8]
    )
    if len(slot.bag) < 7 or around not in knowledge.words:
        return []
    return [
        item for item in knowledge.by_unit.get(said.unit, ())
        if item.slot.quantity.value == said.value and around in item.slot.sentence
    ]  # fmt: skip


def _ids(items: Sequence[Known]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.fact for item in items if item.fact))
