"""Secrets from files, and what is said where that goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.secret_files import SECRETS, read_secret_files
from drafting.settings import Settings

Refused = Callable[..., str]


@pytest.mark.parametrize("name", SECRETS)
def test_what_a_file_holds_takes_the_place_of_the_variable(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("geheim-0123\n", encoding="utf-8")
    environment = {f"{name}_FILE": str(tmp_path / "secret"), "OTHER": "x"}
    read_secret_files(environment)
    assert environment == {name: "geheim-0123", "OTHER": "x"}
    assert name.lower() in Settings.model_fields


def test_a_variable_and_a_file_are_one_too_many(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "secret").write_text("geheim-0123")
    given = {"OPENAI_API_KEY": "other-0123", "OPENAI_API_KEY_FILE": str(tmp_path / "secret")}
    said = refused(read_secret_files, given)
    assert "OPENAI_API_KEY_FILE" in said
    assert "0123" not in said


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe\xfa"])
def test_a_file_that_cannot_be_used_is_told(
    tmp_path: Path, refused: Refused, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    said = refused(read_secret_files, {"OPENAI_API_KEY_FILE": str(tmp_path / "secret")})
    assert "OPENAI_API_KEY_FILE" in said
