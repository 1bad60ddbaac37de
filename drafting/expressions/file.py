"""The files of expressions: ours, and an office's own in its data folder."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from drafting.errors import BadInput, reason_of
from drafting.validation import explain

OWN_FILE = "expressions.toml"
Group = Literal["plan", "office", "law", "formula", "campaign", "word"]


@dataclass(frozen=True, slots=True)
class Expression:
    """One entry. ``until`` is its last current day, None where it is discouraged at any time;
    ``begins`` the day it came into use, None where that does not matter."""

    id: str
    group: Group
    find: re.Pattern[str]
    reason: str
    instead: str = ""
    begins: dt.date | None = None
    until: dt.date | None = None
    certain: bool = False


def _valid(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"“{pattern}”不是有效的正则表达式") from error
    return pattern


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(min_length=1)]
    group: Group = "word"
    find: Annotated[str, Field(min_length=1), AfterValidator(_valid)]
    reason: Annotated[str, Field(min_length=1)]
    instead: str = ""
    begins: Annotated[dt.date | None, Field(alias="from")] = None
    until: dt.date | None = None
    certain: bool = False


class _File(BaseModel):
    expression: list[_Entry] = []


@cache
def shipped_expressions() -> tuple[Expression, ...]:
    """The expressions that come with the program."""
    text = resources.files("drafting.expressions").joinpath("expressions.toml")
    return read_expressions(text.read_text(encoding="utf-8"), "expressions.toml")


def own_expressions(folder: Path) -> tuple[Expression, ...]:
    """An office's own, from ``expressions.toml`` in its data folder; none where there is no file.

    Raises BadInput naming the entry that is wrong.
    """
    path = folder / OWN_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "不是 UTF-8 文本"
        raise BadInput(f"用语表“{path}”读不出来：{why}。请改正后重试。") from error
    return read_expressions(text, str(path))


def read_expressions(text: str, name: str) -> tuple[Expression, ...]:
    """Parse a file of expressions. Raises BadInput."""
    try:
        entries = _File.model_validate(tomllib.loads(text)).expression
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"用语表“{name}”不是有效的 TOML：{error}。请改正后重试。") from error
    except ValidationError as error:
        raise BadInput(f"用语表“{name}”有误：{explain(error)}。请改正后重试。") from error
    return tuple(
        Expression(
            e.id, e.group, re.compile(e.find), e.reason, e.instead, e.begins, e.until, e.certain
        )
        for e in entries
    )
