"""Running text by rules: what is kept, what is dropped, what is made to stand alone."""

from __future__ import annotations

import pytest

from drafting.errors import BadInput
from drafting.facts.extraction import Extraction, extract_by_rules, pasted, read_material
from drafting.facts.extraction.judging import (
    ANNOUNCING,
    BLANK,
    CHAT,
    COURTESY,
    EMPTY,
    QUESTION,
    SLOGAN,
    why_not,
)
from drafting.facts.extraction.sentences import matters, sentence_spans
from drafting.facts.extraction.talking import as_written
from drafting.kinds import load_kind


def extracted(text: str, kind: str = "work_summary") -> Extraction:
    return extract_by_rules([pasted(text)], load_kind(kind))


def facts(text: str, kind: str = "work_summary") -> list[str]:
    return [one.fact.text for one in extracted(text, kind).found]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("同志们，大家上午好。", COURTESY),
        ("以上汇报，不妥之处，敬请批评指正。", COURTESY),
        ("现将一年来的工作情况汇报如下。", ANNOUNCING),
        ("下面，我讲三点意见。", ANNOUNCING),
        ("目前工作中还存在一些问题和不足。", ANNOUNCING),
        ("让我们携起手来，共同谱写新篇章！", SLOGAN),
        ("为什么要抓这项工作？", QUESTION),
        ("我们高度重视，充分发挥作用，切实增强了责任感。", EMPTY),
        ("干部教育是队伍建设的重要基础。", EMPTY),
        ("全年选派×××名干部到村任职。", BLANK),
        ("xx县委印发了工作方案。", BLANK),
        ("收到，辛苦了[抱拳]", CHAT),
    ],
)
def test_sentences_that_state_nothing(sentence: str, reason: str) -> None:
    assert why_not(sentence) == reason


@pytest.mark.parametrize(
    "sentence",
    [
        "全年走访农户1860户。",
        "三十五名干部参加了轮训。",
        "印发《挂职干部管理办法》。",
        "建立民情台账，实行销号管理。",
        "3月12日，县里召开了调度会。",
        "感谢县财政局对驻村工作的大力支持。",
        "下一步，将建立挂职干部跟踪培养机制。",
        "派出单位要与挂职干部的原岗位工作完全脱钩。",
        "派出单位和接收单位之间沟通不够，挂职干部两头跑。",
    ],
)
def test_sentences_that_state_something(sentence: str) -> None:
    assert why_not(sentence) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全镇现有党员1286名。其中女党员412名，35岁以下党员237名。",
            ["全镇现有党员1286名，其中女党员412名，35岁以下党员237名。"],
        ),
        (
            "白果村引水工程总投资320万元。该工程惠及群众213户。",
            ["白果村引水工程总投资320万元。", "白果村引水工程惠及群众213户。"],
        ),
        (
            "县财政局干部罗秉文驻村两年。他带着村民改种高粱480亩。",
            ["县财政局干部罗秉文驻村两年。", "罗秉文带着村民改种高粱480亩。"],
        ),
        (
            "城东冷库去年9月开工。累计完成投资1580万元。",
            ["城东冷库去年9月开工，累计完成投资1580万元。"],
        ),
        (
            "2025年，新建大棚320亩；改造户厕412户；办培训班6期、培训380人次。",
            ["2025年，新建大棚320亩；改造户厕412户；办培训班6期、培训380人次。"],
        ),
        (
            "过去五年，全县生产总值突破200亿元，是2020年的1.6倍；财政收入达到36亿元，是2020年的1.5倍；"
            "工业总产值突破400亿元，是2020年的1.8倍；外贸进出口总值突破3亿美元，是2020年的1.4倍。",
            [
                "过去五年，全县生产总值突破200亿元，是2020年的1.6倍；财政收入达到36亿元，是2020年的1.5倍；"
                "工业总产值突破400亿元，是2020年的1.8倍。",
                "过去五年，外贸进出口总值突破3亿美元，是2020年的1.4倍。",
            ],
        ),
        (
            "选派干部240名，分三类：驻村180名；驻企40名；驻社区20名。",
            ["选派干部240名，分三类：驻村180名；驻企40名；驻社区20名。"],
        ),
        (
            "主要做法有：一是建立台账236本；二是每月调度1次，解决问题47个。",
            ["建立台账236本。", "每月调度1次，解决问题47个。"],
        ),
        (
            "二是管理制度不健全。有4名干部签到后离开。",
            ["管理制度不健全，有4名干部签到后离开。"],
        ),
        (
            "同时，走访企业86家。例如，帮助鼎丰公司引进技术团队1个。",
            ["走访企业86家。", "帮助鼎丰公司引进技术团队1个。"],
        ),
    ],
)  # fmt: skip
def test_facts_stand_alone(text: str, expected: list[str]) -> None:
    assert facts(text) == expected


def test_a_lost_quote_does_not_swallow_a_page() -> None:
    text = "坚持“四化方针，抓了三件事。第一句走访86家。他说：“好。”随后签约12份。"
    sentences = [text[a:b] for a, b in sentence_spans(text)]
    assert sentences == [
        "坚持“四化方针，抓了三件事。",
        "第一句走访86家。",
        "他说：“好。”",
        "随后签约12份。",
    ]
    quoted = "推行“群众点单。干部接单”的做法。"
    assert sentence_spans(quoted) == [(0, len(quoted))]


def test_matters_keep_what_belongs_together() -> None:
    def parts(text: str) -> list[str]:
        return [text[a:b] for a, b in matters(text, (0, len(text)))]

    assert parts("签约12份；其中技术合同5份；到位资金86万元。") == [
        "签约12份；其中技术合同5份；", "到位资金86万元。",
    ]  # fmt: skip


def test_topics_follow_headings_then_words() -> None:
    text = """# 石桥镇2025年工作总结

## 一、主要做法

建立民情台账236本。

## 二、存在的问题

冷库能力只有3000吨，用的人多。

## 三、下一步打算

新建冷库1座。
"""
    found = extracted(text).found
    assert [one.fact.topic for one in found] == ["做法", "问题", "打算"]
    assert dict(extracted(text).fields)["title"] == "石桥镇2025年工作总结"


def test_a_speech_tells_who_speaks_where_and_when() -> None:
    text = """在全县驻村干部动员大会上的讲话

（2026年3月12日）

县委常委、组织部部长　莫春山

同志们：

今天，我们选派240名干部，组成80支服务队。各派出单位要每季度看望一次干部。
"""
    fields = dict(extracted(text, "mobilization_speech").fields)
    assert fields["occasion"] == "全县驻村干部动员大会"
    assert fields["speaker"] == "莫春山"
    assert fields["speaker_title"] == "县委常委、组织部部长"
    assert fields["audience"] == "同志们"
    assert fields["date"] == "2026-03-12"


def test_a_count_that_looks_like_a_year_is_told() -> None:
    notices = extracted("全区有党外干部2023名。").notices
    assert any("2023名”像是年份" in notice for notice in notices)


def test_numbers_of_telephones_are_not_shown() -> None:
    table = "姓名\t走访户数\t联系电话\n苏文清\t168\t13900001111\n秦海波\t203\t13900002222\n"
    extraction = extracted(table)
    assert [one.fact.text for one in extraction.found] == ["苏文清走访168户。", "秦海波走访203户。"]
    assert "1390000" not in "".join(extraction.notices)
    assert "1390000" not in "".join(one.quote for one in extraction.found)


def test_nothing_pasted_is_refused() -> None:
    with pytest.raises(BadInput, match="没有内容"):
        pasted(" \n。")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("不存在.txt", None, "找不到文件"),
        ("空.docx", b"", "空文件"),
        ("坏.docx", b"PK\x03\x04 broken", "读不出来"),
        ("坏.xlsx", b"PK\x03\x04 broken", "打不开"),
        ("图.png", b"\x89PNG", "不认识"),
        ("事实.yaml", b"kind: x", "已是事实文件"),
        ("坏.pdf", b"%PDF-1.4 broken", "读不出来"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(
    tmp_path: object, refused: object, name: str, data: bytes | None, told: str
) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / name
    if data is not None:
        path.write_bytes(data)
    message = refused(read_material, path)  # type: ignore[operator]
    assert told in message
    assert name in message


NOTES = """王主任，材料给你凑了点，你看着用：
1、今年咱们街道老旧小区改造一共铺开了14个，已完工9个，剩下5个年底前收尾。总投资1.26亿元。
2、加装电梯23部，其中12部是三季度装的。去年全年才装了8部。
3、矛盾纠纷：上半年受理312件，化解298件。
4、党建这块：12个社区都建了联席会，每月开一次。老党员周德海买了3台除颤仪放在小区门口，可以写写。
问题嘛，停车位缺口还有2100个左右，物业费收缴率只有71%。
明年打算：再改10个小区，建2个立体车库。
"""


def test_notes_to_a_colleague_become_sentences_of_a_document() -> None:
    assert facts(NOTES) == [
        "今年我们街道老旧小区改造一共铺开了14个，已完工9个，剩下5个年底前收尾，总投资1.26亿元。",
        "加装电梯23部，其中12部是三季度装的，去年全年才装了8部。",
        "矛盾纠纷方面，上半年受理312件，化解298件。",
        "党建方面，12个社区都建了联席会，每月开一次。",
        "老党员周德海买了3台除颤仪放在小区门口。",
        "停车位缺口还有2100个左右，物业费收缴率只有71%。",
        "明年计划再改10个小区，建2个立体车库。",
    ]
    assert extracted(NOTES).notices == ("其余没有采用的：标题、署名、日期等 1 处。",)


def test_a_telephone_number_stays_out_and_is_not_asked_about() -> None:
    made = extracted(f"{NOTES}联系电话13800001234 李")
    assert "13800001234" not in "".join(one.fact.text for one in made.found)
    assert (
        "其余没有采用的：标题、署名、日期等 1 处、个人信息（电话、证件号），不进文稿 1 处。"
        in made.notices
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "会议要求：3月底前完成整改。",
        "经费全部由镇财政列支，可以用于慰问。",
        "选派干部240名，分三类：驻村180名；驻企40名；驻社区20名。",
    ],
)
def test_what_is_written_already_stays(sentence: str) -> None:
    assert as_written(sentence) == sentence


CHAT_OF_VILLAGES = """11月驻村工作群记录
张建国（石桥村第一书记）  11-03 09:12
各位，我村上月高标准农田320亩全部平整完，还差20亩验收
李雪梅（北坡村） 11-03 11:40
困难主要是灌溉渠老化，有1.2公里漏水，今年修了400米，缺口大概15万
赵明（河湾村） 11-03 14:02
河湾村这边：新增公益岗7个，孤寡老人12人全部结对。路灯坏了9盏还没修
"""


def test_what_villages_tell_in_a_chat_is_told_of_each_village() -> None:
    found = [(one.fact.topic, one.fact.text) for one in extracted(CHAT_OF_VILLAGES).found]
    assert found == [
        ("数据", "石桥村上月高标准农田320亩全部平整完，还差20亩验收。"),
        ("问题", "北坡村灌溉渠老化，有1.2公里漏水，今年修了400米，缺口大概15万。"),
        ("数据", "河湾村新增公益岗7个，孤寡老人12人全部结对。"),
        ("问题", "河湾村路灯坏了9盏还没修。"),
    ]


WORK_OF_A_YEAR = """县供销社 2025 年工作要点完成情况（草稿）

（一）基层社改造
改造薄弱基层社 6 个，21 个基层社中盈利的有 17 个，盈利面 81%。

存在的问题：一是冷链短板明显，旺季缺口 5000 吨；二是人才断层，45 岁以上职工占 63%；三是 4 个基层社仍然亏损，合计亏损 87 万元。

2026 年：新建冷库 3 座，新增库容 6000 吨；消灭亏损社。
"""


def test_what_is_lacking_and_what_is_to_come_are_told_apart() -> None:
    made = extracted(WORK_OF_A_YEAR)
    assert dict(made.fields) == {"issuer": "县供销社", "period": "2025年"}
    assert [(one.fact.topic, one.fact.text) for one in made.found] == [
        ("数据", "改造薄弱基层社6个，21个基层社中盈利的有17个，盈利面81%。"),
        ("问题", "冷链短板明显，旺季缺口5000吨。"),
        ("问题", "人才断层，45岁以上职工占63%。"),
        ("问题", "4个基层社仍然亏损，合计亏损87万元。"),
        ("打算", "2026年，新建冷库3座，新增库容6000吨；消灭亏损社。"),
    ]
