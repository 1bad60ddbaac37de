from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.evaluation.metrics import figures, found, ndcg, shared_pairs
from retrieval.evaluation.questions import load_questions
from retrieval.evaluation.report import numbers, show
from retrieval.evaluation.running import Answer, ask, fill
from retrieval.kinds import KINDS
from retrieval.roles import MARGINAL_ROLES, ROLES

QUESTIONS = load_questions()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    folder = tmp_path_factory.mktemp("evaluation")
    fill(folder, None)
    return ask(folder, None, QUESTIONS)


def test_there_are_enough_questions_of_every_kind_and_role() -> None:
    ordinary = [question for question in QUESTIONS if question.level == "ordinary"]
    assert len(ordinary) >= 100
    assert {question.kind for question in ordinary} == set(KINDS)
    assert {question.role for question in ordinary} == set(ROLES) - MARGINAL_ROLES
    assert {question.half for question in ordinary} == {"tuning", "heldout"}


def test_no_document_is_in_both_halves() -> None:
    halves = {(question.targets[0].file, question.half) for question in QUESTIONS}
    assert len(halves) == len({file for file, _ in halves})


def test_queries_share_few_words_with_their_answers(answers: list[Answer]) -> None:
    assert numbers(answers)["all_shared_pairs"] < 0.25
    assert numbers(answers)["hard_all_shared_pairs"] < 0.1


def test_words_alone_find_most(answers: list[Answer]) -> None:
    """0.962 and 0.743 when this was written, with the thesaurus."""
    assert numbers(answers)["words_all_r5"] > 0.94
    assert numbers(answers)["words_hard_all_r5"] > 0.7


def test_the_report_is_readable(answers: list[Answer], capsys: pytest.CaptureFixture[str]) -> None:
    show(answers)
    printed = capsys.readouterr().out
    assert "常规题·留出半" in printed
    assert "号召" in printed


def test_ndcg_is_one_for_the_best_order_and_falls_with_rank() -> None:
    assert ndcg(["a", "b"], {"a", "b"}) == 1.0
    assert ndcg(["x", "a"], {"a"}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg([], {"a"}) == 0.0
    assert ndcg(["a", "x"], {"a", "b"}) == pytest.approx(0.6131, abs=1e-4)
    assert ndcg(list("abcdefghij"), set("abcdefghijkl")) == 1.0
    assert ndcg(["a"], set()) == 0.0


def test_figures_are_means() -> None:
    both = figures([(["a"], {"a"}), (["x", "y", "b"], {"b"})])
    assert (both.r1, both.r5) == (0.5, 1.0)
    assert found(["x", "a"], {"a"}, 1) == 0.0
    assert found(["a", "x"], {"a", "b"}, 1) == 1.0


def test_shared_pairs_leave_out_punctuation() -> None:
    assert shared_pairs("养老，服务", "农村养老服务") == 1.0
    assert shared_pairs("敬老", "农村养老服务") == 0.0
    assert shared_pairs("", "x") == 0.0


def test_a_library_is_filled_anew_each_time(tmp_path: Path) -> None:
    fill(tmp_path, None)
    fill(tmp_path, None)
    assert len(ask(tmp_path, None, QUESTIONS[:1])) == 1
