"""Who is told of tokens as they are spent, and may refuse that more are.

Every request to a model server passes here, whatever it is for, so that no way of asking a model
gets round a quota. One register for the process, as with the log; none on one's own machine.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from drafting.errors import BadInput
from drafting.observing.context import user

if TYPE_CHECKING:
    from drafting.model import Usage


class UsedUp(BadInput):
    """A quota of tokens is used up; ``reason`` is a clause, the rest says when it begins anew."""

    def __init__(self, reason: str, more: str) -> None:
        super().__init__(f"{reason}：{more}")
        self.reason = reason


class Purse(Protocol):
    """Keeps account of what users spend."""

    def admit(self, name: str) -> None:
        """Raises DraftingError where this user is to spend no more."""

    def spent(self, name: str, usage: Usage) -> None:
        """This user has spent tokens."""


_purses: list[Purse] = []


def keep_account(purse: Purse | None) -> None:
    """From now on this one is asked and told; nobody for None."""
    _purses[:] = [purse] if purse is not None else []


def admit() -> None:
    """Ask before a model is. Raises UsedUp where the user is to spend no more, StoreFailed where
    that cannot be known."""
    for purse in _purses:
        purse.admit(user())


async def admit_here() -> None:
    """The same on a loop, which must not wait for a database."""
    if _purses:
        await asyncio.to_thread(admit)


async def spent(usage: Usage) -> None:
    """Tell what a request has cost, on a loop."""
    for purse in _purses:
        await asyncio.to_thread(purse.spent, user(), usage)
