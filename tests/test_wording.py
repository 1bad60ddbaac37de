from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.wording import (
    bare,
    bigrams,
    chinese_ordinal,
    sentence_spans,
    similarity,
    split_sentences,
    word_count,
)

quick = settings(max_examples=80, deadline=None)
chinese = st.text(alphabet="干部到村里，。！？…；：“”（）《》的 \n2025A", max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("干部", 2),
        ("共468名。", 4),
        ("占67.8%，", 3),
        ("“十五五”", 5),
        ("中共 临江市委", 6),
        ("China Daily", 2),
        ("ABC公司投入1.5亿元", 8),
        ("## 一、基本情况", 6),
        ("第一行\n\n第二行", 6),
        ("——", 2),
    ],
)
def test_words_are_counted_as_word_counts_them(text: str, words: int) -> None:
    assert word_count(text) == words


@quick
@given(st.text(max_size=40), st.text(max_size=40))
def test_the_words_of_two_lines_add_up(one: str, other: str) -> None:
    first, second = one.replace("#", ""), other.replace("#", "")
    assert word_count(f"{first}\n{second}") == word_count(first) + word_count(second)


@quick
@given(st.text(max_size=60))
def test_there_are_never_more_words_than_characters(text: str) -> None:
    assert 0 <= word_count(text) <= len(text)


@quick
@given(st.text(max_size=60))
def test_blanks_are_no_words(text: str) -> None:
    assert word_count(f"　{text} \n") == word_count(text)


@pytest.mark.parametrize(
    "sentences",
    [
        ["今天开会。", "主要任务是动员！", "大家准备好了吗？"],
        ["他说：“要干。”", "说完就走了。"],
        ["“看得见。”的道理不必多说。"],
        ["对“谁来干？怎么干？”，要有回答。"],
        ["（见附件。请核对。）现予印发。"],
        ["困难不少……", "办法更多。"],
        ["没有句号"],
    ],
)
def test_a_paragraph_falls_into_its_sentences(sentences: list[str]) -> None:
    assert split_sentences("".join(sentences)) == sentences


@quick
@given(chinese)
def test_splitting_loses_no_character(text: str) -> None:
    joined = "".join(split_sentences(text))
    assert "".join(joined.split()) == "".join(text.split())


@quick
@given(chinese)
def test_spans_of_sentences_follow_each_other(text: str) -> None:
    ends = [0]
    for start, end in sentence_spans(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("办结率95%。", "办结率95%"),
        ("  两端有空格 ；", "两端有空格"),
        ("第一行\n第二行", "第一行 第二行"),
        ("，。开头有标点", "开头有标点"),
        (".5公里", ".5公里"),
        ("# 标题", "标题"),
        ("#1楼完工", "#1楼完工"),
        ("“引号”。", "“引号”"),
        ("。！？", ""),
        ("", ""),
    ],
)
def test_a_fact_enters_a_sentence_bare(fact: str, words: str) -> None:
    assert bare(fact) == words


@quick
@given(st.text(max_size=40))
def test_baring_twice_changes_nothing(text: str) -> None:
    assert bare(bare(text)) == bare(text)


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (1000, "1000"),
    ],
)
def test_headings_number_themselves_in_chinese(number: int, ordinal: str) -> None:
    assert chinese_ordinal(number) == ordinal


def test_no_two_ordinals_are_alike() -> None:
    assert len({chinese_ordinal(number) for number in range(1, 1200)}) == 1199


@quick
@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_lies_between_none_and_the_same(one: str, other: str) -> None:
    left, right = bigrams(one), bigrams(other)
    assert 0 <= similarity(left, right) == similarity(right, left) <= 1
    assert similarity(left, left) == (1 if left else 0)
