"""What all the sections of one document are written with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from drafting.cost import total
from drafting.engines.base import Cleared, Piece, Task, Written
from drafting.engines.model_engine.prompting import labels
from drafting.model import Making, PlannedSection, Usage
from drafting.model_server import Failure, Server


@dataclass(frozen=True, slots=True)
class Failed:
    """A section that could not be written."""

    planned: PlannedSection
    failure: Failure


Event = Cleared | Piece | Written | Failed
Emit = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Commission:
    """One document's task, the model that writes it, ``room`` for so many requests at once (each
    section takes a place in it) and where the events go."""

    task: Task
    server: Server
    room: asyncio.Semaphore
    emit: Emit

    def making(self, usage: Usage, *names: str) -> Making:
        """How a text came to be that took these prompts."""
        return Making(self.server.model, labels(*names), usage)


def more(making: Making, usage: Usage, *names: str) -> Making:
    """The making of a text that took these calls as well."""
    prompts = tuple(dict.fromkeys((*making.prompts, *labels(*names))))
    return replace(making, prompts=prompts, usage=total((making.usage, usage)))
