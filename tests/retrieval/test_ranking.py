from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dense import CARE, DenseIndex, Entry
from retrieval.lexical import make_block
from retrieval.ranking import score
from retrieval.tokens import codes_of
from retrieval.wording import Concept, concepts_of, weighted_tokens

TEXTS = ["干部挂职锻炼", "农村养老服务", "挂职干部的农村工作", ""]


def scores(texts: list[str], query: str, alive: list[bool] | None = None) -> list[float]:
    living = np.array(alive if alive is not None else [True] * len(texts), dtype=bool)
    weights = dict.fromkeys(codes_of(query), 1.0)
    return [float(value) for value in score([(make_block(texts), living)], weights)]


def test_the_text_sharing_most_scores_highest() -> None:
    found = scores(TEXTS, "农村养老")
    assert max(found) == found[1]
    assert found[0] == found[3] == 0


def test_rare_tokens_weigh_more() -> None:
    texts = ["干部锻炼", "干部养老", "干部服务"]
    found = scores(texts, "干部养老")
    assert found[1] > 2 * found[0]


def test_dead_texts_count_for_nothing() -> None:
    alive = [True, False, True, True]
    without = [TEXTS[0], TEXTS[2], TEXTS[3]]
    found = scores(TEXTS, "农村挂职", alive)
    assert found[1] == 0
    assert [found[0], found[2], found[3]] == pytest.approx(scores(without, "农村挂职"))


def test_blocks_score_as_one() -> None:
    weights = dict.fromkeys(codes_of("农村挂职"), 1.0)
    halves = [(make_block(part), np.ones(2, dtype=bool)) for part in (TEXTS[:2], TEXTS[2:])]
    assert score(halves, weights).tolist() == pytest.approx(scores(TEXTS, "农村挂职"))


def by_words(texts: list[str], query: str, *concepts: Concept) -> list[float]:
    blocks = [(make_block(texts), np.ones(len(texts), dtype=bool))]
    return [float(value) for value in score(blocks, weighted_tokens(query), concepts)]


def test_a_thing_told_by_another_word_is_found_behind_the_word_itself() -> None:
    texts = ["老人吃饭难", "高龄长者用餐不便", "青年创业", ""]
    found = by_words(texts, "老人", Concept(("老人",), ("长者", "高龄")))
    assert found[0] > found[1] > found[2] == found[3] == 0


def test_synonyms_of_one_thing_count_once_however_many_there_are() -> None:
    """As so many words each, they would weigh more than what was asked for."""
    texts = ["老人吃饭难", "银发长者耄耋高龄老年用餐", "青年创业", "道路养护"]
    many = Concept(("老人",), ("银发", "长者", "耄耋", "高龄", "老年"))
    found = by_words(texts, "老人", many)
    assert found[0] > found[1] > 0


def test_a_synonym_has_all_its_pairs() -> None:
    texts = ["主要领导讲话", "主要任务，领导重视", "其他"]
    found = by_words(texts, "一把手", Concept(("一把手",), ("主要领导",)))
    assert found[0] > 0
    assert found[1] == 0


def test_answering_all_of_a_query_is_worth_more_than_a_part_many_times() -> None:
    texts = ["村里缺老师、缺医生，路也难走", "老师老师老师老师，都说老师难", "别的事情一件"]
    found = by_words(texts, "老师医生")
    assert found[0] > found[1] > 0


@given(
    st.lists(st.sampled_from([*TEXTS, "老人吃饭", "派驻干部"]), min_size=2, max_size=6), st.data()
)
def test_concepts_over_blocks_score_as_over_one(texts: list[str], data: st.DataObject) -> None:
    query = data.draw(st.sampled_from(["挂职干部", "老年人用餐", "农村养老"]))
    cut = data.draw(st.integers(0, len(texts)))
    alive = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), dtype=bool
    )
    halves = [(make_block(texts[:cut]), alive[:cut]), (make_block(texts[cut:]), alive[cut:])]
    whole = [(make_block(texts), alive)]
    asked = (weighted_tokens(query), concepts_of(query))
    assert score(halves, *asked).tolist() == pytest.approx(score(whole, *asked).tolist())


@pytest.mark.parametrize("texts", [[], [""], ["，。"], ["甲"]])
def test_poor_indexes_answer(texts: list[str]) -> None:
    assert scores(texts, "乙") == [0.0] * len(texts)


@given(st.text(max_size=50))
def test_any_query_is_answered(query: str) -> None:
    assert all(value >= 0 for value in scores(TEXTS, query))


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

    nearest = index.rank(query, limit=2)
    assert list(nearest) == ["a-01", "a-02"]
    assert nearest["a-01"] == pytest.approx(1.0)
    assert list(index.rank(query, limit=9, among=["b-01", "a-01"])) == ["a-01", "b-01"]
    assert index.rank(query, limit=9, among=[]) == {}
    assert index.hashes() == {"a-01": "h1", "a-02": "h2", "b-01": "h3"}
    index.drop(["a-01"])
    assert index.count() == 2
    index.close()

    again = DenseIndex(tmp_path / "chroma", "passages-test")
    assert again.count() == 2
    again.clear()
    assert again.count() == 0
    again.close()


def crowded(count: int, dimensions: int) -> np.ndarray:
    """Vectors lying close together, as those of one genre do."""
    numbers = np.random.default_rng(7).normal(0, 1, (count, dimensions)) + 3
    unit = numbers / np.linalg.norm(numbers, axis=1, keepdims=True)
    return unit.astype("<f4")


@pytest.mark.parametrize("order", [1, -1])
def test_the_nearest_are_all_found_in_whatever_order_they_came(tmp_path: Path, order: int) -> None:
    """Chroma's graph as it comes misses some, others each time it is built."""
    vectors = crowded(1500, 96)
    index = DenseIndex(tmp_path / "chroma", "passages-test")
    names = [f"p-{number:04d}" for number in range(len(vectors))][::order]
    entries = {name: Entry(name, "", "") for name in names}
    index.put(entries, {name: vectors[int(name[2:])].tobytes() for name in names})
    for query in crowded(1520, 96)[1500:]:
        similarity = np.round(vectors.astype(float) @ query.astype(float), 6)
        exact = np.argsort(-similarity, kind="stable")[:60]
        found = index.rank(query, limit=60)
        assert set(found) == {f"p-{number:04d}" for number in exact}
        assert list(found) == sorted(found, key=lambda name: (-found[name], name))
    index.close()


def test_an_index_made_by_an_earlier_version_is_searched_with_care(tmp_path: Path) -> None:
    import chromadb
    from chromadb.config import Settings

    folder = tmp_path / "chroma"
    with chromadb.PersistentClient(
        path=str(folder), settings=Settings(anonymized_telemetry=False)
    ) as client:
        client.create_collection(
            "passages-test", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
    index = DenseIndex(folder, "passages-test")
    assert index._collection.configuration_json["hnsw"]["ef_search"] == CARE
    index.close()


def test_a_damaged_chroma_folder_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 500)
    index = DenseIndex(folder, "passages-test")
    assert index.count() == 0
    index.close()
