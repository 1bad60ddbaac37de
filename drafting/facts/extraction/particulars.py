"""What the materials say of the document itself: proposals for the fields of the brief."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.facts.extraction.running_text import Reading
from drafting.facts.extraction.speakers import SURNAMES
from drafting.kinds import Kind

_OCCASION = re.compile(
    r"^在(?P<occasion>.{4,40}?(?:会|会议|仪式|班|论坛|活动))(?:开幕式|结业式)?上的?(?:讲话|致辞|发言|报告)"
)
_SPEAKER = re.compile(
    r"^(?P<title>[^，。：:\d]{0,24}?(?:书记|[省市县区镇乡州局厅校院处科]长|部长|主任|主席|委员|董事长|总经理|会长))[ \u3000]*"
    rf"(?P<name>[{SURNAMES}] ?[\u4e00-\u9fff]{{1,2}})$"
    r"|^(?P<alone>[\u4e00-\u9fff]{2,3})$"
)
_AUDIENCE = re.compile(r"^(?P<audience>(?:各位|同志们|尊敬的)[^：:，。]{0,24})[：:]?$")
_RECIPIENT = re.compile(
    r"^(?P<recipient>[^：:，。]{1,30}(?:委|政府|局|厅|办|部|组|办公室|公司|处))[：:]$"
)
_SIGNED = re.compile(
    r"^(?P<issuer>\S{4,30}?(?:部|局|委|办|厅|院|政府|办公室|中心|委员会))[ \u3000]+(?P<date>20\d\d年\d{1,2}月\d{1,2}日)$"
)
_WHOSE = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff]{1,20}?(?:供销社|联社|街道|委员会|办公室|局|委|办|厅|部|院|中心|公司|集团|[镇乡县区市村]|联合会|协会))"
    r"(?=[ \u3000]*(?:20\d\d年?|关于))"
)
"""A title that begins with the unit whose it is: 县供销社2025年工作要点完成情况."""
_HELD = re.compile(r"^(?P<occasion>[^，。：]{4,40}?会)(?:会?议)?(?:记录|纪要|发言记录)$")
_PERIOD = re.compile(
    r"(20\d\d)年(度|上半年|下半年|第?[一二三四]季度|\d{1,2}[-—至]\d{1,2}月)?(?=.{0,30}(?:总结|汇报|报告|情况|工作|统计|台账|表|简报))"
)
_SPEECHES = frozenset({"mobilization_speech", "symposium_speech"})


def particulars(
    readings: Sequence[Reading], titles: Sequence[str], kind: Kind
) -> tuple[tuple[str, str], ...]:
    """Fields by name. ``titles`` are those of tables; a title is proposed only where the material
    is itself of the kind asked for: a ledger lends none."""
    found: dict[str, str] = {}
    for reading in readings:
        for key, value in _of_text(reading, kind).items():
            found.setdefault(key, value)
    for title in (*(reading.title for reading in readings), *titles):
        if match := _PERIOD.search(re.sub(r"\s", "", title)):
            found.setdefault("period", f"{match[1]}年{(match[2] or '').replace('度', '')}" if "季度" not in match[0] else match[0])  # fmt: skip
    order = ("title", "issuer", "speaker", "speaker_title", "occasion", "audience", "recipient", "date", "period")  # fmt: skip
    return tuple((key, found[key]) for key in order if found.get(key))


def _of_text(reading: Reading, kind: Kind) -> dict[str, str]:
    from retrieval.about import about
    from retrieval.kinds import recognise

    known = about(reading.clean)
    found: dict[str, str] = {}
    if reading.title and recognise(known.title, "").kind == kind.id:
        found["title"] = known.title
    if known.issuer and not re.fullmatch(r"[\u4e00-\u9fff]{2,3}", known.issuer):
        found["issuer"] = known.issuer
    if re.fullmatch(r"\d{4}-\d\d-\d\d", known.date):
        found["date"] = known.date
    if kind.id in _SPEECHES and (
        occasion := _OCCASION.match(known.title) or _HELD.match(known.title)
    ):
        found["occasion"] = occasion["occasion"]
    if whose := _WHOSE.match(reading.title):
        found.setdefault("issuer", whose["issuer"])
    for line in (*reading.front, *reading.back):
        if signed := _SIGNED.match(line.strip()):
            found.setdefault("issuer", signed["issuer"])
        found.update(_of_line(line.strip("（）() "), kind))
    return {key: value for key, value in found.items() if _is_filled(value)}


def _of_line(line: str, kind: Kind) -> dict[str, str]:
    if audience := _AUDIENCE.match(line):
        return {"audience": audience["audience"].removesuffix("：")}
    if recipient := _RECIPIENT.match(line):
        return {"recipient": recipient["recipient"]}
    if kind.id in _SPEECHES and (speaker := _SPEAKER.match(line)):
        name = re.sub(r"\s", "", speaker["name"] or speaker["alone"])
        return {"speaker": name, "speaker_title": (speaker["title"] or "").strip()}
    return {}


def _is_filled(value: str) -> bool:
    return bool(value) and not re.search(r"[×xX＊*]{2,}", value) and len(value) <= 100
