"""Users, and the secret of their sessions, in the database that several processes share."""

from __future__ import annotations

import base64
import secrets
import threading
import time
from pathlib import Path

from drafting.errors import BadInput, StoreFailed
from drafting.store import Store
from drafting.users.users import Role, User, Users

FRESH = 2.0
"""Seconds for which what was read is believed: a session is looked at with every request, and one who
was removed is out within this time, on every process."""
OUTAGE = 300.0
"""Seconds for which it is believed while the database does not answer."""
SECRET = "session-secret"
"""The name of the secret among the settings."""


class StoredUsers(Users):
    """The users of a store. Safe to use from several threads and processes."""

    def __init__(self, store: Store) -> None:
        super().__init__(Path(f"数据库{store.engine.url.database or ''}"))
        self._store = store
        self._reading = threading.Lock()
        self._known: tuple[float, dict[str, User]] = (float("-inf"), {})

    def _current(self) -> dict[str, User]:
        with self._reading:
            age = time.monotonic() - self._known[0]
            if age > FRESH:
                try:
                    rows = self._store.office.users()
                    users = {name: User(name, _role(role), word) for name, role, word in rows}
                    self._known = (time.monotonic(), users)
                except StoreFailed as error:
                    if age > OUTAGE:
                        raise BadInput(str(error)) from error
            return self._known[1]

    def _put(self, user: User) -> None:
        self._store.office.put_user(user.name, user.role, user.password)
        self._forget()

    def _drop(self, name: str) -> None:
        self._store.office.remove_user(name)
        self._forget()

    def _forget(self) -> None:
        with self._reading:
            self._known = (float("-inf"), {})


def _role(text: str) -> Role:
    return "admin" if text == "admin" else "writer"


def users_of(store: Store) -> Users | None:
    """The users of a store; None where it has none. Raises StoreFailed."""
    return StoredUsers(store) if store.office.users() else None


def stored_secret(store: Store) -> bytes:
    """The secret of a store, made by whoever asks first. Raises StoreFailed."""
    made = base64.b64encode(secrets.token_bytes(32)).decode()
    return base64.b64decode(str(store.office.setting_or(SECRET, made)))
