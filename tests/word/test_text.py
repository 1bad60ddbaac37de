import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.word.headings import split_lead, split_run_in, standalone_role
from drafting.word.text import clean, ems, pieces, width


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert clean("甲\x00乙\x0b丙\ud800丁\ufffe") == ["甲乙", "丙丁"]


def test_tabs_become_spaces_and_lines_are_parted() -> None:
    assert clean("　甲\t乙\r\n\n丙 ") == ["甲 乙", "丙"]


def test_quotes_dashes_and_ellipses_are_cut_out() -> None:
    assert [piece.text for piece in pieces("实行“一对一”帮扶——覆盖……")] == [
        "实行", "“", "一对一", "”", "帮扶", "——", "覆盖", "……",
    ]  # fmt: skip


def test_the_apostrophe_of_a_western_word_stays() -> None:
    assert [piece.text for piece in pieces("O’Neil说‘好’")] == ["O’Neil说", "‘", "好", "’"]


@given(st.text())
def test_pieces_lose_nothing(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


def test_widths_are_in_characters() -> None:
    assert ems("2026年3月12日") == 6.5
    assert width("临江市", 16, -0.25) == 47.25


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("一、主要做法", "heading1"),
        ("（十二）坚持精准选派", "heading2"),
        ("(二)坚持精准选派", "heading2"),
        ("1.明确责任", "heading3"),
        ("（3）县级责任", "heading4"),
        ("1.5亿元", None),
        ("一、主要做法。", None),
        ("一是明确责任", None),
    ],
)
def test_a_heading_is_known_by_its_number(text: str, role: str | None) -> None:
    assert standalone_role(text) == role


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("（一）强化统筹。逐村登记。", "（一）强化统筹。"),
        ("1.强化统筹。逐村登记。", "1.强化统筹。"),
        ("（一）强化统筹。", None),
        ("一是强化统筹。逐村登记。", None),
        ("（一）" + "很长" * 30 + "。逐村登记。", None),
    ],
)
def test_a_run_in_heading_ends_at_its_first_stop(text: str, head: str | None) -> None:
    split = split_run_in(text)
    assert (split and split.head) == head


@pytest.mark.parametrize("lead", ["一是抓统筹。", "三要强落实。", "第二，补短板。"])
def test_leads(lead: str) -> None:
    split = split_lead(lead + "逐村登记。")
    assert split is not None
    assert (split.head, split.rest) == (lead, "逐村登记。")
