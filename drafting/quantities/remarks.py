"""What is said to the writer about a figure that does not hold, in his own terms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.quantities.account import Account
from drafting.quantities.bounds import Bound
from drafting.quantities.knowledge import Known
from drafting.quantities.reading import Quantity
from drafting.quantities.writing import like


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on the span ``start``–``end`` of a paragraph."""

    start: int
    end: int
    message: str
    suggestion: str
    sure: bool


def remark(account: Account) -> Remark | None:
    """The remark of an account, None where there is nothing to say."""
    said = account.slot.quantity
    start, end = said.start, said.end
    if account.verdict in ("bound", "dropped"):
        start, end = said.outer
    message, suggestion = _words(account, said)
    if not message:
        return None
    return Remark(start, end, message, suggestion, account.sure and account.verdict != "dropped")


def _words(account: Account, said: Quantity) -> tuple[str, str]:
    known = account.known
    if account.verdict == "untraced":
        return _untraced(said, known if account.facts else None)
    if known is None:
        return "", ""
    whole = _outer(known)
    source = f"事实{known.fact}" if known.fact else "文稿要素"
    if account.verdict == "unit":
        unit = known.slot.quantity.measure or "（无单位）"
        return (
            f"数字“{said.text}”的单位或量级与事实不符，{source}中是“{known.slot.quantity.text}”（单位“{unit}”）。",
            known.slot.quantity.text,
        )
    if account.verdict == "bound":
        right = fair_words(said, known.slot.quantity)
        return f"“{_said_outer(account)}”与事实不符，{source}中是“{whole}”。", right
    if account.verdict == "dropped":
        return f"{source}中是“{whole}”，这里写成了确数“{said.text}”，请核对。", whole
    if account.verdict == "rounded":
        return (
            f"{source}中是“{whole}”，这里写成“{said.text}”，舍去了尾数，请写准确或加“约”。",
            known.slot.quantity.text,
        )
    if account.verdict == "thing":
        return f"“{said.text}”用错了地方：{source}在这里是“{_phrase(known)}”。", _replacement(
            said, known
        )
    if account.verdict == "elsewhere":
        return (
            f"“{said.text}”在{source}中说的是“{_phrase(known)}”，与这里似乎不是一回事，请核对。",
            "",
        )
    if account.verdict == "direction":
        return f"增减方向与事实相反：{source}中是“{_phrase(known)}”。", ""
    if account.verdict == "mode":
        return (
            f"“{said.text}”在{source}中是“{_phrase(known)}”，“到”（结果）与“了”（增减量）不能混用。",
            "",
        )
    if account.verdict == "basis":
        return (
            f"“{said.text}”与谁相比和事实不符：{source}中是“{_phrase(known)}”，请核对同比、环比。",
            "",
        )
    if account.verdict == "moment":
        return (
            f"时间“{said.text}”与事实不符，{source}中是“{known.slot.quantity.text}”。",
            known.slot.quantity.text,
        )
    return "", ""


def _untraced(said: Quantity, known: Known | None) -> tuple[str, str]:
    name = "时间" if said.kind == "moment" else "数字"
    if known is None:
        return f"{name}“{said.text}”在事实中找不到依据，请核对或补充事实。", ""
    right = known.slot.quantity.text
    return (
        f"{name}“{said.text}”在事实中找不到依据，事实{known.fact}中是“{_phrase(known)}”。",
        _replacement(said, known) or right,
    )


def _replacement(said: Quantity, known: Known) -> str:
    """The fact's figure in the manner of the text."""
    if (
        said.unit == known.slot.quantity.unit
        and said.kind == "amount"
        and known.slot.quantity.bound in ("exact", said.bound)
    ):
        return like(said, known.slot.quantity.value) or known.slot.quantity.text
    return known.slot.quantity.text


def _phrase(known: Known) -> str:
    """The figure of the fact with the words of its clause."""
    slot = known.slot
    start, end = (place - slot.offset for place in slot.quantity.outer)
    lead = re.split(r"[，。；：！？]", slot.sentence[:start])[-1][-18:]
    tail = re.split(r"[，。；：！？、]", slot.sentence[end:])[0][:8]
    return f"{lead}{slot.sentence[start:end]}{tail}"


def _outer(known: Known) -> str:
    slot = known.slot
    start, end = slot.quantity.outer
    return slot.sentence[start - slot.offset : end - slot.offset]


def _said_outer(account: Account) -> str:
    slot = account.slot
    start, end = slot.quantity.outer
    return slot.sentence[start - slot.offset : end - slot.offset]


_OPPOSITE: dict[Bound, str] = {
    "over": "近",
    "under": "超",
    "more": "近",
    "least": "近",
    "most": "超",
}


def fair_words(said: Quantity, known: Quantity) -> str:
    """The same round number with the word that is true (近500名 for 468名), else the fact's."""
    if said.bound in ("over", "least") and known.value < said.value <= known.value * 112 / 100:
        return f"近{said.text}"
    if said.bound in ("under", "most") and said.value < known.value <= said.value * 13 / 10:
        return f"超{said.text}"
    return known.text
