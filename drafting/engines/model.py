"""The model engine: over any OpenAI-compatible server, sections side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace

from drafting.engines.base import Piece, Step, Task, Written
from drafting.engines.model_engine.assembling import missing_section, unwritten_section
from drafting.engines.model_engine.background import iterate
from drafting.engines.model_engine.commission import Emit, Event, Failed
from drafting.engines.model_engine.outlining import make_outline
from drafting.engines.model_engine.writing import write_all
from drafting.errors import ModelFailed
from drafting.model import EngineName, Outline
from drafting.settings import Settings

__all__ = ["ModelEngine"]


class ModelEngine:
    """Writes sections with a model. Uses the network; holds no connection between documents."""

    name: EngineName = "model"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def outline(self, task: Task) -> Outline:
        """The outline with headings, scopes and lengths as the model betters them; as planned,
        with a notice, where the model has no answer. Raises Stopped."""

        async def work(emit: Callable[[Outline], None]) -> None:
            emit(await make_outline(task, self._settings))

        with closing(iterate(work, task.stop)) as outlines:
            return next((made for batch in outlines for made in batch), task.outline)

    def write(self, task: Task) -> Iterator[Step]:
        """Yield pieces as they stream in and each section when it is done, in any order.

        A section that fails is yielded with a mark and a notice. Closing the iterator stops the
        requests. Raises ModelFailed, without the key, where every section failed, and Stopped.
        """
        done = {section.id for section in task.done}
        for planned in task.outline.sections:
            if planned.level and not planned.facts and planned.id not in done:
                yield Written(missing_section(planned))

        async def work(emit: Emit) -> None:
            await write_all(task, self._settings, emit)

        with closing(iterate(work, task.stop)) as batches:
            yield from _told(event for batch in batches for event in joined(batch))


def joined(batch: Iterable[Event]) -> list[Event]:
    """A batch of events with the pieces of a section that follow each other made one."""
    result: list[Event] = []
    open_pieces: dict[str, int] = {}
    for event in batch:
        if not isinstance(event, Piece):
            open_pieces.clear()
            result.append(event)
        elif (at := open_pieces.get(event.section)) is None:
            open_pieces[event.section] = len(result)
            result.append(event)
        else:
            before = result[at]
            assert isinstance(before, Piece)
            result[at] = replace(before, text=before.text + event.text)
    return result


def _told(events: Iterator[Event]) -> Iterator[Step]:
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
