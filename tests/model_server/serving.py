"""A fault server and our end of the line, for one test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import SecretStr

from drafting.model_server import Answer, Failure, Messages, Server, ServerFailed, open_server
from drafting.settings import Settings
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request, Script

KEY = "sk-geheim-0123456789"
TEXT = "各单位要把学习成果转化为推动工作的实际举措，把责任落实到岗、落实到人。"
TASK = Messages("你是笔杆子。", "写一段。")


def settings_for(base_url: str, **changes: object) -> Settings:
    given = {"drafting_model": "writer", "openai_api_key": SecretStr(KEY)} | changes
    return Settings(openai_base_url=base_url, **given)  # type: ignore[arg-type]


@contextmanager
def serving(script: Script | Reply, **options: Any) -> Iterator[FaultOpenAI]:
    given = (lambda _: script) if isinstance(script, Reply) else script
    options = {"models": ("writer",)} | options
    with FaultOpenAI(given, **options).running() as server:
        yield server


def at_first(bad: Reply, good: Reply | None = None, times: int = 1) -> Script:
    """The bad reply to the first requests, the good one to all others."""
    good = good or Reply(TEXT)
    count = 0

    def script(_: Request) -> Reply:
        nonlocal count
        count += 1
        return bad if count <= times else good

    return script


def run(
    base_url: str, work: Callable[[Server], Coroutine[Any, Any, Any]], **changes: object
) -> Any:
    """Do the work with an open server, on a loop of its own."""

    async def main() -> Any:
        async with open_server(settings_for(base_url, **changes)) as server:
            return await work(server)

    return asyncio.run(main())


class Told:
    """What the screen was told: text as it stands, and why it was taken back."""

    def __init__(self) -> None:
        self.text = ""
        self.shown = 0
        self.restarts: list[str] = []

    def show(self, text: str) -> None:
        self.text += text
        self.shown += 1

    def restart(self, why: str) -> None:
        self.restarts.append(why)
        self.text = ""


def write(base_url: str, told: Told | None = None, **changes: object) -> Answer:
    told = told or Told()

    async def work(server: Server) -> Answer:
        return await server.write(TASK, most_tokens=400, show=told.show, restart=told.restart)

    answer = run(base_url, work, **changes)
    assert isinstance(answer, Answer)
    return answer


def failing(base_url: str, **changes: object) -> Failure:
    """Why it cannot be written, in a sentence without key and without what the server said."""
    with pytest.raises(ServerFailed) as raised:
        write(base_url, **changes)
    error = raised.value
    assert KEY not in repr(error) + str(error) + repr(error.failure)
    assert error.__cause__ is None
    assert str(error) == error.failure.sentence
    return error.failure
