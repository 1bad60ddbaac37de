"""Who speaks: the heads of chat messages, the names before speeches in notes of a meeting.

What a township's man reports is about his township: 我们乡, 全镇 and sentences without a subject get
the unit's name, which the material itself gives.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from drafting.facts.extraction.names import names_in

CHAT_HEAD = re.compile(
    r"(?m)^[ \t]*(?P<who>[^\s，。：:]{1,16}(?:[ \t　][^\s，。：:\d]{1,6})?)?[ \t　]*"
    r"(?:(?:20\d\d[-/年.])?\d{1,2}[-/月.]\d{1,2}日?[ \t]*|(?:昨天|星期.|[上下]午|早上|晚上)[ \t]*)*"
    r"\d{1,2}:\d{2}(?::\d{2})?[ \t]*[:：]?[ \t]*$"
    r"|^[ \t]*—+[ \t]*(?:20\d\d年)?\d{1,2}月\d{1,2}日[ \t]*—+[ \t]*$"
)
_PREFIX = re.compile(r"^(?P<who>[^，。；：:！？“”《》\d]{2,20})[：:]\s*")
_ROLE = re.compile(
    r"[（(][^）)]{2,16}[）)]|(?:副?(?:书记|[省市县区镇乡村局处科院校厂所站]长|主任|部长|主席|经理|队长|委员|主持人|同志))$"
)
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:街道|社区|开发区|经开区|高新区|园区|[省市县区镇乡村]|局|委|办|厅|部|公司|学院|大学|中心|医院|学校|集团)"
)
_OFFICE = re.compile(
    r"(?:党?总?支部|党[委组]|第一|驻村|村委会?)?副?(?:书记|主任|队长|工作队|干部|会计|文书|站长|所长|负责人|联络员)"
)
"""What a person is in the unit named before: 石桥村第一书记."""
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于时傅皮齐康伍余顾孟黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林刁钟徐邱骆高夏"
    "蔡田樊胡凌霍虞万支柯管卢莫房缪解应宗丁宣邓郁单杭洪包左石崔吉龚程邢裴陆荣翁荀惠曲封储段富焦谷车侯全班秋仲伊宁仇甘厉祖武符刘景詹龙叶司黎白蒲卓蔺屠蒙池乔"
    "阳胥闻党翟谭姬申冉桑桂牛尚农温庄晏柴瞿阎连习容向古易廖耿满文寇广欧蔚越隆师巩聂晁辛简饶曾关肖游覃付代"
)
_UNIT_AND_NAME = re.compile(rf"(?:{_UNIT.pattern})\s*[{SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_PLACES = ("镇", "乡", "村", "区", "县", "市", "街道", "社区")
_OURS = re.compile(
    r"(?:我们?这?个?|本|全)(?P<kind>镇|乡|村|区|县|市|街道|社区|局|公司|学院|学校|园区)(?!级|域|直|内外|民|委|政府|长)"
)
_HAS_SUBJECT = re.compile(
    r"^(?:全[省市县区镇乡]|我[省市县区局]|(?:各|该|此|其)|(?:20\d\d年)?全|到|对|建议|要|请|将)"
)


@dataclass(frozen=True, slots=True)
class Chat:
    """The heads of the messages in a text, by offset, with the unit each speaker is from."""

    starts: list[int] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    def unit_at(self, offset: int) -> str:
        """The unit of whoever wrote what stands at ``offset``; empty where unknown."""
        index = bisect_right(self.starts, offset) - 1
        return self.units[index] if index >= 0 else ""


def chat_of(text: str) -> Chat:
    """The heads of chat messages in a text; none where it is no chat."""
    chat = Chat()
    for head in CHAT_HEAD.finditer(text):
        chat.starts.append(head.start())
        chat.units.append(unit_in(head["who"] or ""))
    return chat


def unit_in(who: str) -> str:
    """The unit in what stands before a speech: 石桥镇 陶玉林, 王大勇-经开区."""
    for part in re.split(r"[\s\-—_·（）()/|]+", who):
        if (match := _UNIT.fullmatch(part)) and not _ROLE.search(part):
            return match[0]
    for part in re.split(r"[（()）]", who)[1:]:
        if (match := _UNIT.match(part)) and _OFFICE.fullmatch(part, match.end()):
            return match[0]
    match = _UNIT.match(who)
    return match[0] if match and len(match[0]) < len(who) and not _ROLE.search(match[0]) else ""


def without_speaker(sentence: str) -> tuple[str, str, bool]:
    """A sentence without the speaker's name before it; the speaker's unit; whether one was there."""
    match = _PREFIX.match(sentence)
    if match is None:
        return sentence, "", False
    who = match["who"].strip()
    is_person = (
        _ROLE.search(who) is not None
        or any(tag == "PER" for _, tag in names_in(who))
        or _UNIT_AND_NAME.fullmatch(who) is not None
    )
    if not is_person or re.search(r"指出|强调|要求|表示|认为|介绍|[是为有在]$", who):
        return sentence, "", False
    return sentence[match.end() :], unit_in(who), True


def of_unit(text: str, unit: str) -> str:
    """The statement with the name of the unit it is about."""
    if not unit or unit in text:
        return text
    if (ours := _OURS.search(text)) and unit.endswith(ours["kind"]):
        return text[: ours.start()] + unit + text[ours.end() :]
    if not unit.endswith(_PLACES) or _HAS_SUBJECT.match(text):
        return text
    named = names_in(text[:14])
    return text if named and text.startswith(named[0][0]) else unit + text
