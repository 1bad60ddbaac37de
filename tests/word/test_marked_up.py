"""Files marked up in Word 365 and WPS: what they say now, what they said, who changed what, and what
of them is not carried over."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from drafting.manuscript import from_markdown, to_markdown
from drafting.returning import bring_back, open_as_draft
from drafting.returning.opening import draft_of
from drafting.word.review import Review, read_review
from tests.word import marked_up


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("marked")
    marked_up.save(marked_up.BY_WORD, folder / "word.docx")
    marked_up.save(marked_up.BY_WPS, folder / "wps.docx", wps=True)
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def by_word(files: dict[str, Path]) -> Review:
    return read_review(files["word"])


def texts(review: Review) -> list[str]:
    return [one.line.text for one in review.lines]


def test_the_files_are_files(files: dict[str, Path]) -> None:
    for path in files.values():
        assert docx.Document(str(path)).paragraphs


def test_word_all_accepted(by_word: Review) -> None:
    assert texts(by_word) == [
        "关于科技副总选派情况的报告", "区人民政府：", "一、主要做法",
        "全区选派科技副总58名，解决技术难题119项。", "逐企摸排需求，逐项建立台账，逐月跟踪问效。",
        "建立“揭榜挂帅”机制。", "二、主要成效", "截至2026年3月12日，新增专利86件。", "（内部材料）",
        "企业满意度达到96%。", "☑已办结📈。",
        "| 镇 | 2025年 |  |", "|  | 人数 | 难题 |", "| 东湖镇 | 21 | 48 |", "|  | 19 | 36 |",
        "| 白石镇 | 17 | 35 |", "特此报告。", "鸣泉区科学技术局", "2026年3月13日",
    ]  # fmt: skip
    roles = [one.line.role for one in by_word.lines]
    assert roles[:3] == ["title", "recipient", "heading1"]
    assert roles[11:16] == ["table_head", "table_head", "table", "table", "table"]
    assert roles[-3:] == ["ending", "signature", "date"]


def test_word_all_rejected(by_word: Review) -> None:
    was = [line.text for line in by_word.original]
    assert "全区选派科技副总57名，解决技术难题119项。" in was
    assert was.index("企业满意度达到96%。") < was.index("二、主要成效")
    assert "建立“揭榜挂帅”机制。" not in "".join(was)
    assert "| 云溪镇 | 9 | 14 |" in was
    assert "| 白石镇 | 17 | 35 |" not in was


def test_who_changed_what(by_word: Review) -> None:
    changed = {one.line.text: one.authors for one in by_word.lines if one.authors}
    assert changed["全区选派科技副总58名，解决技术难题119项。"] == ("陈处长",)
    assert changed["逐企摸排需求，逐项建立台账，逐月跟踪问效。"] == ("刘秘书",)
    assert changed["一、主要做法"] == ("刘秘书",)
    assert "区人民政府：" not in changed


def test_comments_with_what_is_settled(by_word: Review) -> None:
    (line,) = [one for one in by_word.lines if one.comments]
    assert [(c.author, c.text, c.quote, c.done) for c in line.comments] == [
        ("陈处长", "跟踪结果要有数字", "逐月跟踪问效", False), ("刘秘书", "已核", "", True),
    ]  # fmt: skip


def test_what_was_not_carried_over_is_said(by_word: Review, files: dict[str, Path]) -> None:
    said = "文件里有1处脚注或尾注、1幅图片、1个公式、1个特殊字体的符号没有带进文稿，导出后请到原文件核对。"
    assert by_word.notices == (said,)
    assert open_as_draft(files["word"]).notices[-1] == said


def test_the_changes_come_back_onto_the_draft(by_word: Review) -> None:
    draft = draft_of(from_markdown(to_markdown(by_word.original)), kind="situation_report")
    returned = bring_back(draft, by_word)
    told = {revision.after.heading: revision for revision in returned.revisions}
    assert set(told) == {"一、主要做法", "二、主要成效"}
    assert "副总58名" in told["一、主要做法"].after.text
    assert "企业满意度" not in told["一、主要做法"].after.text
    assert "| 云溪镇 |" not in told["二、主要成效"].after.text
    assert set(told["一、主要做法"].author.split("、")) == {"陈处长", "刘秘书"}
    assert [remark.done for remark in returned.remarks] == [False, True]
    assert by_word.notices[0] in returned.notices


def test_wps(files: dict[str, Path]) -> None:
    review = read_review(files["wps"])
    assert texts(review) == [
        "全区春耕工作汇报", "一、基本情况", "入春以来，备种4.6万吨。", "二、存在问题",
        "农机手不足，缺口126人。", "请予支持。",
    ]  # fmt: skip
    assert [line.text for line in review.original] == [
        "全区春耕工作汇报", "一、基本情况", "今年以来，备种4.6万吨。", "二、存在问题", "农机手不足，",
        "缺口126人。", "请予支持。",
    ]  # fmt: skip
    assert review.notices == ()
    assert [one.line.role for one in review.lines][1] == "heading1"
