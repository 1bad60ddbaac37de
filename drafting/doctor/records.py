"""What an examination finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["good", "note", "problem"]
"""``note``: something is not there and can be done without; ``problem``: it must be mended."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at. ``lines`` say in Chinese how it stands, and what to do where something is
    wrong; ``details`` are for programs."""

    name: str
    state: State
    lines: tuple[str, ...]
    details: dict[str, Any] = field(default_factory=dict)
