"""The bench itself: enough documents and defects, the same each time, each where it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from drafting.kinds import kind_ids
from drafting.model import Finding
from tests.review_bench.documents import FRESH, LEARNT, OTHER, UNSEEN, Document, drafted, written
from tests.review_bench.measure import _counts, _touches
from tests.review_bench.planting import DEFECTS, PLAUSIBLE, Planted, body, plant
from tests.review_bench.variants import decimal_in_chinese, in_chinese, variants


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> list[Planted]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTING_HOME", str(tmp_path_factory.mktemp("home")))
        return list(plant(written()))


def test_documents_of_every_kind_with_marks_that_stand_in_them() -> None:
    assert len(written()) >= 13
    assert {document.brief.kind for document in written()} == set(kind_ids())
    for document in written():
        marks = document.marks
        words = [*marks.persons, *marks.places, *marks.organisations]
        words += [derived.phrase for derived in marks.derived]
        words += [right for right, _ in (*marks.posts, *marks.turned, *marks.rewordings)]
        assert [word for word in words if word not in document.text] == [], document.name
        assert len(document.brief.facts) > 4


def test_a_third_is_held_out() -> None:
    seen = [d for d in written() if not d.name.startswith((UNSEEN, LEARNT, FRESH, OTHER))]
    for documents in (seen, drafted()):
        held = sum(document.held_out for document in documents)
        assert 0.2 <= held / len(documents) <= 0.4


def test_enough_defects_of_every_group(planted: list[Planted]) -> None:
    assert len(DEFECTS) >= 30
    assert len(planted) >= 400
    assert {defect.group for defect in planted} == set(PLAUSIBLE)
    assert set(DEFECTS) == {defect.type for defect in planted}


def test_a_defect_changes_its_span_and_nothing_else(planted: list[Planted]) -> None:
    for defect in planted:
        clean = defect.document.text
        tail = len(defect.text) - defect.end
        assert defect.text != clean
        assert defect.text[: defect.start] == clean[: defect.start]
        assert tail == 0 or defect.text[-tail:] == clean[-tail:]
        start, end = defect.sentence
        assert start <= defect.start
        assert end >= min(defect.end, len(defect.text)) - 1


def test_the_same_seed_plants_the_same_defects(planted: list[Planted]) -> None:
    assert [d.text for d in plant(written())] == [d.text for d in planted]
    other = [d.text for d in plant(written(), seed=2)]
    assert sum((Counter(other) & Counter(d.text for d in planted)).values()) < len(other) * 0.8


def _document() -> Document:
    return next(document for document in written() if document.name == "mobilization")


def test_a_finding_counts_near_the_defect_and_of_a_check_that_knows_it() -> None:
    document = _document()
    start = document.text.index("642个")
    planted = Planted(document, "x", "figures", document.text, start, start + 4, False, "")

    def finding(check: str, at: int, severity: str = "error") -> Finding:
        return Finding(check, severity, "", "", at, at + 2, "")  # type: ignore[arg-type]

    assert _touches(finding("figures", start - 5), planted)
    assert not _touches(finding("figures", 0), planted)
    assert _counts(finding("figures", start), planted)
    assert not _counts(finding("figures", start, "info"), planted)
    assert not _counts(finding("widths", start), planted)


def test_rewordings_say_the_same_in_other_words() -> None:
    texts = dict[str, list[str]]()
    for name, document in variants(_document()):
        texts.setdefault(name, []).append(document.text)
    assert "八十六户脱贫户" in texts["Chinese numerals"][0]
    assert "到位资金46000万元" in texts["other scale"][0]
    assert "增长百分之五十二" in texts["百分之"][0]
    assert len(texts["marked"]) == len(_document().marks.rewordings)


@pytest.mark.parametrize(
    ("number", "words"),
    [(10, "十"), (16, "十六"), (105, "一百零五"), (1200, "一千二百"), (2010, "二千零一十")],
)
def test_numerals(number: int, words: str) -> None:
    assert in_chinese(number) == words


def test_decimals_and_paragraphs() -> None:
    assert decimal_in_chinese("12.5") == "十二点五"
    assert decimal_in_chinese("0.5") == "零点五"
    assert all("\n" not in paragraph for _, paragraph in body(_document()))


def test_the_bench_needs_no_file_of_this_machine() -> None:
    for path in Path(__file__).parent.rglob("*.py"):
        assert "/work" + "/" not in path.read_text(encoding="utf-8")
