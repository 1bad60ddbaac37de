"""From a folder or a database to a folder or a database: the program that is started on what was
restored knows the same people, settings, drafts and samples as the one before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from starlette.requests import Request

import app
from drafting.audit.trail import Trail
from drafting.backup.making import make
from drafting.backup.restoring import restore
from drafting.desk.door import Door
from drafting.desk.service import Service
from drafting.model import Draft, Section
from drafting.plan import plan
from drafting.preferences import KEPT, write_preferences
from drafting.settings import Settings, load_settings
from drafting.store.office import TokenRow
from drafting.users import Users
from drafting.users.command import _users as users_of_the_command
from drafting.users.stored import StoredUsers
from retrieval import Library
from tests.briefs import drafted, shipped
from tests.conftest import SERVER
from tests.retrieval.sample_texts import SPEECH

WORDS = "a-long-password"
FOLDER, DATABASE = "folder", "database"
WAYS = [
    pytest.param(old, new, id=f"{old} to {new}", marks=SERVER if DATABASE in (old, new) else [])
    for old in (FOLDER, DATABASE)
    for new in (FOLDER, DATABASE)
]


@dataclass(slots=True)
class Program:
    """What ``app.py`` opens before it listens."""

    settings: Settings
    users: Users | None
    service: Service
    library: Library
    door: Door

    def enters(self, name: str, words: str = WORDS) -> bool:
        return self.door.enter(name, words, "10.0.0.7")[0] is not None


@contextmanager
def started(monkeypatch: pytest.MonkeyPatch, home: Path, url: str) -> Iterator[Program]:
    """As ``app._run`` does with these two in its environment."""
    monkeypatch.setenv("DRAFTING_HOME", str(home))
    monkeypatch.setenv("DRAFTING_DATABASE_URL", url)
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "off")
    settings = load_settings(None)
    office = app._open_store(home, settings) if url else None
    if office is not None:
        settings = load_settings(None, kept=office.office.settings(KEPT))
    users = app._users(None, home, office)
    store = office or app._open_store(home, settings)
    library = app._open_library(None, settings)
    service = Service(store, library, home, settings, users)
    try:
        yield Program(settings, users, service, library, app._door(service, home, users, home))
    finally:
        service.close()


@contextmanager
def people() -> Iterator[Users]:
    """As ``python -m drafting user`` finds them."""
    users = users_of_the_command(None)
    yield users
    if isinstance(users, StoredUsers):
        users._store.close()


def session_of(program: Program, cookie: tuple[str, str]) -> str:
    """Whose a session is that a browser has kept."""
    header = (b"cookie", f"{cookie[0]}={cookie[1]}".encode())
    user = program.door.user(Request({"type": "http", "headers": [header]}))
    return user.name if user else ""


def cookie_for(program: Program, name: str) -> tuple[str, str]:
    sessions = program.door._sessions
    assert sessions is not None
    assert program.users is not None
    user = program.users.find(name)
    assert user is not None
    return sessions.cookie, sessions.begin(user)


def contents(program: Program) -> object:
    store = program.service.store
    drafts = [
        (each, store.load(each.id), store.versions(each.id))
        for each in sorted(store.drafts(), key=lambda each: each.id)
    ]
    work = store.work.find("begun")
    assert work is not None
    assert [section.text for section in work.sections] == ["修渠12条。"]
    with store.engine.connect() as connection:
        tokens = [tuple(row) for row in connection.execute(TokenRow.__table__.select())]
    samples = [program.library.document(each.id) for each in program.library.documents()]
    found = [hit.passage for hit in program.library.search("科技特派员", k=3)]
    assert found
    trail = list(Trail(store.engine).entries(actor="console"))
    return drafts, replace(work, seconds=0), tokens, trail, samples, found


def fill(home: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something of everything, as people leave it."""
    home.mkdir()
    write_preferences(home, {"openai_api_key": "sk-stale", "drafting_issuer": "旧局"})
    Users(home / "users.json").put("离任", WORDS, "admin")
    monkeypatch.setenv("DRAFTING_HOME", str(home))
    monkeypatch.setenv("DRAFTING_DATABASE_URL", url)
    with people() as users:
        users.put("王芳", WORDS, "admin")
        users.put("li", WORDS, "writer")
        if not url:
            users.remove("离任")
    sample = home.parent / "讲话.txt"
    sample.write_text(SPEECH, encoding="utf-8")
    (home / "expressions.toml").write_text("# 本单位", encoding="utf-8")
    draft: Draft = drafted(shipped("work_summary"))
    with started(monkeypatch, home, url) as program:
        store = program.service.store
        chosen = {
            "openai_api_key": "sk-kept",
            "drafting_issuer": "某局",
            "drafting_speaking_rate": 230,
        }
        if url:
            store.office.change_settings(chosen)
        else:
            write_preferences(home, chosen)
        store.seen_by(("li",)).save(replace(draft, id="d1"), "起草")
        store.seen_by(("li",)).save(replace(draft, id="d1", title="改过"), "改")
        outline = plan(draft.brief)
        run = store.work.begin("begun", draft.brief, outline, "offline")
        written = Section(outline.sections[0].id, "一、做法", 1, "修渠12条。")
        assert store.work.keep("begun", run, written, ("短了。",))
        store.work.pause("begun", run, "cancelled", "停了。")
        Trail(store.engine).note("export", "console", draft_id="d1")
        with store.engine.begin() as connection:
            spent = {"prompt": 1, "cached": 2, "completion": 3, "calls": 4}
            connection.execute(
                TokenRow.__table__.insert().values(actor="li", period="2026-03", **spent)
            )
        assert program.library.add([sample])[0].status == "added"


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_the_program_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest,
    old: str, new: str,
) -> None:  # fmt: skip
    url, other = (
        request.getfixturevalue("postgres").new_database() if place == DATABASE else ""
        for place in (old, new)
    )
    fill(tmp_path / "old", url, monkeypatch)
    with started(monkeypatch, tmp_path / "old", url) as before:
        cookie, stands = cookie_for(before, "li"), contents(before)
        make(before.settings, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new", other)
    with started(monkeypatch, tmp_path / "new", other) as after:
        assert after.door.asks
        assert after.users is not None
        assert [(u.name, u.role) for u in after.users.all()] == [
            ("li", "writer"), ("王芳", "admin"),
        ]  # fmt: skip
        assert (after.enters("li"), after.enters("王芳", "another")) == (True, False)
        assert not after.enters("离任")
        assert session_of(after, cookie) == "li"
        assert after.settings.openai_api_key.get_secret_value() == "sk-kept"
        assert after.settings.drafting_issuer == "某局"
        assert after.settings.drafting_speaking_rate == 230
        assert contents(after) == stands
    assert (tmp_path / "new" / "expressions.toml").read_text("utf-8") == "# 本单位"
    monkeypatch.setenv("DRAFTING_DATABASE_URL", other)
    with people() as users:
        assert [user.name for user in users.all()] == ["li", "王芳"]
    if new == DATABASE:  # what the program does not read there tells nobody a key
        kept = {path.name for path in (tmp_path / "new").iterdir()}
        assert not kept & {"users.json", "preferences.json", "session-secret"}
