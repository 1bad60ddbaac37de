"""An office's backup while its writers write, restored to a database and to a folder, on which the real
program is started."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from drafting.cli import main
from drafting.store import Store, open_store
from drafting.users.stored import StoredUsers
from retrieval import Library
from tests.backup.writers import Writers, assert_whole
from tests.briefs import drafted, shipped
from tests.browser.running import RunningDesk
from tests.conftest import SERVER
from tests.retrieval.sample_texts import SPEECH
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300), *SERVER]
WORDS = "a-long-password"


@pytest.fixture
def office(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of an office with a user, a setting and a sample."""
    url = postgres.new_database()
    monkeypatch.setenv("DRAFTING_DATABASE_URL", url)
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "off")
    with closing(Store(url)) as store:
        StoredUsers(store).put("王芳", WORDS, "admin")
        store.office.change_settings({"drafting_issuer": "某局"})
    sample = tmp_path / "讲话.txt"
    sample.write_text(SPEECH, encoding="utf-8")
    with Library(tmp_path / "home" / "library", database_url=url) as library:
        assert library.add([sample])[0].status == "added"
    return url


def test_what_is_restored_is_whole_and_people_sign_in(
    office: str, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    manifests = []
    with Writers(lambda: Store(office), drafted(shipped("work_summary"))) as writers:
        for number in range(3):
            assert main(["backup", str(tmp_path / f"{number}.zip"), "--json"]) == 0
            manifests.append(json.loads(capsys.readouterr().out))
        new = postgres.new_database()
        restored = ["restore", str(tmp_path / "2.zip"), "--data"]
        assert main([*restored, str(tmp_path / "database"), "--database", new]) == 0
        assert main([*restored, str(tmp_path / "folder")]) == 0
    assert writers.errors == []
    told = [_rows(manifest) for manifest in manifests]
    assert told[0]["versions"] < told[1]["versions"] < told[2]["versions"]
    for folder, url in (("database", new), ("folder", "")):
        with closing(open_store(tmp_path / folder, url or None)) as store:
            assert assert_whole(store).items() <= told[2].items()
            if url:
                assert _counted(store, told[2]) == told[2]
        monkeypatch.setenv("DRAFTING_DATABASE_URL", url)
        assert _signs_in(tmp_path / folder)


def _rows(manifest: dict[str, dict[str, dict[str, dict[str, dict[str, int]]]]]) -> dict[str, int]:
    tables = {k: v for each in manifest["databases"].values() for k, v in each["tables"].items()}
    return {name: told["rows"] for name, told in tables.items()}


def _counted(store: Store, told: dict[str, int]) -> dict[str, int]:
    """Rows that stand there now, without what the command itself has put on record."""
    with store.engine.connect() as connection:
        counts = {
            name: int(connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0) for name in told
        }
    return counts | {"drafting_audit": counts["drafting_audit"] - 1}


def _signs_in(data: Path) -> bool:
    """Whether the program asks who comes, and lets in who has the password, nobody else."""
    desk = RunningDesk(data)
    desk.start()
    try:
        with httpx.Client(base_url=desk.address, timeout=60) as browser:
            assert browser.get("/").status_code in (303, 307, 401)
            answers = [
                browser.post(
                    "/login", data={"name": "王芳", "password": words, "next": ""},
                    headers={"origin": desk.address.rstrip("/")},
                ).status_code
                for words in ("wrong", WORDS)
            ]  # fmt: skip
            return answers == [401, 303] and browser.get("/").status_code == 200
    finally:
        desk.stop()
