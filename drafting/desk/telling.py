"""What goes wrong, said on the page in one sentence and never as a traceback."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import gradio as gr

from drafting.desk.html import told as told_html
from drafting.desk.words import say
from drafting.errors import DraftingError
from retrieval import LibraryError

_SECONDS = 20
_log = logging.getLogger(__name__)
_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def told(handler: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """The handler, with its errors shown to the person; nothing on the page changes then."""

    @functools.wraps(handler)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        try:
            return handler(*args, **kwargs)
        except Exception as error:
            raise complaint(error) from None

    return run


def complaint(error: Exception) -> gr.Error:
    """What the page shows for an error; one that nobody foresaw goes to the log as well.

    The heading above the sentence is in the style sheet: Gradio's front end calls every error
    "Error", whatever title the server gives it.
    """
    if isinstance(error, (DraftingError, LibraryError)):
        sentence = str(error)
    else:
        _log.error("unexpected error on the page", exc_info=error)
        sentence = say("masthead.unexpected")
    return gr.Error(
        f'<span class="told">{told_html(sentence)}</span>', duration=_SECONDS, print_exception=False
    )
