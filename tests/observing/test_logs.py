"""Log lines: their fields, and that no text, fact, prompt or key gets into one."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.observing import logs
from drafting.observing.context import about, request_id

SECRET = "geheim-0123456789"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    for name in logs.OWN:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    def read() -> list[dict[str, Any]]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return read


def test_a_line_tells_of_whom_and_of_which_draft(lines: Lines) -> None:
    logs.set_up("json")
    with about(request="a" * 32, user="王芳", draft="d1"):
        logging.getLogger("drafting.jobs").info("writing begun", extra={"engine": "offline"})
    [line] = lines()
    assert line.pop("timestamp")
    assert line == {
        "level": "INFO", "logger": "drafting.jobs", "event": "writing begun", "engine": "offline",
        "request": "a" * 32, "user": "王芳", "draft": "d1",
    }  # fmt: skip


def test_an_error_is_told_without_its_words(lines: Lines) -> None:
    logs.set_up("json")
    try:
        raise ValueError("全市共468名 SECRET WORDS")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("in the application")
    [line] = lines()
    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["places"]
    assert "SECRET WORDS" not in json.dumps(line)


def test_an_error_among_the_arguments_is_told_by_its_kind(lines: Lines) -> None:
    logs.set_up("json")
    error = RuntimeError("what the database said of 'content'")
    error.__cause__ = OSError(28, "full")
    logging.getLogger("drafting.jobs").warning("signs of life: %s", error)
    [line] = lines()
    assert line["event"] == "signs of life: RuntimeError < OSError"


@pytest.mark.parametrize(
    "text",
    [f"key {SECRET}", f"Authorization: Bearer {SECRET}", f"postgresql://user:{SECRET}@host/db",
     "tried sk-abcdefgh12345678", f"api_key='{SECRET}'", f"password={SECRET}"],
)  # fmt: skip
def test_secrets_are_masked(lines: Lines, text: str) -> None:
    logs.set_up("json", [SECRET] if text.startswith("key") else [])
    logging.getLogger("httpx").warning(text)
    [line] = lines()
    assert SECRET not in line["event"]
    assert "abcdefgh" not in line["event"]
    assert "***" in line["event"]


@given(st.text(max_size=600), st.sampled_from(["json", "plain"]))
def test_no_line_holds_chinese_or_breaks(text: str, style: logs.Style) -> None:
    record = logging.LogRecord("any", logging.WARNING, "", 0, "%s", (text,), None)
    assert logs.Discreet().filter(record)
    assert record.getMessage().isascii()
    assert "\n" not in record.getMessage()
    assert len(record.getMessage()) <= 400
    formatter = logs._json() if style == "json" else logs.Plain()
    assert "\n" not in formatter.format(record)


def test_quiet_tells_warnings_alone(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("quiet")
    logging.getLogger("drafting.desk").info("answered")
    logging.getLogger("drafting.desk").warning("odd")
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith("WARNING drafting.desk odd")


@pytest.mark.parametrize(
    "asked", ["", "short", "a" * 65, "with space", "line\nbreak", "<b>bold</b>"]
)
def test_an_id_that_is_not_sane_is_replaced(asked: str) -> None:
    assert request_id(asked) != asked
    assert len(request_id(asked)) == 32


def test_a_sane_id_is_kept() -> None:
    assert request_id("proxy-1.2_3") == "proxy-1.2_3"


@pytest.mark.parametrize(("style", "told"), [("quiet", 1), ("plain", 3)])
def test_who_stops_the_program_is_not_told_whom_that_cut_off(
    style: logs.Style, told: int, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up(style)
    log = logging.getLogger("uvicorn.error")
    log.error("Cancel %s running task(s), timeout graceful shutdown exceeded", 1)
    for error in (asyncio.CancelledError(), ValueError("x")):
        log.error("Exception in ASGI application", exc_info=error)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == told
    assert "error=ValueError" in said[-1]
