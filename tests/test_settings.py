"""Settings come from the environment, then from .env, and keep their secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import BadInput
from drafting.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_defaults_have_no_model() -> None:
    settings = load_settings(None)
    assert not settings.has_model
    assert settings.drafting_embeddings == "e5"
    assert settings.drafting_home.name == "drafting"


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_key_or_address_is_a_model(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:1/v1")
    assert load_settings(None).has_model


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("DRAFTING_MODEL=乙\nDRAFTING_HOME=/data\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("DRAFTING_MODEL", "甲")
    monkeypatch.setenv("CHROMA_URL", "")
    settings = load_settings(file)
    assert (settings.drafting_model, settings.drafting_home) == ("甲", Path("/data"))


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-geheim")
    monkeypatch.setenv("DRAFTING_DATABASE_URL", "postgresql://me:geheim@host/db")
    assert "geheim" not in repr(load_settings(None)) + str(load_settings(None))


@pytest.mark.parametrize(
    ("name", "value"),
    [("DRAFTING_EMBEDDINGS", "e6"), ("DRAFTING_PARALLEL", "x"), ("OPENAI_BASE_URL", "ht geheim")],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadInput, match=name.lower()) as raised:
        load_settings(None)
    assert value not in str(raised.value)
