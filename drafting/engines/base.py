"""What a writer of sections must do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from drafting.checks import NO_SOURCES, Sources
from drafting.kinds import Kind
from drafting.model import Brief, EngineName, Outline, Section


@dataclass(frozen=True, slots=True)
class Task:
    """All an engine is given. ``variant`` asks for another wording of the same document; ``done``
    are sections that stand already (locked, or finished before a restart): they are not written
    anew, and the others are told of them. ``stop`` may be set by another thread: the engine then
    ends its requests at once and raises Stopped. ``sources`` are what the text will be checked
    against beside the brief."""

    brief: Brief
    kind: Kind
    outline: Outline
    variant: int = 0
    done: tuple[Section, ...] = ()
    stop: threading.Event = field(default_factory=threading.Event, compare=False)
    sources: Sources = NO_SOURCES


class Stopped(Exception):
    """The task's ``stop`` was set while it was worked on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text just written, to be appended to what the section shows."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A finished section; it replaces what its pieces have shown. ``notices`` are for the writer."""

    section: Section
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleared:
    """What has been shown of this section is taken back; it is being written anew. ``why`` is a
    Chinese clause for the writer, such as 连接中断."""

    section: str
    why: str = ""


Step = Cleared | Piece | Written


class Engine(Protocol):
    """Writes the sections of an outline."""

    @property
    def name(self) -> EngineName:
        """Which engine a page says wrote the text."""
        ...

    def outline(self, task: Task) -> Outline:
        """The task's outline as this engine would have it: headings, scopes, lengths. A heading
        that is locked stays; what cannot be bettered stays as planned, and ``notices`` say why.

        Raises Stopped where it was told to stop.
        """
        ...

    def write(self, task: Task) -> Iterator[Step]:
        """Yield pieces as they come and each section when it is done, in any order. A section that
        a later pass mends is yielded again; the last one counts.

        Raises ModelFailed where a model was needed and could not answer, Stopped where it was told
        to stop.
        """
        ...


MISSING = "【此处缺少“{topic}”类事实，请补充后再写】"
"""Stands where a required section has no fact; the placeholder check finds it."""
