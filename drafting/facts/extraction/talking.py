"""What is said to a colleague, put as a document would: notes come as they are spoken.

Words are put only for words of the same sense; figures and names stay as they are.
"""

from __future__ import annotations

import re

_ASIDE = re.compile(
    r"[，,；;、](?:这个|这条|这点|这块|你)?(?:也|都|还)?(?:可以|值得|建议|看要不要|要不要|看能不能|看着|记得)?"
    r"(?:写写|写一写|写一下|写进去|写上|提一下|提提|提一提|点一下|展开说?|用上|重点写|用|参考)(?:吧|哈|啊|呢)?$"
)
_TICS = (
    (re.compile(r"^(?:[还另]有(?:就是|个)|(?:再|还)?有一个|就是说?|反正|那个|对了|嗯+|哦)[，,]\s*"), ""),
    (re.compile(r"^(?P<what>[\u4e00-\u9fff“”]{1,10})(?:这一?块|这边|这方面)(?:儿)?(?:呢|嘛|吧)?[：:，,]\s*"), r"\g<what>方面，"),
    (re.compile(r"^(?:问题|困难|不足|短板)(?:嘛|呢|吧|啊)[，,]\s*"), ""),
    (re.compile(r"^(?P<when>明年|来年|下半年|下一步|下步|今后)的?(?:打算|计划|安排|准备)[：:，,]\s*"), r"\g<when>计划"),
    (re.compile(r"^(?P<year>20\d\d年)[：:]\s*"), r"\g<year>，"),
    (re.compile(r"^(?:各位(?:领导|同志|同事|老师)?|大家好?|领导|你?们?好)[，,：:]\s*"), ""),
    (re.compile(r"(?<=[\u4e00-\u9fff\d%％]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +(?=\d)"), ""),
    (re.compile(r"咱们?(?=[\u4e00-\u9fff])"), "我们"),
    (re.compile(r"(?<=[\u4e00-\u9fff])(?:嘛|哈|呀)(?=[，。]|$)"), ""),
)  # fmt: skip
_OF_A_PLACE = re.compile(r"(?<=[村镇乡县区])方面，|(?<=社区|街道)方面，")
_LABEL = re.compile(r"^(?P<what>[\u4e00-\u9fff“”]{2,8})[：:]\s*(?=[^：:]*\d)")
_SAYING = re.compile(
    r"(?:指出|强调|要求|表示|认为|介绍|提出|希望|如下|包括|分别|其中|主要|情况|数据)$"
)


def as_written(text: str) -> str:
    """``党建这块：…，可以写写`` -> ``党建方面，…``; a sentence that is none of this is the same."""
    shorter = _ASIDE.sub("", text)
    text = shorter if len(shorter) >= len(text) / 2 else text
    for pattern, instead in _TICS:
        text = pattern.sub(instead, text)
    if (label := _LABEL.match(text)) and not _SAYING.search(label["what"]):
        what = label["what"].removesuffix("方面")
        text = f"{what}方面，{text[label.end() :]}"
    return _OF_A_PLACE.sub("", text)
