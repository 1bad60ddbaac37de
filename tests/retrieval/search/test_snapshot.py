from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalog import IndexedPassage
from retrieval.snapshot import EMPTY, Snapshot, follow
from tests.retrieval.search.passages import passage

PASSAGES = [
    passage("a-01", "干部挂职锻炼", title="关于挂职的报告", kind="research_report"),
    passage("a-02", "农村养老服务", role="问题", kind="situation_report"),
    passage("b-01", "派驻干部的农村工作", heading="一、做法 > （一）选人"),
    passage("b-02", ""),
]
TEXTS = st.sampled_from(["挂职干部", "养老服务", "农村工作做法", "选人用人", "3批", ""])
LIBRARIES = st.dictionaries(st.sampled_from([f"d{n}-01" for n in range(8)]), TEXTS)


def ranked(snapshot: Snapshot, query: str, **wanted: str) -> list[str]:
    return list(snapshot.rank(query, limit=9, **wanted))  # type: ignore[arg-type]


def test_the_passage_sharing_most_comes_first() -> None:
    snapshot = follow(EMPTY, 1, PASSAGES)
    assert ranked(snapshot, "农村养老")[0] == "a-02"
    assert ranked(snapshot, "qqq") == []
    assert len(snapshot.rank("农村", limit=1)) == 1


def test_headings_and_title_are_searched() -> None:
    snapshot = follow(EMPTY, 1, PASSAGES)
    assert ranked(snapshot, "选人") == ["b-01"]
    assert ranked(snapshot, "报告")[0] == "a-01"


def test_synonyms_are_found_behind_the_words_themselves() -> None:
    snapshot = follow(EMPTY, 1, PASSAGES)
    assert ranked(snapshot, "挂职")[0] == "a-01"
    assert "b-01" in ranked(snapshot, "挂职")


def test_kind_and_role_filter() -> None:
    snapshot = follow(EMPTY, 1, PASSAGES)
    assert ranked(snapshot, "农村", role="问题") == ["a-02"]
    assert ranked(snapshot, "挂职", kind="work_summary")[0] == "b-01"


def test_ends_are_the_first_and_last_body_passages() -> None:
    title = passage("b-00", "题目", role="标题")
    first, last = follow(EMPTY, 1, [*PASSAGES, title]).ends
    assert first == {"a-01", "b-01"}
    assert last == {"a-02", "b-02"}


def test_unchanged_blocks_are_taken_over() -> None:
    many = [passage(f"m{number}-01", f"挂职{number}") for number in range(50)]
    before = follow(EMPTY, 1, many)
    after = follow(before, 2, [*many[1:], passage("z-01", "新增")])
    assert after.parts[0].block is before.parts[0].block
    assert len(after.by_id) == 50
    assert ranked(after, "新增")[0] == "z-01"


def test_many_small_additions_leave_few_blocks() -> None:
    snapshot, passages = EMPTY, []
    for number in range(60):
        passages.append(passage(f"m{number}-01", f"挂职{number}"))
        snapshot = follow(snapshot, number + 1, passages)
    assert len(snapshot.parts) <= 6


@settings(max_examples=60, deadline=None)
@given(st.lists(LIBRARIES, min_size=1, max_size=6))
def test_following_changes_ranks_like_indexing_anew(versions: list[dict[str, str]]) -> None:
    snapshot = EMPTY
    for number, texts in enumerate(versions, start=1):
        passages = [passage(identifier, text) for identifier, text in texts.items()]
        snapshot = follow(snapshot, number, passages)
        anew = follow(EMPTY, number, passages)
        for query in ("挂职养老", "农村选人3批"):
            assert scores(snapshot, query) == pytest.approx(scores(anew, query))


def scores(snapshot: Snapshot, query: str) -> dict[str, float]:
    return snapshot.rank(query, limit=99)


def test_a_changed_passage_is_indexed_anew() -> None:
    before = follow(EMPTY, 1, PASSAGES)
    changed: list[IndexedPassage] = [passage("a-01", "科技创新"), *PASSAGES[1:]]
    after = follow(before, 2, changed)
    assert ranked(after, "科技") == ["a-01"]
    assert "a-01" not in ranked(after, "锻炼")
