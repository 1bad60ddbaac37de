from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.tokens import CODE_BITS, PAIR_SHIFT, codes_of, tokenise


def pair(first: str, second: str) -> int:
    return (ord(first) << PAIR_SHIFT) | ord(second)


def test_tokens_are_characters_and_pairs() -> None:
    assert codes_of("挂职锻") == [
        ord("挂"),
        ord("职"),
        ord("锻"),
        pair("挂", "职"),
        pair("职", "锻"),
    ]


def test_pairs_do_not_reach_over_punctuation_or_texts() -> None:
    assert pair("职", "锻") not in codes_of("挂职，锻炼")
    assert pair("职", "锻") not in tokenise(["挂职", "锻炼"]).codes


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＡＩ", "ai"), ("2０25", "2025"), ("Word", "ＷＯＲＤ"), ("12.5", "１２．５")],
)
def test_width_and_case_do_not_count(one: str, other: str) -> None:
    assert codes_of(one) == codes_of(other)
    assert len(codes_of(one)) == 1


@pytest.mark.parametrize(
    ("text", "count"), [("12.5", 1), ("12.", 1), (".", 0), ("a1", 2), ("第3批", 3), ("", 0)]
)
def test_words_and_numbers_are_one_token_each(text: str, count: int) -> None:
    assert len(codes_of(text)) == count


@given(st.lists(st.text(max_size=30), max_size=5))
def test_texts_are_tokenised_together_as_apart(texts: list[str]) -> None:
    tokens = tokenise(texts)
    for position, text in enumerate(texts):
        together = sorted(tokens.codes[tokens.owners == position].tolist())
        assert together == sorted(codes_of(text))
        assert all(0 <= code < 1 << CODE_BITS for code in together)
