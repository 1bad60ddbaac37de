from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, check_names, run_checks
from drafting.manuscript import from_text, parse
from tests.briefs import SHIPPED, brief_of, shipped

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
