from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import Library
from tests.conftest import SERVER
from tests.retrieval.sample_texts import REPORT, SPEECH
from tests.servers.postgres import Postgres


@pytest.fixture(autouse=True)
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line makes no vectors unless a test says so."""
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "off")


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    folder = tmp_path / "samples"
    for kind, name, text in (
        ("mobilization_speech", "speech.md", SPEECH),
        ("situation_report", "report.txt", REPORT),
    ):
        (folder / kind).mkdir(parents=True)
        (folder / kind / name).write_text(text, encoding="utf-8")
    (folder / "facts").mkdir()
    (folder / "facts" / "facts.md").write_text("这不是样本。", encoding="utf-8")
    return folder


@pytest.fixture(params=["folder", pytest.param("postgres", marks=SERVER)])
def catalog_url(request: pytest.FixtureRequest) -> str | None:
    """Where the catalog is: in the library's folder, or in a PostgreSQL of several processes."""
    if request.param == "folder":
        return None
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def library(tmp_path: Path, catalog_url: str | None) -> Iterator[Library]:
    with Library(tmp_path / "library", database_url=catalog_url) as library:
        yield library
