"""The model engine: LangChain over any OpenAI-compatible server, sections side by side."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing

from drafting.engines.base import Piece, Task, Written
from drafting.engines.model_engine.assembling import missing_section, unwritten_section
from drafting.engines.model_engine.background import iterate
from drafting.engines.model_engine.writing import Emit, Event, Failed, write_all
from drafting.errors import ModelFailed
from drafting.model import EngineName
from drafting.settings import Settings

__all__ = ["ModelEngine"]

Work = Callable[[Emit], Awaitable[None]]


class ModelEngine:
    """Writes sections with a model. Uses the network; holds no connection between documents."""

    name: EngineName = "model"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def write(self, task: Task) -> Iterator[Piece | Written]:
        """Yield pieces as they stream in and each section once when it is done, in any order.

        A section that fails twice is yielded with a mark and a notice. Closing the iterator stops
        the requests. Raises ModelFailed, without the key, where every section failed.
        """
        for planned in task.outline.sections:
            if planned.level and not planned.facts:
                yield Written(missing_section(planned))
        with closing(iterate(self._work(task), task.stop)) as events:
            yield from _told(events)

    def _work(self, task: Task) -> Work:
        async def work(emit: Emit) -> None:
            await write_all(task, self._settings, emit)

        return work


def _told(events: Iterator[Event]) -> Iterator[Piece | Written]:
    """Failures are held back until one section succeeds; where none does, they are raised."""
    held: list[Failed] = []
    succeeded = False
    for event in events:
        if isinstance(event, Failed):
            held.append(event)
        else:
            succeeded = succeeded or isinstance(event, Written)
            yield event
        if succeeded:
            yield from map(_unwritten, held)
            held.clear()
    if held:
        raise ModelFailed(held[0].failure.sentence)


def _unwritten(failed: Failed) -> Written:
    name, failure = failed.planned.heading or failed.planned.purpose, failed.failure
    return Written(
        unwritten_section(failed.planned, failure.reason),
        (f"“{name}”没有写成：{failure.sentence}",),
    )
