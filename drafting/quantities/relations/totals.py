"""Totals and their parts, and what is left of a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from drafting.quantities.context import Slot
from drafting.quantities.relations.base import RATIOS, Relation, alike, between, exact
from drafting.quantities.slips import is_slip_of
from drafting.quantities.trials import shown_in

_PARTS = re.compile(r"其中|分别|包括|分为|含")
_APART = re.compile(r"[比较][^，。；]{0,10}分别|分别[比较多少增减提下高低上]")
"""比去年分别多14个、36亿元: what follows are changes, not parts."""
_WORD = r"[^，。；、：比较多少每均增减]{0,6}$"
_WHOLE = re.compile(rf"(?:加起来|合起来|合计|共计|总计|总共|一共|累计|共|总数为?|总数达到?){_WORD}")
_SURELY_WHOLE = re.compile(rf"(?:加起来|合起来|合计|共计|总计|总共){_WORD}")
_REST = re.compile(r"(?:其余|剩余|余下|剩下|还剩|尚余|尚差|还差)[^，。；、：]{0,6}$")
_OVERLAPPING = re.compile(
    r"党员|女|男|留守|就餐|困难|低保|残疾|贫困|独居|空巢|少数民族|本科|研究生|硕士|博士|大专|岁|以上|以下|高级|中级|职称|学历|累计|先后|同比|新增|推动|解决"
)


def parts_of_total(slots: list[Slot], text: str) -> Iterator[Relation]:
    """共240人，其中甲100人、乙140人; also without 其中 where the parts come out."""
    for index, total in enumerate(slots[:-1]):
        if not exact(total) or total.quantity.unit in RATIOS or "per" in total.roles:
            continue
        after = next((s for s in slots[index + 1 :] if alike(s, total)), slots[index + 1])
        gap = between(text, total, after)
        if _APART.search(gap):
            continue
        if _PARTS.search(gap):
            parts = _listed(slots, slots.index(after), total, text)
            if len(parts) >= 2:
                yield from _check(
                    total, parts, text, named=True, listed=bool(re.search("分别|分为", gap))
                )
        else:
            yield from _unnamed(slots, index, text)


def _unnamed(slots: list[Slot], index: int, text: str) -> Iterator[Relation]:
    """改造300个，2026年完成120个，2027年完成180个: all that follow in the unit."""
    total = slots[index]
    parts = [
        s
        for s in slots[index + 1 :]
        if alike(s, total) and not s.roles & {"per", "from"} and not s.mode
    ]
    if any(_REST.search(p.lead) for p in parts):
        return
    if len(parts) >= 2 and not any(alike(s, total) for s in slots[:index]):
        gap = text[total.quantity.end : parts[0].quantity.start]
        listed = "分别" in gap
        if all(p.quantity.value < total.quantity.value for p in parts):
            yield from _check(total, parts, text, named=listed, listed=listed)


def _listed(slots: list[Slot], start: int, total: Slot, text: str) -> list[Slot]:
    """Parts of one unit from here to the end of the clause, passing over shares beside them."""
    parts: list[Slot] = []
    for index in range(start, len(slots)):
        slot, gap = slots[index], between(text, slots[index - 1], slots[index])
        if index > start and "；" in gap and len(parts) != 1:
            rest = [s for s in slots[index:] if alike(s, total) and s.offset == total.offset]
            if parts and _sum(parts) + _sum(rest) == total.quantity.value:
                parts += rest
            break
        if not alike(slot, total):
            continue
        if slot.roles & {"per", "from", "compared"} or slot.mode:
            break
        if parts and re.search(r"其中|比|其余|合计", gap):
            break
        if len(parts) > 1 and slot.quantity.value > total.quantity.value:
            break
        parts.append(slot)
    return parts


def _check(
    total: Slot, parts: Sequence[Slot], text: str, *, named: bool, listed: bool
) -> Iterator[Relation]:
    """``named``: the words say that these are parts; ``listed``: that they are all of them."""
    if not all(map(exact, parts)):
        return
    value, whole = sum((p.quantity.value for p in parts), Decimal(0)), total.quantity.value
    words = f"{'＋'.join(shown_in(p.quantity.value, total.quantity) for p in parts)}＝{shown_in(value, total.quantity)}"
    if value == whole:
        yield Relation(total, True, value, words, tuple(parts), "total")
        return
    guilty = [p for p in parts if is_slip_of(p.quantity.value, p.quantity.value + whole - value)]
    slip = is_slip_of(whole, value) or bool(guilty)
    words_between = text[total.quantity.end : parts[-1].quantity.end + 4]
    if _OVERLAPPING.search(words_between) and not listed and not (slip and len(parts) > 2):
        return
    near = abs(value - whole) <= whole * Decimal("0.12")
    if listed or (named and (slip or value > whole)) or (slip and near):
        sure = listed or (named and (value > whole or (slip and len(parts) > 2)))
        if guilty and not is_slip_of(whole, value):
            part = guilty[0]
            rest = tuple(p for p in parts if p is not part)
            right = part.quantity.value + whole - value
            yield Relation(
                part,
                False,
                right,
                f"{words}，总数是{total.quantity.text}",
                (total, *rest),
                "part",
                sure,
            )
        else:
            yield Relation(total, False, value, words, tuple(parts), "total", sure)


def total_of_parts(slots: list[Slot], text: str) -> Iterator[Relation]:
    """甲100人、乙140人，合计240人."""
    for index in range(2, len(slots)):
        total = slots[index]
        at_most = total.quantity.bound == "most" and _SURELY_WHOLE.search(total.lead)
        if not (exact(total) or at_most):
            continue
        if total.quantity.unit in RATIOS or not _WHOLE.search(total.lead):
            continue
        before = [s for s in slots[:index] if alike(s, total) and exact(s) and "per" not in s.roles]
        if len(before) < 2:
            continue
        if few := _named_few(total, text, len(before)):
            some = combinations(before, few)
            good = next((list(run) for run in some if _sum(run) == total.quantity.value), None)
            if good is None:
                continue
        else:
            runs = [before[k:] for k in range(len(before) - 1)]
            good = next((run for run in runs if _sum(run) == total.quantity.value), None)
        surely = bool(_SURELY_WHOLE.search(total.lead))
        run = good or _adjoining(before, text)
        if len(run) < 2:
            continue
        value = _sum(run)
        words = f"{'＋'.join(shown_in(s.quantity.value, total.quantity) for s in run)}＝{shown_in(value, total.quantity)}"
        if good:
            yield Relation(total, True, value, words, tuple(run), "total")
        elif surely or is_slip_of(total.quantity.value, value):
            yield Relation(total, False, value, words, tuple(run), "total", sure=surely)


_FEW = re.compile(
    r"([两二三四五六])[县市区镇乡村街项类个家者]{1,2}(?:合计|共计|加起来|一共)[有达为]?$"
)
_FEW_VALUES = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def _named_few(total: Slot, text: str, parts: int) -> int:
    """How many of the parts a total is said to be of (青砚、梨川两县合计), where it is not of all; 0."""
    found = _FEW.search(text[max(0, total.quantity.outer[0] - 10) : total.quantity.outer[0]])
    few = _FEW_VALUES[found[1]] if found else 0
    return few if few < parts else 0


def _sum(slots: Sequence[Slot]) -> Decimal:
    return sum((s.quantity.value for s in slots), Decimal(0))


def _adjoining(slots: Sequence[Slot], text: str) -> list[Slot]:
    """The last of them that stand side by side, parted by 、 or ，."""
    run = [slots[-1]]
    for slot in reversed(slots[:-1]):
        gap = between(text, slot, run[0])
        if len(gap) > 14 or re.search(r"[。；：]", gap):
            break
        run.insert(0, slot)
    return run


def rest_of_total(slots: list[Slot], text: str) -> Iterator[Relation]:
    """275条意见办结261条，其余14条."""
    for index, rest in enumerate(slots):
        if not exact(rest) or not _REST.search(rest.lead):
            continue
        before = [s for s in slots[:index] if alike(s, rest) and exact(s)]
        if len(before) < 2 or "；" in text[before[-1].quantity.end : rest.quantity.start]:
            continue
        total, parts = before[0], before[1:]
        value = total.quantity.value - _sum(parts)
        others = {a.quantity.value - b.quantity.value for a in before for b in before}
        others |= {total.quantity.value - _sum(parts[k:]) for k in range(len(parts))}
        minus = "－".join(shown_in(p.quantity.value, rest.quantity) for p in parts)
        words = f"{shown_in(total.quantity.value, rest.quantity)}－{minus}＝{shown_in(value, rest.quantity)}"
        pair = before[-2], before[-1]
        left = pair[0].quantity.value - pair[1].quantity.value
        if rest.quantity.value == left != value:
            words = f"{shown_in(pair[0].quantity.value, rest.quantity)}－{shown_in(pair[1].quantity.value, rest.quantity)}＝{shown_in(left, rest.quantity)}"
            yield Relation(rest, True, left, words, pair, "rest")
        elif rest.quantity.value == value:
            yield Relation(rest, True, value, words, (total, *parts), "rest")
        elif (
            rest.quantity.value not in others
            and value > 0
            and (len(parts) == 1 or is_slip_of(rest.quantity.value, value))
        ):
            yield Relation(rest, False, value, words, (total, *parts), "rest")
