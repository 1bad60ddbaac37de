"""Who is told of tokens as they are spent, and may refuse that more are.

Every request to a model server passes here, whatever it is for, so that no way of asking a model
gets round a quota. One register for the process, as with the log; none on one's own machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from drafting.observing.context import user

if TYPE_CHECKING:
    from drafting.model import Usage


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
    """Ask before a model is. Raises DraftingError where the user is to spend no more."""
    for purse in _purses:
        purse.admit(user())


def spent(usage: Usage) -> None:
    """Tell what a request has cost."""
    for purse in _purses:
        purse.spent(user(), usage)
