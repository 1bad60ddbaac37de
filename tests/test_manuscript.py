from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.manuscript import Line, Manuscript, from_markdown, from_text, parse, to_markdown

quick = settings(max_examples=100, deadline=None)
written = st.text(
    alphabet="# \t\n\r\x1f\xa0\u2028　\u200b一二、（）1.ab。：年月日2025同志们谢附件特此报告",
    max_size=80,
)
anything = st.one_of(written, st.text(max_size=80))

SPEECH = """# 在动员大会上的讲话

（2026年3月12日）

县委书记　林望川

同志们：

今天开会。

## 一、肯定成绩

### （一）有基础

#### 1.底子厚

##### （1）人心齐

谢谢大家！
"""

REPORT = """关于农村养老服务情况的汇报

县政府：

现将有关情况汇报如下。

一、基本情况
（一）机构
1.幸福院
（1）床位
全县有幸福院12家。

特此汇报。

附件：1.名册

石桥县民政局
2026年3月5日
"""


def roles(manuscript: Manuscript) -> list[str]:
    return [line.role for line in manuscript.lines]


def test_a_speech_in_markdown_knows_its_parts() -> None:
    assert roles(from_markdown(SPEECH)) == [
        "title", "dateline", "byline", "salutation", "body",
        "heading1", "heading2", "heading3", "heading4", "ending",
    ]  # fmt: skip


def test_a_report_in_plain_text_knows_its_parts() -> None:
    assert roles(from_text(REPORT)) == [
        "title", "recipient", "body", "heading1", "heading2", "heading3", "heading4", "body",
        "ending", "attachment", "signature", "date",
    ]  # fmt: skip


def test_heading_marks_decide_how_a_text_is_read() -> None:
    assert parse(SPEECH) == from_markdown(SPEECH)
    assert parse(REPORT) == from_text(REPORT)


def test_a_heading_mark_is_not_part_of_the_heading() -> None:
    (line,) = from_markdown("\n##  一、肯定成绩  \n").lines
    assert line == Line("heading1", "一、肯定成绩", 5)


@pytest.mark.parametrize("text", ["###### 六级", "#没有空格", "#", "# \t"])
def test_an_odd_heading_mark_is_body(text: str) -> None:
    assert roles(from_markdown(text)) == ["body"]


@pytest.mark.parametrize(
    "text",
    [
        "一、要加强领导，压实责任。",
        f"（一）{'长' * 50}",
        "一是抓落实",
        "1.5亿元",
        "12.15",
        "2026年工作要点",
    ],
)
def test_a_numbered_sentence_is_no_heading(text: str) -> None:
    assert from_text(f"标题\n正文有一句话。\n{text}").lines[-1].role == "body"


@pytest.mark.parametrize("blank", ["\xa0", "\u2003\u2003", "\ufeff", "\u200b", "　", "\x1f"])
def test_blanks_of_web_pages_are_no_words(blank: str) -> None:
    text = f"标题\n{blank}\n{blank}一、基本情况{blank}\n"
    assert [(line.role, line.text) for line in from_text(text).lines] == [
        ("title", "标题"),
        ("heading1", "一、基本情况"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "　\n \t"])
def test_an_empty_text_has_no_lines(text: str) -> None:
    assert parse(text).lines == ()


@quick
@given(anything)
def test_offsets_point_at_the_words(text: str) -> None:
    for read in (from_markdown, from_text, parse):
        for line in read(text).lines:
            assert text[line.start : line.end] == line.text


@quick
@given(anything)
def test_no_line_is_empty_and_none_comes_before_the_one_above(text: str) -> None:
    end = 0
    for line in parse(text).lines:
        assert line.text.strip()
        assert line.start >= end
        end = line.end


@quick
@given(anything)
def test_only_marks_and_blanks_are_left_out(text: str) -> None:
    kept = "".join(line.text for line in from_markdown(text).lines)
    for blank in "#\ufeff\u200b":
        kept, text = kept.replace(blank, ""), text.replace(blank, "")
    assert "".join(kept.split()) == "".join(text.split())


@quick
@given(anything)
def test_markdown_written_and_read_again_is_the_same(text: str) -> None:
    lines = from_markdown(text).lines
    again = from_markdown(to_markdown(lines)).lines
    assert [(line.role, line.text) for line in again] == [(line.role, line.text) for line in lines]
