"""Numbers that count the text's own points (三个方面) or what it enumerates (甲、乙两位)."""

from __future__ import annotations

import re

from drafting.quantities.reading import Quantity

_POINTS = re.compile(
    r"^(?:个|项|大|点|条|种|类|层|句|方|重|步|件|次|轮|道|本|张|份|支|级|组|块|篇|对|把|套)?(?:不同|具体|突出|关键|主要|基本|重点|核心|鲜明|显著|重大|根本|重要|深刻|新的?|大|小|硬|明显)?"
    r"(?:方面|点|关键|环节|问题|要求|意见|建议|体会|重点|转变|统一|坚持|确保|特点|原因|层面|层次|阶段|步骤|维度|字|词|“|关系|结合|到位|作用|抓手|目标|领域|"
    r"原则|导向|意识|自信|维护|确立|全面|认识|启示|短板|难题|矛盾|机制|体系|任务|主题|优势|变化|突破|提升|强化|聚焦|文章|意思|话|道理|例子|想法|希望|期望|期待|"
    r"注重|不断|必须|更加|着力|带头|明确|严格|服务|过硬|到底|一起|文明|面向|支撑|保障|途径|路径|渠道|办法|措施|举措|做法|动作|工程|行动|专项|清单|台账|"
    r"障碍|瓶颈|堵点|痛点|难点|弱项|角度|方向|思路|经验|教训|心|力|关|情|感|性|度|化|者|手|头|边|侧|端|级|地|事|账|课|题|牌|棋|仗|网|线|圈|链|轮驱动|翼|梁|柱|防线|链条|台阶|层级|清|张|“)"
)
_PERSONAL = re.compile(r"^(?:位|名)?(?:同志|领导|代表|老师|朋友|委员)")
_ITEMS = re.compile(r"[、和与及]|以及")


def counts_points(quantity: Quantity, rest: str) -> bool:
    """Whether a small number is one of the speech's own points, not of things in the world."""
    if quantity.kind != "amount" or quantity.unit in ("%", "元", "个百分点", "倍"):
        return False
    small = quantity.loose or (quantity.value <= 10 and quantity.value == int(quantity.value))
    after = f"{quantity.measure}{rest}" if quantity.measure else rest
    return small and bool(_POINTS.match(after))


def announces(quantity: Quantity, text: str) -> bool:
    """Whether a small number tells how many points follow at once: 做到三条：一是……; 以下两项工作："""
    if quantity.kind != "amount" or not 2 <= quantity.value <= 12 or quantity.unit in ("元", "%"):
        return False
    before, after = text[max(0, quantity.start - 6) : quantity.start], text[quantity.end :]
    if re.search(r"以下|下列|如下", before) and re.match(r"[^，。；！？]{0,8}[：。，]|$", after):
        return True
    return bool(
        re.match(
            r"[^，。；：！？]{0,10}(?:：$|[：。，](?:第?一[是要看、，]|其一|首先|（一）|1[.．、]|一个是|一条是|头一))",
            after,
        )
    )


def enumerated(quantity: Quantity, text: str) -> bool:
    """Whether the words beside a small number list that many: 何绾秋、卢砚舟两位; 三项：甲、乙、丙."""
    if quantity.kind != "amount" or not 2 <= quantity.value <= 12:
        return False
    before = re.split(r"[，。；：！？（]", text[max(0, quantity.start - 80) : quantity.start])[-1]
    after = re.split(r"[。；！？]", text[quantity.end : quantity.end + 120])[0]
    lists = [before[-60:]]
    if "：" in after:
        lists.append(after.split("：", 1)[1])
    if bracket := re.match(r"[^，。；：（]{0,12}（([^）]*)）", after):
        lists.append(bracket[1])
    lists += re.split(r"[，：]", after)[:3]
    return any(_length(part) == quantity.value for part in lists)


_HOLDING = re.compile(
    r"[\u4e00-\u9fff]{2}(?<![小社园地景片城辖山校郊灾库街政然])(县|区|市|镇|乡|村)(?![级域里直民])"
)


def counts_named(quantity: Quantity, after: str, words: str) -> bool:
    """Whether a line of the facts names just so many: 两区 for 霁川区 and 石台区, 三个标段 for those
    of 甲标段, 乙标段, 丙标段."""
    if quantity.kind != "amount" or not 2 <= quantity.value <= 12:
        return False
    if quantity.measure == "个" and after[:1] in tuple("县区市镇乡村"):
        return _holds(quantity, after[0], words)
    if quantity.measure in ("县", "区", "市", "镇", "乡", "村"):
        return _holds(quantity, quantity.measure, words)
    noun = after[:2]
    small = quantity.loose and len(noun) == 2 and re.fullmatch(r"[\u4e00-\u9fff]{2}", noun)
    return bool(small) and any(line.count(noun) == quantity.value for line in words.split("\n"))


def _holds(quantity: Quantity, level: str, words: str) -> bool:
    """Whether a line names just so many places of a level."""
    named = ({m[0] for m in _HOLDING.finditer(line) if m[1] == level} for line in words.split("\n"))
    return any(len(places) == quantity.value for places in named)


def _length(text: str) -> int:
    clauses = text.split("，")
    sizes = [len(clause) for clause in clauses]
    if len(clauses) > 1 and min(sizes) > 2 and max(sizes) - min(sizes) <= 2:
        return len(clauses)
    items = [part for part in _ITEMS.split(text) if part.strip()]
    return len(items) if len(items) > 1 else 0


def between_years(quantity: Quantity, years: frozenset[int]) -> bool:
    """Whether a number of years lies between, or is covered by, years that are named."""
    if quantity.unit != "个月" or not quantity.text.endswith("年"):
        return False
    span = quantity.value / 12
    return any(
        span in (later - earlier, later - earlier + 1)
        for earlier in years
        for later in years
        if later > earlier
    )
