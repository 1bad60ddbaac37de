from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from drafting.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _without_embeddings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "off")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs a command of ``python -m drafting``."""

    def run(*arguments: object) -> Done:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty sample library, which is opened faster than the shipped one."""
    (tmp_path / "library").mkdir()
    return tmp_path / "library"


@pytest.fixture
def draft(cli: Callable[..., Done], library: Path, facts_folder: Path) -> Callable[..., Done]:
    """Drafts without a model, from a shipped facts file where none is given."""

    def run(*arguments: object, facts: Any = facts_folder / "work_summary.yaml") -> Done:
        return cli("draft", facts, "--engine", "offline", "--library", library, *arguments)

    return run


@pytest.fixture
def refusal(cli: Callable[..., Done]) -> Callable[..., str]:
    """Runs a command that must be refused with one line on stderr alone; returns the line."""

    def run(*arguments: object, run: Callable[..., Done] = cli, **options: Any) -> str:
        done = run(*arguments, **options)
        assert (done.code, done.out) == (2, ""), done
        assert done.err.endswith("\n")
        assert done.err.count("\n") == 1, done.err
        return done.err.rstrip("\n")

    return run
