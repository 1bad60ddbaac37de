"""Suggestions taken and undone, findings let stand, and the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.desk import review_html, reviewing
from drafting.desk.review_text import rests_of, text_html
from drafting.desk.service import Service
from drafting.desk.words import speaking
from drafting.document import edit_section, manuscript_of
from drafting.errors import BadInput
from drafting.facts import read_facts
from drafting.model import Acceptance, Draft, Fact
from drafting.plan import plan
from drafting.settings import Settings
from drafting.store import open_store
from drafting.store.notes import BY_HAND
from retrieval import Library

SECONDS = 60
SLIPS = "全年共受理诉求98765件，，办结率有待提高。"
EVIL = "<script>alert('1')</script>\" ${x} {{y}}"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    store, library = open_store(tmp_path / "data"), Library(tmp_path / "data" / "library")
    opened = Service(store, library, tmp_path / "files", Settings(drafting_home=tmp_path / "data"))
    yield opened
    opened.close()


@pytest.fixture
def draft(service: Service, facts_folder: Path) -> Draft:
    """A draft with a figure of nobody's and a doubled comma."""
    brief = read_facts(facts_folder / "work_summary.yaml").brief
    draft_id = service.keep("", brief, plan(brief), "offline")
    assert service.start(draft_id, brief, plan(brief), "offline").wait(SECONDS)
    made = service.current(draft_id)
    section = made.sections[1]
    edited = edit_section(made, section.id, text=f"{section.text}\n\n{SLIPS}")
    return service.save(edited, BY_HAND)


def _name(draft: Draft, check: str, quote: str) -> str:
    return next(k for k, f in reviewing.keyed(draft) if (f.check, f.quote) == (check, quote))


def test_a_suggestion_is_taken_and_undone_again_and_again(service: Service, draft: Draft) -> None:
    fixed = reviewing.fix_one(service, draft, _name(draft, "widths", "，，"))
    assert "98765件，办结" in fixed.sections[1].text
    with pytest.raises(BadInput, match="重新检查"):
        reviewing.fix_one(service, fixed, _name(draft, "widths", "，，"))
    assert reviewing.undo(service, fixed).sections == draft.sections
    all_fixed, number = reviewing.fix_all(service, service.current(draft.id))
    assert number
    assert reviewing.undo(service, all_fixed).sections == draft.sections
    with pytest.raises(BadInput, match="没有可以撤销的"):
        reviewing.undo(service, service.current(draft.id))


def test_what_was_written_after_a_suggestion_is_not_undone(service: Service, draft: Draft) -> None:
    fixed, _ = reviewing.fix_all(service, draft)
    service.save(replace(fixed, title="另一个题目"), BY_HAND)
    with pytest.raises(BadInput, match="又改过"):
        reviewing.undo(service, service.current(draft.id))


def test_what_is_let_stand_does_not_return_and_is_not_mended(
    service: Service, draft: Draft
) -> None:
    for check, quote in (("figures", "98765件"), ("widths", "，，")):
        draft = reviewing.accept(service, draft, _name(draft, check, quote), " 另有 说明 ")
    assert [a.reason for a in service.current(draft.id).accepted] == ["另有 说明"] * 2
    fixed, _ = reviewing.fix_all(service, service.current(draft.id))
    assert "98765件，，办结" in fixed.sections[1].text
    assert "98765件" not in [f.quote for f in service.checked(fixed).findings]
    back = reviewing.revoke(service, fixed, fixed.accepted[0].key)
    assert "98765件" in [f.quote for f in back.findings]


def test_a_finding_is_let_stand_with_a_reason_only(service: Service, draft: Draft) -> None:
    with pytest.raises(BadInput, match="理由"):
        reviewing.accept(service, draft, _name(draft, "widths", "，，"), "　")


def test_a_library_that_broke_costs_its_own_check_alone(
    service: Service, draft: Draft, tmp_path: Path
) -> None:
    service.library.close()
    for file in (tmp_path / "data" / "library").glob("catalog.db*"):
        file.write_bytes(b"broken" * 2000)
    assert "98765件" in [f.quote for f in service.checked(draft).findings]
    assert any("样本库" in said for said in service.told_sources()[1])


def test_expressions_of_the_office_are_used(service: Service, draft: Draft, tmp_path: Path) -> None:
    own = (
        '[[expression]]\nid = "own"\nfind = "诉求"\nreason = "本单位统一写法。"\ninstead = "来信"\n'
    )
    (tmp_path / "data" / "expressions.toml").write_text(own, encoding="utf-8")
    found = [f for f in service.checked(draft).findings if f.check == "expressions"]
    assert [f.suggestion for f in found] == ["来信"]
    (tmp_path / "data" / "expressions.toml").write_text("[[expression]]", encoding="utf-8")
    assert service.checked(draft).findings
    assert "用语表" in service.told_sources()[1][0]


def test_nothing_a_person_wrote_is_markup(draft: Draft) -> None:
    fact = Fact(EVIL, "背景", EVIL, EVIL)
    kept = Acceptance("k", EVIL, EVIL, EVIL, EVIL, EVIL)
    first = replace(draft.findings[0], section=EVIL, quote=EVIL, message=EVIL, suggestion=EVIL)
    evil = replace(
        edit_section(draft, draft.sections[0].id, text=EVIL, heading=EVIL),
        title=EVIL, front=(EVIL,), accepted=(kept,), findings=(first, *draft.findings[1:]),
        brief=replace(draft.brief, facts=(fact, *draft.brief.facts)),
    )  # fmt: skip
    shown = review_html.review(evil)
    for markup in ("<script", "${", "{{", 'script>"'):
        assert markup not in shown
    assert "alert" in shown


def test_the_text_is_shown_whole_with_its_grounds(draft: Draft) -> None:
    manuscript = manuscript_of(draft)
    rests = rests_of(manuscript, draft.brief)
    shown = text_html(manuscript, draft.findings, rests)
    assert 'class="hit error"' in shown
    assert any(manuscript.text[r.start : r.end] == "264家" and r.facts == ("F1",) for r in rests)
    for number, finding in enumerate(draft.findings):
        if finding.quote and "\n" not in finding.quote:
            assert f'"{number}"' in shown or f'"{number} ' in shown or f" {number}" in shown


def test_the_review_is_complete_in_english(draft: Draft) -> None:
    with speaking("en"):
        shown = review_html.review(draft)
    assert "Let it stand" in shown
    assert "可以这样写" not in shown
