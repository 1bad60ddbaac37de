"""What is set on the page is kept for its owner alone, and the environment goes before it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Brief
from drafting.preferences import FILE, filled, read_preferences, write_preferences
from drafting.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_what_is_kept_counts_from_then_on(tmp_path: Path) -> None:
    write_preferences(
        tmp_path, {"openai_base_url": "http://127.0.0.1:9/v1", "drafting_model": "甲"}
    )
    write_preferences(tmp_path, {"drafting_speaking_rate": 180, "unknown": 1})
    settings = load_settings(None, tmp_path)
    assert (settings.drafting_model, settings.drafting_speaking_rate) == ("甲", 180)
    assert settings.has_model
    assert settings.drafting_home == tmp_path
    assert "unknown" not in (tmp_path / FILE).read_text()


def test_an_empty_value_is_forgotten(tmp_path: Path) -> None:
    write_preferences(tmp_path, {"drafting_issuer": "清河县人民政府"})
    write_preferences(tmp_path, {"drafting_issuer": ""})
    assert read_preferences(tmp_path) == {}


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    write_preferences(tmp_path, {"openai_api_key": "sk-geheim"})
    write_preferences(tmp_path, {"drafting_model": "甲"})
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_environment_goes_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_preferences(tmp_path, {"drafting_speaking_rate": 180, "drafting_issuer": "甲县"})
    monkeypatch.setenv("DRAFTING_SPEAKING_RATE", "220")
    settings = load_settings(None, tmp_path)
    assert (settings.drafting_speaking_rate, settings.drafting_issuer) == (220, "甲县")


def test_a_kept_key_is_not_sent_to_an_address_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_preferences(tmp_path, {"openai_base_url": "http://a/v1", "openai_api_key": "sk-geheim"})
    monkeypatch.setenv("OPENAI_BASE_URL", "http://b/v1")
    settings = load_settings(None, tmp_path)
    assert settings.openai_base_url == "http://b/v1"
    assert not settings.openai_api_key.get_secret_value()


@pytest.mark.parametrize("text", ["{", "[]", '{"drafting_speaking_rate": "快"}'])
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="设置"):
        load_settings(None, tmp_path)


def test_a_brief_takes_what_it_lacks_and_says_so() -> None:
    settings = Settings(
        drafting_issuer="甲县", drafting_signer="林远山", drafting_signer_title="县长"
    )
    speech = load_kind("mobilization_speech")
    made, said = filled(Brief(speech.id), speech, settings)
    assert (made.issuer, made.speaker, made.speaker_title) == ("甲县", "林远山", "县长")
    assert "单位“甲县”" in said
    assert "讲话人“林远山”" in said
    own = Brief(speech.id, issuer="乙县", speaker="周明", speaker_title="书记")
    assert filled(own, speech, settings) == (own, "")
    another = Brief(speech.id, issuer="乙县", speaker="周明")
    assert filled(another, speech, settings) == (another, "")  # never one man's title for another
    report = load_kind("research_report")
    assert filled(Brief(report.id), report, settings)[0].speaker == ""
    assert filled(Brief(report.id), report, Settings()) == (Brief(report.id), "")
