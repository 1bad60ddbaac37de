"""Shared by all tests. Sockets are refused (see addopts in pyproject.toml) unless a test says
``enable_socket``; ``DRAFTING_HOME`` points into a temporary folder, so no test touches a user's."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FACTS = ROOT / "samples" / "facts"

_MODEL_VARIABLES = (
    "OPENAI_API_KEY", "OPENAI_BASE_URL", "DRAFTING_MODEL", "DRAFTING_EMBEDDINGS",
    "DRAFTING_EMBEDDING_MODEL", "DRAFTING_DATABASE_URL", "CHROMA_URL",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTING_HOME", str(tmp_path / "home"))
    for name in _MODEL_VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def facts_folder() -> Path:
    return FACTS
