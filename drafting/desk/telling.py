"""What goes wrong, said on the page in one Chinese sentence and never as a traceback."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import gradio as gr

from drafting.desk.html import escape
from drafting.errors import DraftingError
from retrieval import LibraryError

UNEXPECTED = "出了意外的错误，刚才的操作没有完成，已保存的内容不受影响。详情见服务器的运行日志。"
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
        sentence = UNEXPECTED
    return gr.Error(escape(sentence), duration=_SECONDS, print_exception=False)
