"""What a quantity is of: the words around it, its neighbours, and the change it tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from drafting.quantities.reading import Quantity, read_quantities
from drafting.wording import sentence_spans

Mode = Literal["", "to", "by"]

_UP = r"增长|增加|提高|上升|提升|扩大|新增|净增|增至|增到|升至|升到|上涨|攀升|增|升|涨|翻|高于|多于|拓宽到|扩大到"
_DOWN = r"下降|减少|降低|压减|压缩|缩短|缩减|回落|下滑|收窄|低于|少于|节省|节约|减至|减到|降至|降到|缩小|精简|削减|降|减|跌|缩"
_CHANGE = re.compile(
    rf"(?P<verb>(?P<up>{_UP})|(?P<down>{_DOWN}))(?:幅度?|率)?"
    rf"(?P<rest>[^，。；、：]{{0,4}})$"
)
_TO = re.compile(r"[到至为]$|[到至为](?:约|近|超|超过|不足|不到)$")
_BY_REST = re.compile(
    r"^(?:了|约|近|超过|超|将近|不少于|达|达到了?|幅度?(?:达|为)|率?(?:达|为)?|[^到至为]{0,2})$"
)
_THAN = re.compile(
    r"[比较][^，。；：]{1,14}?(?:各|分别|至少|又|还|只|仅|均)?(?P<more>[多高快长早少低短慢晚])(?:了|出)?(?:近|约|超过?)?$"
)
_BARE_MORE = re.compile(
    r"(?:还|又|整整|足足)?([多高快长早少低短慢晚])(?:了|出)?(?:近|约|超过?|整整|足足)?"
)
"""All that stands between two figures: 比上年的86公里多68公里."""
_FROM = re.compile(r"(?:由|从)[^，。；到至由从]{0,14}$")
_SHARE = re.compile(r"占[^，。；、]{0,14}$")
_RATE = re.compile(r"率[^，。；、]{0,5}$")
_PER = re.compile(r"每[^，。；、]{0,10}$|[均]$|均[^，。；、]{0,3}$")
_TOTAL = re.compile(r"(?:共|合计|总计|总数|累计)[^，。；、]{0,6}$")
_COMPARED = re.compile(r"(?:比|较|与|同|于)$")
_STOP = frozenset(
    "的了和与及在对把被将等共有为是达到其中余多以上下来也都已还就各每均个以并而且则从由至比较全年"
)
_BREAK = '，。；：！？、（）()“”"\n,;:!?\0'
_AROUND = 12
"""Quantities to each side that count as the surroundings of one."""


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A quantity in its sentence. ``bag`` are the pairs and single characters close by, ``placed``
    the same with their side, ``wide`` the pairs of the whole sentence, ``neighbours`` the
    quantities around it and ``beside`` those next to it. ``lead`` are the words since the last."""

    quantity: Quantity
    sentence: str
    offset: int
    before: str
    after: str
    lead: str
    bag: frozenset[str]
    placed: frozenset[str]
    head: frozenset[str]
    wide: frozenset[str]
    neighbours: frozenset[tuple[Decimal, str]]
    beside: tuple[tuple[Decimal, str] | None, tuple[Decimal, str] | None]
    direction: int
    mode: Mode
    roles: frozenset[str]


@lru_cache(maxsize=20_000)
def slots_of(text: str) -> tuple[Slot, ...]:
    """The quantities of a paragraph with their contexts. Offsets are those of the paragraph."""
    quantities = read_quantities(text)
    if not quantities:
        return ()
    spans = sentence_spans(text) or [(0, len(text))]
    return tuple(
        slot
        for start, end in spans
        for slot in _of_sentence(
            text, start, end, [q for q in quantities if start <= q.start < end]
        )
    )


def _of_sentence(text: str, start: int, end: int, quantities: list[Quantity]) -> list[Slot]:
    sentence = text[start:end]
    wide = pairs_of(sentence)
    slots = []
    for index, quantity in enumerate(quantities):
        beside = quantities[max(0, index - _AROUND) : index + _AROUND + 1]
        amounts = [q for q in beside if q.kind == "amount" and q is not quantity]
        others = amounts if quantity.kind == "amount" else beside
        left = max((q.end for q in others if q.end <= quantity.start), default=start)
        right = min((q.start for q in others if q.start >= quantity.end), default=end)
        moments = [q for q in beside if q.kind == "moment" and q is not quantity]
        since = max((q.end for q in amounts if q.end <= quantity.start), default=start)
        words = _without(text, since, quantity.outer[0], moments)
        before, after = _near(
            _without(text, left, quantity.outer[0], moments),
            _without(text, quantity.outer[1], right, moments),
            quantity,
        )
        direction, mode = _change(words[-16:])
        around = quantities[max(0, index - 3) : index] + quantities[index + 1 : index + 4]
        bag_before, bag_after = bag_of(before), bag_of(after)
        slots.append(
            Slot(quantity, sentence, start, before, after, words[-28:],
                 bag_before | bag_after, frozenset(f"<{p}" for p in bag_before) | frozenset(f">{p}" for p in bag_after),
                 bag_of(after[:5]) if trailing(text, quantity) else frozenset(),
                 wide, frozenset((q.value, q.unit) for q in around),
                 (_key(quantities[index - 1]) if index else None, _key(quantities[index + 1]) if index + 1 < len(quantities) else None),
                 direction, mode, _roles(text[max(start, since - 8) : quantity.outer[0]], words[-24:]))
        )  # fmt: skip
    return slots


def _without(text: str, start: int, end: int, moments: list[Quantity]) -> str:
    """The words of a span with its dates left out: 增加到2025年的105人."""
    words, place = "", start
    for moment in moments:
        if start <= moment.start and moment.end <= end:
            words += text[place : moment.start]
            place = moment.end + text.startswith("的", moment.end)
    return words + text[min(place, end) : end]


def trailing(text: str, quantity: Quantity) -> bool:
    """Whether a noun follows the measure word at once: 48个社区."""
    return quantity.kind == "amount" and text[quantity.end : quantity.end + 1] not in _BREAK


def _key(quantity: Quantity) -> tuple[Decimal, str]:
    return quantity.value, quantity.unit


def _near(lead: str, trail: str, quantity: Quantity) -> tuple[str, str]:
    """The words of the same segment; where it has none, those of the segments beside it."""
    before, after = _last_segment(lead)[-12:], _first_segment(trail)[:10]
    if len(_content(before) + _content(after)) < 2:
        before = lead.rstrip(_BREAK)[-12:]
        after = trail.lstrip(_BREAK)[:12] if quantity.kind != "amount" or not before else after
        if quantity.kind == "amount" and len(_content(before)) < 2 and not _content(after):
            after = trail.lstrip(_BREAK)[:10]
    return before, after


def _last_segment(text: str) -> str:
    cut = max((text.rfind(mark) for mark in _BREAK), default=-1)
    return text[cut + 1 :]


def _first_segment(text: str) -> str:
    cuts = [i for mark in _BREAK if (i := text.find(mark)) >= 0]
    return text[: min(cuts)] if cuts else text


def _change(lead: str) -> tuple[int, Mode]:
    """+1 or -1 where the words before tell of growth or decline; to a value or by an amount."""
    if bare := _BARE_MORE.fullmatch(lead.strip("，")):
        return (1 if bare[1] in "多高快长早" else -1), "by"
    found = None
    for match in re.finditer(rf"(?P<up>{_UP})|(?P<down>{_DOWN})", lead):
        found = match
    if compared := _THAN.search(lead):
        return (1 if compared[1] in "多高快长早" else -1), "by"
    if found is None:
        return 0, ""
    rest = lead[found.end() :]
    if any(mark in rest for mark in "，。；、：") or len(rest) > 8:
        return 0, ""
    direction = 1 if found["up"] else -1
    if _TO.search(found[0] + rest):
        return direction, "to"
    if len(rest) <= 3 and _BY_REST.match(rest):
        return direction, "by"
    return 0, ""


def _roles(lead: str, near: str) -> frozenset[str]:
    """The part a quantity plays: from, share, rate, per, total, compared."""
    roles = set()
    for name, pattern, words in (
        ("from", _FROM, near), ("share", _SHARE, near), ("rate", _RATE, near),
        ("per", _PER, lead), ("total", _TOTAL, near), ("compared", _COMPARED, near),
    ):  # fmt: skip
        if pattern.search(words):
            roles.add(name)
    return frozenset(roles)


def _content(text: str) -> str:
    return "".join(
        char
        for char in text
        if ("\u4e00" <= char <= "\u9fff" or "A" <= char <= "Z") and char not in _STOP
    )


def bag_of(text: str) -> frozenset[str]:
    """Content characters and their pairs."""
    chars = _content(text)
    return frozenset(chars) | frozenset(a + b for a, b in pairwise(chars))


def clause_of(slot: Slot) -> str:
    """The words of the clause a quantity stands in, without itself."""
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    head = re.split(r"[，。；：！？]", slot.sentence[:start])[-1]
    return f"{head}\0{re.split(r'[，。；：！？]', slot.sentence[end:])[0]}"


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of content characters."""
    return frozenset(a + b for a, b in pairwise(_content(text)))


_BASES = (
    ("同比", re.compile(r"同比|[比较](?:上年|去年|上一年)|上年同期|去年同期")),
    ("环比", re.compile(r"环比|[比较]上(?:个?月|季度|一季度)")),
    ("年初", re.compile(r"[比较](?:年初|上年末|去年底|上年底)")),
)


@lru_cache(maxsize=20_000)
def basis_of(slot: Slot) -> str:
    """What a change is measured against, as the words before it say; empty where they do not."""
    if not slot.direction:
        return ""
    return next((name for name, pattern in _BASES if pattern.search(slot.lead[-14:])), "")


def affinity(said: Slot, known: Slot, *, order: bool = True) -> float:
    """How much two quantities seem to be of the same thing, about 0 to 5. ``order`` counts the
    quantities around in, which tell nothing where numbers changed places."""
    near = _likeness(said.bag, known.bag) + 0.8 * _likeness(said.placed, known.placed)
    if said.head and known.head:
        near += 0.6 * (_likeness(said.head, known.head) - 0.4)
    smaller = min(len(said.wide), len(known.wide))
    wide = len(said.wide & known.wide) / smaller if smaller >= 3 else 0.0
    shared = min(2, len(said.neighbours & known.neighbours)) / 2 if order else 0.0
    weight = 0.6 if said.quantity.kind == "moment" else 0.4
    pairs = zip(said.beside, known.beside, strict=True)
    beside = sum(weight for one, other in pairs if order and one and one == other)
    return near + 1.2 * wide + 0.7 * shared + beside + 0.6 * _parts_agree(said, known)


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Overlap of two bags, half by their union and half by the smaller: 获奖 is 获科学技术奖."""
    one, other = sum(map(len, left)), sum(map(len, right))
    if not one or not other:
        return 0.0
    both = sum(map(len, left & right))
    return both / (one + other) + both / (2 * min(one, other))


def _parts_agree(said: Slot, known: Slot) -> float:
    score = 0.0
    if said.mode and known.mode:
        score += 0.7 if said.mode == known.mode else -1.0
    for role in ("from", "per", "share", "rate", "compared", "total"):
        one, other = role in said.roles, role in known.roles
        score += 0.4 if one and other else -0.4 if one != other else 0.0
    return max(-1.5, min(1.0, score))
