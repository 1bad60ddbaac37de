"""A model server without a network, for the chain alone: it answers by a script and keeps what it
was asked. What it streams, it streams in small pieces."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from pydantic import BaseModel

from drafting.engines.base import Piece, Step, Task, Written
from drafting.engines.model_engine.commission import Commission, Event
from drafting.kinds import load_kind
from drafting.model import Brief, Outline, Section, Usage
from drafting.model_server import Answer, Failure, Messages, ServerFailed
from drafting.plan import plan
from tests.engines.scripted import answer, asked

Record = TypeVar("Record", bound=BaseModel)
Script = Callable[[Messages], "str | Answer | Failure"]
COST = Usage(100, 60, 10, 1)
REPAIR, NEIGHBOURS, CONTINUE = (
    "这一节核对过了",
    "全文各节已经合到一起通读过",
    "刚才写到长度上限停下了",
)


def as_messages(messages: Messages) -> list[dict[str, str]]:
    first = [
        {"role": "system", "content": messages.system},
        {"role": "user", "content": messages.user},
    ]
    return first + [{"role": role, "content": text} for role, text in messages.then]


def proper(messages: Messages) -> str:
    """What the scripted model writes."""
    return answer(as_messages(messages))


def last(messages: Messages) -> str:
    """The newest turn of a person."""
    return messages.then[-1][1] if messages.then else messages.user


def heading(messages: Messages) -> str:
    return asked(messages.user)


class FakeServer:
    """``asked`` are the conversations in order; ``most_at_once`` the peak of open answers."""

    model = "fake"

    def __init__(self, script: Script = proper) -> None:
        self.asked: list[Messages] = []
        self.most_at_once = 0
        self._at_once = 0
        self._script = script

    async def write(
        self,
        messages: Messages,
        *,
        most_tokens: int,
        show: Callable[[str], None] | None = None,
        restart: Callable[[str], None] | None = None,  # noqa: ARG002
    ) -> Answer:
        assert most_tokens > 0
        self.asked.append(messages)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._answer(messages, show)
        finally:
            self._at_once -= 1

    async def _answer(self, messages: Messages, show: Callable[[str], None] | None) -> Answer:
        said = self._script(messages)
        if isinstance(said, Failure):
            raise ServerFailed(said)
        made = said if isinstance(said, Answer) else Answer(said, "stop", COST)
        for at in range(0, len(made.text), 7):
            await asyncio.sleep(0)
            if show:
                show(made.text[at : at + 7])
        return made

    async def ask(
        self, messages: Messages, schema: type[Record], *, most_tokens: int
    ) -> tuple[Record, Usage]:
        answer = await self.write(messages, most_tokens=most_tokens)
        return schema.model_validate_json(answer.text), answer.usage


def task_for(brief: Brief, outline: Outline | None = None, done: tuple[Section, ...] = ()) -> Task:
    kind = load_kind(brief.kind)
    return Task(brief, kind, outline or plan(brief, kind), done=done)


def run(
    task: Task,
    server: FakeServer,
    work: Callable[[Commission], Coroutine[Any, Any, Any]],
    parallel: int = 8,
) -> tuple[Any, list[Event]]:
    """Do the work with a commission; what it returns and what it has emitted."""
    events: list[Event] = []

    async def main() -> Any:
        return await work(Commission(task, server, asyncio.Semaphore(parallel), events.append))

    return asyncio.run(main()), events


def texts(events: list[Event] | list[Step]) -> dict[str, Section]:
    """The sections as they were told last."""
    return {e.section.id: e.section for e in events if isinstance(e, Written)}


def shown(events: list[Event] | list[Step], section: str) -> str:
    return "".join(e.text for e in events if isinstance(e, Piece) and e.section == section)
