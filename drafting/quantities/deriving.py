"""The sum behind a figure that no fact states: totals, differences, shares, growth, averages.

A sum is looked for where the words ask for one (合计, 其余, 占, 增长, 平均) and only among quantities
that belong together: those of one fact the sentence speaks of, those of the paragraph, and, for
totals, those of several facts of the same unit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations

from drafting.quantities.bounds import admits
from drafting.quantities.complements import (
    against_the_calendar,
    bases_of_change,
    bases_of_growth,
    changes_of_lists,
    compared,
    complements,
    differences_of_one_thing,
    grown,
    rests,
    shares_across,
    shares_of_named,
    shares_without,
)
from drafting.quantities.context import Slot, affinity, slots_of
from drafting.quantities.durations import spanned
from drafting.quantities.each import (
    averages_of_each,
    counts_of_each,
    each_of,
    products_of_each,
    ratios,
    turns,
)
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.reading import Quantity
from drafting.quantities.trials import (
    Operand,
    Sum,
    Trial,
    averages,
    differences,
    multiples,
    products,
    shares,
    total_of,
    totals,
)
from drafting.quantities.writing import decimals_of

_REACH = 160
"""Characters to each side within which figures of a paragraph enter one sum."""

_CROWDED = 200
"""Figures of one line beyond which it is no sentence, and no sums are looked for."""

_COUNTED = ("amount", "frequency")

_FACTS = 6
"""Facts that a sentence may speak of."""

_MOST = 14
"""Figures of a paragraph that enter one sum."""

_TOTAL = re.compile(
    r"合计|总计|以上(?![，。；、]|$)|以下|及其|加上|共|累计|总[投产收面规成支]|总数|总额|总量|总共|加起来|加上|[两二三四五六]项|[两二三四五六]类|全部"
)
_REST = re.compile(
    r"其余|剩|还有|还差|尚|仍|未|没有|另|减|增|提高|下降|降|多|少|缺|差|净|节|新增|扩大|压|缩|升|高出|超出|其他|[比较][^，。；]{1,10}[高低快慢早晚长短]|快了|早了|晚了|自己|自付|不[合达符及满到]"
)
_LEFT = re.compile(r"其余|其他|剩|余下")
_LESS = re.compile(r"减少|压减|下降|缩短|节约|减$")
_AVERAGE = re.compile(r"平均|均|每")
_EVERY = re.compile(r"每(?:隔|过)?$")
"""Right before a figure: 每15分钟 is an interval and no average."""

_RECKONED = re.compile(r"推算|测算|折算|倒算|算下来|算账")
_SURELY = re.compile(r"合计|共计|总计|加起来|合起来|其余|剩下|余下|扣除|剔除")
_COMPARED = re.compile(r"[比较][^，。；：！？]{0,16}?[多少高低增减快慢缩扩降升]")
_TOGETHER = re.compile(r"加起来|合起来|加在一起|两项合计|两者合计")
_THAT_IS = re.compile(r"也就是|即|相当于|就是|折合|达到|约有|大约|[只仅]有")
_PART_OF = re.compile(
    r"^[^，。；]{0,16}，[约就只仅已正好恰刚还不到其这也都又各分别]{0,4}占[^，。；、]{0,10}$"
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Quantities that belong together; ``score`` is how much the passage speaks of them."""

    score: int
    operands: Sequence[Operand]


def derive(slot: Slot, text: str, knowledge: Knowledge, *, near: bool = False) -> Sum | None:
    """The simplest sum that gives the quantity, or None. ``near`` says that a fact has almost this
    figure: then totals over several facts are not looked for."""
    said = slot.quantity
    if said.vague or not said.value or len(slots_of(text)) > _CROWDED:
        return None
    if between := spanned(slot, text, knowledge):
        return between
    cue = cue_of(slot, text)
    groups = list(_groups(slot, text, knowledge))
    least = 1 if _SURELY.search(cue) else 2
    for group in [g.operands for g in groups if g.score >= least][:5]:
        for found in _within(slot, group, cue):
            if not _of_the_part(slot, found):
                continue
            if near and said.unit == "%" and not _uses_last(slot, found, knowledge):
                continue
            if hits(said, found.value) and _speaks_of(slot, found):
                return found.sum()
    if found_wide := _over_the_passage(slot, text, groups, cue, knowledge, near=near):
        return found_wide
    if run := _sum_of_run(slot, text):
        return run
    if not near and (found_whole := _whole_fact(slot, knowledge)):
        return found_whole
    if not _TOTAL.search(cue) or said.bound != "exact" or said.unit == "%":
        return None
    return _across_facts(slot, knowledge, 1.2 if near else -9.0)


def cue_of(slot: Slot, text: str) -> str:
    """The words that may ask for a sum: since the last figure, and those before a list (比去年分别多
    14个、36亿元) the figure stands in; of a figure in words its own (三成, 一半)."""
    start = slot.quantity.start
    head = max(text.rfind(mark, max(0, start - 80), start) for mark in "，。；：！？\n") + 1
    own = "" if "%" in slot.quantity.text or slot.quantity.unit != "%" else slot.quantity.text
    after = re.split(r"[，。；：！？、\n]", text[slot.quantity.end : slot.quantity.end + 4])[0]
    said_before = slot.sentence[: start - slot.offset][-40:]
    together = "合计" if _TOGETHER.search(said_before) else ""
    return text[head:start] + slot.lead + after + own + together


_MORE = re.compile(
    r"(?:超|高|低|快|慢|长|短|早|晚|多|少|领先|落后|相差|差距|推算|测算|[还尚仍]需|至少要|最少要)"
    r"(?:[于了出过]|计划|目标|预期|任务|序时进度|进度|完成投资|完成)*[近约]?$"
)
"""What is right before a difference: 超计划5.52亿元, 低了21.7个百分点."""


def _asks_for_rest(slot: Slot, cue: str) -> bool:
    return bool(
        slot.quantity.unit == "个百分点" or _REST.search(cue) or _MORE.search(_lead_to(slot))
    )


def _lead_to(slot: Slot) -> str:
    """The words since the last figure, those of the bound (约占) included."""
    outer, start = slot.quantity.outer[0] - slot.offset, slot.quantity.start - slot.offset
    return slot.lead + slot.sentence[outer:start]


def _of_the_part(slot: Slot, found: Trial) -> bool:
    """A share right behind a count (完工48部，占四分之三) is of that count."""
    last = slot.beside[0]
    if slot.quantity.unit != "%" or last is None or last[1] in ("%", "个百分点", "倍", "番"):
        return True
    parts = _parts_beside(slot, last) if _SHARE_ALONE.search(_lead_to(slot)) else set()
    if any(o.quantity.value in parts for o in found.operands):
        return False
    if _SHARE_ALONE.search(_lead_to(slot)) and (wholes := _wholes_beside(slot, last)):
        values = {o.quantity.value for o in found.operands}
        return bool(values & wholes) and last[0] in values
    return (
        "分别" in slot.lead
        or not _PART_OF.search(_lead_to(slot))
        or any(o.quantity.value == last[0] for o in found.operands)
    )


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


def _over_the_passage(
    slot: Slot, text: str, groups: Sequence[_Group], cue: str, knowledge: Knowledge, *, near: bool
) -> Sum | None:
    """Sums whose operands stand in several facts and sentences. ``near``: only those that the
    words ask for plainly."""
    own = groups[0].operands
    close = [operand for group in groups if group.score >= 2 for operand in group.operands]
    every = [operand for group in groups for operand in group.operands]
    trials: list[Iterator[Trial]] = [
        products_of_each(slot, close, every), turns(slot, close), bases_of_change(slot, close, cue),
        changes_of_lists(slot, close, cue), averages_of_each(slot, close, every, knowledge.months),
        counts_of_each(slot, close), bases_of_growth(slot, own),
    ]  # fmt: skip
    unit = "%" if slot.quantity.unit in ("%", "个百分点") else slot.quantity.unit
    everywhere = [Operand(k.slot.quantity, k.fact, k.slot) for k in knowledge.by_unit.get(unit, ())]
    if _COMPARED.search(cue):
        trials.append(compared(slot, own, everywhere))
    if slot.quantity.unit == "个百分点" and "序时" in slot.sentence:
        trials.append(against_the_calendar(every, knowledge.months))
    if slot.quantity.unit == "%":
        trials += [shares_without(slot, every), _rate_of_a_known_whole(slot, knowledge)]
    if slot.quantity.unit == "%" and (named := _WHOLE_NAMED.search(cue)):
        wholes = [Operand(k.slot.quantity, k.fact, k.slot) for k in knowledge.known]
        trials.append(t for t in shares_of_named(own, wholes, named[1]) if _of_the_part(slot, t))
    if slot.quantity.unit == "%" and _PART_OF.search(_lead_to(slot)):
        trials.append(t for t in shares_across(every, cue) if _of_the_part(slot, t)
                      and t.operands[0].quantity.unit == t.operands[1].quantity.unit)  # fmt: skip
        trials.append(_of_a_known_whole(slot, knowledge))
    if _THAT_IS.search(slot.lead):
        trials += [grown(slot, close), compared(slot, own, everywhere)]
    if not near:
        trials += [
            ratios(slot, text, every),
        ]
        if slot.quantity.bound == "exact" or _asks_for_rest(slot, cue):
            trials.append(complements(slot, close))
        if slot.quantity.unit == "%":
            trials.append(t for t in shares_across(own, cue) if _of_the_part(slot, t))
        elif _asks_for_rest(slot, cue) or _RECKONED.search(slot.sentence):
            trials.append(differences_of_one_thing(slot, every))
            if _LEFT.search(cue):
                trials.append(rests(slot, own, everywhere))
    for trial in chain.from_iterable(trials):
        if hits(slot.quantity, trial.value):
            return trial.sum()
    return None


_WHOLE_NAMED = re.compile(r".*(?:占|完成|达到?|相当于|为)(.*)$")
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率(?:为|达到?|约|近|超过|高达|是)?$")


def _rate_of_a_known_whole(slot: Slot, knowledge: Knowledge) -> Iterator[Trial]:
    """签约居民23.4万人，签约率50%, of the 46.8万人 that another fact gives."""
    last, named = slot.beside[0], _RATE.search(_lead_to(slot))
    before = slot.sentence[: slot.quantity.start - slot.offset - len(slot.lead)]
    if last is None or named is None or named[1] not in before[-30:]:
        return
    yield from _of_a_known_whole(slot, knowledge)


def _of_a_known_whole(slot: Slot, knowledge: Knowledge) -> Iterator[Trial]:
    """A share right behind a count (2592人，占九成), of a whole that a fact gives in the same unit."""
    last = slot.beside[0]
    if last is None or not last[0]:
        return
    beside = _wholes_beside(slot, last) if _SHARE_ALONE.search(_lead_to(slot)) else set()
    for known in knowledge.by_unit.get(last[1], ()):
        whole = known.slot.quantity
        if (beside and whole.value not in beside) or whole.value in _parts_beside(slot, last):
            continue
        if whole.kind == "amount" and whole.value > last[0]:
            operand = Operand(whole, known.fact, known.slot)
            yield Trial(last[0] * 100 / whole.value, f"{{v}}＝{last[0]}÷{{0}}", (operand,), 0, "%")


def sum_of_named(slot: Slot, facts: Sequence[str], knowledge: Knowledge) -> Sum | None:
    """A total whose parts the text names: 40名教师和医生 for 22名教师、18名医生."""
    words = f"{slot.before}{slot.after}"
    for fact in facts:
        named = [
            Operand(k.slot.quantity, fact) for k in knowledge.by_fact.get(fact, ())
            if k.slot.quantity.unit == slot.quantity.unit and _noun(k.slot) and _noun(k.slot) in words
        ]  # fmt: skip
        if len(named) > 1 and hits(slot.quantity, (found := total_of(named)).value):
            return found.sum()
    return None


def _noun(slot: Slot) -> str:
    return (slot.after or slot.before[-2:])[:2]


def _speaks_of(slot: Slot, found: Trial) -> bool:
    """Whether a share is worked out from a figure of its own sentence, where that has one before."""
    if slot.quantity.unit != "%" or "÷" not in found.form:
        return True
    own = {s.quantity.value for s in slots_of(slot.sentence)
           if s.quantity.kind == "amount" and s.quantity.unit not in ("%", "个百分点")
           and s.quantity.end <= slot.quantity.start - slot.offset}  # fmt: skip
    return not own or any(o.quantity.value in own for o in found.operands)


def _uses_last(slot: Slot, found: Trial, knowledge: Knowledge) -> bool:
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


def _sum_of_run(slot: Slot, text: str) -> Sum | None:
    """Three figures and more right before, added up without a word for it: 民警24名、银行8名、运营商6名,
    38个人坐在一间屋里."""
    said = slot.quantity
    before = [s for s in slots_of(text) if s.offset == slot.offset and s.quantity.end <= said.start]
    run: list[Operand] = []
    for other in reversed(before):
        if other.quantity.unit != said.unit or other.quantity.kind != "amount":
            break
        run.insert(0, Operand(other.quantity, "", other))
        if len(run) > 2 and hits(said, (found := total_of(run)).value):
            return found.sum()
    return None


def _whole_fact(slot: Slot, knowledge: Knowledge) -> Sum | None:
    """All quantities of one unit in a fact the sentence speaks of, added up without a word for it."""
    for items in knowledge.by_fact.values():
        same = [Operand(k.slot.quantity, k.fact) for k in items if k.fact and k.slot.quantity.unit == slot.quantity.unit
                and k.slot.quantity.kind == "amount" and not k.slot.quantity.vague]  # fmt: skip
        if len(same) > 1 and len(slot.wide & items[0].slot.wide) >= 2:
            found = total_of(same)
            if hits(slot.quantity, found.value):
                return found.sum()
    return None


def hits(said: Quantity, value: Decimal) -> bool:
    """Whether a calculated value is what is said, rounded as it is said."""
    if said.bound != "exact" and said.unit == "%" and re.search(r"分之(?!.*点)|成|半", said.text):
        return abs(value - said.value) <= Decimal("0.7") or admits(
            said.low, said.high, said.bound, value
        )
    if said.bound != "exact" and len(said.value.normalize().as_tuple().digits) > 2:
        slack = abs(value) * Decimal("0.001") if said.bound in ("about", "more") else Decimal(0)
        return abs(value - said.value) <= slack + abs(value) * Decimal("0.0000001")
    if said.bound != "exact":
        close = abs(value - said.value) <= abs(said.value) * Decimal("0.2")
        return close and admits(said.low, said.high, said.bound, value)
    if said.unit in ("%", "倍"):
        slack = Decimal("0.5").scaleb(-decimals_of(said.text))
        if re.search(r"分之(?!.*点)|/|成|半", said.text) and not said.text.startswith("百分之"):
            slack = Decimal("0.7")
        return abs(value - said.value) <= slack + Decimal("0.0000001")
    return abs(value - said.value) <= abs(value) * Decimal("0.0000001")


def _within_reach(said: Quantity, text: str) -> Sequence[Slot]:
    """The slots near a quantity; a line may hold thousands."""
    slots = slots_of(text)
    first = bisect_left(slots, said.start - _REACH, key=_start)
    return slots[first : bisect_right(slots, said.start + _REACH, lo=first, key=_start)]


def _start(slot: Slot) -> int:
    return slot.quantity.start


def _groups(slot: Slot, text: str, knowledge: Knowledge) -> Iterator[_Group]:
    """Quantities that belong together: those of the paragraph up to here, then of each near fact."""
    said = slot.quantity
    own = [
        other for other in _within_reach(said, text)
        if other is not slot and other.quantity.kind in _COUNTED
        and abs(other.quantity.start - said.start) < _REACH
    ]  # fmt: skip
    own = sorted(own, key=lambda other: abs(other.quantity.start - said.start))[:_MOST]
    own.sort(key=lambda other: other.quantity.start)
    operands = [Operand(o.quantity, _fact_of(o.quantity, knowledge), o) for o in own]
    yield _Group(9, [*operands, *_titled(said, text)])
    overlap = []
    for fact, items in knowledge.by_fact.items():
        amounts = [
            k for k in items if k.slot.quantity.kind in _COUNTED and not k.slot.quantity.vague
        ]
        if fact and amounts:
            shared = len(slot.wide & amounts[0].slot.wide)
            quoted = sum(
                any(o.quantity.value == k.slot.quantity.value for o in own) for k in amounts
            )
            overlap.append((shared + 2 * quoted, fact, amounts))
    overlap.sort(key=lambda entry: -entry[0])
    for score, fact, amounts in overlap[:_FACTS]:
        if score:
            yield _Group(score, [Operand(k.slot.quantity, fact, k.slot) for k in amounts])


_TITLED = re.compile(r"([一二三四五六七八九十百\d]{1,4})条(?:[\u4e00-\u9fff]{0,6})》")


def _titled(said: Quantity, text: str) -> list[Operand]:
    """The number that a title gives: of 《优化营商环境三十条》 26条 are done, 4条 are left."""
    if said.measure != "条":
        return []
    around = text[max(0, said.start - _REACH) : said.end + _REACH]
    slots = [s for m in _TITLED.finditer(around) for s in slots_of(f"共有{m[1]}条。")]
    return [Operand(slot.quantity, "", slot) for slot in slots]


def _fact_of(quantity: Quantity, knowledge: Knowledge) -> str:
    for item in knowledge.by_unit.get(quantity.unit, ()):
        if item.fact and item.slot.quantity.value == quantity.value:
            return item.fact
    return ""


def _within(slot: Slot, group: Sequence[Operand], cue: str) -> Iterator[Trial]:
    said = slot.quantity
    same = [o for o in group if o.quantity.unit == said.unit and o.quantity.value]
    if _asks_for_rest(slot, cue):
        yield from differences(said, group, same)
    if said.unit == "%":
        yield from shares(group, cue)
        if _TOTAL.search(cue) or "占" in cue:
            yield from totals(same)
    elif said.unit in ("倍", "番"):
        yield from multiples(group, said.unit, _manner(slot))
    else:
        if _TOTAL.search(cue):
            yield from totals(_changes(same) if _LESS.search(cue) else same)
        if _AVERAGE.search(cue) and not each_of(slot.lead) and not _EVERY.search(slot.lead):
            yield from averages(said, group, same)
        if re.search(r"共|总|累计|合计", cue) and not _LESS.search(cue):
            yield from products(group, [o for o in same if o.slot and "per" in o.slot.roles])


_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?|等于)[^，。；]{0,16}的?$")


def _manner(slot: Slot) -> str:
    """Whether a multiple is of the whole (是2020年的4倍) or of what was added (增长2.2倍)."""
    return slot.mode or ("to" if _TIMES_OF.search(slot.lead) else "")


def _changes(same: Sequence[Operand]) -> list[Operand]:
    """Of what is less altogether, the parts are changes too: 合计减少24份 adds up no stocks."""
    return [o for o in same if o.slot and o.slot.mode == "by" and o.slot.direction < 0]


def _across_facts(slot: Slot, knowledge: Knowledge, least: float) -> Sum | None:
    """A total over two or three facts whose quantities have the unit and an affinity of ``least``."""
    said = slot.quantity
    pool = [
        (affinity(slot, k.slot), k) for k in knowledge.by_unit.get(said.unit, ())
        if k.fact and k.slot.quantity.kind == "amount" and 0 < k.slot.quantity.value < said.value and not k.slot.quantity.vague
    ]  # fmt: skip
    ranked = sorted(pool, key=lambda entry: -entry[0])[:8]
    best = [Operand(k.slot.quantity, k.fact) for score, k in ranked if score >= least]
    for length in (2, 3):
        for parts in combinations(best, length):
            if len({o.fact for o in parts}) == length and hits(
                said, sum((o.quantity.value for o in parts), Decimal(0))
            ):
                return total_of(parts).sum()
    return None
