"""What was set on the page of an office counts for its commands too."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from drafting.cli import main
from drafting.held_settings import held_settings
from drafting.store import Store

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def _office(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database on whose page an address of a model and a unit were set."""
    with closing(Store(database_url)) as store:
        kept = {"openai_base_url": "http://127.0.0.1:9/v1", "drafting_issuer": "云岭县教育局"}
        store.office.change_settings(kept)
    monkeypatch.setenv("DRAFTING_DATABASE_URL", database_url)


@pytest.mark.usefixtures("_office")
def test_a_command_knows_what_was_set_on_the_page() -> None:
    told: list[str] = []
    settings = held_settings(told.append)
    assert settings.openai_base_url == "http://127.0.0.1:9/v1"
    assert settings.drafting_issuer == "云岭县教育局"
    assert told == []


@pytest.mark.usefixtures("_office")
def test_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTING_ISSUER", "云岭县财政局")
    assert held_settings(lambda _: None).drafting_issuer == "云岭县财政局"


@pytest.mark.usefixtures("_office")
def test_a_draft_of_the_command_line_has_the_unit_of_the_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "off")
    facts = tmp_path / "事实.yaml"
    facts.write_text(
        "kind: work_summary\ntitle: 2025年工作总结\ndate: 2025-12-20\nfacts:\n"
        "  - {topic: 做法, text: 开展送教下乡36次。}\n", "utf-8",
    )  # fmt: skip
    assert main(["draft", str(facts), "--engine", "offline"]) == 0
    said = capsys.readouterr()
    assert "单位“云岭县教育局”" in said.err
    assert "云岭县教育局" in said.out


def test_a_database_that_cannot_be_reached_is_told_and_the_environment_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DRAFTING_DATABASE_URL", "postgresql+psycopg://a:b@127.0.0.1:9/c")
    monkeypatch.setenv("DRAFTING_ISSUER", "云岭县财政局")
    told: list[str] = []
    assert held_settings(told.append).drafting_issuer == "云岭县财政局"
    assert len(told) == 1
    assert "页面上的设置没有读到" in told[0]
    assert ":b@" not in told[0]
