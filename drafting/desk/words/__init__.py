"""The words of the page, Chinese by default and English by a switch: one TOML file a room.

A table of a file is one text: ``[title]`` with ``zh`` and ``en`` in ``masthead.toml`` is
``say("masthead.title")``. The language belongs to the page that is being built or is answering, not to
the process: a :class:`~contextvars.ContextVar`, which tasks and threads of Gradio inherit. Hence a text
is asked for when it is shown, never when a module is loaded.

What a draft and its facts say, and a finding quotes of them, is Chinese in both, and stands under
``lang="zh"``.
"""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]
_spoken: ContextVar[Language] = ContextVar("language of the page", default="zh")
_IN_SCRIPT = re.compile(r"\bWORDS\.(\w+)")


def language() -> Language:
    """The language of the page that is being built, or that asks."""
    return _spoken.get()


@contextlib.contextmanager
def speaking(spoken: Language) -> Iterator[None]:
    """Within this, the page speaks a language; so do the tasks and threads begun in it."""
    before = _spoken.set(spoken)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(name: str, /, **values: object) -> str:
    """A text of the page, ``room.key``, with its places filled in. Raises KeyError where there is
    none of that name."""
    text = room(name.partition(".")[0])[name.partition(".")[2]][language()]
    return text.format(**values) if values else text


@cache
def room(name: str) -> Mapping[str, Mapping[Language, str]]:
    """All texts of a room, key to language to text."""
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rooms() -> list[str]:
    """The names of all rooms."""
    found = (path.name for path in files(__name__).iterdir())
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


def script(name: str) -> str:
    """A script of the desk; ``WORDS.room`` in it becomes that room's texts, key to text."""
    text = files("drafting.desk").joinpath(name).read_text(encoding="utf-8")
    return _IN_SCRIPT.sub(lambda found: _as_json(found[1]), text)


def _as_json(name: str) -> str:
    said = {key: text[language()] for key, text in room(name).items()}
    return json.dumps(said, ensure_ascii=False)
