"""Findings that a person lets stand."""

from __future__ import annotations

from drafting.checks import Sources, finding_key, run_checks, without_accepted
from drafting.manuscript import from_markdown
from tests.checks.reviewing import BRIEF, edited

TEXT = edited("教师顾怀瑾", "教师沈知予")


def test_an_accepted_finding_does_not_return_when_the_text_around_it_moves() -> None:
    before = from_markdown(TEXT)
    (finding,) = [f for f in run_checks(before, Sources(BRIEF)) if f.quote == "沈知予"]
    accepted = {finding_key(finding, before)}
    moved = from_markdown(TEXT.replace("## 一、基本情况", "新写的一段话。\n\n## 一、基本情况"))
    again = [f for f in run_checks(moved, Sources(BRIEF)) if f.quote == "沈知予"]
    assert len(again) == 1
    assert again[0].start != finding.start
    assert without_accepted(again, moved, accepted) == []


def test_another_sentence_is_another_finding() -> None:
    before = from_markdown(TEXT)
    (finding,) = [f for f in run_checks(before, Sources(BRIEF)) if f.quote == "沈知予"]
    accepted = {finding_key(finding, before)}
    after = from_markdown(TEXT.replace("坚持家访三年", "坚持家访五年"))
    again = [f for f in run_checks(after, Sources(BRIEF)) if f.quote == "沈知予"]
    assert without_accepted(again, after, accepted) == again


def test_nothing_accepted_leaves_everything() -> None:
    manuscript = from_markdown(TEXT)
    every = run_checks(manuscript, Sources(BRIEF))
    assert without_accepted(every, manuscript, ()) == every
