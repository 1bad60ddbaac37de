"""What holds for cleaning as a whole: accounting, undoing, doing it twice, speed."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.clean import CleanText, clean, rule_names, undo
from retrieval.clean.composing import apply, compose
from retrieval.clean.records import Change, Edit
from retrieval.clean.registry import all_rules
from tests.retrieval.clean.bodies import BODY, LONG, P1, P2
from tests.retrieval.clean.dirtying import from_site

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*/*.md"))
HAN = re.compile("[\u4e00-\u9fff]")

PIECES = st.sampled_from(
    [
        *"县委工作，。；：！？“”‘’（）《》、…—× \t\n,;:?!()\"'.-<>1289%xXa",
        "\n\n", "　　", "...", "。。。", "一、", "二、", "（一）", "(二)", "1、", "2、", "3、", "1.", "一是", "二是",
        "同志们：", "尊敬的各位领导:", "大家上午好。", "來(lái)", "發(fā )展", "後", "裏", "著", "「", "」", "\u200b", "\ufeff",
        "\r\n", "\ue5e5", "锟斤拷", "锛", "鐨勪", "é", "æŒ‚", "&nbsp;", "<p>", "第3页 / 共7页", "总结.docx", "_第2页", "收藏 分享(赏)",
        "上传人:", "页数:7", "展开阅读全文", "©2010", "版权所有", "本文来源于", "网", "加微信abc12345", "成人视频", "博彩", "精品文档",
        "２０２５", "⼯", "<<关于意见>>", "相关搜索", "猜你喜欢", "当前位置:", P1, P2, LONG[:310], "附件", "2025年3月", "组织部",
        "好的，以下是为您撰写的总结：", "---\n", "发件人:", "主题:", "收件人: 甲\n", "【导语】", "小编整理，供大家参考", "[来源：www.a.com 范文]", "<!-- 甲 -->",
        "2O24年", "l2个", "—、", "下—步", "涓?銆佺湅浣忎汉锛屽氨", "å…šå»ºå·¥ä½œ", "å\x85", "序号 项目 金额\n1 甲 20\n2 乙 30\n3 丙 40\n", "阅读原文", "编辑丨甲", "【金山文档】",
        "看了本文的人还看了：\n", "一、整治重点1.查甲。2.查乙。", "第 3 页 共 9 页\n公报\n", "．", "〔jú〕",
        "<think>甲</think>", "</think>", '"甲"\n"乙"\n"丙"\n', "甲 2024/11/3 9:12:05\n乙\n丙 2024/11/3 9:15\n", "新闻\n财经\n", "[抱拳]", "★★★", "（全文约200字）",
        "**重点**", "`312`", "- 甲\n- 乙\n", "\n---\n", "Ø 清理", "l 各街道\nn 年底\n", "> 甲\n> 乙\n> 丙\n", "批注 [A2]: 待核", "[批注1：核对]", "2 3 1 6 公 里 ， 甲 乙 丙 丁 戊 己",
        "微信搜一搜\n甲之家\n", "1  甲。\n2  乙。\n3  丙。\n", "——甲之家 会员专享——",
        " 篇(1) 工作总结 甲乙。", " 篇(2) 情况汇报 丙丁。", "张三  9:14\n收到\n李四  9:15\n", "[强][强]\n", "目录\n一、甲乙丙\n二、丁戊己\n一、甲乙丙\n二、丁戊己\n", "信訪信访", "全縣",
        "王科长：\n您好！请审阅。\n", "祝好！\n", "【收藏】", "▍", "公众号【甲乙】回复", "首页 文档 书房 频道\n", "经-2-费", "▌编辑：小吴\n", "以下文章来源于甲乙\n", "2023-11-05 09:21·甲乙\n",
        "调研|工作总结——文库\n", "工作总结-精编完美版\n", "说明：\n", "一、基本情况截至2023年底，全区。", "工作总结市政府办公室（2024年6月）为深入贯彻", "页脚内容2", "「甲」", "第 2 贡",
        "第第PAGE\\*MERGEFORMAT1页", "本站", "VIP文档", "下载", "免费阅读", "工作总结范文\n", "工作总结\n", "{{page}}", "发自我的iPhone\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def han(text: str) -> str:
    return "".join(HAN.findall(text))


def check_account(original: str, cleaned: CleanText) -> None:
    done = 0
    for change in cleaned.changes:
        assert done <= change.start <= change.end <= len(original)
        assert original[change.start : change.end] != change.replacement
        done = change.end
    assert undo(original, cleaned.changes, ()) == cleaned.text
    assert undo(original, cleaned.changes, set(rule_names())) == original
    assert {c.rule for c in cleaned.changes} == {c.rule for c in cleaned.counts}


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_change_is_accounted_for_and_twice_is_once(text: str) -> None:
    cleaned = clean(text)
    check_account(text, cleaned)
    assert clean(cleaned.text).changes == ()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_rule_loses_a_character_it_does_not_report(text: str) -> None:
    for rule in all_rules():
        kept = [Edit(0, 0, "")]
        for edit in sorted(rule.find(text)):
            if edit.start >= kept[-1].end:
                kept.append(edit)
        reported = han("".join(text[e.start : e.end] for e in kept))
        added = han("".join(e.replacement for e in kept))
        assert len(han(apply(text, kept))) == len(han(text)) - len(reported) + len(added)


MENDING = {
    "controls", "punctuation", "quotes", "ellipses", "book_titles", "repeats", "titles", "salutations",
    "paragraphs", "headings", "ordinals", "spaces", "blanks", "wraps", "widths", "pinyin",
}  # fmt: skip


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_rules_that_mend_leave_every_chinese_character(text: str) -> None:
    for rule in all_rules():
        if rule.id in MENDING:
            for edit in rule.find(text):
                assert han(text[edit.start : edit.end]) == han(edit.replacement)


@given(st.text(alphabet="甲乙丙 \n", max_size=30), st.data())
@settings(max_examples=300, deadline=None)
def test_edits_compose(text: str, data: st.DataObject) -> None:
    current, changes = text, list[Change]()
    for number in range(4):
        edits = data.draw(drawn_edits(current))
        changes = compose(text, current, changes, edits, f"rule{number}")
        current = apply(current, edits)
        assert apply(text, changes) == current
        assert all(a.end <= b.start for a, b in pairwise(changes))


@st.composite
def drawn_edits(draw: st.DrawFn, text: str) -> list[Edit]:
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = zip(borders[::2], borders[1::2], strict=False)
    replacements = st.text(alphabet="丁戊\n", max_size=2)
    edits = [Edit(a, b, draw(replacements)) for a, b in pairs]
    return [edit for edit in edits if text[edit.start : edit.end] != edit.replacement]


def test_a_removal_around_another_leaves_it_to_its_rule() -> None:
    cleaned = clean(f"收藏 分享(赏)\n第1页 / 共3页\n上传人:甲 页数:3\n\n{BODY}")
    assert cleaned.text == BODY
    assert {"furniture", "page_marks"} <= {count.rule for count in cleaned.counts}


def test_a_rule_can_be_undone() -> None:
    dirty = f"收藏 分享(赏)\n{BODY}\n縣委,我們".replace("，", ",")
    cleaned = clean(dirty)
    assert "收藏 分享" in undo(dirty, cleaned.changes, {"furniture"})
    assert "," in undo(dirty, cleaned.changes, {"punctuation"})
    assert "收藏" not in undo(dirty, cleaned.changes, {"punctuation"})


def test_every_rule_has_a_chinese_label_and_a_module_of_its_own() -> None:
    names = rule_names()
    assert len(names) == len(all_rules()) == len(set(names.values()))
    assert all(HAN.search(label) for label in names.values())
    assert {rule.find.__module__.rpartition(".")[2] for rule in all_rules()} == set(names)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_samples_are_clean(path: Path) -> None:
    assert clean(path.read_text("utf-8")).changes == ()


@pytest.mark.parametrize("step", [303, 640])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_from_a_document_site(path: Path, step: int) -> None:
    lines = [re.sub("^#+ ", "", line) for line in path.read_text("utf-8").splitlines() if line]
    dirty = from_site(path.read_text("utf-8"), lines[0], step)
    cleaned = clean(dirty)
    assert [line for line in cleaned.text.splitlines() if line] == lines
    check_account(dirty, cleaned)


@pytest.mark.parametrize("text", ["", "\n", " ", "\x00", "a", "\ud800", "県"])
def test_odd_texts_are_taken(text: str) -> None:
    check_account(text, clean(text))


@pytest.mark.parametrize(
    "unit",
    [
        "县",
        " ",
        "\n",
        "(县",
        '"县',
        "。一是县",
        "县 ",
        "1、县",
        "<县",
        "來(lai ",
        "加微信abc12345。",
        "第 3页 共",
        "。",
        "-",
    ],
)
def test_a_megabyte_in_one_line_does_not_hang(unit: str) -> None:
    start = time.process_time()
    clean(unit * (1_000_000 // len(unit)))
    assert time.process_time() - start < 60
