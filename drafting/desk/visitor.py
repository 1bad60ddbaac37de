"""Who sits at the page whose event is being worked on."""

from __future__ import annotations

from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.store import Owners
from drafting.users import User, Users

NOBODY: Owners = (" ",)
"""The owner of no draft: no user has such a name."""


class Visitors:
    """The person behind an event, known by the session of its request. Without users everybody may
    do everything."""

    def __init__(self, users: Users | None) -> None:
        self._users = users

    @property
    def user(self) -> User | None:
        """The user; None on a desk without users, and outside of events."""
        if self._users is None:
            return None
        from gradio.context import LocalContext

        name = getattr(LocalContext.request.get(None), "username", None)
        return self._users.find(name) if name else None

    @property
    def owners(self) -> Owners:
        """Whose drafts are seen; nobody's where there are users and none is known."""
        if self._users is None:
            return None
        user = self.user
        return user.owners if user is not None else NOBODY

    @property
    def is_admin(self) -> bool:
        """Whether library and settings may be changed."""
        user = self.user
        return self._users is None or (user is not None and user.role == "admin")

    def require_admin(self) -> None:
        """Raises BadInput for all but admins."""
        if not self.is_admin:
            raise BadInput(say("people.admins_only"))
