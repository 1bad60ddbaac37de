"""The sums that a paragraph states itself: totals and their parts, rates, growth, averages, rests.

Each rule looks for words that say how quantities hang together and works the sum out. A relation
that holds is kept for the reader; one that does not names the figure at fault and its right value.
A list of parts need not be whole: a sum that differs by more than a slip is left alone unless the
words say that it is whole (合计, 其余, 由…增加到)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.deriving import shown_in
from drafting.quantities.slips import is_slip, is_slip_of
from drafting.quantities.writing import decimals_of, plain


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A sum the text states. ``slot`` is the figure it gives; ``right`` its true value, None where
    only the words are wrong; ``operands`` are the figures it is worked out from."""

    slot: Slot
    holds: bool
    right: Decimal | None
    text: str
    operands: tuple[Slot, ...]
    rule: str
    sure: bool = True


_PARTS = re.compile(r"其中|分别|包括|分为|含")
_WHOLE_AFTER = re.compile(
    r"(?:合计|共计|总计|总共|一共|累计|共|总数为?|总数达到?)[^，。；、：]{0,6}$"
)
_SURELY_WHOLE = re.compile(r"(?:合计|共计|总计|总共)[^，。；、：]{0,6}$")
_REST = re.compile(r"(?:其余|剩余|余下|剩下|其他|还剩|尚余|尚差|还差)[^，。；、：]{0,6}$")
_OTHER_BASE = re.compile(r"占[^，。；、]{2,}$|相当于|占比")
_BARE_SHARE = re.compile(
    r"(?:占|占比|占比为|占比达|占总数的?|占全部的?|比例为|比重为|占其)(?:约|近|超过|达到?|为)?$"
)
_RATE_NAME = re.compile(r"([\u4e00-\u9fff]{1,4})率(?:为|达到?|约|近|超过|高达|是)?$")
_OVERLAPPING = re.compile(
    r"党员|女|少数民族|本科|研究生|硕士|博士|岁|以上|以下|高级|中级|职称|学历|累计|先后|同比"
)
_EACH = re.compile(
    r"(?:平均)?每(?P<m>个|名|家|人|村|支|户|台|队|项|榜|校|镇|乡|县|区|栋|次|期|场|亩|件|处|组|班|位|批|条|年|月|天)?(?P<n>[\u4e00-\u9fff]{0,5})$|(?P<h>人|村|户|校|镇|县|家|件|场|项|年|月|班|所|亩|站|队|点|院|区)均[\u4e00-\u9fff]{0,5}$|平均(?P<o>[\u4e00-\u9fff]{0,4})$"
)
_COMPARED = re.compile(r"(?:比|较|同比|环比)")


@lru_cache(maxsize=20_000)
def relations_in(text: str) -> tuple[Relation, ...]:
    """The relations between the quantities of a paragraph, in order of the rules."""
    slots = [s for s in slots_of(text) if s.quantity.kind == "amount" and not s.quantity.vague]
    if len(slots) < 2:
        return ()
    found: list[Relation] = []
    for sentence in _by_sentence(slots):
        for rule in _RULES:
            found += rule(sentence, text)
    return tuple(found)


def _by_sentence(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    offsets = sorted({slot.offset for slot in slots})
    for offset in offsets:
        yield [slot for slot in slots if slot.offset == offset]


def _exact(slot: Slot) -> bool:
    return slot.quantity.bound == "exact" and slot.quantity.value > 0


def _between(text: str, left: Slot, right: Slot) -> str:
    return text[left.quantity.end : right.quantity.start]


def _alike(one: Slot, other: Slot) -> bool:
    return one.quantity.unit == other.quantity.unit


def _parts_of_total(slots: list[Slot], text: str) -> Iterator[Relation]:
    """共240人，其中甲100人、乙140人."""
    for index, total in enumerate(slots[:-1]):
        if not _exact(total) or total.quantity.unit in ("%", "个百分点", "倍"):
            continue
        gap = _between(text, total, slots[index + 1])
        if _PARTS.search(gap):
            parts = _list_from(slots, index + 1, total, text)
            if len(parts) >= 2:
                yield from _check_total(total, parts, text, sure=bool(re.search("分别|分为", gap)))
        else:
            yield from _unnamed_parts(slots, index, text)


def _unnamed_parts(slots: list[Slot], index: int, text: str) -> Iterator[Relation]:
    """改造300个，2026年完成120个，2027年完成180个: all that follow in the unit."""
    total = slots[index]
    parts = [
        s
        for s in slots[index + 1 :]
        if _alike(s, total) and not s.roles & {"per", "from"} and not s.mode
    ]
    earlier = [s for s in slots[:index] if _alike(s, total)]
    if (
        len(parts) >= 2
        and not earlier
        and all(p.quantity.value < total.quantity.value for p in parts)
    ):
        listed = "分别" in text[total.quantity.end : parts[0].quantity.start]
        yield from _check_total(total, parts, text, sure=listed)


def _list_from(slots: list[Slot], start: int, total: Slot, text: str) -> list[Slot]:
    """Parts of one unit from here to the end of the clause, passing over shares beside them."""
    parts: list[Slot] = []
    for index in range(start, len(slots)):
        slot = slots[index]
        gap = _between(text, slots[index - 1], slot)
        if re.search(r"[；。]", gap) and index > start and not parts_go_on(parts, gap):
            break
        if _alike(slot, total):
            if (
                "per" in slot.roles
                or "from" in slot.roles
                or slot.mode
                or slot.quantity.value > total.quantity.value
            ):
                break
            if re.search(r"其中|占|比|完成|办结", gap) and index > start and parts:
                break
            parts.append(slot)
    return parts


def parts_go_on(parts: list[Slot], gap: str) -> bool:
    """A list whose items are parted by semicolons goes on behind one."""
    return len(parts) == 1 and "；" in gap


def _check_total(total: Slot, parts: Sequence[Slot], text: str, sure: bool) -> Iterator[Relation]:
    if not all(map(_exact, parts)):
        return
    value = sum((p.quantity.value for p in parts), Decimal(0))
    words = f"{'＋'.join(shown_in(p.quantity.value, total.quantity) for p in parts)}＝{shown_in(value, total.quantity)}"
    operands = tuple(parts)
    if value == total.quantity.value:
        yield Relation(total, True, value, words, operands, "total")
        return
    overlap = _OVERLAPPING.search(text[parts[0].offset : parts[-1].quantity.end + 6])
    slip = is_slip_of(total.quantity.value, value) or any(
        is_slip_of(p.quantity.value, p.quantity.value + total.quantity.value - value) for p in parts
    )
    near = abs(value - total.quantity.value) <= total.quantity.value * Decimal("0.12")
    if (
        (slip and near and (len(parts) > 2 or not overlap))
        or (sure and not overlap)
        or (slip and near and sure)
    ):
        yield Relation(
            total, False, value, words, operands, "total", sure=sure or (slip and not overlap)
        )


def _total_of_parts(slots: list[Slot], text: str) -> Iterator[Relation]:
    """甲100人、乙140人，合计240人."""
    for index in range(2, len(slots)):
        total = slots[index]
        if not _exact(total) or not _WHOLE_AFTER.search(total.lead):
            continue
        before = [
            s for s in slots[:index] if _alike(s, total) and _exact(s) and "per" not in s.roles
        ]
        if len(before) < 2:
            continue
        sums = {
            sum((s.quantity.value for s in before[k:]), Decimal(0)): before[k:]
            for k in range(len(before) - 1)
        }
        if total.quantity.value in sums:
            yield from _check_total(total, sums[total.quantity.value], text, sure=True)
            continue
        run = _adjoining(before, text)
        if len(run) >= 2 and max(s.quantity.value for s in run) < total.quantity.value * 10:
            value = sum((s.quantity.value for s in run), Decimal(0))
            if _SURELY_WHOLE.search(total.lead) or is_slip_of(total.quantity.value, value):
                words = f"{'＋'.join(shown_in(s.quantity.value, total.quantity) for s in run)}＝{shown_in(value, total.quantity)}"
                yield Relation(
                    total,
                    False,
                    value,
                    words,
                    tuple(run),
                    "total",
                    sure=bool(_SURELY_WHOLE.search(total.lead)),
                )


def _adjoining(slots: Sequence[Slot], text: str) -> list[Slot]:
    """The last of them that stand side by side, parted by 、 or ，."""
    run = [slots[-1]]
    for slot in reversed(slots[:-1]):
        gap = _between(text, slot, run[0])
        if len(gap) > 14 or re.search(r"[。；：]", gap):
            break
        run.insert(0, slot)
    return run


def _rest(slots: list[Slot], _text: str) -> Iterator[Relation]:
    """275条意见办结261条，其余14条."""
    for index, rest in enumerate(slots):
        if not _exact(rest) or not _REST.search(rest.lead):
            continue
        before = [s for s in slots[:index] if _alike(s, rest) and _exact(s)]
        if len(before) < 2:
            continue
        total, parts = before[0], before[1:]
        chances = [
            total.quantity.value - sum((p.quantity.value for p in parts[k:]), Decimal(0))
            for k in range(len(parts))
        ]
        chances += [
            a.quantity.value - b.quantity.value
            for a in before
            for b in before
            if a.quantity.value > b.quantity.value
        ]
        value = chances[0]
        words = f"{shown_in(total.quantity.value, rest.quantity)}－{'－'.join(shown_in(p.quantity.value, rest.quantity) for p in parts)}＝{shown_in(value, rest.quantity)}"
        if rest.quantity.value in chances:
            if rest.quantity.value == value:
                yield Relation(rest, True, value, words, (total, *parts), "rest")
        elif value > 0 and (len(parts) == 1 or is_slip_of(rest.quantity.value, value)):
            yield Relation(rest, False, value, words, (total, *parts), "rest")


def _rate(slots: list[Slot], text: str) -> Iterator[Relation]:
    """收集5820件，办结5529件，办结率95%."""
    for index, rate in enumerate(slots):
        match = _RATE_NAME.search(rate.lead)
        if rate.quantity.unit != "%" or not match or rate.quantity.bound not in ("exact", "about"):
            continue
        name = match[1]
        done = next(
            (
                s
                for s in reversed(slots[:index])
                if _named(s, name) and s.quantity.unit not in ("%", "个百分点", "倍", "元")
            ),
            None,
        )
        if done is None:
            continue
        whole = [
            s
            for s in slots[: slots.index(done)]
            if _alike(s, done) and s.quantity.value >= done.quantity.value and _exact(s)
        ]
        if whole and _exact(done):
            yield from _check_share(
                rate, done, whole, sure=len({w.quantity.value for w in whole}) == 1, rule="rate"
            )


def _named(slot: Slot, name: str) -> bool:
    words = f"{slot.before}{slot.after}"
    return (
        any(name[k : k + 2] in words for k in range(max(1, len(name) - 1)))
        if len(name) > 1
        else name in words
    )


def _share(slots: list[Slot], text: str) -> Iterator[Relation]:
    """职工480人，其中女职工120人，占25%."""
    for index, share in enumerate(slots):
        if share.quantity.unit != "%" or index < 2 or not _BARE_SHARE.search(share.lead):
            continue
        part = _part_before(slots, index)
        if (
            part is None
            or not _exact(part)
            or re.search(r"[；。]", _between(text, part, share))
            or len(_between(text, part, share)) > 48
        ):
            continue
        whole = [
            s
            for s in slots[: slots.index(part)]
            if _alike(s, part) and s.quantity.value > part.quantity.value and _exact(s)
        ]
        every = [s for s in slots_of(text) if s.quantity.kind == "amount" and _alike(s, part)
                 and s.quantity.value > part.quantity.value and _exact(s)]  # fmt: skip
        if not whole:
            continue
        linked = part is slots[index - 1] and bool(
            re.search(r"其中|中[，的]?|里", text[whole[-1].quantity.end : part.quantity.start])
        )
        right = [s for s in every if _is_share(share, part, s)]
        if right:
            yield from _check_share(share, part, right, sure=True, rule="share")
        elif linked and len({s.quantity.value for s in whole}) == 1:
            yield from _check_share(share, part, whole, sure=True, rule="share")


def _part_before(slots: list[Slot], index: int) -> Slot | None:
    """The count a share is of: the last before it that has a larger one of its unit before it."""
    for at in range(index - 1, -1, -1):
        unit = slots[at].quantity.unit
        if unit in ("%", "个百分点", "倍"):
            return None
        if at == index - 1 or any(
            _alike(s, slots[at]) and s.quantity.value > slots[at].quantity.value for s in slots[:at]
        ):
            return slots[at]
    return None


def _is_share(share: Slot, part: Slot, whole: Slot) -> bool:
    value = part.quantity.value * 100 / whole.quantity.value
    return _rounded(share, value)


def _rounded(slot: Slot, value: Decimal) -> bool:
    """Whether a worked-out value is the one stated, to the places stated."""
    said = slot.quantity
    if said.bound != "exact":
        return said.low <= value <= said.high
    loose = bool(re.search(r"(?<!百)分之|/|成|半", said.text))
    slack = Decimal("0.7") if loose else Decimal("0.5").scaleb(-decimals_of(said.text))
    factor = Decimal(1) if said.unit in ("%", "个百分点", "倍") else _scale(slot)
    return abs(value - said.value) <= slack * factor + Decimal("0.0000001")


def _scale(slot: Slot) -> Decimal:
    match = re.match(r"[\d.,]+", slot.quantity.text)
    number = Decimal(match[0].replace(",", "").rstrip(".") or 1) if match else Decimal(0)
    return slot.quantity.value / number if number else Decimal(1)


def _check_share(
    share: Slot, part: Slot, wholes: Sequence[Slot], sure: bool, rule: str
) -> Iterator[Relation]:
    good = next((w for w in wholes if _is_share(share, part, w)), None)
    whole = good or wholes[-1]
    value = part.quantity.value * 100 / whole.quantity.value
    words = f"{shown_in(part.quantity.value, whole.quantity)}÷{shown_in(whole.quantity.value, whole.quantity)}＝{plain(value)}%"
    if good or sure:
        yield Relation(share, good is not None, value, words, (part, whole), rule)


def _change(slots: list[Slot], text: str) -> Iterator[Relation]:
    """由84人增加到105人，增长25%；由42%提高到78%，提高36个百分点."""
    for index, base in enumerate(slots[:-1]):
        end = slots[index + 1]
        if not ("from" in base.roles and _alike(base, end) and _exact(base) and _exact(end)):
            continue
        gap = _between(text, base, end)
        if not re.search(r"[到至为]", gap) or re.search(r"[。；]", gap):
            continue
        yield from _course(base, end, gap)
        difference = abs(end.quantity.value - base.quantity.value)
        for result in slots[index + 2 : index + 5]:
            lead = _between(text, end, result)
            if re.search(r"[。；：]|其中|比|较|由|从|其余", lead):
                break
            if result.mode == "by" or (result.direction and result is slots[index + 2]):
                yield from _check_change(base, end, difference, result)


def _course(base: Slot, end: Slot, gap: str) -> Iterator[Relation]:
    """由105人增加到84人: the verb says the opposite of the figures."""
    rises = end.quantity.value > base.quantity.value
    verb = re.findall(
        r"增长|增加|提高|上升|提升|扩大|增|升|下降|减少|降低|压减|压缩|缩短|回落|缩减|降|减|跌", gap
    )
    if not verb or end.quantity.value == base.quantity.value:
        return
    up = bool(re.search(r"增|升|提|扩", verb[-1]))
    if up != rises:
        words = f"{base.quantity.text}到{end.quantity.text}是{'增加' if rises else '减少'}"
        yield Relation(end, False, None, words, (base,), "course")


def _check_change(base: Slot, end: Slot, difference: Decimal, result: Slot) -> Iterator[Relation]:
    unit = result.quantity.unit
    high, low = (end, base) if end.quantity.value >= base.quantity.value else (base, end)
    minus = f"{shown_in(high.quantity.value, high.quantity)}－{shown_in(low.quantity.value, high.quantity)}"
    if unit == base.quantity.unit and unit != "%":
        words = f"{minus}＝{shown_in(difference, high.quantity)}"
        yield Relation(
            result, _rounded(result, difference), difference, words, (base, end), "change"
        )
    elif unit == "个百分点" and base.quantity.unit == "%":
        words = f"{minus}＝{plain(difference)}个百分点"
        yield Relation(
            result, _rounded(result, difference), difference, words, (base, end), "change"
        )
    elif unit == "%" and base.quantity.unit == "%":
        words = f"{minus}＝{plain(difference)}个百分点"
        growth = difference * 100 / base.quantity.value
        if not _rounded(result, growth):
            yield Relation(
                result,
                False,
                None,
                f"{words}，百分比之差应说“{plain(difference)}个百分点”",
                (base, end),
                "points",
            )
    elif unit == "%":
        value = difference * 100 / base.quantity.value
        words = f"（{shown_in(end.quantity.value, high.quantity)}－{shown_in(base.quantity.value, high.quantity)}）÷{shown_in(base.quantity.value, high.quantity)}＝{plain(value if end is high else -value)}%"
        yield Relation(result, _rounded(result, value), value, words, (base, end), "change")
    elif unit == "倍" and end is high:
        value = difference / base.quantity.value
        words = f"（{shown_in(end.quantity.value, high.quantity)}－{shown_in(base.quantity.value, high.quantity)}）÷{shown_in(base.quantity.value, high.quantity)}＝{plain(value)}倍"
        yield Relation(result, _rounded(result, value), value, words, (base, end), "change")


def _compared(slots: list[Slot], text: str) -> Iterator[Relation]:
    """降到3159件，比2022年减少1701件，下降35.0%；43.2亿元，比上年的36.0亿元增长20.0%."""
    for index in range(len(slots) - 2):
        end, second, third = slots[index : index + 3]
        lead = _between(text, end, second)
        tail = _between(text, second, third)
        if (
            not _COMPARED.search(lead)
            or re.search(r"[。；]", lead + tail)
            or not (_alike(end, second) and _exact(end) and _exact(second))
        ):
            continue
        if (
            second.mode == "by"
            and second.direction
            and third.quantity.unit == "%"
            and third.direction == second.direction
            and not _COMPARED.search(tail)
        ):
            base = end.quantity.value - second.direction * second.quantity.value
            if base > 0:
                value = second.quantity.value * 100 / base
                sign = "－" if second.direction > 0 else "＋"
                words = f"{shown_in(second.quantity.value, end.quantity)}÷（{shown_in(end.quantity.value, end.quantity)}{sign}{shown_in(second.quantity.value, end.quantity)}）＝{plain(value)}%"
                yield Relation(third, _rounded(third, value), value, words, (end, second), "change")
        elif not second.mode and third.mode == "by" and len(tail) < 8:
            yield from _check_change(
                second, end, abs(end.quantity.value - second.quantity.value), third
            )


def _average(slots: list[Slot], _text: str) -> Iterator[Relation]:
    """为187家企业发放贷款9.35亿元，平均每家500万元."""
    for index, each in enumerate(slots):
        match = _EACH.search(each.lead)
        if not match or each.quantity.unit in ("%", "个百分点", "倍"):
            continue
        name = match["m"] or match["h"] or ""
        noun = (match["n"] or "")[:2]
        before = [s for s in slots[:index] if _exact(s)]
        numbers = [s for s in before if _counts(s, name, noun)]
        totals = [
            s
            for s in before
            if _alike(s, each) and s.quantity.value > each.quantity.value and s not in numbers[-1:]
        ]
        totals += [
            s for s in slots[index + 1 : index + 2] if _alike(s, each) and re.search(r"共", s.lead)
        ]
        pairs = [(t, n) for t in totals for n in numbers if t is not n and n.quantity.value > 1]
        good = next(((t, n) for t, n in pairs if _averages(each, t, n)), None)
        if good or (len(pairs) == 1 and "均" in match[0]):
            total, number = good or pairs[0]
            value = total.quantity.value / number.quantity.value
            words = f"{shown_in(total.quantity.value, total.quantity)}÷{plain(number.quantity.value)}＝{shown_in(value, total.quantity)}"
            yield Relation(
                each,
                good is not None,
                value,
                words,
                (total, number),
                "average",
                sure=is_slip(each.quantity, value),
            )


def _counts(slot: Slot, name: str, noun: str) -> bool:
    """Whether a quantity counts what 每 names."""
    if slot.quantity.unit in ("%", "个百分点", "倍", "元"):
        return False
    if name in ("人", "名", "位") and slot.quantity.unit == "人":
        return True
    words = f"{slot.quantity.measure}{slot.after[:6]}"
    if noun and noun[0] in words and noun in words:
        return True
    return bool(name) and (
        (name == slot.quantity.measure and (not noun or noun in words)) or name in slot.after[:6]
    )


def _averages(each: Slot, total: Slot, number: Slot) -> bool:
    return _rounded(each, total.quantity.value / number.quantity.value)


_RULES: tuple[Callable[[list[Slot], str], Iterator[Relation]], ...] = (
    _parts_of_total, _total_of_parts, _rest, _rate, _share, _change, _compared, _average,
)  # fmt: skip
