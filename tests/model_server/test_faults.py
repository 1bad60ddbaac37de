"""Every fault of a server, over a real socket, and what the writer is told."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import logging
import socket
import time
from email.utils import format_datetime

import pytest
from pydantic import SecretStr

from drafting.model_server import Server, trying
from tests.conftest import is_clear
from tests.model_server.serving import (
    KEY,
    TASK,
    TEXT,
    Told,
    at_first,
    failing,
    run,
    serving,
    settings_for,
    write,
)  # fmt: skip
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply

pytestmark = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
NGINX = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
OVERFLOW = (
    '{"error": {"message": "This model\'s maximum context length is 4096 tokens. However, you '
    'requested 9000 tokens.", "code": "context_length_exceeded"}}'
)
HALF = TEXT[:12]


@pytest.mark.parametrize(
    "bad",
    [
        Reply(status=429),
        Reply(status=500),
        Reply(status=502, body=NGINX, content_type="text/html"),
        Reply(status=503, body=""),
        Reply(TEXT, cut=0),
        Reply(TEXT, cut=4),
        Reply(TEXT, cut=4, how="close"),
        Reply(TEXT, cut=4, how="end"),
        Reply(TEXT, cut=4, how="error"),
        Reply(HALF, finish=None, done=False),
        Reply(""),
        Reply("<think>想了又想"),
        Reply(thinking="想了又想"),
        Reply(TEXT, finish="network_error"),
        Reply(body='data: {"choices": [{"ind\n\n', content_type="text/event-stream"),
    ],
    ids=str,
)
def test_what_may_pass_is_tried_again(bad: Reply) -> None:
    told = Told()
    with serving(at_first(bad)) as server:
        answer = write(server.base_url, told)
    assert (answer.text, answer.finish) == (TEXT, "stop")
    assert told.text == TEXT
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("bad", "kind", "words", "requests"),
    [
        (Reply(status=429), "busy", "请求过多（429）", 6),
        (Reply(status=429, body='{"error": {"code": "insufficient_quota"}}'), "money", "余额", 1),
        (Reply(status=402), "money", "余额", 1),
        (Reply(status=401), "key", "密钥无效", 1),
        (Reply(status=403), "key", "无权使用模型 writer", 1),
        (Reply(status=404), "model", "没有模型 writer", 1),
        (Reply(status=404, body=NGINX, content_type="text/html"), "model", "/v1 结尾", 1),
        (Reply(status=400, body='{"detail": "no"}'), "request", "不接受这次请求（400）", 2),
        (Reply(status=400, body=OVERFLOW), "too_long", "上下文长度", 1),
        (Reply(status=413), "too_long", "上下文长度", 1),
        (Reply(status=400, body='{"error": "Content Exists Risk"}'), "refused", "内容审查", 1),
        (Reply(status=500), "down", "内部出错（500）", 3),
        (Reply(status=502, body=NGINX, content_type="text/html"), "down", "内部出错（502）", 3),
        (Reply(body=NGINX, content_type="text/html"), "unreadable", "登录页面", 1),
        (Reply(body="{}"), "unreadable", "读不懂", 1),
        (Reply(body="", content_type="text/event-stream"), "unreadable", "读不懂", 3),
        (Reply(TEXT, cut=4), "cut", "中途断开", 3),
        (Reply(""), "empty", "没有写出正文", 3),
        (Reply(TEXT, finish="content_filter"), "refused", "内容审查", 1),
        (Reply(TEXT, finish="sensitive"), "refused", "内容审查", 1),
        (Reply(refusal="I will not."), "refused", "拒绝", 1),
        (Reply("抱歉，我无法协助撰写这类内容。"), "refused", "拒绝", 1),
        (Reply("I'm sorry, but I can't assist with that."), "refused", "拒绝", 1),
    ],
    ids=str,
)
def test_what_does_not_pass_is_told(bad: Reply, kind: str, words: str, requests: int) -> None:
    with serving(bad) as server:
        failure = failing(server.base_url)
    assert failure.kind == kind
    assert words in failure.sentence
    assert is_clear(failure.sentence)
    assert len(server.requests) == requests


def test_tries_are_a_setting() -> None:
    with serving(Reply(status=500)) as server:
        failing(server.base_url, drafting_tries=1)
    assert len(server.requests) == 1


def test_waits_grow_and_are_never_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "_FIRST_PAUSE", 0.1)
    with serving(Reply(status=503)) as server:
        failing(server.base_url, drafting_tries=4)
    begun = [request.begun for request in server.requests]
    waits = [later - earlier for earlier, later in itertools.pairwise(begun)]
    for wait, base in zip(waits, (0.1, 0.2, 0.4), strict=True):
        assert base * 0.5 <= wait
    assert waits[2] > waits[0]


def test_retry_after_in_seconds_holds_back_every_section() -> None:
    bad = Reply(status=429, headers={"retry-after": "0.6"})
    with serving(at_first(bad)) as server:

        async def work(opened: Server) -> None:
            first = asyncio.create_task(opened.write(TASK, most_tokens=50))
            await asyncio.sleep(0.2)
            await asyncio.gather(first, opened.write(TASK, most_tokens=50))

        run(server.base_url, work)
    first, *others = server.requests
    assert len(others) == 2
    assert all(other.begun - first.ended >= 0.55 for other in others)


def test_retry_after_as_a_date() -> None:
    then = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
    bad = Reply(status=503, headers={"retry-after": format_datetime(then, usegmt=True)})
    with serving(at_first(bad)) as server:
        write(server.base_url)
    first, second = server.requests
    assert second.begun - first.ended >= 0.9  # the date is in whole seconds


def test_no_first_word_in_time() -> None:
    with serving(at_first(Reply(TEXT, first=5.0))) as server:
        assert write(server.base_url, drafting_timeout=0.3).text == TEXT
    assert server.requests[0].dropped
    with serving(Reply(TEXT, first=5.0)) as server:
        failure = failing(server.base_url, drafting_timeout=0.2, drafting_tries=1)
    assert failure.kind == "silent"
    assert "超过 0.2 秒没有回应" in failure.reason


def test_keepalives_are_no_word() -> None:
    slow = Reply(TEXT, first=5.0, style="comments")
    with serving(slow) as server:
        failure = failing(server.base_url, drafting_timeout=0.3, drafting_tries=1)
    assert failure.kind == "silent"


def test_silence_after_the_first_word() -> None:
    told = Told()
    with serving(at_first(Reply(TEXT, stall=5))) as server:
        answer = write(server.base_url, told, drafting_token_timeout=0.3)
    assert answer.text == told.text == TEXT
    assert told.restarts == ["模型写到一半，超过 0.3 秒没有再写"]
    assert server.requests[0].dropped


def test_thinking_is_a_sign_of_life() -> None:
    thinking = Reply(TEXT, thinking="想" * 60, pause=0.02)
    with serving(thinking) as server:
        answer = write(server.base_url, drafting_timeout=0.3, drafting_token_timeout=0.3)
    assert answer.text == TEXT
    assert len(server.requests) == 1


def test_a_cut_stream_is_told_before_it_begins_anew() -> None:
    told = Told()
    with serving(at_first(Reply(TEXT, cut=5))) as server:
        write(server.base_url, told)
    assert told.restarts == ["模型服务中途断开，没有写完"]
    assert told.text == TEXT


def test_where_nothing_was_shown_nothing_is_taken_back() -> None:
    told = Told()
    with serving(at_first(Reply(status=503))) as server:
        write(server.base_url, told)
    assert told.restarts == []


def test_one_section_breaks_and_the_others_go_on() -> None:
    def script(request: object) -> Reply:
        broken = "坏" in request.prompt  # type: ignore[attr-defined]
        return Reply(TEXT * 4, pause=0.005, cut=8 if broken else None)

    with serving(script) as server:

        async def work(opened: Server) -> list[object]:
            from drafting.model_server import Messages

            tasks = [Messages("一", word) for word in ("好", "坏", "好")]
            return await asyncio.gather(
                *(opened.write(task, most_tokens=400) for task in tasks), return_exceptions=True
            )

        first, second, third = run(server.base_url, work)
    assert first.text == third.text == TEXT * 4
    assert second.failure.kind == "cut"
    assert len(server.requests) == 5


def test_cancelling_closes_the_stream_at_once() -> None:
    with serving(Reply(TEXT * 50, pause=0.02)) as server:

        async def work(opened: Server) -> None:
            told = Told()
            task = asyncio.create_task(opened.write(TASK, most_tokens=9999, show=told.show))
            while not told.text:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        run(server.base_url, work)
        assert all_ended(server)
        assert server.requests[0].dropped
    assert server.counters()["requests"] == 1


def all_ended(server: FaultOpenAI) -> bool:
    """Whether the server has seen the end of every request, after a while at most."""
    end = time.monotonic() + 3
    while not all(request.ended for request in server.requests) and time.monotonic() < end:
        time.sleep(0.01)
    return all(request.ended for request in server.requests)


@pytest.mark.parametrize("after", [0.0, 0.01, 0.05, 0.2])
def test_cancelling_ends_all_sections_whenever_it_comes(after: float) -> None:
    with serving(Reply(TEXT * 50, first=0.05, pause=0.02)) as server:

        async def work(opened: Server) -> None:
            sections = (opened.write(TASK, most_tokens=9999) for _ in range(4))
            document = asyncio.gather(*sections)
            await asyncio.sleep(after)
            document.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(document, 5)

        run(server.base_url, work)
        assert all_ended(server)
        assert all(request.dropped for request in server.requests)


def test_a_server_that_is_not_there_is_named_without_its_secrets() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        failure = failing(f"http://me:geheim@127.0.0.1:{port}/v1")
    assert failure.kind == "address"
    assert f"http://127.0.0.1:{port}" in failure.reason
    assert "geheim" not in failure.sentence


def test_no_connection_in_time() -> None:
    """A listener whose queue is full lets further connections wait."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(8)]
        try:
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(address)
            failure = failing(
                f"http://127.0.0.1:{address[1]}/v1", drafting_timeout=0.3, drafting_tries=1
            )
        finally:
            for one in waiting:
                one.close()
    assert failure.kind == "address"
    assert "超时" in failure.reason


def test_a_key_that_cannot_be_sent_is_told() -> None:
    with serving(Reply(TEXT)) as server:
        failure = failing(server.base_url, openai_api_key=SecretStr("我的密钥"))
    assert "OPENAI_API_KEY" in failure.advice
    assert "我的密钥" not in failure.sentence


def test_no_key_stands_in_any_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for bad in (Reply(status=401), Reply(status=500), Reply(TEXT, cut=3), Reply(body=KEY)):
        with serving(bad) as server:
            failing(server.base_url)
    assert caplog.records
    assert KEY not in caplog.text
    assert KEY not in repr(settings_for("http://127.0.0.1:1/v1"))
