"""A JSON record in what a model wrote: bare, in a fence, in the midst of prose, or broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Record = TypeVar("Record", bound=BaseModel)
_MOST_STARTS = 40
"""Brackets in prose that are tried as the beginning of a record."""


class NoRecord(ValueError):
    """No record of the schema in the text; the message, for the model, says what is wrong."""


def read_record(text: str, schema: type[Record], *, mend: bool = True) -> Record:
    """The first record in the text that fits the schema, else a broken one put right (unless
    ``mend`` is false: what the limit of tokens has cut must not pass for a whole). Raises NoRecord.
    Pure: neither model nor network is used."""
    complaint = ""
    for value in _values(text, mend):
        try:
            return schema.model_validate(value)
        except ValidationError as error:
            complaint = complaint or _complaint(error)
    raise NoRecord(complaint or "回答里没有完整的 JSON 对象")


def _values(text: str, mend: bool) -> Iterator[Any]:
    yield from _whole(text)
    start = text.find("{")
    if mend and start >= 0:
        import json_repair

        yield json_repair.loads(text[start:], skip_json_loads=True)


def _whole(text: str) -> Iterator[Any]:
    """Every JSON object or list that stands in the text, the outermost ones."""
    decoder = json.JSONDecoder(strict=False)
    at, starts = _start(text, 0), 0
    while at >= 0 and starts < _MOST_STARTS:
        starts += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield value
        at = _start(text, end)


def _start(text: str, after: int) -> int:
    found = [at for at in (text.find("{", after), text.find("[", after)) if at >= 0]
    return min(found, default=-1)


def _complaint(error: ValidationError, most: int = 5) -> str:
    """Each fault with its place as the model wrote it: ``sections[2].heading``."""
    parts = []
    for fault in error.errors(include_url=False, include_input=False)[:most]:
        where = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]
        )
        parts.append(f"{where.lstrip('.') or '整个对象'}：{fault['msg']}")
    return "；".join(parts)
