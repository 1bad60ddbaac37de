"""Log lines: time, level, where from, what happened, and the ids of request, user and draft.

Neither a text, nor a fact, a prompt or a key gets into one. That is not left to those who log: a
message keeps its ASCII alone (what is written here is Chinese), an error is told by its type and the
places it went through, never by its words, and what looks like a secret is masked.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from typing import Any, Literal

from drafting.observing.context import known

Style = Literal["quiet", "plain", "json"]
"""``quiet``: warnings alone, in short lines; ``plain`` and ``json`` tell of requests and work too."""
OWN = ("drafting", "retrieval")
"""Loggers whose information is wanted; of others warnings are."""
_SECRET = re.compile(
    r"(?i)(\bbearer\s+|\bbasic\s+|api[-_]?key\W{1,3}|password\W{1,3}|://[^/\s:@]*:)[^\s@\"',;]+|\bsk-[\w-]{6,}"
)
_FOREIGN = re.compile(r"[^\x20-\x7e]+")
_CUT_OFF = "timeout graceful shutdown exceeded"
_SHORTEST_SECRET = 6
_LONGEST = 400
"""Characters of a message."""
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}


class Discreet(logging.Filter):
    """Takes out of every record what is nobody's business. ``secrets`` are masked wherever they
    stand."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(s for s in secrets if len(s) >= _SHORTEST_SECRET)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the record is changed."""
        if isinstance(record.args, tuple):
            record.args = tuple(_told(value) for value in record.args)
        record.msg = self._cleaned(_message(record))[:_LONGEST]
        record.args = ()
        for name, value in known().items():
            if not hasattr(record, name):
                setattr(record, name, value)
        if record.exc_info and record.exc_info[1] is not None:
            record.error = _told(record.exc_info[1])
            record.places = _places(record.exc_info[1])
        record.exc_info, record.exc_text, record.stack_info = None, None, None
        return True

    def _cleaned(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        text = _SECRET.sub(lambda found: (found[1] or "") + "***", text)
        return _FOREIGN.sub("~", text)


def set_up(style: Style, secrets: Iterable[str] = ()) -> None:
    """Send the log to stderr in a style, in the place of what was set up before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Discreet(secrets))
    if style == "quiet":
        handler.addFilter(_is_a_fault)
    handler.setFormatter(_json() if style == "json" else Plain())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OWN:
        logging.getLogger(name).setLevel(logging.WARNING if style == "quiet" else logging.INFO)


def _is_a_fault(record: logging.LogRecord) -> bool:
    """A stop that cuts off a page which is still being answered is none, to who stops the program.
    Run behind the filter that takes the errors themselves away."""
    ended = getattr(record, "error", "") == "CancelledError"
    return not (record.name == "uvicorn.error" and (ended or _CUT_OFF in record.getMessage()))


class Plain(logging.Formatter):
    """``time level logger message key=value …``, one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields = " ".join(f"{name}={value}" for name, value in _extra(record).items())
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()}"
        return f"{line} {fields}".rstrip()


def _json() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(
        "%(levelname)s %(name)s %(message)s", json_ensure_ascii=False, timestamp=True,
        rename_fields={"levelname": "level", "name": "logger", "message": "event"},
    )  # fmt: skip


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (
        TypeError,
        ValueError,
    ):  # a message that does not fit its arguments is still worth a line
        return str(record.msg)


def _told(value: Any) -> Any:
    """An error among the arguments is told by its type, and by that of what it came from."""
    if not isinstance(value, BaseException):
        return value
    cause = value.__cause__ or value.__context__
    name = type(value).__name__
    return f"{name} < {type(cause).__name__}" if cause is not None else name


def _places(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return " > ".join(f"{_module(f.filename)}:{f.lineno}:{f.name}" for f in frames)


def _module(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}
