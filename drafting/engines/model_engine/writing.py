"""The order of work: headed sections side by side, then opening and closing, told of the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from drafting.engines.base import Piece, Task, Written
from drafting.engines.model_engine.assembling import build_section, ends_well, without_tail
from drafting.engines.model_engine.prompting import section_messages
from drafting.engines.model_engine.reader import Reader
from drafting.model import PlannedSection, Section
from drafting.model_server.connection import Connection, open_connection
from drafting.model_server.failures import CUT, EMPTY, REFUSED, Failure, ServerFailed
from drafting.model_server.messages import Messages
from drafting.plan import unnumbered
from drafting.settings import Settings

_TRIES = 2
_TOKENS_PER_CHARACTER = 3
_SPARE_TOKENS = 2048
"""For marks, and for models that think before they write."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A section that could not be written."""

    planned: PlannedSection
    failure: Failure


Event = Piece | Written | Failed
Emit = Callable[[Event], None]


async def write_all(task: Task, settings: Settings, emit: Emit) -> None:
    """Write every section that has facts or no heading; uses the model. Each ends in one Written
    or one Failed; openings and closings are not begun where all others failed."""
    headed = [s for s in task.outline.sections if s.level and s.facts]
    frame = [s for s in task.outline.sections if not s.level]
    try:
        async with open_connection(settings) as client:
            writer = _Writer(task, settings, client, emit)
            written = await writer.together(headed)
            if written or not headed:
                await writer.together(frame, rest=written)
    except ServerFailed as error:
        for planned in headed or frame:
            emit(Failed(planned, error.failure))


class _Writer:
    def __init__(self, task: Task, settings: Settings, client: Connection, emit: Emit) -> None:
        self._task = task
        self._client = client
        self._emit = emit
        self._room = asyncio.Semaphore(settings.drafting_parallel)
        self._refusal: Failure | None = None

    async def together(
        self, sections: Sequence[PlannedSection], rest: Sequence[Section] = ()
    ) -> list[Section]:
        """Write side by side, the longest first; return those that succeeded, in given order."""
        by_length = sorted(sections, key=lambda section: -section.length)
        written = await asyncio.gather(*(self._one(section, rest) for section in by_length))
        done = {section.id: section for section in written if section}
        return [done[section.id] for section in sections if section.id in done]

    async def _one(self, planned: PlannedSection, rest: Sequence[Section]) -> Section | None:
        async with self._room:
            outcome = self._refusal or await self._try(planned, rest)
        if isinstance(outcome, Failure):
            self._refusal = self._refusal or (outcome if outcome.final else None)
            self._emit(Failed(planned, outcome))
            return None
        self._emit(outcome)
        return outcome.section

    async def _try(self, planned: PlannedSection, rest: Sequence[Section]) -> Written | Failure:
        messages = section_messages(self._task, planned, rest)
        attempt = _Attempt(self._task, planned, self._client, self._emit)
        for left in reversed(range(_TRIES)):
            outcome = await attempt.run(messages)
            if isinstance(outcome, Written) or not outcome.retry or not left:
                break
            await asyncio.sleep(outcome.pause)
        return outcome


class _Attempt:
    """Tries to write one section. What a second try writes is shown only where the first showed
    nothing: pieces cannot be taken back, the finished section replaces them."""

    def __init__(self, task: Task, planned: PlannedSection, client: Connection, emit: Emit) -> None:
        self._task = task
        self._planned = planned
        self._client = client
        self._emit = emit
        self._has_shown = False

    async def run(self, messages: Messages) -> Written | Failure:
        """One request, from the first chunk to the section."""
        reader = Reader((fact.id for fact in self._task.brief.facts), self._echoes())
        silent, finish = self._has_shown, ""
        most_tokens = _SPARE_TOKENS + _TOKENS_PER_CHARACTER * self._planned.length
        try:
            async with aclosing(self._client.stream(messages, most_tokens)) as chunks:
                async for chunk in chunks:
                    finish = chunk.finish or finish
                    self._show(reader.feed(chunk.text), silent)
        except ServerFailed as error:
            return error.failure
        self._show(reader.finish(), silent)
        return self._outcome(reader, finish)

    def _show(self, text: str, silent: bool) -> None:
        if text and not silent:
            self._has_shown = True
            self._emit(Piece(self._planned.id, text))

    def _outcome(self, reader: Reader, finish: str) -> Written | Failure:
        read, notices = reader.paragraphs, tuple[str, ...]()
        if finish == "content_filter":
            return REFUSED
        if not any(not line.subheading for line in read):
            return EMPTY
        if not finish and not ends_well(read[-1].text):
            return CUT
        if finish == "length":
            read, notices = without_tail(read), (self._notice(),)
        return Written(build_section(self._task, self._planned, read), notices)

    def _notice(self) -> str:
        name = self._planned.heading or self._planned.purpose
        return f"“{name}”写到模型的长度上限就停了，末尾可能不完整，请检查或重写这一节。"

    def _echoes(self) -> tuple[str, ...]:
        heading = self._planned.heading
        return (heading, unnumbered(heading), self._task.outline.title, self._task.brief.audience)
