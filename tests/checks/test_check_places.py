"""Places that do not belong together."""

from __future__ import annotations

from tests.briefs import brief_of
from tests.checks.reviewing import found

PAIRS = brief_of(("做法", "青禾县柳溪镇建成4个点，白石县榆林镇建成5个点，惠及群众1200人。"))


def test_a_town_of_another_county_is_told_with_its_own() -> None:
    (finding,) = found("places", "# 标题\n\n调研组到绩溪县上庄镇、绩溪县云岭镇走访。\n", brief=None)
    assert (finding.quote, finding.severity) == ("绩溪县云岭镇", "warning")
    assert "泾县" in finding.message


def test_places_that_are_not_in_the_list_are_passed_over() -> None:
    text = "# 标题\n\n槐津县青石渡镇、县城乡镇和全县乡镇村都有变化，市区街道干净。\n"
    assert found("places", text, brief=None) == []


def test_facts_know_better_than_the_list() -> None:
    brief = brief_of(("做法", "绩溪县云岭镇建成4个点，惠及群众1200人。"))
    assert found("places", "# 标题\n\n绩溪县云岭镇建成4个点。\n", brief=brief) == []


def test_a_town_that_the_facts_put_elsewhere_is_an_error() -> None:
    (finding,) = found("places", "# 标题\n\n白石县柳溪镇建成4个点。\n", brief=PAIRS)
    assert (finding.quote, finding.suggestion, finding.severity) == ("白石县", "青禾县", "error")


def test_places_as_the_facts_have_them_are_silent() -> None:
    assert found("places", "# 标题\n\n青禾县柳溪镇、白石县榆林镇都建成了。\n", brief=PAIRS) == []
