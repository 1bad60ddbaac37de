"""The sum behind a figure that no fact states: totals, differences, shares, growth, averages.

A sum is looked for where the words ask for one (合计, 其余, 占, 增长, 平均) and only among quantities
that belong together: those of one fact the sentence speaks of, those of the paragraph, and, for
totals, those of several facts of the same unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

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
)
from drafting.quantities.context import Slot, slots_of
from drafting.quantities.durations import spanned
from drafting.quantities.each import each_of
from drafting.quantities.each_average import averages_of_each
from drafting.quantities.each_product import counts_of_each, products_of_each
from drafting.quantities.fact_totals import across_facts, sum_of_run, whole_fact
from drafting.quantities.fitting import hits
from drafting.quantities.groups import Group, groups_of
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.named_averages import averages_named, of_the_named
from drafting.quantities.named_shares import of_several_named, of_the_named_count
from drafting.quantities.part_shares import (
    PART_OF,
    lead_to,
    of_a_known_whole,
    of_the_part,
    of_the_working_day,
    rate_of_a_known_whole,
    speaks_of,
    uses_last,
)
from drafting.quantities.said_beside import is_sound
from drafting.quantities.shares_of_wholes import shares_across, shares_of_named, shares_without
from drafting.quantities.small_ratios import ratios
from drafting.quantities.spoken_shares import by_points, former_of_latter
from drafting.quantities.trials import (
    Operand,
    Sum,
    Trial,
    averages,
    differences,
    multiples,
    products,
    shares,
    totals,
)
from drafting.quantities.turns import turns

_CROWDED = 200
"""Figures of one line beyond which it is no sentence, and no sums are looked for."""

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
THAT_IS = re.compile(r"也就是|即|相当于|就是|折合|达到|约有|大约|[只仅]有")


def derive(slot: Slot, text: str, knowledge: Knowledge, *, near: bool = False) -> Sum | None:
    """The simplest sum that gives the quantity, or None. ``near`` says that a fact has almost this
    figure: then totals over several facts are not looked for."""
    said = slot.quantity
    if said.vague or not said.value or len(slots_of(text)) > _CROWDED:
        return None
    if between := spanned(slot, text, knowledge):
        return between
    cue = cue_of(slot, text)
    groups = list(groups_of(slot, text, knowledge))
    least = 1 if _SURELY.search(cue) else 2
    every = [operand for group in groups for operand in group.operands]
    for group in [g.operands for g in groups if g.score >= least][:5]:
        for found in _within(slot, group, cue):
            if not of_the_part(slot, found) or not of_the_named_count(slot, found, every):
                continue
            if near and said.unit == "%" and not uses_last(slot, found, knowledge):
                continue
            if hits(said, found.value) and speaks_of(slot, found) and is_sound(slot, found.sum()):
                return found.sum()
    if found_wide := _over_the_passage(slot, text, groups, cue, knowledge, near=near):
        return found_wide
    if run := sum_of_run(slot, text):
        return run
    if not near and (found_whole := whole_fact(slot, knowledge)) and is_sound(slot, found_whole):
        return found_whole
    if not _TOTAL.search(cue) or said.bound != "exact" or said.unit == "%":
        return None
    together = across_facts(slot, knowledge, 1.2 if near else -9.0)
    return together if together and is_sound(slot, together) else None


def cue_of(slot: Slot, text: str) -> str:
    """The words that may ask for a sum: since the last figure, and those before a list (比去年分别多
    14个、36亿元) the figure stands in; of a figure in words its own (三成, 一半)."""
    start = slot.quantity.start
    head = max(text.rfind(mark, max(0, start - 80), start) for mark in "，。；：！？\n") + 1
    own = "" if "%" in slot.quantity.text or slot.quantity.unit != "%" else slot.quantity.text
    after = re.split(r"[，。；：！？、\n]", text[slot.quantity.end : slot.quantity.end + 4])[0]
    said_before = slot.sentence[: start - slot.offset][-40:]
    together = "合计" if _TOGETHER.search(said_before) else ""
    return _BOUND.sub("", text[head:start] + slot.lead) + after + own + together


_BOUND = re.compile(r"不[少多][于过]|[至最][少多]")
"""Words that bound a figure, and ask for no difference."""


_MORE = re.compile(
    r"(?:超|高|低|快|慢|长|短|早|晚|多|少|领先|落后|相差|差距|推算|测算|[还尚仍]需|至少要|最少要)"
    r"(?:[于了出过]|计划|目标|预期|任务|序时进度|进度|完成投资|完成)*[近约]?$"
)
"""What is right before a difference: 超计划5.52亿元, 低了21.7个百分点."""


_ADDED = re.compile(r"(?:合计|共计|总计|加起来|合起来)[^，。；、：]{0,6}$")


def _asks_for_rest(slot: Slot, cue: str) -> bool:
    if _ADDED.search(slot.lead):
        return False
    return bool(
        slot.quantity.unit == "个百分点" or _REST.search(cue) or _MORE.search(lead_to(slot))
    )


def _over_the_passage(
    slot: Slot, text: str, groups: Sequence[Group], cue: str, knowledge: Knowledge, *, near: bool
) -> Sum | None:
    """Sums whose operands stand in several facts and sentences. ``near``: only those that the
    words ask for plainly."""
    own = groups[0].operands
    close = [operand for group in groups if group.score >= 2 for operand in group.operands]
    every = [operand for group in groups for operand in group.operands]
    unit = "%" if slot.quantity.unit in ("%", "个百分点") else slot.quantity.unit
    everywhere = [Operand(k.slot.quantity, k.fact, k.slot) for k in knowledge.by_unit.get(unit, ())]
    trials: list[Iterator[Trial]] = [
        products_of_each(slot, close, every), turns(slot, close), bases_of_change(slot, close, cue),
        changes_of_lists(slot, close, cue), averages_named(slot, close), former_of_latter(slot, text), by_points(slot, everywhere),
        (t for t in averages_of_each(slot, close, every, knowledge.months) if of_the_named(slot, t, every)),
        iter(()) if "平均每" in slot.lead else counts_of_each(slot, close), bases_of_growth(slot, own),
    ]  # fmt: skip
    if _COMPARED.search(cue):
        trials.append(compared(slot, own, everywhere))
    if slot.quantity.unit == "个百分点" and "序时" in slot.sentence:
        trials.append(against_the_calendar(every, knowledge.months))
    if slot.quantity.unit == "%":
        trials += [
            shares_without(slot, every),
            rate_of_a_known_whole(slot, knowledge),
            of_the_working_day(slot, own),
            of_several_named(slot, knowledge),
        ]
    if slot.quantity.unit == "%" and (named := _WHOLE_NAMED.search(cue)):
        wholes = [Operand(k.slot.quantity, k.fact, k.slot) for k in knowledge.known]
        trials.append(t for t in shares_of_named(own, wholes, named[1]) if of_the_part(slot, t))
    if slot.quantity.unit == "%" and PART_OF.search(lead_to(slot)):
        trials.append(t for t in shares_across(every, cue) if of_the_part(slot, t)
                      and t.operands[0].quantity.unit == t.operands[1].quantity.unit)  # fmt: skip
        trials.append(of_a_known_whole(slot, knowledge))
    if THAT_IS.search(slot.lead):
        trials.append(grown(slot, close))
        if not _ONLY.search(slot.lead):
            trials.append(compared(slot, own, everywhere))
    if not near:
        trials += [
            ratios(slot, text, every),
        ]
        added = _ADDED.search(slot.lead) is not None
        if _asks_for_rest(slot, cue) or (slot.quantity.bound == "exact" and not added):
            trials.append(complements(slot, close))
        if slot.quantity.unit == "%":
            trials.append(t for t in shares_across(own, cue) if of_the_part(slot, t))
        elif _asks_for_rest(slot, cue) or _RECKONED.search(slot.sentence):
            trials.append(differences_of_one_thing(slot, every))
            if _LEFT.search(cue):
                trials.append(rests(slot, own, everywhere))
    for trial in chain.from_iterable(trials):
        fits_in = hits(slot.quantity, trial.value) and of_the_named_count(slot, trial, every)
        if fits_in and is_sound(slot, trial.sum()):
            return trial.sum()
    return None


_WHOLE_NAMED = re.compile(r".*(?:占|完成|达到?|相当于|为)(.*)$")


_ONLY = re.compile(r"[只仅]有")


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
            yield from (t for t in averages(said, group, same) if of_the_named(slot, t, group))
        if re.search(r"共|总|累计|合计", cue) and not _LESS.search(cue):
            yield from products(group, [o for o in same if o.slot and "per" in o.slot.roles])


_TIMES_OF = re.compile(
    r"(?:是|为|相当于|达到?|等于)[^，。；]{0,24}的$|(?:是|为|相当于|达到?|等于)[^，。；]{0,16}$"
)


def _manner(slot: Slot) -> str:
    """Whether a multiple is of the whole (是2020年的4倍) or of what was added (增长2.2倍)."""
    before = slot.sentence[: slot.quantity.start - slot.offset]
    return slot.mode or ("to" if _TIMES_OF.search(before) else "")


def _changes(same: Sequence[Operand]) -> list[Operand]:
    """Of what is less altogether, the parts are changes too: 合计减少24份 adds up no stocks."""
    return [o for o in same if o.slot and o.slot.mode == "by" and o.slot.direction < 0]
