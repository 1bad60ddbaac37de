from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, check_names, run_checks
from drafting.checks.arithmetic import facts_findings
from drafting.manuscript import from_text, parse
from drafting.model import Brief, Fact
from tests.briefs import SHIPPED, brief_of, shipped
from tests.checks.reviewing import samples

TEXT = "# 总结\n\n全年修渠12条，选派486名干部，改造低产田3000亩。\n\n## 2、做法\n\n××镇见效。\n"
BRIEF = brief_of(("成绩", "全年修渠12条，改造低产田3000亩。"))


def test_the_checks_promised_are_there() -> None:
    assert {"figures", "numbering", "placeholders"} <= set(check_names())


def test_findings_come_in_the_order_of_the_text() -> None:
    found = run_checks(parse(TEXT), Sources(BRIEF))
    assert [finding.check for finding in found] == ["figures", "numbering", "placeholders"]


def test_findings_name_the_heading_they_stand_under() -> None:
    found = run_checks(parse(TEXT), Sources(BRIEF))
    assert [finding.section for finding in found] == ["", "2、做法", "2、做法"]


def test_every_finding_is_a_sentence_for_the_writer() -> None:
    for finding in run_checks(parse(TEXT), Sources(shipped(SHIPPED[0]))):
        assert finding.message.endswith("。")
        assert finding.severity in ("error", "warning", "info")


def test_an_empty_text_has_no_findings() -> None:
    assert run_checks(parse(""), Sources()) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.sampled_from(SHIPPED))
def test_checks_never_fail_and_always_point_at_their_quote(text: str, name: str) -> None:
    for read in (parse, from_text):
        for finding in run_checks(read(text), Sources(shipped(name))):
            assert text[finding.start : finding.end] == finding.quote != ""


_PIECES = st.sampled_from(
    ["今年", "去年", "前年", "2025年", "3月1日至5月10日", "前后71天", "一个多月前", "分别", "依次", "、", "，", "。", "：", "\n", "\n## 一、", "由17份、11份", "减到6份、4份", "合计减少24份", "平均每月", "月均", "每件0.2元", "够补3000万件", "96名", "104名", "第一批", "三倍多", "一半还多", "占了", "比县城的", "低0.5元", "没有", "尚未", "全部", "柏修远", "帮办员", "主任", "澄溪县", "《", "》", "（", "）", "“", "”", "首先，", "第三，", "我一是", "二是", "👍", "%", ""]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=30).map("".join)


@settings(max_examples=120, deadline=None)
@given(_TEXTS, st.lists(_TEXTS, max_size=4))
def test_no_figures_names_or_facts_make_a_check_fail(text: str, facts: list[str]) -> None:
    told = tuple(Fact(f"F{n}", "数据", fact) for n, fact in enumerate(facts) if fact.strip())
    brief = Brief(kind="work_summary", period="2025年", facts=told)
    library = samples("# 样本\n\n帮办员柏修远两次上门，当天办结申请，群众说好。\n")
    for finding in run_checks(parse(text), Sources(brief, library)):
        assert text[finding.start : finding.end] == finding.quote != ""
    for finding in facts_findings(brief):
        fact = next(fact for fact in told if fact.id == finding.facts[0])
        assert fact.text[finding.start : finding.end] == finding.quote


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS)
def test_what_is_kept_of_a_line_is_what_is_found_anew(before: str, text: str) -> None:
    """A text behind other lines has the findings it has alone, at other places."""
    plain = text.replace("\n", "")
    alone = run_checks(parse(f"好。\n\n{plain}"), Sources(BRIEF))
    run_checks(parse(f"{before}\n\n{plain}"), Sources(BRIEF))
    assert run_checks(parse(f"好。\n\n{plain}"), Sources(BRIEF)) == alone


@pytest.mark.parametrize(
    "piece", ["一", "1", "a", "（", "《", "“", "一是", "2025年", "由1个到", "👍"]
)
def test_a_line_of_monstrous_length_is_read(piece: str) -> None:
    text = f"# 总结\n\n{piece * (30_000 // len(piece))}"
    for finding in run_checks(parse(text), Sources(BRIEF)):
        assert text[finding.start : finding.end] == finding.quote != ""
