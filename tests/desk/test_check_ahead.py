"""A draft that was opened is checked before its review is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafting.desk.paper_steps import PaperSteps
from drafting.desk.service import Service
from drafting.errors import BadInput
from drafting.facts import read_facts
from drafting.model import Draft
from drafting.plan import plan
from drafting.settings import Settings
from drafting.store import open_store
from retrieval import Library

SECONDS = 20


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = Service(
        open_store(tmp_path / "data"), Library(tmp_path / "data" / "library"),
        tmp_path / "files", Settings(),
    )  # fmt: skip
    yield opened
    opened.close()


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The drafts that were checked, by their ids."""
    seen: list[str] = []
    checked = Service.checked

    def watched(self: Service, draft: Draft) -> Draft:
        seen.append(draft.id)
        return checked(self, draft)

    monkeypatch.setattr(Service, "checked", watched)
    return seen


def _steps(service: Service) -> PaperSteps:
    nothing_shown: Any = None
    return PaperSteps(nothing_shown, service)


def _written(service: Service, facts_folder: Path) -> str:
    brief = read_facts(facts_folder / "situation_report.yaml").brief
    draft_id = service.keep("", brief, plan(brief), "offline")
    assert service.start(draft_id, brief, plan(brief), "offline").wait(SECONDS)
    return draft_id


def test_a_written_draft_is_checked(
    service: Service, facts_folder: Path, looked: list[str]
) -> None:
    draft_id = _written(service, facts_folder)
    looked.clear()
    _steps(service).check_ahead(draft_id)
    assert looked == [draft_id]


def test_without_a_draft_nothing_is_checked(service: Service, looked: list[str]) -> None:
    _steps(service).check_ahead("")
    assert looked == []


def test_what_goes_wrong_is_told_when_it_is_looked_at(service: Service) -> None:
    _steps(service).check_ahead("nosuch")
    with pytest.raises(BadInput):
        service.current("nosuch")
