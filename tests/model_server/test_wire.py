"""The bytes of an answer: whatever their parts, the same text is passed on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model_server import wire
from drafting.model_server.wire import Gathering, NoAnswer, Wire


class Parts(httpx2.AsyncByteStream):
    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            yield part


def tidied(parts: list[bytes]) -> tuple[list[dict[str, object]], Wire]:
    """What LangChain is given: plain events, each of one line."""
    seen = Wire()

    async def main() -> bytes:
        return b"".join([part async for part in wire._tidied(Parts(parts), seen)])

    events = asyncio.run(main()).decode().split("\n\n")
    assert events.pop() == ""
    data = [event.removeprefix("data: ") for event in events]
    return [json.loads(line) for line in data if line != "[DONE]"], seen


def text_of(events: list[dict[str, object]]) -> str:
    deltas = [choice["delta"] for event in events for choice in event.get("choices", [])]  # type: ignore[attr-defined]
    return "".join(delta.get("content") or "" for delta in deltas)


def event(delta: object, finish: str | None = None, **more: object) -> str:
    return json.dumps({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more})


@given(
    st.lists(st.text(min_size=1, max_size=5), max_size=8),
    st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1, max_size=3),
    st.lists(
        st.sampled_from([": ping", "event: message", "id: 7", "retry: 9", "data:", "x"]), max_size=3
    ),
    st.integers(1, 40),
)
def test_any_parts_and_line_ends(
    words: list[str], ends: list[str], noise: list[str], size: int
) -> None:
    written = ""
    for at, word in enumerate(words):
        end = ends[at % len(ends)]
        written += end.join([*noise, f"data: {event({'content': word})}", "", ""])
        written += "".join(line + end + end for line in noise)
    written += f"data: [DONE]{ends[0]}{ends[0]}"
    data = written.encode()
    events, seen = tidied([data[at : at + size] for at in range(0, len(data), size)])
    assert text_of(events) == "".join(words)
    assert seen.done


def test_what_is_not_passed_on_is_noted() -> None:
    usage = {
        "prompt_tokens": 9, "completion_tokens": 4, "prompt_tokens_details": {"cached_tokens": 6},
    }  # fmt: skip
    lines = [
        event({"reasoning_content": "想"}), event({"reasoning": "想"}), event({"refusal": "不"}),
        event({"content": "好"}, "stop"), json.dumps({"choices": [], "usage": usage}),
    ]  # fmt: skip
    _, seen = tidied(["".join(f"data: {line}\n\n" for line in lines).encode()])
    assert (seen.thinking, seen.refusal, seen.done, seen.tells_cached) == (2, "不", False, True)
    assert (seen.usage.prompt, seen.usage.cached, seen.usage.completion) == (9, 6, 4)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('error: {"code": 500}', {"code": 500}),
        ('data: {"object": "error", "message": "no"}', {"object": "error", "message": "no"}),
        ('data: {"error": {"message": "no"}}', {"message": "no"}),
    ],
)
def test_errors_of_all_makers_are_called_so(line: str, error: object) -> None:
    events, _ = tidied([f"{line}\n\n".encode()])
    assert events == [{"error": error}]


def test_a_last_event_without_its_end_counts() -> None:
    events, _ = tidied([f"data: {event({'content': '好'}, 'stop')}".encode()])
    assert text_of(events) == "好"


def test_a_tool_call_without_a_place_gets_one() -> None:
    calls = [{"function": {"name": "f", "arguments": "{}"}}]
    events, _ = tidied([f"data: {event({'tool_calls': calls})}\n\n".encode()])
    assert events[0]["choices"][0]["delta"]["tool_calls"][0]["index"] == 0  # type: ignore[index]


@pytest.mark.parametrize("body", ["<html>", '{"hello": 1}', "{", '{"choices": []}'])
def test_a_body_that_is_no_answer(body: str) -> None:
    with pytest.raises(NoAnswer):
        tidied([body.encode()])


def test_text_is_gathered_the_first_at_once() -> None:
    clock = [10.0]
    gathering = Gathering(Wire(), lambda: clock[0])
    passed = []
    for at in range(10):
        clock[0] = 10.0 + at * 0.015
        passed.append(gathering.take(event({"content": str(at)}).encode()))
    passed.append(gathering.take(event({}, "stop").encode()))
    assert [bool(bit) for bit in passed] == [at in (0, 3, 6, 9, 10) for at in range(11)]
    assert text_of(
        [json.loads(line[6:]) for bit in passed for line in bit.decode().split("\n\n") if line]
    ) == ("0123456789")
