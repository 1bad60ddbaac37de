"""The text itself is mended: characters, punctuation, blanks, paragraphs."""

from __future__ import annotations

import pytest

from retrieval.clean import clean
from tests.retrieval.clean.bodies import BODY, DOCUMENT, LONG, P1, P2, P3


def sloppy(text: str) -> str:
    """UTF-8 read as Windows-1252 with holes, as browsers do."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())


PLACES = [
    # characters nobody sees
    ("controls", "\ufeff青禾县\u200b委\u00ad会\x00议", "青禾县委会议"),
    ("controls", "第一段。\r\n第二段。\r第三段。", "第一段。\n第二段。\n第三段。"),
    ("controls", "第一段。\x0b第二段。\x0c第三段。", "第一段。\n第二段。\n第三段。"),
    ("controls", "\uf0b7加强领导\ue5e5，落实责任", "加强领导，落实责任"),
    # mojibake
    ("mojibake", "青禾县" + sloppy("干部挂职工作") + "开展顺利", "青禾县干部挂职工作开展顺利"),
    ("mojibake", "青禾县锟斤拷锟斤拷委员会", "青禾县委员会"),
    ("mojibake", "县委\ufffd\ufffd高度重视", "县委高度重视"),
    ("mojibake", "挂职干部工作总结".encode().decode("latin-1"), "挂职干部工作总结"),
    ("mojibake", "挂职干部".encode("gb2312").decode("latin-1"), "挂职干部"),
    ("mojibake", "挂职干部工作总结".encode().decode("gb18030"), "挂职干部工作总结"),
    # remains of pages
    ("markup", "县委&nbsp;高度重视&ldquo;三农&rdquo;工作", "县委高度重视“三农”工作"),
    ("markup", "<p>第一段。</p><p>第二段。</p>", "第一段。\n第二段。\n"),
    ("markup", '目录TOC \\o "1-3" \\h \\u一、总体要求', "目录一、总体要求"),
    # widths and glyphs
    ("widths", "２０２５年完成９５．６％，Ａ类项目３个", "2025年完成95.6%，A类项目3个"),
    ("glyphs", "⼯作⽅案由⺠政局负责", "工作方案由民政局负责"),
    # pinyin
    ("pinyin", "近年来(lái)，干部隊(duì )伍建設(shè)", None),
    ("pinyin", "長(cháng)期坚持、踏實(shí )工作、紮（zhā）根", None),
    # punctuation
    ("punctuation", "县委要求,各乡镇要做到:一是抓早;二是抓小!", "县委要求，各乡镇要做到：一是抓早；二是抓小！"),
    ("punctuation", "共1,200人(其中党员35.6%),会议8:30开始", "共1,200人（其中党员35.6%），会议8:30开始"),
    ("punctuation", "(一)加强领导", "（一）加强领导"),
    ("punctuation", "(1)加强领导", "（1）加强领导"),
    ("punctuation", "增长12%,完成全年任务", "增长12%，完成全年任务"),
    ("punctuation", "占37.5%;500元以上的占一半", "占37.5%；500元以上的占一半"),
    ("punctuation", "工作取得成效.下一步继续努力.", "工作取得成效。下一步继续努力。"),
    ("quotes", '开展"大走访"活动,形成"县乡村"联动', "开展“大走访”活动，形成“县乡村”联动"),
    ("quotes", "他说'一定办好'这件事", "他说‘一定办好’这件事"),
    ("ellipses", "修路、架桥、引水...样样都干", "修路、架桥、引水……样样都干"),
    ("ellipses", "修路、架桥、引水。。。样样都干", "修路、架桥、引水……样样都干"),
    ("ellipses", "把脉问诊--县里请来专家", "把脉问诊——县里请来专家"),
    ("book_titles", "印发<<关于加强队伍建设的意见>>", "印发《关于加强队伍建设的意见》"),
    ("book_titles", "印发<关于加强队伍建设的意见>", "印发《关于加强队伍建设的意见》"),
    ("repeats", "县委高度重视，，及时部署。.各乡镇", "县委高度重视，及时部署。各乡镇"),
    # blanks
    ("spaces", "县 委高度 重视年轻干部， 认真落实。", "县委高度重视年轻干部，认真落实。"),
    ("spaces", "截至 2025 年 6 月，共选派 96 名干部。", "截至2025年6月，共选派96名干部。"),
    ("blanks", "\n\n第一段。\n\n\n\n第二段。\n\n\n", "第一段。\n\n第二段。\n"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "dirty", "expected"), PLACES)
def test_a_place_is_mended(rule: str, dirty: str, expected: str | None) -> None:
    cleaned = clean(dirty)
    assert rule in {count.rule for count in cleaned.counts}
    if expected is not None:
        assert cleaned.text == expected
    assert "(" not in cleaned.text or rule != "pinyin"


KEPT = [
    "投资1,200万元，增长3.5%，会议8:30开始，比例3:2。",
    "详见https://www.example.gov.cn/a.html?id=3,4 和GB/T 9704-2012。",
    "引进ERP、OA等系统，推广Hello, world式教学。",
    "xx县xx镇、××局、20xx年、×××同志、XX公司、2OXX年，共×××名。",
    "稳固执政根底，坚持原那么，适应经济开展。",
    "形成“三级结构合理的干部队伍。",
    "他说：“把事办好。”大家都笑了。",
    "不忘初心 牢记使命",
    "一、提高认识 强化责任",
    "（二）压实责任 务求实效",
    "开展“不忘初心 牢记使命”主题教育，效果明显。",
    "出席：张伟 李建国 王芳 赵小明",
    "姓名　　职务　　单位",
    "1.加强领导。",
    "一.加强领导",
    "卡尔.马克思的著作，纳入必读书目。",
    "他的父亲于右任，字伯循，著作等身，名著天下。",
    "地处禺山之阳，乾隆年间建村。",
    "全县有汶（wèn）水一条，水质良好。",
    "Dear friends, welcome to our county.",
    "推动一、二、三产业融合发展。一、二年级学生免费乘车。",
    "今年的主要做法有：一是抓早；二是抓小；三是抓实。",
    "　　今年以来，全县干部下沉一线。\n　　下一步，继续推进。",
    "根据第十条（一）项规定，予以表彰。",
    "各位领导干部要牢记：打铁还需自身硬。",
    "title: 工作总结",
]


@pytest.mark.parametrize("text", KEPT)
def test_clean_text_stays(text: str) -> None:
    assert clean(text).changes == ()
    assert clean(f"{BODY}\n{text}\n{P1}").changes == ()


def test_traditional_text_becomes_simplified() -> None:
    cleaned = clean(
        "後來，我們隨著發展的腳步，著眼於群眾，圍繞著名企業，裏裏外外幹得出色，顯著提高了乾部水平。"
    )
    assert cleaned.text == (
        "后来，我们随着发展的脚步，着眼于群众，围绕着名企业，里里外外干得出色，显著提高了干部水平。"
        if "围绕着名" in cleaned.text
        else "后来，我们随着发展的脚步，着眼于群众，围绕著名企业，里里外外干得出色，显著提高了干部水平。"
    )


def test_characters_converted_are_counted() -> None:
    counts = {count.rule: count.count for count in clean("發展經濟，「爲民」服務。").counts}
    assert counts == {"traditional": 7}


def test_pinyin_and_traditional_characters_together() -> None:
    dirty = "今年以來(lái),縣委緊緊圍繞發(fā)展大局,創(chuàng )業(yè)干部成長(cháng)、著(zhù)眼長(cháng)遠,綠(lǜ)色發(fā )展。"
    assert clean(dirty).text == "今年以来，县委紧紧围绕发展大局，创业干部成长、着眼长远，绿色发展。"


def test_a_traditional_paragraph_of_a_simplified_text_is_converted() -> None:
    assert clean(f"{BODY}\n我們要進一步加強幹部隊伍建設，為鄉村振興貢獻力量。").text == (
        f"{BODY}\n我们要进一步加强干部队伍建设，为乡村振兴贡献力量。"
    )


def test_a_missing_quotation_mark_is_left_alone() -> None:
    dirty = '坚持"三级联动的思路。开展"大走访"活动。'
    assert clean(dirty).text == '坚持"三级联动的思路。开展“大走访”活动。'


def test_lost_paragraphs_come_back() -> None:
    text = (
        f"青禾县委书记在动员会上的讲话\n同志们：\n{P1}\n一、提高认识，把握大局\n{P2}\n"
        f"（一）压实责任\n{P3}\n（二）强化保障\n{P1}\n二、加强领导，形成合力\n{P2}\n谢谢大家。"
    )
    assert clean(text.replace("\n", " ")).text == text
    assert clean(text.replace("\n", "　　")).text == text


def test_headings_come_back_without_a_blank() -> None:
    dirty = f"{P1}一、{P2}二、{P3}（一）{P1}（二）{P2}"
    assert clean(dirty).text == f"{P1}\n一、{P2}\n二、{P3}\n（一）{P1}\n（二）{P2}"


def test_blanks_that_follow_every_mark_part_no_paragraphs() -> None:
    dirty = P1.replace("，", "， ").replace("。", "。 ") + P2.replace("，", "， ")
    assert clean(dirty).text == P1 + P2


@pytest.mark.parametrize(
    "salutation",
    ["同志们：", "尊敬的各位领导、各位来宾：", "尊敬的陈部长、李书记、各位朋友：", "各位代表："],
)
def test_salutation_and_greeting_stand_alone(salutation: str) -> None:
    for greeting in ("", "大家上午好。", "大家好！"):
        lines = [salutation, *([greeting] if greeting else []), P1]
        assert clean("".join(lines) + f"\n{P2}").text == "\n".join([*lines, P2])
        title = "在全县动员会上的讲话"
        assert clean(f"{title} {salutation} {greeting}{P1}").text == "\n".join([title, *lines])


def test_a_title_glued_to_the_first_sentence_is_parted() -> None:
    title = "青禾县年轻干部到村任职工作总结"
    for dirty in (f"{title}{BODY}", f"{title} {BODY}"):
        assert clean(dirty).text == f"{title}\n{BODY}"


def test_runs_of_ordinals_stay_unless_long() -> None:
    short = f"主要做法是：一是{P2}二是{P2}三是{P2}"
    assert clean(f"{P1}\n{short}").changes == ()
    items = [f"{numeral}是{LONG[:400]}。" for numeral in "一二三四"]
    assert clean(P1 + "".join(items)).text == "\n".join([P1, *items])


def test_lines_broken_at_a_width_are_joined() -> None:
    wrapped = "\n".join(LONG[start : start + 36] for start in range(0, len(LONG), 36))
    assert clean(f"{P1}\n\n{wrapped}\n\n{P2}").text == f"{P1}\n\n{LONG}\n\n{P2}"


def test_lines_of_a_list_are_not_joined() -> None:
    names = "\n".join(
        f"青禾县石桥镇{name}村党支部第一书记兼驻村工作队长" for name in "甲乙丙丁戊己庚辛"
    )
    assert clean(f"{P1}\n{names}").changes == ()


def test_a_document_stays() -> None:
    assert clean(DOCUMENT).changes == ()


NOTICE = (
    "云溪县人民政府关于印发《云溪县农村供水保障三年行动实施方案》的通知\n"
    "各乡镇人民政府，县政府各部门：\n"
    "　　《云溪县农村供水保障三年行动实施方案》已经县政府第31次常务会议审议通过，现印发给你们，请结合实际，认真贯彻执行。\n"
    "　　为提升农村供水保障水平，让群众喝上放心水，结合全县供水工程点多面广、年久失修的实际，制定本方案。\n"
    "　　一、总体目标\n"
    "　　到2026年底，农村自来水普及率达到96%以上，规模化供水工程覆盖人口比例达到70%，水质达标率稳定在95%以上。\n"
    "　　（一）推进城乡供水一体化。以县城水厂为龙头，管网向周边乡镇延伸86公里，受益群众4.2万人。\n"
    "　　资金由省级补助、县级配套和社会投入共同解决，三年计划投入2.6亿元，其中县级配套5200万元。"
)


def _wrapped(text: str, cells: float) -> str:
    """Break every paragraph where a page of so many characters a line does."""
    broken = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for character in paragraph:
            width = 0.5 if character.isascii() else 1.0
            if used + width > cells:
                broken.append(line)
                line, used = "", 0.0
            line, used = line + character, used + width
        broken.append(line)
    return "\n".join(broken)


@pytest.mark.parametrize("cells", [20, 24, 28])
def test_short_paragraphs_broken_at_one_margin_are_joined(cells: int) -> None:
    assert clean(_wrapped(NOTICE, cells)).text == NOTICE


def test_paragraphs_that_keep_to_no_margin_stay() -> None:
    assert clean(NOTICE).changes == ()


@pytest.mark.parametrize("gloss", ["(yan2)", "（yan2）", "(diào)", "(diao4 yan2)"])
def test_a_single_gloss_with_its_tone_goes(gloss: str) -> None:
    assert clean(f"关于矫正工作的调研{gloss}报告\n{P1}").text == f"关于矫正工作的调研报告\n{P1}"


@pytest.mark.parametrize("kept", ["（an）", "(A1)", "（PM2.5）", "(e2)"])
def test_letters_that_are_no_gloss_stay(kept: str) -> None:
    assert kept.strip("()（）") in clean(f"调研{kept}报告\n{P1}").text


def test_an_issuer_and_date_keep_the_blank_behind_them() -> None:
    line = "特此汇报。青禾县委2025年12月8日 附件两份。"
    assert "8日 附件" in clean(f"{P1}\n{line}").text
    assert "8日上午" in clean(f"{P1}\n会议定于2025年12月8日 上午召开。").text
