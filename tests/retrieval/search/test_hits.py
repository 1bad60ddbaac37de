from __future__ import annotations

from pathlib import Path

import pytest

from retrieval import Library
from retrieval.collapse import collapse
from retrieval.explain import common_words, explain
from retrieval.fuse import fuse, scaled
from tests.retrieval.search.passages import passage

LONG = (
    "全县建成幸福院九十六个，日均就餐一千四百四十人，老人吃上了热饭，子女在外也放心。"
    "各村选聘探访员上门看望，发现并处置突发疾病、用火用电隐患四百余起。"
)


def test_scores_are_scaled_to_one_and_nought() -> None:
    assert scaled({"a": 30.0, "b": 20.0, "c": 10.0}) == {"a": 1.0, "b": 0.5, "c": 0.0}
    assert scaled({"a": 3.0}) == {"a": 1.0}
    assert scaled({}) == {}


def test_fusion_prefers_what_both_rankings_found() -> None:
    fused = fuse([(1.0, {"a": 9.0, "b": 8.0, "d": 1.0}), (0.5, {"b": 0.9, "c": 0.8})])
    assert [item for item, _ in fused] == ["b", "a", "c", "d"]
    assert fuse([]) == []


def test_a_repeated_passage_is_shown_once() -> None:
    ranked = [
        (passage("a-01", LONG), 3.0),
        (passage("b-01", LONG.replace("，", "；")), 2.0),
        (passage("c-01", "另一件事"), 1.0),
        (passage("d-01", LONG.replace("九十六", "九十七")), 0.5),
    ]
    groups = collapse(ranked, 5)
    assert [[p.id for p in group] for group, _ in groups] == [["a-01", "b-01", "d-01"], ["c-01"]]
    assert [score for _, score in groups] == [3.0, 1.0]
    assert len(collapse(ranked, 1)) == 1


def test_passages_of_one_pattern_stay_apart() -> None:
    ranked = [
        (passage("a-01", "镇里配备保洁员142名，保洁费按每户每年60元收取。"), 2.0),
        (passage("b-01", "镇里配备护林员十二名，护林费由县财政每年按亩数拨付。"), 1.0),
    ]
    assert len(collapse(ranked, 5)) == 2


def test_a_hit_says_why_it_was_found() -> None:
    found = passage("a-01", "下派干部的实际困难", title="关于挂职的报告")
    why = explain(
        "挂职干部有什么困难",
        [found, passage("b-01", "x")],
        {"c-01": 2.0, "a-01": 1.0},
        {"a-01": 0.87},
    )
    assert why.words == ("挂职", "干部", "困难")
    assert "下派" in why.synonyms
    assert (why.rank_by_words, why.rank_by_meaning, why.similarity) == (2, 1, 0.87)
    assert [repeat.passage for repeat in why.repeated_in] == ["b-01"]


@pytest.mark.parametrize(
    ("query", "words"),
    [("养老，服务", ["养老", "服务"]), ("养", []), ("", []), ("老人老人", ["老人"])],
)
def test_common_words_are_the_longest_pieces(query: str, words: list[str]) -> None:
    assert common_words(query, "农村养老服务：老人") == words


def test_the_same_passage_in_a_retitled_document_is_one_hit(tmp_path: Path) -> None:
    for name, title in (("one", "关于养老工作的汇报"), ("two", "养老情况报告")):
        text = f"# {title}\n\n{name}县：\n\n{LONG}\n\n{name}县民政局\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    with Library(tmp_path / "library") as library:
        library.add([tmp_path / "one.md", tmp_path / "two.md"])
        hits = library.search("老人吃上热饭", role=None)
        assert [hit.text for hit in hits].count(LONG) == 1
        (hit,) = [hit for hit in hits if hit.text == LONG]
        assert len(hit.why.repeated_in) == 1
        assert "老人" in "".join(hit.why.words)
        assert hit.why.similarity is None


def test_a_cue_of_place_puts_the_end_first(library: Library, samples: Path) -> None:
    library.add([samples])
    assert library.search("下派动员会怎么结尾", k=1)[0].text.endswith("而努力奋斗！")
    assert library.search("汇报养老工作的开头", k=1)[0].text.startswith("现将全县")
