from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, run_checks
from drafting.engines.base import MISSING
from drafting.manuscript import from_markdown
from drafting.model import Finding


def findings(text: str) -> list[Finding]:
    found = run_checks(from_markdown(text), Sources())
    return [finding for finding in found if finding.check == "placeholders"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (MISSING.format(topic="问题"), "【此处缺少“问题”类事实，请补充后再写】"),
        ("【单位名称】高度重视。", "【单位名称】"),
        ("××县委书记讲话。", "××"),
        ("XX局报告。", "XX"),
        ("某×县", "×"),
        ("20XX年工作", "20XX"),
        ("○○镇干部", "○○"),
        ("时间：____", "____"),
        ("数据待补充。", "待补充"),
        ("地点待定。", "待定"),
        ("此处填写联系人", "此处填写联系人"),
        ("TODO 补数字", "TODO"),
        ("占比（ ）。", "（ ）"),
        ("学习《》精神", "《》"),
        ("坚持“”", "“”"),
        ("***", "***"),
        ("………………", "………………"),
    ],
)
def test_a_place_left_open_is_an_error(text: str, quote: str) -> None:
    (finding,) = findings(text)
    assert (finding.severity, finding.quote) == ("error", quote)


@pytest.mark.parametrize(
    "text",
    [
        "困难不少……",
        "二〇〇八年和二○○九年",
        "期待定期交流，对待定点帮扶要用心，善待定居群众，招待定在本周",
        "2公里×3公里",
        "Xbox和2X速度",
        "（一）小标题",
        "“十五五”《要点》",
        "等待的时间",
        "",
    ],
)
def test_ordinary_prose_passes(text: str) -> None:
    assert findings(text) == []


def test_each_open_place_is_found_where_it_stands() -> None:
    text = "# 总结\n\n××县有【数字】个村。\n"
    assert [text[f.start : f.end] for f in findings(text)] == ["××", "【数字】"]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="【】×Xx20○〇＿_待补充定（）()“”《》* …\n县", max_size=60))
def test_any_text_can_be_checked(text: str) -> None:
    for finding in findings(text):
        assert text[finding.start : finding.end] == finding.quote
