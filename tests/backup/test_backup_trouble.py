"""What goes wrong while a backup is made or restored is told, and leaves nothing half done; backups of
earlier releases are taken."""

from __future__ import annotations

import json
import stat
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from drafting.backup.archive import MANIFEST
from drafting.backup.making import make
from drafting.backup.restoring import restore
from drafting.cli import main
from drafting.holdings.places import all_tables
from drafting.holdings.rows import line, tally
from drafting.preferences import read_preferences, write_preferences
from drafting.settings import Settings
from drafting.store import Store, open_store
from drafting.store.store import FILE_NAME
from drafting.users import Users
from drafting.users.sessions import secret_of
from drafting.users.stored import StoredUsers, stored_secret
from retrieval import Library
from retrieval.database import Database
from tests.briefs import drafted, shipped
from tests.conftest import SERVER
from tests.servers.postgres import Postgres

Refused = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a draft, a user, a setting and a secret."""
    folder = tmp_path / "home"
    with closing(open_store(folder)) as store:
        store.save(drafted(shipped("work_summary")))
    Library(folder / "library").close()
    Users(folder / "users.json").put("王芳", "a-long-password", "admin")
    write_preferences(folder, {"drafting_issuer": "某局"})
    secret_of(folder)
    return folder


def test_a_folder_that_holds_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever forgets to name the data folder must not believe that there is a backup."""
    monkeypatch.setenv("DRAFTING_HOME", str(tmp_path / "other"))
    assert main(["backup", str(tmp_path / "b.zip")]) == 2
    assert "DRAFTING_HOME" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_not_put_into_what_is_backed_up(home: Path, refused: Refused) -> None:
    assert "另一块盘" in refused(make, Settings(drafting_home=home), home / "backups" / "b.zip")
    assert not (home / "backups").exists()


def test_a_full_disk_for_temporary_files_is_told(
    home: Path, tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused
) -> None:
    with closing(open_store(home)) as store:
        for number in range(40):
            store.save(drafted(shipped("work_summary")), f"{number}")
    assert (home / FILE_NAME).stat().st_size > 512 << 10
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    said = refused(make, Settings(drafting_home=home), tmp_path / "b.zip")
    assert "磁盘已满" in said
    assert str(small_disk) in said
    assert not list(small_disk.iterdir())
    assert not list(tmp_path.glob("*.zip"))


def test_a_database_that_is_damaged_is_told(home: Path, tmp_path: Path, refused: Refused) -> None:
    path = home / FILE_NAME
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    assert "损坏" in refused(make, Settings(drafting_home=home), tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_what_comes_and_goes_does_no_harm(home: Path, tmp_path: Path) -> None:
    """Files that pass through the shared folder stay out; others may be gone before they are read."""
    shared, own = home / "shared", home / "profiles"
    shared.mkdir()
    (shared / "upload.docx").write_bytes(b"PK")
    over = threading.Event()

    def come_and_go() -> None:
        while not over.is_set():
            (own / "passing").mkdir(parents=True)
            for number in range(30):
                (own / "passing" / f"{number}.toml").write_text("")
            for number in range(30):
                (own / "passing" / f"{number}.toml").unlink()
            (own / "passing").rmdir()
            own.rmdir()

    thread = threading.Thread(target=come_and_go)
    thread.start()
    try:
        settings = Settings(drafting_home=home, drafting_shared=shared)
        manifests = [make(settings, tmp_path / f"{number}.zip") for number in range(5)]
    finally:
        over.set()
        thread.join()
    assert not [name for each in manifests for name in each["files"] if "passing" not in name]


@pytest.mark.parametrize("new", ["folder", pytest.param("database", marks=SERVER)])
def test_a_backup_of_the_first_format_brings_people_and_settings(
    home: Path, tmp_path: Path, request: pytest.FixtureRequest, new: str
) -> None:
    make(Settings(drafting_home=home), tmp_path / "b")
    of_the_first_format(tmp_path / "b", home)
    if new == "folder":
        restore(tmp_path / "b", tmp_path / "new")
        assert Users(tmp_path / "new" / "users.json").check("王芳", "a-long-password")
        assert read_preferences(tmp_path / "new") == {"drafting_issuer": "某局"}
        assert secret_of(tmp_path / "new") == secret_of(home)
        mode = (tmp_path / "new" / "session-secret").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.new_database()
    restore(tmp_path / "b", tmp_path / "new", url)
    with closing(Store(url)) as store:
        assert StoredUsers(store).check("王芳", "a-long-password")
        assert store.office.settings(["drafting_issuer"]) == {"drafting_issuer": "某局"}
        assert stored_secret(store) == secret_of(home)
    assert not (tmp_path / "new" / "users.json").exists()


def of_the_first_format(backup: Path, home: Path) -> None:
    """As the first releases made it: users and settings of a folder among the files."""
    manifest = json.loads((backup / MANIFEST).read_text("utf-8"))
    manifest["format"] = 1
    (backup / "files").mkdir(exist_ok=True)
    for name in ("users.json", "preferences.json", "session-secret"):
        data = (home / name).read_bytes()
        (backup / "files" / name).write_bytes(data)
        manifest["files"][name] = {"bytes": len(data)}
        manifest["members"][f"files/{name}"] = sha256(data).hexdigest()
    for table in ("drafting_users", "drafting_settings"):
        (backup / "drafts" / f"{table}.jsonl").write_bytes(b"")
        manifest["members"][f"drafts/{table}.jsonl"] = sha256(b"").hexdigest()
        manifest["databases"]["drafts"]["tables"][table] = {"rows": 0, "sum": "0" * 64}
    (backup / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def test_a_backup_of_earlier_tables_gets_what_they_lack(home: Path, tmp_path: Path) -> None:
    make(Settings(drafting_home=home), tmp_path / "b")
    of_the_first_format(tmp_path / "b", home)
    of_the_second_step(tmp_path / "b")
    restore(tmp_path / "b", tmp_path / "new")
    with closing(open_store(home)) as old, closing(open_store(tmp_path / "new")) as new:
        [before], [after] = old.drafts(), new.drafts()
        assert (after.title, after.changed) == (before.title, before.changed)
        assert new.load(after.id) == old.load(before.id)
        new.save(new.load(after.id))
        assert len(new.versions(after.id)) == 2
    assert Users(tmp_path / "new" / "users.json").check("王芳", "a-long-password")


def of_the_second_step(backup: Path) -> None:
    """As a release made it that had no owners, no revisions and no users in the database."""
    manifest = json.loads((backup / MANIFEST).read_text("utf-8"))
    told = manifest["databases"]["drafts"]
    told["schema"] = "0002"
    later = {"drafts": ("owner", "revision", "archived", "finished", "written"),
             "versions": ("name", "step"), "work": ("holder", "takeovers"), "work_sections": ()}  # fmt: skip
    for table in set(told["tables"]) - set(later):
        del told["tables"][table], manifest["members"][f"drafts/{table}.jsonl"]
    for table, columns in later.items():
        path = backup / "drafts" / f"{table}.jsonl"
        rows = [json.loads(each) for each in path.read_bytes().splitlines()]
        lines = [line({k: v for k, v in row.items() if k not in columns}) for row in rows]
        path.write_bytes(b"".join(lines))
        told["tables"][table] = tally(lines).told
        manifest["members"][f"drafts/{table}.jsonl"] = sha256(path.read_bytes()).hexdigest()
    (backup / MANIFEST).write_text(json.dumps(manifest), "utf-8")


REFUSING = {
    "sqlite": "CREATE TRIGGER stop BEFORE INSERT ON library_documents"
    " BEGIN SELECT RAISE(ABORT, 'stop'); END",
    "postgresql": "ALTER TABLE library_documents ADD CHECK (number < 0)",
}


def test_a_database_that_refuses_the_samples_keeps_no_drafts(
    home: Path, tmp_path: Path, database_url: str, refused: Refused
) -> None:
    Store(database_url).close()
    Database(tmp_path / "other", database_url).close()
    sample = tmp_path / "讲话.txt"
    sample.write_text("关于养老服务的情况汇报\n\n全市新建养老服务站12个，老年人就近吃饭更方便。\n")
    with Library(home / "library") as library:
        library.add([sample])
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(REFUSING[engine.dialect.name]))
    make(Settings(drafting_home=home), tmp_path / "b.zip")
    assert "撤回" in refused(restore, tmp_path / "b.zip", tmp_path / "new", database_url)
    with engine.connect() as connection:
        counts = {
            table.name: connection.scalar(text(f"SELECT count(*) FROM {table.name}"))
            for table in all_tables()
        }
    engine.dispose()
    assert {name for name, count in counts.items() if count} == {"library_state"}
    assert not (tmp_path / "new").exists()


def test_a_catalog_of_a_later_release_is_told(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'later.db'}"
    Database(tmp_path / "other", url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE library_schema SET version_num = '9999'"))
    engine.dispose()
    assert main(["move", "--from", str(home), "--to", url]) == 2
    assert "更新的版本" in capsys.readouterr().err


def test_what_a_server_cannot_hold_is_no_reason_to_refuse(home: Path, tmp_path: Path) -> None:
    """Early releases let U+0000 into titles."""
    engine = create_engine(f"sqlite:///{home / FILE_NAME}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE drafts SET title = 'a' || char(0) || 'b'"))
    engine.dispose()
    make(Settings(drafting_home=home), tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    with closing(open_store(tmp_path / "new")) as store:
        assert [draft.title for draft in store.drafts()] == ["ab"]
