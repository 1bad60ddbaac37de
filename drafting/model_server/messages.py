"""What goes to a model server and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drafting.model import Usage

Finish = Literal["stop", "length"]
Turn = tuple[Literal["assistant", "user"], str]


@dataclass(frozen=True, slots=True)
class Messages:
    """One conversation: rules, the task, and the turns that followed, if any."""

    system: str
    user: str
    then: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer without thinking. ``finish`` is ``length`` where the limit of tokens cut it;
    ``usage`` counts every request that it took."""

    text: str
    finish: Finish
    usage: Usage
