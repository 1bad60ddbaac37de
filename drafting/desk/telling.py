"""What goes wrong, said on the page in one sentence and never as a traceback."""

from __future__ import annotations

import contextlib
import functools
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any, ParamSpec, TypeVar

import gradio as gr
from gradio.context import LocalContext

from drafting.desk.html import told as told_html
from drafting.desk.words import say
from drafting.errors import DraftingError
from drafting.observing import metrics
from drafting.observing.context import REQUEST_HEADER, about
from retrieval import LibraryError

_SECONDS = 20
_SLOW = 1.0
"""Seconds after which an action is told of in the log."""
_log = logging.getLogger(__name__)
_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def told(handler: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """The handler, with its errors shown to the person; nothing on the page changes then."""

    name = getattr(handler, "__qualname__", "other")

    @functools.wraps(handler)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        with about(**_whose()), _timed(name):
            try:
                return handler(*args, **kwargs)
            except Exception as error:
                raise complaint(error) from None

    return run


def _whose() -> dict[str, str]:
    """Request and user of the event that is worked on."""
    request: Any = LocalContext.request.get(None)
    if request is None:
        return {}
    headers = getattr(request, "headers", None) or {}
    found = {"request": headers.get(REQUEST_HEADER), "user": getattr(request, "username", None)}
    return {name: str(value) for name, value in found.items() if value}


@contextlib.contextmanager
def _timed(action: str) -> Iterator[None]:
    begun = time.monotonic()
    try:
        yield
    finally:
        seconds = time.monotonic() - begun
        metrics.action(action, seconds)
        if seconds >= _SLOW:
            _log.info("slow action", extra={"action": action, "ms": round(seconds * 1000)})


def complaint(error: Exception) -> gr.Error:
    """What the page shows for an error; one that nobody foresaw goes to the log as well.

    The heading above the sentence is in the style sheet: Gradio's front end calls every error
    "Error", whatever title the server gives it.
    """
    kind = type(error).__name__
    metrics.error(kind if isinstance(error, (DraftingError, LibraryError)) else "unexpected")
    if isinstance(error, (DraftingError, LibraryError)):
        _log.info("refused", extra={"kind": kind})
        sentence = str(error)
    else:
        _log.error("unexpected error on the page", exc_info=error)
        sentence = say("masthead.unexpected")
    return gr.Error(
        f'<span class="told">{told_html(sentence)}</span>', duration=_SECONDS, print_exception=False
    )
