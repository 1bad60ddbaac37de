"""Finding out what a model server can do, in a handful of short requests."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel

from drafting.model_server import habits
from drafting.model_server.connection import Connection, open_connection
from drafting.model_server.failures import Failure, ServerFailed
from drafting.model_server.json_text import NoRecord, read_record
from drafting.model_server.messages import Messages
from drafting.model_server.structured import body_for, with_schema
from drafting.model_server.thoughts import Thoughts
from drafting.model_server.wire import Wire
from drafting.settings import Settings

_LIMIT = 48
"""Tokens asked for, less than the answer would take."""
_ROOM = 96
_ROOM_TO_THINK = 1024
"""Tokens for a small record, and with thought before."""
_TALK = Messages("你是一名助手。", "从一写到一百，用汉字数字，用顿号隔开，不要解释。")
_QUESTION = Messages("你是一名助手。", "甲县有三个乡，乙县有五个乡。哪个县的乡多，共有几个乡？")
_WAYS = {
    "json_schema": "按 JSON Schema 回答",
    "json_object": "按 JSON 对象回答",
    "tools": "按工具调用回答",
}


class Reply(BaseModel):
    """A record small enough for the smallest model."""

    county: str
    count: int


@dataclass(frozen=True, slots=True)
class Ability:
    """What a server can do, as far as it was seen. ``failure``: why it could not be found out.
    ``first_token`` is in seconds, ``rate`` in tokens a second (in 字 where the server counts
    no tokens); ``methods`` are the ways to a record that gave one; ``limit`` is the word it
    knows and honours for the most tokens, empty for none."""

    address: str
    model: str
    reachable: bool = False
    failure: Failure | None = None
    models: tuple[str, ...] = ()
    streams: bool = False
    counts_tokens: bool = False
    tells_cached: bool = False
    methods: tuple[habits.Method, ...] = ()
    limit: Literal["max_tokens", "max_completion_tokens", ""] = ""
    thinks: bool = False
    first_token: float = 0.0
    rate: float = 0.0

    @property
    def works(self) -> bool:
        """Whether a document can be written with it."""
        return self.reachable and self.failure is None

    def lines(self) -> tuple[str, ...]:
        """What was found, a Chinese sentence each."""
        if self.failure is not None:
            return (self.failure.sentence, *self._models())
        return (
            f"模型服务 {self.address} 能用，模型是 {self.model}。",
            *self._models(),
            "逐字返回文字。" if self.streams else "不能逐字返回，每一节写完才能看到。",
            f"约 {self.first_token:.1f} 秒开始写，每秒约 {self.rate:.0f} {self._unit}。",
            *self._counts(),
            *self._ways(),
            f"长度上限用 {self.limit}。"
            if self.limit
            else "不理会长度上限，写得太长时只能等它写完。",
            "是带思考的模型：思考过程不进正文，但会多花时间和词元。"
            if self.thinks
            else "没有看到思考过程。",
        )

    @property
    def _unit(self) -> str:
        return "个词元" if self.counts_tokens else "字"

    def _models(self) -> tuple[str, ...]:
        if not self.models:
            return ()
        some = "、".join(self.models[:8]) + ("等" if len(self.models) > 8 else "")
        return (f"服务上有 {len(self.models)} 个模型：{some}。",)

    def _counts(self) -> tuple[str, ...]:
        if not self.counts_tokens:
            return ("不报用了多少词元，费用算不出来。",)
        return (
            "报告用了多少词元"
            + ("，也报告缓存命中。" if self.tells_cached else "，不报缓存命中。"),
        )

    def _ways(self) -> tuple[str, ...]:
        if not self.methods:
            return ("不会按格式回答：提纲和事实改由规则生成。",)
        if self.methods == ("text",):
            return ("没有格式约束，只能在文字里写 JSON，出错时会多问一次。",)
        return tuple(f"能{_WAYS[way]}。" for way in self.methods if way in _WAYS)


def probe(settings: Settings) -> Ability:
    """Ask the server of these settings a few short things; uses model and network, for some
    seconds. Never raises for what the server does: that is in the record. What is learnt is kept
    for the requests to come."""
    return asyncio.run(probe_async(settings))


async def probe_async(settings: Settings) -> Ability:
    """The same on the running event loop."""
    from drafting.model_server.explaining import address_of

    habits.forget(settings)
    ability = Ability(address_of(settings), settings.drafting_model)
    try:
        async with open_connection(settings) as connection:
            ability = replace(ability, model=connection.model)
            ability = replace(ability, models=await _models(connection))
            ability = await _talked(connection, ability)
            room = _ROOM_TO_THINK if ability.thinks else _ROOM
            return replace(ability, methods=await _methods(connection, room))
    except ServerFailed as error:
        unreachable = error.failure.kind == "address"
        return replace(ability, reachable=not unreachable, failure=error.failure)


async def _models(connection: Connection) -> tuple[str, ...]:
    """Many servers list none; that is no fault."""
    try:
        return await connection.models()
    except ServerFailed as error:
        if error.failure.kind in ("address", "key"):
            raise
        return ()


async def _talked(connection: Connection, ability: Ability) -> Ability:
    """Let it write some words, in no more tokens than asked for."""
    talk = await _Talk.held(connection)
    if not talk.heeded:
        talk = await _talked_otherwise(connection) or talk
    known = habits.habits_of(connection.settings)
    return replace(
        ability,
        reachable=True,
        streams=not talk.seen.whole and talk.bits > 1,
        counts_tokens=talk.seen.usage.completion > 0,
        tells_cached=talk.seen.tells_cached,
        limit=known.limit if talk.heeded else "",
        thinks=talk.thinks,
        first_token=talk.first,
        rate=talk.rate,
    )


async def _talked_otherwise(connection: Connection) -> _Talk | None:
    """With the other word for the limit, which is kept where the server heeds it."""
    before = habits.habits_of(connection.settings)
    habits.learn(connection.settings, habits.other_limit(before))
    try:
        talk = await _Talk.held(connection)
    except ServerFailed:
        talk = None
    if talk is None or not talk.heeded:
        habits.learn(connection.settings, before)
        return None
    return talk


@dataclass(frozen=True, slots=True)
class _Talk:
    seen: Wire
    heeded: bool
    thinks: bool
    bits: int
    first: float
    rate: float

    @classmethod
    async def held(cls, connection: Connection) -> _Talk:
        begun, times, text = time.monotonic(), list[float](), list[str]()

        def take(bit: str, _: str) -> None:
            times.append(time.monotonic())
            text.append(bit)

        finish, seen = await connection.send(_TALK, _LIMIT, take)
        ended = time.monotonic()
        thoughts = Thoughts()
        visible = thoughts.feed("".join(text)) + thoughts.finish()
        thinks = bool(seen.thinking) or thoughts.leaked or len(visible) < len("".join(text))
        first = (times[0] if times else ended) - begun
        written = seen.usage.completion or len("".join(text))
        spent = max(ended - begun - (first if len(times) > 1 else 0.0), 1e-3)
        heeded = finish == "length" and (seen.usage.completion or 0) <= _LIMIT + 1
        return cls(seen, heeded, thinks, len(times), first, written / spent)


async def _methods(connection: Connection, room: int) -> tuple[habits.Method, ...]:
    """The ways to a record that give one, the best first; plain text where no other does."""
    ways = habits.METHODS[:-1]
    given = await asyncio.gather(*(_gives(connection, way, room) for way in ways))
    found = [way for way, gives in zip(ways, given, strict=True) if gives]
    if not found and await _gives(connection, "text", room):
        found = ["text"]
    if found:
        known = habits.habits_of(connection.settings)
        habits.learn(connection.settings, replace(known, method=found[0]))
    return tuple(found)


async def _gives(connection: Connection, way: habits.Method, room: int) -> bool:
    text, tool = list[str](), list[str]()

    def take(bit: str, arguments: str) -> None:
        text.append(bit)
        tool.append(arguments)

    try:
        await connection.send(with_schema(_QUESTION, Reply), room, take, body_for(way, Reply))
        thoughts = Thoughts()
        said = thoughts.feed("".join(text)) + thoughts.finish()
        read_record("".join(tool) if way == "tools" else said, Reply, mend=way == "text")
    except NoRecord:
        return False
    except ServerFailed as error:
        if error.failure.kind in ("request", "unreadable", "empty", "down", "too_long"):
            return False
        raise
    return True
