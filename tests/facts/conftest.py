from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.facts import ReadFacts, read_facts


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ReadFacts]:
    """Writes a facts file and reads it."""

    def run(content: str | bytes, name: str = "事实.yaml", kind: str = "") -> ReadFacts:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_facts(path, kind)

    return run


@pytest.fixture
def refusal(read: Callable[..., ReadFacts], refused: Callable[..., str]) -> Callable[..., str]:
    """Writes a facts file that must be refused; returns the sentence."""

    def run(content: str | bytes, name: str = "事实.yaml", kind: str = "") -> str:
        message = refused(read, content, name, kind)
        assert name in message
        return message

    return run
