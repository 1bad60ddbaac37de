"""A section's answer as it streams in: shown at once, gone on with where it was cut off."""

from __future__ import annotations

from dataclasses import dataclass, replace

from drafting.cost import total
from drafting.engines.base import Cleared, Piece, Task
from drafting.engines.model_engine.assembling import echoes_of
from drafting.engines.model_engine.commission import Commission, Emit
from drafting.engines.model_engine.joint import Joint, continuation, whole_marks
from drafting.engines.model_engine.lengths import text_length
from drafting.engines.model_engine.reader import Reader
from drafting.model import PlannedSection, Usage
from drafting.model_server import Messages, ServerFailed
from drafting.wording import word_count
from prompts import load_prompt

_CONTINUATIONS = 4
_ENOUGH = 1.5
"""A text of so many times its length that has not come to its end will not come to one."""
_TAIL = 60
_SPARE_TOKENS = 2048
"""For marks, and for models that think before they write."""
_TOKENS_PER_CHARACTER = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """A whole answer, marks and all. ``cut``: it was cut off and could not be gone on with."""

    raw: str
    usage: Usage
    prompts: tuple[str, ...] = ()
    cut: bool = False


async def hear(commission: Commission, planned: PlannedSection, messages: Messages) -> Heard:
    """The answer to the first request for a section, shown while it comes. Raises ServerFailed."""
    screen = _Screen(commission.task, planned, commission.emit)
    limit = most_tokens(commission.task, planned)
    answer = await commission.server.write(
        messages, most_tokens=limit, show=screen.show, restart=screen.restart
    )
    heard = Heard(answer.text, answer.usage, cut=answer.finish == "length")
    for _ in range(_CONTINUATIONS):
        if not heard.cut or _runs_on(commission.task, planned, heard.raw):
            break
        try:
            heard = await _gone_on(commission, planned, messages, heard, screen)
        except ServerFailed:
            break
    screen.finish()
    return heard


def most_tokens(task: Task, planned: PlannedSection) -> int:
    """The limit of tokens of one answer."""
    return _SPARE_TOKENS + _TOKENS_PER_CHARACTER * text_length(task, planned)


async def _gone_on(
    commission: Commission,
    planned: PlannedSection,
    messages: Messages,
    heard: Heard,
    screen: _Screen,
) -> Heard:
    before = whole_marks(heard.raw)
    joint = Joint(before, screen.show)

    def restart(why: str) -> None:
        joint.restart()
        screen.restart(why, before)

    asked = _continued(commission.task, planned, messages, before)
    limit = most_tokens(commission.task, planned)
    answer = await commission.server.write(
        asked, most_tokens=limit, show=joint.feed, restart=restart
    )
    joint.finish()
    return Heard(
        before + continuation(before, answer.text),
        total((heard.usage, answer.usage)),
        ("continue",),
        answer.finish == "length",
    )


def _continued(task: Task, planned: PlannedSection, messages: Messages, before: str) -> Messages:
    left = max(_TAIL, text_length(task, planned) - word_count(before))
    tail = before.rstrip().rsplit("\n", 1)[-1].rstrip("⟧").rsplit("⟧", 1)[-1][-_TAIL:]
    asked = load_prompt("continue").render(tail=tail, left=left)
    return replace(messages, then=(*messages.then, ("assistant", before), ("user", asked)))


def _runs_on(task: Task, planned: PlannedSection, raw: str) -> bool:
    return word_count(raw) > _ENOUGH * text_length(task, planned) + _TAIL


class _Screen:
    """What is shown of one section while it is being written."""

    def __init__(self, task: Task, planned: PlannedSection, emit: Emit) -> None:
        self._ids = [fact.id for fact in task.brief.facts]
        self._echoes = echoes_of(task, planned)
        self._section = planned.id
        self._emit = emit
        self._reader = Reader(self._ids, self._echoes)

    def show(self, raw: str) -> None:
        self._tell(self._reader.feed(raw))

    def restart(self, why: str, before: str = "") -> None:
        """All is taken back; ``before`` stands and is shown again."""
        self._emit(Cleared(self._section, why))
        self._reader = Reader(self._ids, self._echoes)
        if before:
            self.show(before)

    def finish(self) -> None:
        self._tell(self._reader.finish())

    def _tell(self, text: str) -> None:
        if text:
            self._emit(Piece(self._section, text))
