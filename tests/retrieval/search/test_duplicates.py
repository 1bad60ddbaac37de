from __future__ import annotations

import time

import numpy as np
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.duplicates import (
    VALUES,
    compare,
    estimate,
    fingerprint,
    from_bytes,
    needs_comparing,
)
from retrieval.shipping import SAMPLES

TEXTS = [file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*/*.md"))]
TEXT = TEXTS[0]


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("，", ",").replace("。", ". ").replace("\n\n", "\n"),
        opencc.OpenCC("s2t").convert(TEXT),
        "\ufeff" + TEXT.replace("# ", ""),
    ],
    ids=["punctuation", "traditional", "marks"],
)
def test_other_clothes_are_the_same_document(changed: str) -> None:
    assert compare(TEXT, changed).relation == "same"
    assert estimate(fingerprint(TEXT), [fingerprint(changed)])[0].relation == "same"


@pytest.mark.parametrize(
    ("changed", "relation"),
    [
        ("另一个题目\n" + TEXT.split("\n", 1)[1], "duplicate"),
        (TEXT[60:-60], "duplicate"),
        (TEXT[: len(TEXT) * 2 // 3], "near"),
        (TEXT[500:800], "excerpt"),
        (TEXTS[1], "none"),
        ("", "none"),
        ("短", "none"),
    ],
)
def test_changed_documents_are_recognised(changed: str, relation: str) -> None:
    assert compare(TEXT, changed).relation == relation
    assert compare(changed, TEXT).relation == relation
    (guess,) = estimate(fingerprint(TEXT), [fingerprint(changed)])
    assert guess.relation == relation or needs_comparing(guess)


def test_no_two_samples_are_taken_for_one_another() -> None:
    prints = [fingerprint(text) for text in TEXTS]
    for number, one in enumerate(prints):
        others = estimate(one, prints[:number])
        assert all(likeness.relation == "none" for likeness in others)
        assert not any(map(needs_comparing, others))


def test_estimates_are_close() -> None:
    for cut in (200, 600, 1000, 1400):
        exact = compare(TEXT, TEXT[cut:])
        (guess,) = estimate(fingerprint(TEXT), [fingerprint(TEXT[cut:])])
        assert guess.shared == pytest.approx(exact.shared, abs=0.13)


@given(st.text(max_size=80))
def test_fingerprints_survive_storing(text: str) -> None:
    before = fingerprint(text)
    after = from_bytes(before.to_bytes())
    assert (after.digest, after.size) == (before.digest, before.size)
    assert np.array_equal(after.values, before.values)
    assert compare(text, text).relation == "same"


def test_fingerprints_are_the_same_in_every_version() -> None:
    values = fingerprint("挂职干部派出去以后，用得实不实").values
    assert len(values) == VALUES
    assert values[:3].tolist() == EXPECTED


def test_what_is_no_fingerprint_is_refused() -> None:
    with pytest.raises(ValueError, match="not a fingerprint"):
        from_bytes(b"short")


def test_a_hundred_documents_are_fingerprinted_in_a_second() -> None:
    """1,000 documents of 3,000 characters are to take less than 10 s."""
    texts = [(TEXTS[number % 18] + TEXTS[(number + 1) % 18])[:3000] for number in range(100)]
    began = time.process_time()
    prints = [fingerprint(text) for text in texts]
    for number, one in enumerate(prints):
        estimate(one, prints[:number])
    assert time.process_time() - began < 1.0


EXPECTED = [336596799, 151720754, 195687592]
