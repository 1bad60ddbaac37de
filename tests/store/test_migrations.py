"""Databases of every earlier release are brought up, on SQLite and PostgreSQL, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData, create_engine, inspect, text

from drafting.document import to_json
from drafting.model import Brief, Draft, Section
from drafting.plan import plan
from drafting.store import Store
from drafting.store import schema as drafts_schema
from drafting.store.tables import Base
from retrieval import schema as library_schema
from retrieval import tables as library_tables
from retrieval.database import Database
from retrieval.migrating import History, bring_up, step_of, steps_in

RELEASED = Path(__file__).parent / "released"
DRAFT = Draft(
    "one", "work_summary", "水务工作总结", "offline", Brief("work_summary"),
    (Section("practices", "一、做法", 1, "修渠12条。"),),
)  # fmt: skip
_OUTLINE = plan(DRAFT.brief)
NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
HISTORIES = [
    (drafts_schema.HISTORY, Base.metadata),
    (library_schema.HISTORY, library_tables.metadata),
]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = create_engine(database_url)
    yield made
    made.dispose()


def _make(engine: Engine, release: str) -> None:
    """The tables of a release, as they were."""
    script = (RELEASED / f"{release}.{engine.dialect.name}.sql").read_text()
    with engine.begin() as connection:
        for statement in script.split(";\n"):
            if statement.strip():
                connection.execute(text(statement))


def _put(connection: Connection, table: str, **row: Any) -> None:
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)


def _put_draft(engine: Engine) -> None:
    moment: Any = NOW if engine.dialect.name != "sqlite" else "2026-03-01 08:30:00.000000"
    with engine.begin() as connection:
        _put(connection, "drafts", id="one", kind="work_summary", title=DRAFT.title,
             created=moment, changed=moment)  # fmt: skip
        _put(connection, "versions", draft_id="one", number=1, note="起草", created=moment,
             content=json.dumps(to_json(DRAFT)))  # fmt: skip


def _differences(engine: Engine, metadata: MetaData, mark: str) -> list[Any]:
    """What the tables of a database lack or have too much of."""
    ours = {*metadata.tables, mark}
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda _, name, sort, *__: sort != "table" or name in ours,
                "compare_type": True, "version_table": mark,
            },
        )  # fmt: skip
        return list(compare_metadata(context, metadata))


@pytest.mark.parametrize(("history", "metadata"), HISTORIES, ids=["drafts", "library"])
def test_the_steps_lead_to_the_tables_that_the_program_reads(
    engine: Engine, history: History, metadata: MetaData
) -> None:
    bring_up(engine, history)
    assert _differences(engine, metadata, history.mark) == []


@pytest.mark.parametrize("release", ["drafts-1", "drafts-2", "drafts-3"])
def test_a_store_of_every_release_is_brought_up(
    engine: Engine, database_url: str, release: str
) -> None:
    _make(engine, release)
    _put_draft_of(engine, release)
    store = Store(database_url)
    assert store.load("one") == DRAFT
    (listed,) = store.drafts()
    assert (listed.standing, listed.archived, listed.changed) == ("written", False, NOW)
    assert [(v.number, v.note, v.created) for v in store.versions("one")] == [(1, "起草", NOW)]
    _, revision = store.load_at("one")
    assert store.save(DRAFT, "改", since=revision) == 2
    run = store.work.begin("two", DRAFT.brief, _OUTLINE, "offline")
    assert store.work.keep("two", run, DRAFT.sections[0])
    store.close()
    assert _differences(engine, Base.metadata, drafts_schema.HISTORY.mark) == []


def _put_draft_of(engine: Engine, release: str) -> None:
    """The third release demanded more columns of those who wrote past its records."""
    if release != "drafts-3":
        _put_draft(engine)
        return
    with engine.begin() as connection:
        moment: Any = NOW if engine.dialect.name != "sqlite" else "2026-03-01 08:30:00.000000"
        _put(connection, "drafts", id="one", kind="work_summary", title=DRAFT.title,
             created=moment, changed=moment, owner="", revision=3, archived=False,
             finished=False, written=True)  # fmt: skip
        _put(connection, "versions", draft_id="one", number=1, note="起草", created=moment,
             content=json.dumps(to_json(DRAFT)), name="", step="")  # fmt: skip


def test_a_store_that_was_half_brought_up_before_there_were_steps(engine: Engine) -> None:
    _make(engine, "drafts-2")
    _put_draft(engine)
    with engine.begin() as connection:
        connection.execute(
            text("ALTER TABLE drafts ADD COLUMN owner VARCHAR(64) DEFAULT 'li' NOT NULL")
        )
    bring_up(engine, drafts_schema.HISTORY)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT owner, revision FROM drafts")).one()
    assert tuple(row) == ("li", 0)


@pytest.mark.parametrize("release", ["library-1", "library-2"])
def test_a_catalog_of_every_release_is_brought_up(
    engine: Engine, database_url: str, tmp_path: Path, release: str
) -> None:
    _make(engine, release)
    with engine.begin() as connection:
        _put(connection, "library_state", id=1, version=7)
        row = {"id": "d1", "number": 1, "title": "讲话", "kind": "speech", "source": "讲话.txt"}
        more = {} if release == "library-1" else {
            "file": "", "confidence": 1.0, "issuer": "", "year": "", "fragment": False,
        }  # fmt: skip
        _put(connection, "library_documents", **row, text="同志们：", original="同志们：", **more)
        _put(connection, "library_passages", id="d1-1", document="d1", number=1, text="同志们：",
             heading="", role="称呼", text_hash="h")  # fmt: skip
    database = Database(tmp_path / "library", database_url)
    assert database.version() == 7
    with database.reading() as reading:
        (found,) = reading.execute(library_tables.documents.select()).mappings()
    assert (found["title"], found["confidence"], found["fragment"]) == ("讲话", 1.0, False)
    database.close()
    assert _differences(engine, library_tables.metadata, library_schema.HISTORY.mark) == []


def test_both_histories_stand_in_one_database(database_url: str, tmp_path: Path) -> None:
    store, database = Store(database_url), Database(tmp_path, database_url)
    with store.engine.connect() as connection:
        for history, _ in HISTORIES:
            assert step_of(connection, history) == history.last
    database.close()
    store.close()


@pytest.mark.parametrize("release", ["", "drafts-1", "drafts-3"])
def test_many_who_open_at_once_bring_it_up_once(
    engine: Engine, database_url: str, release: str
) -> None:
    if release:
        _make(engine, release)
    code = (
        "import sys\nfrom drafting.store import Store\nfrom drafting.store.tables import Base\n"
        "store = Store(sys.argv[1])\nprint(len(store.drafts()))\nstore.close()"
    )
    command = [sys.executable, "-c", code, database_url]
    with ThreadPoolExecutor(4) as threads:
        run = lambda _: subprocess.run(command, capture_output=True, text=True, timeout=120)  # noqa: E731
        ended = list(threads.map(run, range(4)))
    assert [(each.returncode, each.stdout, each.stderr) for each in ended] == [(0, "0\n", "")] * 4
    with engine.connect() as connection:
        marks = connection.execute(text("SELECT version_num FROM drafting_schema")).all()
    assert [tuple(row) for row in marks] == [(drafts_schema.HISTORY.last,)]


def test_a_step_that_fails_leaves_the_database_as_it_was(engine: Engine, tmp_path: Path) -> None:
    _make(engine, "drafts-1")
    folder = tmp_path / "steps"
    folder.mkdir()
    for path in drafts_schema.HISTORY.folder.glob("m*.py"):
        (folder / path.name).write_text(path.read_text())
    last = drafts_schema.HISTORY.last
    after = f"{int(last) + 1:04}"
    broken = f'import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = "{after}", "{last}"\n'
    (folder / f"m{after}_broken.py").write_text(
        broken + 'def upgrade():\n    op.create_table("half", sa.Column("id", sa.Integer))\n'
        '    op.execute("SELECT nonsense FROM nowhere")\n'
    )
    history = History(folder, "drafting_schema", drafts_schema.found)
    with pytest.raises(Exception, match="nowhere"):
        bring_up(engine, history)
    assert set(inspect(engine).get_table_names()) == {"drafts", "versions"}
    bring_up(engine, drafts_schema.HISTORY)
    assert _differences(engine, Base.metadata, "drafting_schema") == []


def test_a_database_of_a_later_release_is_told_and_left_alone(
    database_url: str, refused: Callable[..., str]
) -> None:
    Store(database_url).close()
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE drafting_schema SET version_num = '0999'"))
    engine.dispose()
    assert "更新的版本建的" in refused(Store, database_url)


def test_an_up_to_date_database_is_opened_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'd.db'}"
    Store(url).close()
    code = (
        "import sys\nfrom drafting.store import Store\nStore(sys.argv[1]).close()\n"
        "print('alembic' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code, url], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("False\n", "")


@pytest.mark.parametrize(("history", "_"), HISTORIES, ids=["drafts", "library"])
def test_the_steps_are_numbered_without_a_gap(history: History, _: object) -> None:
    steps = steps_in(history.folder)
    assert [int(step) for step in steps] == list(range(1, len(steps) + 1))
