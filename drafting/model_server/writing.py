"""One answer of text: thinking kept out, shown as it comes, judged at its end."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from drafting.model import Usage
from drafting.model_server import habits
from drafting.model_server.connection import Connection
from drafting.model_server.failures import (
    CUT,
    DECLINED,
    EMPTY,
    FILTERED,
    THOUGHT_TOO_LONG,
    Failure,
    ServerFailed,
)  # fmt: skip
from drafting.model_server.messages import Answer, Messages
from drafting.model_server.showing import Screen
from drafting.model_server.thoughts import Thoughts
from drafting.model_server.wire import Wire
from drafting.observing import metrics, spending

_log = logging.getLogger(__name__)
_CUT_SHORT = {"length", "max_tokens", "model_length", "max_output_tokens"}
_FILTERS = {"content_filter", "content-filter", "sensitive", "safety", "recitation", "blocked"}
_BROKEN = {"network_error", "error", "abort"}
_ENDS = tuple("。！？…”’』」）】.!?}])")
_DECLINING = re.compile(
    r"\s*(?:(?:很|非常|十分)?(?:抱歉|对不起)|作为(?:一个|一名)?(?:AI|人工智能|大?语言模型)"
    r"|我(?:无法|不能)|I(?:'|’)m sorry|I am sorry|Sorry|I can(?:not|'t|’t))"
    r"[^。！？\n]{0,60}?(?:无法|不能|不便|不适合|没有?办法|cannot|can't|can’t|unable|not able|协助|assist)",
    re.IGNORECASE,
)
_SHORT = 160
"""字 of the longest answer that is taken for a refusal in words."""
_MORE = 2
"""Times the tokens, where thinking left none for the text."""


class Attempt:
    """Tries at one answer. What it cost is counted over all of them."""

    def __init__(
        self,
        connection: Connection,
        messages: Messages,
        most_tokens: int,
        screen: Screen,
        body: Mapping[str, Any] | None = None,
    ) -> None:
        self._connection, self._messages, self._body = connection, messages, body
        self._most_tokens = most_tokens
        self._screen = screen
        self.usage = Usage()

    async def run(self) -> Answer:
        """One request. Raises ServerFailed."""
        reading = _Reading(self._screen, habits.habits_of(self._connection.settings).leaks)
        begun = time.monotonic()
        try:
            finish, wire = await self._connection.send(
                self._messages, self._most_tokens, reading.take, self._body
            )
        except ServerFailed as error:
            _tell(error.failure.kind, begun)
            raise
        text = reading.finish()
        _tell("ok", begun, wire.usage)
        counted = wire.usage if wire.usage.completion else _guessed(self._messages, text)
        await spending.spent(counted)
        self.usage = added(self.usage, replace(wire.usage, calls=1))
        if reading.leaked:
            self._learn_leak()
        if failure := wrong(text, finish.lower(), wire, asked_for_record=self._body is not None):
            if failure is THOUGHT_TOO_LONG:
                self._most_tokens *= _MORE
            raise ServerFailed(failure)
        cut_short = finish.lower() in _CUT_SHORT
        return Answer(text, "length" if cut_short else "stop", self.usage)

    def _learn_leak(self) -> None:
        settings = self._connection.settings
        habits.learn(settings, replace(habits.habits_of(settings), leaks=True))


class _Reading:
    """The text of one stream. Where a server leaks its thinking, nothing is shown before the
    closing tag."""

    def __init__(self, screen: Screen, leaks: bool) -> None:
        self._screen, self._holds = screen, leaks
        self._thoughts = Thoughts()
        self._text: list[str] = []
        self._tool: list[str] = []
        self.leaked = False

    def take(self, text: str, tool: str) -> None:
        if tool:
            self._tool.append(tool)
        new = self._thoughts.feed(text)
        if self._thoughts.leaked and not self.leaked:
            self.leaked, self._holds = True, False
            self._text.clear()
            self._screen.again("模型把思考过程写进了正文，已经去掉")
        self._add(new)

    def finish(self) -> str:
        """The whole; the arguments of a tool call come before what was said beside it."""
        self._add(self._thoughts.finish())
        if self._holds:
            self._screen.put("".join(self._text))
        self._screen.flush()
        return "".join(self._tool) or "".join(self._text)

    def _add(self, text: str) -> None:
        if text:
            self._text.append(text)
            if not self._holds:
                self._screen.put(text)


def wrong(text: str, finish: str, wire: Wire, asked_for_record: bool = False) -> Failure | None:
    """What is wrong with a finished answer, if anything."""
    if finish in _FILTERS:
        return FILTERED
    if finish in _BROKEN:
        return CUT
    if not text.strip():
        if wire.refusal:
            return DECLINED
        return THOUGHT_TOO_LONG if finish in _CUT_SHORT else EMPTY
    if not finish and not wire.done and not text.rstrip().endswith(_ENDS):
        return CUT
    if not asked_for_record and len(text) <= _SHORT and _DECLINING.match(text):
        return DECLINED
    return None


def _tell(outcome: str, begun: float, usage: Usage | None = None) -> None:
    seconds = time.monotonic() - begun
    metrics.model_call(outcome, seconds, usage)
    fields: dict[str, Any] = {"outcome": outcome, "ms": round(seconds * 1000)}
    if usage is not None:
        fields |= {"tokens_in": usage.prompt, "tokens_out": usage.completion}
    _log.info("model asked", extra=fields)


def _guessed(messages: Messages, text: str) -> Usage:
    """What a server that does not count is taken to have spent: a token a character."""
    asked = len(messages.system) + len(messages.user) + sum(len(said) for _, said in messages.then)
    return Usage(asked, 0, len(text), 1)


def added(one: Usage, other: Usage) -> Usage:
    """What both cost."""
    return Usage(
        one.prompt + other.prompt,
        one.cached + other.cached,
        one.completion + other.completion,
        one.calls + other.calls,
    )
