from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.kinds import KINDS, recognise
from retrieval.structure import analyse
from tests.retrieval.understanding.labels import SAMPLES, openings, own_document, own_documents


def right(rows: list[tuple[str, str, str]]) -> float:
    return sum(recognise(title, body).kind == kind for kind, title, body in rows) / len(rows)


def test_openings_never_used_for_tuning() -> None:
    rows = openings("kinds_held")
    assert len(rows) >= 40
    assert right(rows) >= 0.95


def test_openings_used_for_tuning() -> None:
    assert right(openings("kinds_dev")) >= 0.98


def test_openings_without_their_titles() -> None:
    rows = [(kind, "", body) for kind, _, body in openings("kinds_held")]
    assert right(rows) >= 0.9


@pytest.mark.parametrize("title", ["", "新建文档", "材料", "讲话稿"])
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.md")), ids=lambda path: path.stem)
def test_samples_without_their_titles(path: Path, title: str) -> None:
    text = path.read_text(encoding="utf-8")
    body = text.replace(f"# {analyse(text).title}\n", "")
    if title != "讲话稿" or path.parent.name.endswith("speech"):
        assert recognise(title, body).kind == path.parent.name


@pytest.mark.parametrize("path", own_documents("dev") + own_documents("held"), ids=lambda p: p.stem)
def test_documents_of_other_offices(path: Path) -> None:
    kind, text, _ = own_document(path)
    assert recognise(analyse(text).title, text).kind == kind


def test_the_folder_decides_only_when_it_is_a_kind() -> None:
    assert recognise("工作总结", "", "research_report").confidence == 1.0
    assert recognise("工作总结", "", "下载").kind == "work_summary"


def test_confidence_and_runner_up() -> None:
    sure = recognise("关于助餐点的调研报告", "调研组走访了十个社区，现将调研情况报告如下。")
    unsure = recognise("总结汇报", "")
    assert sure.confidence > 0.8 > unsure.confidence > 0
    assert unsure.runner_up
    assert recognise("三月的天气", "今天有雨。").kind == ""


def test_an_offices_secondments_are_its_work() -> None:
    body = "近年来，厅里把挂职作为培养干部的重要渠道，先后选派三批干部到基层挂职。" * 4
    assert recognise("挂职工作总结", body).kind == "work_summary"
    assert recognise("挂职工作总结", "我到县里挂职。" + body).kind == "secondment_summary"


@given(st.text(max_size=50), st.text(max_size=300), st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_text_is_judged(title: str, text: str, folder: str) -> None:
    found = recognise(title, text, folder)
    assert found.kind in {"", *KINDS}
    assert 0 <= found.confidence <= 1
