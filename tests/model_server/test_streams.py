"""Answers in all the shapes servers give them."""

from __future__ import annotations

import asyncio

import pytest

from drafting.model import Usage
from drafting.model_server import Messages, Server, habits
from tests.model_server.serving import (
    TASK,
    TEXT,
    Told,
    run,
    serving,
    settings_for,
    write,
)  # fmt: skip
from tests.servers.replies import Reply

pytestmark = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(TEXT),
        Reply(TEXT, style="crlf"),
        Reply(TEXT, style="comments"),
        Reply(TEXT, style="lines"),
        Reply(TEXT, style="events"),
        Reply(TEXT, chunk=1, style="crlf"),
        Reply(TEXT, whole=True),
        Reply(TEXT, finish=None),
        Reply(TEXT, finish=None, done=False),
        Reply(TEXT, done=False),
        Reply(TEXT, finish="eos"),
        Reply(TEXT, usage="never"),
        Reply(TEXT, thinking="先想一想，" * 5),
        Reply(TEXT, thinking="先想一想，" * 5, whole=True),
        Reply(f"<think>先想一想</think>\n\n{TEXT}"),
        Reply(f"<think>先想一想</think>\n\n{TEXT}", chunk=1),
        Reply(f"<THINKING>想</THINKING>{TEXT}", chunk=2),
        Reply(f"◁think▷想◁/think▷{TEXT}", chunk=2),
    ],
    ids=str,
)
def test_the_text_is_read(reply: Reply) -> None:
    told = Told()
    with serving(reply) as server:
        answer = write(server.base_url, told)
    assert (answer.text, answer.finish) == (TEXT, "stop")
    assert told.text == TEXT
    assert told.restarts == []
    assert len(server.requests) == 1


def test_thinking_that_leaks_is_taken_back_once() -> None:
    leaking = Reply(f"{'先想一想。' * 20}</think>\n\n{TEXT}", pause=0.01)
    with serving(leaking) as server:
        first, second = Told(), Told()
        assert write(server.base_url, first).text == TEXT
        assert write(server.base_url, second).text == TEXT
        assert habits.habits_of(settings_for(server.base_url)).leaks
    assert first.text == second.text == TEXT
    assert first.restarts == ["模型把思考过程写进了正文，已经去掉"]
    assert second.restarts == []
    assert len(server.requests) == 2


def test_a_server_that_leaked_once_need_not_do_so_again() -> None:
    with serving(Reply(TEXT)) as server:
        habits.learn(settings_for(server.base_url), habits.Habits(leaks=True))
        told = Told()
        assert write(server.base_url, told).text == told.text == TEXT


def test_thinking_that_left_no_room_gets_more() -> None:
    def script(request: object) -> Reply:
        room = request.body["max_tokens"]  # type: ignore[attr-defined]
        return Reply(TEXT) if room > 400 else Reply(thinking="想", finish="length")

    with serving(script) as server:
        assert write(server.base_url).text == TEXT
    assert [request.body["max_tokens"] for request in server.requests] == [400, 800]


def test_the_limit_is_told() -> None:
    with serving(Reply(TEXT, chunk=3)) as server:

        async def work(opened: Server) -> object:
            return await opened.write(TASK, most_tokens=4)

        answer = run(server.base_url, work)
    assert (answer.text, answer.finish) == (TEXT[:12], "length")


def test_tokens_are_counted_over_all_tries() -> None:
    replies = [Reply(""), Reply(TEXT, cached=5)]
    with serving(lambda _: replies.pop(0)) as server:
        answer = write(server.base_url)
    asked = len("你是笔杆子。\n写一段。")
    assert answer.usage == Usage(2 * asked, 5, len(TEXT) // 3 + 1, 2)


def test_where_the_server_counts_nothing_zeros_are_left() -> None:
    with serving(Reply(TEXT, usage="never")) as server:
        assert write(server.base_url).usage == Usage(calls=1)


def test_turns_are_sent_in_order() -> None:
    messages = Messages("规则", "写", (("assistant", "半句"), ("user", "接着写")))
    with serving(Reply(TEXT)) as server:

        async def work(opened: Server) -> object:
            return await opened.write(messages, most_tokens=100)

        run(server.base_url, work)
    sent = [(turn["role"], turn["content"]) for turn in server.requests[0].body["messages"]]
    assert sent == [
        ("system", "规则"), ("user", "写"), ("assistant", "半句"), ("user", "接着写"),
    ]  # fmt: skip


def test_the_first_text_is_shown_at_once_and_the_rest_in_bits() -> None:
    told = Told()
    with serving(Reply(TEXT * 6, chunk=1, pause=0.002)) as server:
        answer = write(server.base_url, told)
    assert told.text == answer.text
    assert 2 <= told.shown < len(answer.text) / 4


def test_text_comes_before_the_answer_is_whole() -> None:
    with serving(Reply(TEXT * 2, pause=0.05)) as server:

        async def work(opened: Server) -> bool:
            told = Told()
            task = asyncio.create_task(opened.write(TASK, most_tokens=99, show=told.show))
            while not told.text:
                await asyncio.sleep(0.005)
            early = not task.done()
            await task
            return early and len(told.text) > 40

        assert run(server.base_url, work)


@pytest.mark.parametrize(
    ("refused", "word"),
    [
        (("max_tokens",), "max_completion_tokens"),
        (("stream_options",), "max_tokens"),
        (("temperature",), "max_tokens"),
        (("max_tokens", "stream_options", "temperature"), "max_completion_tokens"),
        (("max_tokens", "max_completion_tokens"), ""),
    ],
)
def test_what_a_server_refuses_is_left_out_from_then_on(
    refused: tuple[str, ...], word: str
) -> None:
    with serving(Reply(TEXT), refuses=refused) as server:
        assert write(server.base_url, drafting_tries=1).text == TEXT
        before = len(server.requests)
        assert write(server.base_url, drafting_tries=1).text == TEXT
        assert len(server.requests) == before + 1
    body = server.requests[-1].body
    assert not set(refused) & body.keys()
    limits = {"max_tokens", "max_completion_tokens"} & body.keys()
    assert limits == ({word} if word else set())


def test_a_refusal_that_names_nothing_costs_the_counts_first() -> None:
    def script(request: object) -> Reply:
        strict = "stream_options" in request.body  # type: ignore[attr-defined]
        return Reply(status=422, body='{"detail": "extra fields"}') if strict else Reply(TEXT)

    with serving(script) as server:
        assert write(server.base_url).text == TEXT
        assert not habits.habits_of(settings_for(server.base_url)).counts


def test_what_did_not_help_is_not_learnt() -> None:
    replies = [Reply(status=400, body="{}"), Reply(status=400, body="{}"), Reply(TEXT)]
    with serving(lambda _: replies.pop(0)) as server:
        with pytest.raises(Exception, match="不接受这次请求"):
            write(server.base_url)
        assert habits.habits_of(settings_for(server.base_url)).counts


def test_compressed_streams_are_read_as_they_are() -> None:
    event = '{"choices": [{"index": 0, "delta": {"content": "好。"}, "finish_reason": "stop"}]}'
    reply = Reply(
        body=f"data: {event}\n\ndata: [DONE]\n\n", content_type="text/event-stream",
        headers={"content-encoding": "gzip"},
    )  # fmt: skip
    with serving(reply) as server:
        assert write(server.base_url).text == "好。"
