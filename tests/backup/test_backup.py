"""Backup and restore: whole or not at all, at one moment, into something empty, proved."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from drafting.audit.trail import Trail
from drafting.backup.archive import MANIFEST, prove
from drafting.backup.making import make
from drafting.backup.restoring import restore
from drafting.cli import main
from drafting.model import Draft
from drafting.preferences import write_preferences
from drafting.settings import Settings
from drafting.store import open_store
from drafting.users import Users, open_users
from retrieval import Library
from tests.backup.writers import Writers, assert_whole
from tests.briefs import drafted, shipped
from tests.retrieval.sample_texts import SPEECH
from tests.servers.postgres import Postgres

Refused = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def draft() -> Draft:
    return drafted(shipped("work_summary"))


def fill(home: Path, draft: Draft, url: str = "") -> None:
    """A data folder with something of everything."""
    with closing(open_store(home, url or None)) as store:
        for number in range(3):
            store.save(replace(draft, id=f"d{number}"), "起草")
            store.save(replace(draft, id=f"d{number}", title=f"第{number}稿"), "改题目")
        Trail(store.engine).note("login", "王芳", address="10.0.0.7")
    sample = home.parent / "讲话.txt"
    sample.write_text(SPEECH, encoding="utf-8")
    with Library(home / "library", database_url=url or None) as library:
        assert library.add([sample])[0].status == "added"
    Users(home / "users.json").put("王芳", "a-long-password", "admin")
    write_preferences(home, {"openai_api_key": "sk-kept", "openai_base_url": "http://127.0.0.1:9"})
    (home / "uploads").mkdir()
    (home / "uploads" / "own-1.toml").write_text("# 本单位", encoding="utf-8")


def contents(home: Path, url: str = "") -> object:
    with closing(open_store(home, url or None)) as store:
        drafts = [
            (each.id, each.title, each.changed, each.versions, store.load(each.id))
            for each in sorted(store.drafts(), key=lambda each: each.id)
        ]
        versions = [store.versions(each[0]) for each in drafts]
        trail = list(Trail(store.engine).entries(action="login"))
    with Library(home / "library", database_url=url or None) as library:
        documents = [library.document(d.id) for d in library.documents()]
    return drafts, versions, trail, documents


def test_all_comes_back(home: Path, tmp_path: Path, draft: Draft) -> None:
    fill(home, draft)
    manifest = make(Settings(drafting_home=home), tmp_path / "b.zip")
    assert manifest["databases"]["drafts"]["tables"]["versions"]["rows"] == 6
    new = tmp_path / "new"
    restore(tmp_path / "b.zip", new)
    assert contents(new) == contents(home)
    assert open_users(new / "users.json").check("王芳", "a-long-password")
    assert json.loads((new / "preferences.json").read_text())["openai_api_key"] == "sk-kept"
    assert (new / "uploads" / "own-1.toml").read_text("utf-8") == "# 本单位"


def test_a_backup_is_its_owners_alone(home: Path, tmp_path: Path, draft: Draft) -> None:
    fill(home, draft)
    make(Settings(drafting_home=home), tmp_path / "b.zip")
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    restore(tmp_path / "b.zip", tmp_path / "new")
    for name in ("users.json", "preferences.json"):
        assert stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) == 0o600


def test_a_folder_will_do_as_well(home: Path, tmp_path: Path, draft: Draft) -> None:
    fill(home, draft)
    make(Settings(drafting_home=home), tmp_path / "b")
    assert (tmp_path / "b" / MANIFEST).is_file()
    restore(tmp_path / "b", tmp_path / "new")
    assert contents(tmp_path / "new") == contents(home)


def test_nothing_is_written_over(
    home: Path, tmp_path: Path, draft: Draft, refused: Refused
) -> None:
    fill(home, draft)
    make(Settings(drafting_home=home), tmp_path / "b.zip")
    before = contents(home)
    assert "不覆盖旧文件" in refused(make, Settings(drafting_home=home), tmp_path / "b.zip")
    assert "不是空文件夹" in refused(restore, tmp_path / "b.zip", home)
    assert contents(home) == before


@pytest.mark.parametrize("damage", ["cut", "byte", "member", "manifest", "other", "empty"])
def test_half_a_backup_is_never_taken_for_a_whole_one(
    home: Path, tmp_path: Path, draft: Draft, refused: Refused, damage: str
) -> None:
    fill(home, draft)
    path = tmp_path / "b.zip"
    make(Settings(drafting_home=home), path)
    data = path.read_bytes()
    if damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "byte":
        at = len(data) // 3
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
    elif damage == "other":
        path.write_bytes(b"no backup")
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        left_out = MANIFEST if damage == "manifest" else "drafts/versions.jsonl"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "c.zip", "w") as new:
            for name in old.namelist():
                if name != left_out:
                    new.writestr(name, old.read(name))
        path = tmp_path / "c.zip"
    assert "不是完整的备份" in refused(restore, path, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".new*"))


def test_a_disk_that_is_full_leaves_no_backup(
    home: Path, small_disk: Path, draft: Draft, refused: Refused
) -> None:
    fill(home, draft)
    (home / "upload.bin").write_bytes(os.urandom(800 << 10))
    assert "磁盘已满" in refused(make, Settings(drafting_home=home), small_disk / "b.zip")
    assert list(small_disk.iterdir()) == []


def test_a_backup_of_a_later_release_is_refused(
    home: Path, tmp_path: Path, draft: Draft, refused: Refused
) -> None:
    fill(home, draft)
    make(Settings(drafting_home=home), tmp_path / "b")
    told = json.loads((tmp_path / "b" / MANIFEST).read_text("utf-8"))
    told["databases"]["drafts"]["schema"] = "9999"
    (tmp_path / "b" / MANIFEST).write_text(json.dumps(told), "utf-8")
    assert "更新的版本" in refused(restore, tmp_path / "b", tmp_path / "new")


def test_names_that_lead_elsewhere_are_refused(
    home: Path, tmp_path: Path, draft: Draft, refused: Refused
) -> None:
    fill(home, draft)
    make(Settings(drafting_home=home), tmp_path / "b")
    told = json.loads((tmp_path / "b" / MANIFEST).read_text("utf-8"))
    told["files"]["../../evil"] = {"bytes": 1}
    (tmp_path / "b" / MANIFEST).write_text(json.dumps(told), "utf-8")
    assert "指向别处" in refused(restore, tmp_path / "b", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_under_load_passes_all_examinations(
    home: Path, tmp_path: Path, draft: Draft, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    fill(home, draft)
    with Writers(lambda: open_store(home), draft) as writers:
        manifests = [make(Settings(drafting_home=home), tmp_path / f"{n}.zip") for n in range(3)]
        restore(tmp_path / "2.zip", tmp_path / "new")
    assert writers.errors == []
    rows = [m["databases"]["drafts"]["tables"]["versions"]["rows"] for m in manifests]
    assert rows == sorted(rows)
    with closing(open_store(tmp_path / "new")) as restored:
        assert assert_whole(restored)["versions"] == rows[2]
        with restored.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    monkeypatch.setenv("DRAFTING_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    (tmp_path / "new" / "preferences.json").unlink()  # its model server is made up
    code = main(["doctor", "--json"])
    out, err = capsys.readouterr()
    assert code == 0, (out, err)
    examined = {one["name"]: one for one in json.loads(out)["examined"]}
    assert examined["样本库"]["documents"] == 1


def test_the_commands(
    home: Path, tmp_path: Path, draft: Draft, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    fill(home, draft)
    monkeypatch.setenv("DRAFTING_HOME", str(home))
    assert main(["backup", str(tmp_path / "b.zip"), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == prove(tmp_path / "b.zip")
    assert "3 篇文稿、6 个版本、1 篇样本" in err
    assert main(["restore", str(tmp_path / "b.zip"), "--data", str(tmp_path / "new")]) == 0
    assert main(["restore", str(tmp_path / "b.zip"), "--data", str(tmp_path / "new")]) == 2
    assert "不是空文件夹" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "none.zip"), "--data", str(tmp_path / "x")]) == 2


@pytest.fixture
def other_url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.mark.network
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("way", ["into", "out of"])
def test_from_one_kind_of_database_to_the_other(
    home: Path, tmp_path: Path, draft: Draft, other_url: str, refused: Refused, way: str
) -> None:
    old, new = ("", other_url) if way == "into" else (other_url, "")
    fill(home, draft, old)
    make(Settings(drafting_home=home, drafting_database_url=old), tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new", new)
    assert contents(tmp_path / "new", new) == contents(home, old)
    with closing(open_store(tmp_path / "new", new or None)) as store:
        Trail(store.engine).note("login", "li")  # its number is a new one
        assert len(list(Trail(store.engine).entries())) == 2
    if new:
        assert "已经有内容" in refused(restore, tmp_path / "b.zip", tmp_path / "again", new)
        assert not (tmp_path / "again").exists()
