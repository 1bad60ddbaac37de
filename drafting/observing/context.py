"""Whose request and which draft the running code is about, as far as is known. Tasks of asyncio
inherit it; a thread does where it is begun with a copy of the context."""

from __future__ import annotations

import contextlib
import re
import uuid
from collections.abc import Iterator
from contextvars import ContextVar

REQUEST_HEADER = "x-request-id"
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_FIELDS: dict[str, ContextVar[str]] = {
    name: ContextVar(name, default="") for name in ("request", "user", "draft")
}


def known() -> dict[str, str]:
    """``request``, ``user`` and ``draft``, those that are known."""
    return {name: value for name, field in _FIELDS.items() if (value := field.get())}


def user() -> str:
    """The name of the user for whom the code runs; empty where there is none."""
    return _FIELDS["user"].get()


@contextlib.contextmanager
def about(**fields: str) -> Iterator[None]:
    """Within this the code is about a request, a user or a draft."""
    tokens = [(_FIELDS[name], _FIELDS[name].set(value)) for name, value in fields.items()]
    try:
        yield
    finally:
        for field, token in reversed(tokens):
            field.reset(token)


def stay_about(fields: dict[str, str]) -> None:
    """For the rest of a thread, or of a context of its own, the code is about this."""
    for name, value in fields.items():
        _FIELDS[name].set(value)


def request_id(asked: str) -> str:
    """The id that a proxy gave to a request where it is sane (8 to 64 letters, digits and ``._-``), else
    a new one: nobody writes lines of their own into a log."""
    return asked if _SANE.fullmatch(asked) else uuid.uuid4().hex
