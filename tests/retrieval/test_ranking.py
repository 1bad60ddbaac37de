from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dense import DenseIndex, Entry
from retrieval.fuse import fuse
from retrieval.lexical import LexicalIndex, tokens

TEXTS = ["干部挂职锻炼", "农村养老服务", "挂职干部的农村工作", ""]


def test_tokens_are_characters_pairs_words_and_numbers() -> None:
    assert tokens("挂职AI，２０%") == ["挂", "职", "挂职", "ai", "20"]


def test_the_text_sharing_most_comes_first() -> None:
    index = LexicalIndex(TEXTS)
    assert index.rank("农村养老", limit=5)[0] == 1
    assert index.rank("挂职干部", limit=1) == [2]


def test_texts_sharing_nothing_are_left_out() -> None:
    assert LexicalIndex(TEXTS).rank("挂职", limit=5) == [0, 2]
    assert LexicalIndex(TEXTS).rank("zzz", limit=5) == []


def test_filtered_texts_are_left_out() -> None:
    allowed = np.array([False, True, True, True])
    assert LexicalIndex(TEXTS).rank("挂职", limit=5, allowed=allowed) == [2]


@pytest.mark.parametrize("texts", [[], [""], ["，。"], ["甲"]])
def test_poor_indexes_answer(texts: list[str]) -> None:
    assert LexicalIndex(texts).rank("乙", limit=3) == []


@given(st.text(max_size=50))
def test_any_query_is_answered(query: str) -> None:
    assert len(LexicalIndex(TEXTS).rank(query, limit=3)) <= 3


def test_bm25_is_quiet(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        LexicalIndex(TEXTS).rank("挂职", limit=2)
    assert capsys.readouterr() == ("", "")
    assert not caplog.records


def test_fusion_prefers_what_both_rankings_found() -> None:
    fused = fuse([(1.0, ["a", "b"]), (0.5, ["b", "c"])])
    assert [item for item, _ in fused] == ["b", "a", "c"]
    assert fuse([]) == []


def blob(*values: float) -> bytes:
    return np.array(values, dtype="<f4").tobytes()


def test_the_dense_index_ranks_filters_and_forgets(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path / "chroma", "passages-test")
    entries = {
        "a-01": Entry("h1", "work_summary", "做法"),
        "a-02": Entry("h2", "work_summary", "问题"),
        "b-01": Entry("h3", "discussion_paper", "做法"),
    }
    index.put(entries, {"h1": blob(1, 0), "h2": blob(0.9, 0.1), "h3": blob(0, 1)})
    query = np.array([1, 0], dtype=np.float32)

    assert index.rank(query, limit=2, kind=None, role=None) == ["a-01", "a-02"]
    assert index.rank(query, limit=9, kind=None, role="做法") == ["a-01", "b-01"]
    assert index.rank(query, limit=9, kind="work_summary", role="问题") == ["a-02"]
    assert index.hashes() == {"a-01": "h1", "a-02": "h2", "b-01": "h3"}
    index.drop(["a-01"])
    assert index.count() == 2
    index.close()

    again = DenseIndex(tmp_path / "chroma", "passages-test")
    assert again.count() == 2
    again.clear()
    assert again.count() == 0
    again.close()


def test_a_damaged_chroma_folder_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 500)
    index = DenseIndex(folder, "passages-test")
    assert index.count() == 0
    index.close()
