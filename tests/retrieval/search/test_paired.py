from __future__ import annotations

import numpy as np
import pytest

from retrieval.embed.e5 import E5Embedder
from retrieval.embed.paired import USE_SHARE, PairedEmbedder

PAIRED = PairedEmbedder()
TEXTS = ["干部下派锻炼成效明显。", "老人吃上了热饭。", "经费单列，不得挪用。", "", "，"]


def test_vectors_are_of_unit_length_whatever_the_text() -> None:
    vectors = PAIRED.passages(TEXTS)
    assert vectors.shape == (5, 896)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
    assert PAIRED.passages([]).shape == (0, 896)


def test_the_same_text_has_the_same_vector_in_any_batch() -> None:
    together = PAIRED.passages(TEXTS)
    alone = np.concatenate([PAIRED.passages([text]) for text in TEXTS])
    assert np.array_equal(together, alone)
    assert np.array_equal(PAIRED.query("老人"), PAIRED.query("老人"))


def test_the_cosine_is_the_mean_of_both() -> None:
    query, passage = PAIRED.query("老年食堂"), PAIRED.passages(TEXTS[1:2])[0]
    e5 = E5Embedder()
    first = float(e5.query("老年食堂") @ e5.passages(TEXTS[1:2])[0])
    second = float(query[384:] @ passage[384:]) * (1 + USE_SHARE) / USE_SHARE
    assert -1 <= second <= 1
    expected = (first + USE_SHARE * second) / (1 + USE_SHARE)
    assert float(query @ passage) == pytest.approx(expected, abs=1e-4)
