"""Against llama.cpp itself: its protocol, its counters, its limits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from drafting.model_server import Messages, Server, ServerFailed, habits
from tests.model_server.serving import Told, run
from tests.servers.llama_server import CONTEXT, Llama, running_llama, weights

pytestmark = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(weights() is None, reason="the small model is not installed"),
]
STORY = Messages("You are a helpful assistant.", "Tell a very long story about a village.")


class City(BaseModel):
    name: str
    people: int


@pytest.fixture(scope="module")
def llama() -> Iterator[Llama]:
    with running_llama() as server:
        yield server


def ours(llama: Llama, work: Callable[[Server], Any], **changes: object) -> Any:
    return run(llama.base_url, work, drafting_model="smollm2", **changes)


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not await asyncio.to_thread(condition) and time.monotonic() < end:
        await asyncio.sleep(0.05)
    return await asyncio.to_thread(condition)


def test_it_streams_and_counts(llama: Llama) -> None:
    told = Told()

    async def work(server: Server) -> Any:
        return await server.write(STORY, most_tokens=24, show=told.show, restart=told.restart)

    answer = ours(llama, work)
    assert answer.text == told.text != ""
    assert told.shown > 3
    assert (answer.finish, answer.usage.completion, answer.usage.calls) == ("length", 24, 1)
    assert answer.usage.prompt > 10


def test_it_honours_a_schema(llama: Llama) -> None:
    async def work(server: Server) -> Any:
        question = Messages("You know cities.", "Name a city and how many people live there.")
        return await server.ask(question, City, most_tokens=120)

    city, usage = ours(llama, work)
    assert isinstance(city, City)
    assert usage.calls == 1
    assert {known.method for known in habits._known.values()} <= {"json_schema"}


def test_cancelling_stops_it(llama: Llama) -> None:
    async def work(server: Server) -> float:
        told = Told()
        task = asyncio.create_task(server.write(STORY, most_tokens=1500, show=told.show))
        assert await until(lambda: bool(told.text))
        assert await asyncio.to_thread(llama.busy) == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await until(lambda: llama.busy() == 0, 5.0)
        return await asyncio.to_thread(llama.metric, "tokens_predicted_total")

    written = ours(llama, work)
    time.sleep(0.5)
    assert llama.metric("tokens_predicted_total") == written


def test_two_at_once(llama: Llama) -> None:
    async def work(server: Server) -> Any:
        both = [asyncio.create_task(server.write(STORY, most_tokens=60)) for _ in range(2)]
        assert await until(lambda: llama.busy() == 2)
        return await asyncio.gather(*both)

    first, second = ours(llama, work)
    assert first.usage.completion == second.usage.completion == 60


def test_a_common_beginning_is_read_once(llama: Llama) -> None:
    """Two tasks that differ at their end alone: the second reads little more than its end."""
    rules = "Write about the village in plain words, one fact a sentence. " * 12

    async def work(server: Server) -> Any:
        answers = []
        for topic in ("roads", "schools"):
            messages = Messages(rules, f"{rules}Now write about its {topic}.")
            answers.append(await server.write(messages, most_tokens=4))
        return answers

    read = llama.metric("prompt_tokens_total")
    first, second = ours(llama, work)
    read = llama.metric("prompt_tokens_total") - read
    assert second.usage.cached >= 0.75 * second.usage.prompt
    assert read <= first.usage.prompt + 0.25 * second.usage.prompt


def test_too_long_a_prompt_is_told(llama: Llama) -> None:
    async def work(server: Server) -> Any:
        messages = Messages("You are helpful.", "village road school " * CONTEXT)
        return await server.write(messages, most_tokens=4)

    with pytest.raises(ServerFailed) as raised:
        ours(llama, work)
    assert raised.value.failure.kind == "too_long"
