"""Works and sites with a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.naming.words import words_of


def works(sentence: str) -> Iterator[tuple[str, int]]:
    """Works and sites with a name of their own: 屏江新能源电池产业园, with their offsets."""
    for match in _WORK.finditer(sentence):
        words = [w for w in words_of(sentence) if match.start() <= w.start < match.end()]
        first = next(
            (w for w in words if w.tag in ("LOC", "PER", "ORG", "nz", "nw") and len(w.text) > 1),
            None,
        )
        if first is not None and len(text := sentence[first.start : match.end()]) > 4:
            yield text, first.start
    for match in _PLATFORM.finditer(sentence):
        yield match[0], match.start()


_WORK = re.compile(
    r"[\u4e00-\u9fff]{3,14}(?:产业园|工业园|科技园|物流园|创业园|孵化园|园区|水库|大桥|特大桥|隧道|机场|港区|码头|景区|公园|广场|基地|高速|铁路|水电站|电站|电厂|灌区|新城|农场|林场|茶场|牧场"
    r"|纪念馆|博物馆|图书馆|体育馆|体育场|文化馆|书院|水厂|污水处理厂|生产线|供水工程|改造工程|治理工程)"
)


_PLATFORM = re.compile(
    r"[省市州县区](?:智慧|数字|综合|大数据|一体化)[\u4e00-\u9fff]{1,8}?(?:平台|系统)"
)
"""County-wide systems with a name of their own: 县智慧燃气平台."""
