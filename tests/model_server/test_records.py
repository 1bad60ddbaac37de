"""Records: every way to ask for them, and every way in which models get them wrong."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from drafting.model import Usage
from drafting.model_server import Messages, Server, ServerFailed, habits
from drafting.model_server.json_text import NoRecord, read_record
from tests.model_server.serving import run, serving, settings_for
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Prompted, Reply, Request

network = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


class Part(BaseModel):
    heading: str
    length: int = Field(ge=1)


class Plan(BaseModel):
    title: str
    parts: list[Part] = Field(min_length=1)


GOOD = {"title": "在大会上的讲话", "parts": [{"heading": "一、看成绩", "length": 300}]}
WHOLE = json.dumps(GOOD, ensure_ascii=False)
QUESTION = Messages("你是笔杆子。", "列一个提纲。")


def ask(server: FaultOpenAI, most_tokens: int = 900) -> tuple[Plan, Usage]:
    async def work(opened: Server) -> Any:
        return await opened.ask(QUESTION, Plan, most_tokens=most_tokens)

    result = run(server.base_url, work)
    assert isinstance(result, tuple)
    return result


def way(request: Request) -> str:
    body = request.body
    return "tools" if "tools" in body else body.get("response_format", {}).get("type", "text")


class TestOverASocket:
    pytestmark = network

    @pytest.mark.parametrize(
        ("refused", "used"),
        [
            ((), "json_schema"),
            (("json_schema",), "json_object"),
            (("json_schema", "json_object"), "tools"),
            (("json_schema", "json_object", "tools"), "text"),
        ],
    )
    def test_the_best_way_the_server_takes_is_kept(
        self, refused: tuple[str, ...], used: str
    ) -> None:
        with serving(Prompted(), refuses=refused) as server:
            plan, _ = ask(server)
            assert plan.parts
            before = len(server.requests)
            ask(server)
            assert [way(r) for r in server.requests[before:]] == [used]
        assert before == len(refused) + 1

    @pytest.mark.parametrize("ignored", [("json_schema",), ("json_schema", "json_object", "tools")])
    def test_a_server_that_ignores_the_schema_is_told_it_in_words(
        self, ignored: tuple[str, ...]
    ) -> None:
        with serving(
            Reply(f"好的，提纲如下：\n```json\n{WHOLE}\n```\n请审阅。"), ignores=ignored
        ) as server:
            plan, _ = ask(server)
        assert plan == Plan.model_validate(GOOD)
        assert len(server.requests) == 1
        assert '"heading"' in server.requests[0].prompt

    def test_an_invalid_record_goes_back_with_what_is_wrong(self) -> None:
        bad = WHOLE.replace("300", "0")
        replies = [Reply(bad), Reply(WHOLE)]
        with serving(lambda _: replies.pop(0)) as server:
            plan, usage = ask(server)
        assert plan.parts[0].length == 300
        turns = server.requests[1].body["messages"][2:]
        assert [turn["role"] for turn in turns] == ["assistant", "user"]
        assert turns[0]["content"] == bad
        assert "parts[0].length" in turns[1]["content"]
        assert usage.calls == 2

    def test_prose_where_a_record_was_asked_for_leads_to_another_way(self) -> None:
        def script(request: Request) -> Reply:
            return Reply(WHOLE if way(request) == "tools" else "我先说说想法。")

        with serving(script) as server:
            plan, usage = ask(server)
            assert habits.habits_of(settings_for(server.base_url)).method == "tools"
        assert plan.title == GOOD["title"]
        assert usage.calls == len(server.requests) == 4

    def test_no_way_leads_to_a_record(self) -> None:
        with serving(Reply("我不会。")) as server, pytest.raises(ServerFailed) as raised:
            ask(server)
        assert raised.value.failure.kind == "unreadable"
        assert "没有按要求的格式" in str(raised.value)
        assert habits.habits_of(settings_for(server.base_url)).method == "json_schema"

    def test_a_record_that_was_cut_gets_more_room(self) -> None:
        with serving(Reply(WHOLE, chunk=4)) as server:
            plan, _ = ask(server, most_tokens=9)
        assert plan == Plan.model_validate(GOOD)
        assert [r.body["max_tokens"] for r in server.requests] == [9, 18]
        assert len(server.requests[1].body["messages"]) == 2

    def test_a_cut_record_never_passes_for_a_whole(self) -> None:
        parts = [{"heading": f"第{i}部分", "length": 100} for i in range(40)]
        long = json.dumps({"title": "长", "parts": parts}, ensure_ascii=False)
        with serving(Reply(long, chunk=4)) as server, pytest.raises(ServerFailed) as raised:
            ask(server, most_tokens=30)
        assert "长度上限" in str(raised.value)

    def test_thinking_before_a_record(self) -> None:
        with serving(Reply(f'<think>{{"title": 1}}</think>{WHOLE}', thinking="想")) as server:
            assert ask(server)[0].title == GOOD["title"]
        assert len(server.requests) == 1

    def test_a_tool_call_that_comes_whole(self) -> None:
        reply = Reply(WHOLE, whole=True)
        with serving(reply, refuses=("json_schema", "json_object")) as server:
            assert ask(server)[0].title == GOOD["title"]

    def test_a_wrong_key_is_no_matter_of_the_way(self) -> None:
        with serving(Reply(status=401)) as server, pytest.raises(ServerFailed, match="密钥无效"):
            ask(server)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"以下是提纲（见{{附件}}）：{WHOLE}供参考。",
        WHOLE.replace("}]}", "},]}"),
        WHOLE.replace('"', "'"),
        WHOLE.replace('"title"', "title"),
        WHOLE[:-2],
        WHOLE.replace("讲话", "讲话\n稿"),
        "// 提纲\n" + WHOLE,
        f"草稿：{json.dumps({'title': '废'}, ensure_ascii=False)}\n定稿：{WHOLE}",
        f"[{WHOLE}]",
    ],
)
def test_a_record_is_found_in_what_models_write(text: str) -> None:
    plan = read_record(text, Plan)
    assert plan.parts == [Part(heading="一、看成绩", length=300)]


def test_a_complaint_names_the_place() -> None:
    with pytest.raises(NoRecord, match=r"parts\[1\]\.length"):
        read_record(WHOLE.replace("}]}", '}, {"heading": "二"}]}'), Plan)
    with pytest.raises(NoRecord, match="没有完整的 JSON"):
        read_record("没有。", Plan)


@given(st.text(max_size=80))
def test_any_text_gives_a_record_or_none(text: str) -> None:
    with contextlib.suppress(NoRecord):
        assert read_record(text, Plan).parts


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="{}[]"), max_size=40),
    st.text(st.characters(codec="utf-8", exclude_characters="{}[]"), max_size=40),
    st.text(min_size=1, max_size=20),
)
def test_prose_around_a_record_does_not_matter(before: str, after: str, title: str) -> None:
    record = Plan(title=title, parts=[Part(heading="一", length=1)])
    assert read_record(before + record.model_dump_json() + after, Plan) == record
