"""What a document says about itself: its title, who issued it, its year and date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.structure import Structure, analyse, is_salutation
from retrieval.understanding.dates import date_in, year_in
from retrieval.understanding.margins import is_date_line, is_issuer_line, is_name_line
from retrieval.understanding.titles import clean_title

_OPENING = 300
_PERIOD = re.compile(r"20\d\d年(?=度|以来|上半年|下半年|工作|，|\d{1,2}月)")
_POSTED_BY = re.compile(
    r"^(?:中共)?([^，,。：:、\s]{2,20}?)(?:副书记|书记|副?[省市县区镇乡州局院校部厅]长|副?主任|副?主席|董事长|总经理)"
)
_IN_TITLE = re.compile(
    r"^((?:中共)?[^，,。：:“”\d〇]{1,20}?(?:有限责任公司|有限公司|集团公司|集团|公司|委员会|大学|学院|医院|学校|"
    r"[党省市县区镇乡局部工]委|局|厅|办公室|办|馆|中心|政府|街道|[省市县区镇乡州](?![委长级里场民]|直|域|内)))"
    r"(?=.)(?![人在的，])"
)
_NOT_ISSUERS = re.compile(
    r"^(?:在|关于|对|全|以|让|把|做好|当好|浅|试|论|如何|我|坚持|推进|加强|深化)"
)
_PLANS = re.compile(
    r"(?<=.{6})[和及与暨、](?:19|20)\d\d年[^，。]{0,12}(?:打算|计划|思路|安排|要点|设想|谋划)(?:的.{2,4})?$"
)
"""A summary that says at its end what is planned is of the year it sums up."""
_LEAST_NAME = 2
_DATE_TAIL = re.compile(r"\s*(?:[（(]?\s*(?:\d{4}|二[〇○零Ｏ一二三四五六七八九]{3})\s*年.*)$")


@dataclass(frozen=True, slots=True)
class About:
    """What is stated of a document; each "" when it is not.

    ``date`` is 2026, 2026-03 or 2026-03-12, ``year`` the year the document is about.
    """

    title: str
    issuer: str
    year: str
    date: str


def about(text: str) -> About:
    """Return what a document says about itself."""
    return about_structure(analyse(text))


def about_structure(structure: Structure) -> About:
    """Return what a document says about itself, from its parts; see :func:`about`."""
    title = clean_title(structure.title)
    date = _date(structure)
    return About(title, _issuer(structure, title), _year(structure, title, date), date)


def _date(structure: Structure) -> str:
    for line in (*reversed(structure.back), *structure.front):
        if date_in(line):
            return date_in(line)
    return ""


def _year(structure: Structure, title: str, date: str) -> str:
    opening = ""
    for block in structure.blocks[:2]:
        opening += "".join(block.paragraphs)
    return (
        year_in(_PLANS.sub("", title))
        or date[:4]
        or year_in(" ".join(_PERIOD.findall(opening[:_OPENING])))
    )


def _issuer(structure: Structure, title: str) -> str:
    return _signed(structure.back) or _byline(structure.front) or _in_title(title)


def _signed(back: tuple[str, ...]) -> str:
    """The line over the date: an office, or a person's name."""
    for line in back:
        name = _DATE_TAIL.sub("", line).strip()
        if name and not is_date_line(line) and (is_issuer_line(name) or is_name_line(name)):
            return name
    return ""


def _byline(front: tuple[str, ...]) -> str:
    for line in front:
        if is_salutation(line) or is_date_line(line):
            continue
        posted = _POSTED_BY.match(line)
        if posted:
            return posted[1]
        if is_issuer_line(line) or is_name_line(line):
            return line
    return ""


def _in_title(title: str) -> str:
    if _NOT_ISSUERS.match(title):
        return ""
    match = _IN_TITLE.match(title.rpartition("——")[2])
    # 社区, 园区, 山区: no office of that name alone.
    return match[1] if match and not (len(match[1]) == _LEAST_NAME and match[1][-1] == "区") else ""
