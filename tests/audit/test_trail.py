"""The trail of what was done: what it holds, what it never holds, and how it is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from drafting.audit.trail import ACTIONS, Trail
from drafting.cli import main
from drafting.desk import reviewing, revisions
from drafting.desk.archive_steps import ArchiveSteps
from drafting.desk.service import Service
from drafting.errors import BadInput
from drafting.model import Brief
from drafting.observing.context import about
from drafting.plan import plan
from drafting.settings import Settings, load_settings
from drafting.store import Store, open_store
from drafting.users import Users
from retrieval import Library
from tests.briefs import shipped


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(load_settings(None).drafting_home)
    yield opened
    opened.close()


def test_the_last_comes_first_and_names_its_request(store: Store) -> None:
    trail = Trail(store.engine)
    trail.note("login", "li", address="10.0.0.7")
    with about(request="request-0001"):
        trail.note("export", "li", draft_id="d1", detail="docx")
    last, first = trail.entries()
    assert (last.action, last.draft_id, last.detail, last.request) == (
        "export", "d1", "docx", "request-0001",
    )  # fmt: skip
    assert (first.action, first.actor, first.address) == ("login", "li", "10.0.0.7")
    assert last.at >= first.at
    assert [entry.action for entry in trail.entries(action="login")] == ["login"]
    assert [entry.action for entry in trail.entries(draft_id="d1")] == ["export"]
    assert list(trail.entries(actor="wang")) == []


def test_what_cannot_be_recorded_is_refused(store: Store, refused: Callable[..., str]) -> None:
    (load_settings(None).drafting_home / "drafting.db").write_bytes(b"no database" * 1000)
    assert "没有做" in refused(Trail(store.engine).note, "login", "li")


def test_drafting_and_letting_a_finding_stand_are_recorded(store: Store, tmp_path: Path) -> None:
    brief: Brief = shipped("work_summary")
    service = Service(store, Library(tmp_path / "library"), tmp_path / "files", Settings())
    draft_id = service.keep("", brief, plan(brief), "offline")
    assert service.start(draft_id, brief, plan(brief), "offline").wait(30)
    draft = service.checked(service.current(draft_id))
    name, finding = next(iter(reviewing.keyed(draft)))
    kept = reviewing.accept(service, draft, name, "经核实无误")
    reviewing.revoke(service, kept, kept.accepted[0].key)
    service.library.close()
    entries = list(Trail(store.engine).entries(draft_id=draft_id))
    assert [entry.action for entry in entries] == ["revoke", "accept", "draft"]
    assert [entry.detail for entry in entries] == ["", finding.check, "offline"]
    told = json.dumps([str(entry) for entry in entries], ensure_ascii=False)
    assert "经核实无误" not in told
    assert not any(fact.text[:8] in told for fact in brief.facts)


def test_a_section_written_anew_and_a_draft_removed_are_recorded(
    store: Store, tmp_path: Path
) -> None:
    brief = shipped("work_summary")
    service = Service(store, Library(tmp_path / "library"), tmp_path / "files", Settings())
    draft_id = service.keep("", brief, plan(brief), "offline")
    assert service.start(draft_id, brief, plan(brief), "offline").wait(30)
    draft = service.current(draft_id)
    assert revisions.rewrite(service, draft, draft.sections[1].id).wait(30)
    click: Any = SimpleNamespace(act="delete", id=draft_id)
    ArchiveSteps(service).act(click)
    with pytest.raises(BadInput):
        ArchiveSteps(service).act(click)
    service.library.close()
    entries = list(Trail(store.engine).entries(draft_id=draft_id))
    assert [entry.action for entry in entries] == ["remove", "revise", "draft"]


def test_changes_of_users_are_recorded(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "a-long-password")
    assert main(["user", "add", "王芳", "--role", "admin"]) == 0
    assert main(["user", "remove", "王芳"]) == 0
    removed, added = Trail(store.engine).entries()
    assert (added.action, added.detail) == ("user_put", "王芳 admin")
    assert (removed.action, removed.detail) == ("user_remove", "王芳")
    assert added.actor.startswith("console:")
    assert "a-long-password" not in str(added)


def test_the_command_prints_what_was_asked_for(
    capsys: pytest.CaptureFixture[str], store: Store
) -> None:
    trail = Trail(store.engine)
    trail.note("login", "li", address="10.0.0.7")
    trail.note("export", "王芳", draft_id="d1", detail="docx")
    assert main(["audit", "--user", "王芳", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert (told["action"], told["draft_id"], told["detail"]) == ("export", "d1", "docx")
    assert main(["audit"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "王芳\t导出\td1\tdocx" in first
    assert "li\t登录\t10.0.0.7" in second
    assert main(["audit", "--action", "nonsense"]) == 2
    assert "login_failed" in capsys.readouterr().err


def test_every_action_has_a_name() -> None:
    assert all(name and len(action) <= 32 for action, name in ACTIONS.items())


def test_the_users_file_is_another_matter(tmp_path: Path) -> None:
    Users(tmp_path / "users.json").put("li", "a-long-password", "writer")
    assert not (load_settings(None).drafting_home / "drafting.db").exists()
