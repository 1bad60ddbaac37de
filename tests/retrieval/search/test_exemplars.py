from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from retrieval import Library, LibraryError
from retrieval.exemplars import LONGEST, MOST_FROM_ONE, exemplars, shortened
from retrieval.shipping import SAMPLES


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("shipped"))
    library.add([SAMPLES / "research_report", SAMPLES / "mobilization_speech"])
    library.add([SAMPLES / "situation_report"])
    return library


def test_exemplars_have_the_role_and_come_from_different_documents(shipped: Library) -> None:
    found = exemplars(shipped, "存在哪些不足", role="问题", k=3)
    assert {hit.role for hit in found} == {"问题"}
    assert len({hit.document for hit in found}) == 3


def test_no_document_gives_more_than_two(shipped: Library) -> None:
    found = exemplars(shipped, "下派人员怎样干好", role="要求", k=10)
    assert max(Counter(hit.document for hit in found).values()) <= MOST_FROM_ONE
    assert len({hit.passage for hit in found}) == len(found)


def test_a_lacking_role_is_made_up_for_by_other_kinds_and_neighbours(shipped: Library) -> None:
    found = exemplars(shipped, "感谢大家的付出", kind="situation_report", role="感谢", k=3)
    assert found[0].role == "感谢"
    assert found[0].kind == "mobilization_speech"


def test_kind_and_role_alone_are_enough(shipped: Library) -> None:
    found = exemplars(shipped, kind="research_report", role="开场", k=2)
    assert {(hit.kind, hit.role) for hit in found} == {("research_report", "开场")}
    assert exemplars(shipped, k=2) == []


def test_an_unknown_role_is_refused(shipped: Library) -> None:
    with pytest.raises(LibraryError):
        exemplars(shipped, role="闲话")


def test_exemplars_are_short() -> None:
    sentence = "走访二十四个村，入户发放问卷六百份。"
    text = shortened(sentence * 40)
    assert len(text) <= LONGEST
    assert text.endswith("。")
    assert shortened("短。") == "短。"


def test_an_empty_library_has_none(tmp_path: Path) -> None:
    with Library(tmp_path / "empty") as library:
        assert exemplars(library, "开头", role="开场") == []
