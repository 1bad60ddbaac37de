"""What a writer of sections must do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from drafting.kinds import Kind
from drafting.model import Brief, EngineName, Outline, Section


@dataclass(frozen=True, slots=True)
class Task:
    """All an engine is given. ``variant`` asks for another wording of the same document."""

    brief: Brief
    kind: Kind
    outline: Outline
    variant: int = 0


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


class Engine(Protocol):
    """Writes the sections of an outline."""

    @property
    def name(self) -> EngineName:
        """Which engine a page says wrote the text."""
        ...

    def write(self, task: Task) -> Iterator[Piece | Written]:
        """Yield pieces as they come and each section once when it is done, in any order.

        Raises ModelFailed where a model was needed and could not answer.
        """
        ...


MISSING = "【此处缺少“{topic}”类事实，请补充后再写】"
"""Stands where a required section has no fact; the placeholder check finds it."""
