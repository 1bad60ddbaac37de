from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafting.desk.merging import merge
from drafting.desk.service import Service, has_text
from drafting.desk.texts import shown
from drafting.errors import BadInput
from drafting.facts import read_facts
from drafting.model import Brief
from drafting.plan import plan
from drafting.settings import Settings
from drafting.store import open_store
from retrieval import Library
from retrieval.shipping import SAMPLES

SECONDS = 20


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    store = open_store(tmp_path / "data")
    library = Library(tmp_path / "data" / "library")
    opened = Service(store, library, tmp_path / "files", Settings())
    yield opened
    opened.close()


@pytest.fixture
def brief(facts_folder: Path) -> Brief:
    return read_facts(facts_folder / "situation_report.yaml").brief


def _written(service: Service, brief: Brief) -> str:
    draft_id = service.keep("", brief, plan(brief), "offline")
    assert service.start(draft_id, brief, plan(brief), "offline").wait(SECONDS)
    return draft_id


def test_facts_are_kept_before_anything_is_written(service: Service, brief: Brief) -> None:
    draft_id = service.keep("", brief, plan(brief), "offline")
    assert service.keep(draft_id, brief, plan(brief), "offline") == draft_id
    kept = service.current(draft_id)
    assert kept.brief == brief
    assert not has_text(kept)
    assert len(service.store.versions(draft_id)) == 1


def test_another_kind_is_another_draft(service: Service, brief: Brief, facts_folder: Path) -> None:
    draft_id = service.keep("", brief, plan(brief), "offline")
    other = read_facts(facts_folder / "work_summary.yaml").brief
    assert service.keep(draft_id, other, plan(other), "offline") != draft_id


def test_new_facts_leave_written_text_alone(service: Service, brief: Brief) -> None:
    draft_id = _written(service, brief)
    before = service.current(draft_id)
    fewer = read_brief_without_last_fact(brief)
    assert service.keep(draft_id, fewer, plan(fewer), "offline") == draft_id
    after = service.current(draft_id)
    assert (after.sections, after.brief) == (before.sections, fewer)


def read_brief_without_last_fact(brief: Brief) -> Brief:
    from dataclasses import replace

    return replace(brief, facts=brief.facts[:-1])


def test_a_draft_that_could_not_be_saved_is_still_there(service: Service, brief: Brief) -> None:
    draft_id = _written(service, brief)
    job = service.jobs.find(draft_id)
    assert job is not None
    job.saved = False
    draft = service.current(draft_id)
    assert draft is job.draft
    edited = merge(draft, "", "改过的题目", [], [shown(s) for s in draft.sections]).draft
    service.save(edited, "手工修改")
    assert service.current(draft_id).title == "改过的题目"


def test_word_files_are_named_after_the_title(service: Service, brief: Brief) -> None:
    draft = service.current(_written(service, brief))
    named = replace(draft, title='关于<某>/"某"：的汇报')
    assert service.export(named, "").name == "关于某某：的汇报.docx"
    nameless = replace(draft, title="///")
    assert service.export(nameless, "plain").stat().st_size > 5000


def test_without_a_model_the_offline_engine_is_the_only_one(service: Service) -> None:
    assert service.writers == [("离线引擎", "offline")]
    with pytest.raises(BadInput, match="还没有文稿"):
        service.current("")


def test_the_library_says_how_it_stands(service: Service) -> None:
    line, moving = service.library_line()
    assert line == "样本库：0篇，按词语检索"
    assert moving


def test_a_database_of_an_office_takes_no_key(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'office.db'}"
    store, library = open_store(tmp_path, url), Library(tmp_path / "library")
    office = Service(store, library, tmp_path / "files", Settings(drafting_database_url=url))
    try:
        with pytest.raises(BadInput, match="OPENAI_API_KEY_FILE"):
            office.change_settings({"openai_api_key": "sk-typed", "drafting_model": "m"})
        assert store.office.settings(["openai_api_key", "drafting_model"]) == {}
    finally:
        office.close()


def test_a_section_that_was_split_off_has_exemplars_like_others(
    service: Service, brief: Brief
) -> None:
    service.library.add(sorted((SAMPLES / brief.kind).glob("*.md")))
    outline = plan(brief)
    old = outline.sections[1]
    new = replace(old, id="added_1", purpose="主要做法")
    found = service.consulted(brief, replace(outline, sections=(*outline.sections, new)))
    assert found.sections[1].exemplars
    assert found.sections[-1].exemplars


def test_a_fact_more_is_looked_up_for_its_own_section_alone(
    service: Service, brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.library.add([SAMPLES])
    asked: list[str] = []
    search = Library.search

    def watched(self: Library, query: str, **wanted: Any) -> Any:
        asked.append(query)
        return search(self, query, **wanted)

    monkeypatch.setattr(Library, "search", watched)
    service.consulted(brief)
    first = len(asked)
    assert first > 4
    asked.clear()
    fewer = replace(brief, facts=brief.facts[1:])
    found = service.consulted(fewer)
    assert 0 < len(asked) < first / 2
    assert any(section.exemplars for section in found.sections)
    asked.clear()
    service.library.remove([service.library.documents()[0].id])
    service.consulted(fewer)
    assert len(asked) > first / 2
