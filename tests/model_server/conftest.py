"""Nothing learnt in one test is known in another, and nobody waits long before another try."""

from __future__ import annotations

import pytest

from drafting.model_server import habits, trying


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(habits, "_known", {})
    monkeypatch.setattr(trying, "_FIRST_PAUSE", 0.02)
