"""What the program says, on the page in English: in English, but for the words of the draft and its
facts that it quotes."""

from __future__ import annotations

import html as markup
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.desk import html
from drafting.desk.review_html import review
from drafting.desk.words import room, rooms, speaking
from drafting.desk.words.calculations import calculation
from drafting.desk.words.sentences import english
from drafting.document import manuscript_of
from drafting.engines.choice import choose
from drafting.expressions import shipped_expressions
from drafting.model import Draft, Finding
from drafting.pipeline import Finished
from drafting.pipeline import draft as drafting
from tests.desk.templates import FINDINGS, NOTICES, OPEN, templates
from tests.review_bench.documents import written
from tests.review_bench.measure import review as findings_of
from tests.review_bench.planting import plant

HAN = re.compile(r"[\u3400-\u9fff]")
QUOTED = re.compile(r"“(?:[^“”]|“[^“”]*”)*”")
PLACE = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
TOLD = [(name, key) for name in rooms() if name.startswith("told_") for key in room(name)]
LIKELY = ("7", "文稿要素", "星期三", "年")
"""One of them may stand in any place."""


def _outside_quotes(said: str) -> str:
    return QUOTED.sub("", said)


def _chinese(said: str) -> bool:
    return bool(HAN.search(_outside_quotes(said)))


@pytest.fixture(scope="module")
def remarks() -> list[Finding]:
    """What is said of three documents with every defect planted in them, one after another."""
    chosen = [d for d in written() if d.name in ("plan", "secondment", "situation")]
    texts = [replace(p.document, text=p.text) for p in plant(chosen)]
    found = {f.message: f for text in (*chosen, *texts) for f in findings_of(text)}
    return list(found.values())


def test_all_that_is_said_of_documents_is_said_in_english(remarks: list[Finding]) -> None:
    assert len({finding.check for finding in remarks}) > 15
    assert len(remarks) > 150
    assert [f.message for f in remarks if _chinese(english(f.message))] == []


@pytest.mark.parametrize(("places", "least"), [(FINDINGS, 150), (NOTICES, 60)])
def test_every_sentence_that_stands_in_the_code_has_its_english(
    places: tuple[str, ...], least: int
) -> None:
    found = templates(places)
    assert len(found) > least
    left = {each.replace(OPEN, "…") for each in found if _chinese(english(each.replace(OPEN, "7")))}
    assert left == set()


def test_what_is_said_stands_in_the_code_as_it_was_read(remarks: list[Finding]) -> None:
    forms = [".*?".join(map(re.escape, each.split(OPEN))) for each in templates()]
    known = re.compile("|".join(forms), re.DOTALL)
    assert [f.message for f in remarks if not known.fullmatch(f.message)] == []


def test_why_an_expression_is_wrong_is_told_in_english() -> None:
    reasons = {expression.reason for expression in shipped_expressions()}
    assert [reason for reason in reasons if _chinese(english(reason))] == []


@pytest.mark.parametrize(("name", "key"), TOLD)
def test_no_sentence_is_taken_for_another(name: str, key: str) -> None:
    values = {}

    def fill(place: re.Match[str]) -> str:
        said = next(each for each in LIKELY if re.fullmatch(place[2] or ".+?", each))
        values[place[1]] = english(said)
        return said

    told = PLACE.sub(fill, room(name)[key]["zh"])
    assert english(told) == room(name)[key]["en"].format(**values)


def test_words_of_the_draft_are_not_turned() -> None:
    assert english("“经验”应为“希望”。") == "“经验” should be “希望”."
    assert english("事实中成绩的身份是“要求、建议”，请核对。").startswith(
        "In the facts the position of “成绩” is “要求、建议”"
    )


@given(st.text(st.characters(exclude_characters="“”{}"), min_size=1), st.text(min_size=1))
def test_whatever_is_quoted_stays_as_it_is(wrong: str, right: str) -> None:
    assert english(f"“{wrong}”应为“{right}”。") == f"“{wrong}” should be “{right}”."


def test_a_long_quotation_is_no_work() -> None:
    heading = "“甲”应为“乙”。，请核对。" * 250
    said = english(f"“{heading}”下面没有内容，请补写或删去这个标题。")
    assert said == f"Nothing stands under “{heading}”; write it, or remove the heading."
    endless = f"“{heading * 9}”下面没有内容，请补写或删去这个标题。"
    assert english(endless) == endless


def test_what_has_no_english_of_its_own_is_quoted() -> None:
    said = english("“诉求”：本单位统一写法。现应写“来信”。")
    assert said == "“诉求”: “本单位统一写法。” Now written “来信”."
    told = english("事实F7讲的是“人手”，应写在“做法”部分，现在放在了“成效”部分。")
    assert (
        told == "Fact F7 is on “人手” and belongs under Ways of doing; it now stands under Results."
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("1.2亿＋3400万＝1.54亿", "120 million + 34 million = 154 million"),
        ("23.76亿＝54亿－30.24亿", "2.376 billion = 5.4 billion − 3.024 billion"),
        ("（6880－2150）÷2150＝2.2倍", "(6880 − 2150) ÷ 2150 = 2.2 times"),
        ("85%－84%＝1个百分点", "85% − 84% = 1 percentage point"),
        ("144次＝48小时÷20分钟", "144 times = 48 hours ÷ 20 minutes"),
        ("0.5万＝5千", "5,000 = 5,000"),
        ("每季度＝三个月", ""),
        ("158个，158个", ""),
    ],
)
def test_calculations(said: str, told: str) -> None:
    assert calculation(said) == told


@pytest.fixture(scope="module")
def full(remarks: list[Finding]) -> Draft:
    """A draft of which all of it is said."""
    brief = next(d.brief for d in written() if d.name == "situation")
    made = next(e.draft for e in drafting(brief, choose("offline")) if isinstance(e, Finished))
    at = manuscript_of(made).lines[0].start
    return replace(made, findings=tuple(replace(f, start=at, end=at + 1) for f in remarks))


def test_the_review_in_english_is_english(full: Draft, remarks: list[Finding]) -> None:
    with speaking("en"):
        page = review(full)
    cards = re.findall(r'<p class="said">(.*?)</p>', page, re.DOTALL)
    assert len(cards) == len(remarks)
    bare = [re.sub(r'<span lang="zh-CN">.*?</span>', "", card) for card in cards]
    assert [card for card in bare if HAN.search(card)] == []
    shown = [re.sub(r"<[^>]+>", "", card) for card in cards]
    assert [card for card in shown if _chinese(card)] == []
    assert [said for said in _titles(page) if _chinese(said)] == []


def _titles(page: str) -> list[str]:
    """What is shown when a person points at the place that all findings have."""
    (title,) = re.findall(r'data-f="0 1 [\d ]*" title="([^"]*)"', page)
    return markup.unescape(title).split("\n")


def test_the_review_in_chinese_says_what_the_checks_say(
    full: Draft, remarks: list[Finding]
) -> None:
    page = review(full)
    for finding in remarks:
        assert f'<p class="said">{html.escape(finding.message)}</p>' in page
    assert _titles(page) == [finding.message for finding in remarks]


def test_a_quotation_is_marked_as_chinese_whole() -> None:
    with speaking("en"):
        assert html.told("“今年3月，全县“双百”行动”应为“A”。") == (
            '“<span lang="zh-CN">今年3月，全县“双百”行动</span>” should be “A”.'
        )
