from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from drafting.checks.dates import find_wrong_dates
from drafting.checks.registry import Sources
from drafting.manuscript import from_markdown
from drafting.model import Brief, Finding
from tests.briefs import brief_of

BRIEF = replace(
    brief_of(
        ("成绩", "2025年，诉求降到3159件，比2022年减少1701件。"),
        ("打算", "10月15日前完成设计变更，12月底前全部通车。"),
        ("背景", "2023年至2025年开展议事9240场。"),
    ),
    date=dt.date(2026, 3, 12),
)


def findings(text: str, brief: Brief | None = BRIEF) -> list[Finding]:
    return list(find_wrong_dates(from_markdown(text), Sources(brief)))


@pytest.mark.parametrize(
    "text",
    [
        "2025年，诉求降到3159件，比2022年减少1701件。",
        "去年，诉求降到3159件。",
        "二〇二五年诉求降到3159件。",
        "2024年也是议事的一年，今年接着干。",
        "今年10月15日前完成设计变更。",
        "2026年3月12日",
        "“十四五”以来，党的二十大召开以来，五一劳动节前后。",
    ],
)
def test_a_date_with_a_ground_passes(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2024年，诉求降到3159件，比2022年减少1701件。", "2024年"),
        ("2025年，诉求降到3159件，比2023年减少1701件。", "2023年"),
        ("2019年开展议事。", "2019年"),
        ("11月15日前完成设计变更。", "11月15日"),
        ("11月底前全部通车。", "11月底"),
        ("前年，诉求降到3159件，比2022年减少1701件。", "前年"),
    ],
)
def test_a_date_of_another_event_is_found(text: str, quote: str) -> None:
    assert quote in [finding.quote for finding in findings(text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2026年2月30日开会。", "2026年2月30日"),
        ("13月5日开会。", "13月5日"),
        ("2026年3月12日（星期五）开会。", "（星期五）"),
        ("2026年5月至2025年12月开展。", "2026年5月至2025年12月"),
    ],
)
def test_a_date_that_cannot_be_is_an_error_without_facts(text: str, quote: str) -> None:
    (finding,) = findings(text, None)
    assert (finding.severity, finding.quote) == ("error", quote)


def test_the_right_weekday_is_suggested() -> None:
    (finding,) = findings("2026年3月12日（星期五）开会。", None)
    assert finding.suggestion == "（星期四）"


def test_the_own_date_of_a_text_without_a_dated_brief_needs_no_ground() -> None:
    text = "# 总结\n\n（2026年3月12日）\n\n同志们：\n\n去年开展议事9240场。\n"
    assert findings(text, replace(BRIEF, date=None)) == []
