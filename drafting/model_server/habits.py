"""What a server takes and what it refuses, learnt from its answers and kept for this process."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from drafting.settings import Settings

LimitWord = Literal["max_tokens", "max_completion_tokens", ""]
Method = Literal["json_schema", "json_object", "tools", "text"]
METHODS: tuple[Method, ...] = ("json_schema", "json_object", "tools", "text")
_OTHER: dict[LimitWord, LimitWord] = {
    "max_tokens": "max_completion_tokens",
    "max_completion_tokens": "max_tokens",
}
_TEMPERATURE = 0.4
"""Low enough to keep to the facts, high enough for prose."""
_FORMAT = re.compile(
    r"response_format|json_schema|json_object|json mode|tool|function|grammar|schema"
)


@dataclass(frozen=True, slots=True)
class Habits:
    """``limit``: the word it knows for the most tokens; ``counts``: it takes ``stream_options``;
    ``method``: how it is asked for JSON; ``leaks``: its thinking comes without an opening tag."""

    limit: LimitWord = "max_tokens"
    counts: bool = True
    warm: bool = True
    method: Method = "json_schema"
    leaks: bool = False
    switched: bool = False
    """The other limit word was tried before."""

    def fields(self, most_tokens: int) -> dict[str, Any]:
        """What goes into the body of a request because of these habits."""
        fields: dict[str, Any] = {self.limit: most_tokens} if self.limit else {}
        if self.warm:
            fields["temperature"] = _TEMPERATURE
        if self.counts:
            fields["stream_options"] = {"include_usage": True}
        return fields


_known: dict[tuple[str, str], Habits] = {}


def habits_of(settings: Settings) -> Habits:
    """What is known of the server; to begin with, what servers of its sort commonly take."""
    return _known.get(_key(settings)) or _first_guess(settings)


def learn(settings: Settings, habits: Habits) -> None:
    """Keep what has worked for the next request of any document."""
    _known[_key(settings)] = habits


def forget(settings: Settings) -> None:
    """Begin anew: the server may have changed."""
    _known.pop(_key(settings), None)


def adapted(habits: Habits, status: int, words: str) -> Habits | None:
    """What to try after a refusal with these words; None where it is no matter of habits. A refusal
    that names nothing costs the request for usage first, which servers know least."""
    if status not in (400, 422):
        return None
    words = words.lower()
    if habits.counts and ("stream_options" in words or "include_usage" in words):
        return replace(habits, counts=False)
    if habits.limit and habits.limit in words:
        return other_limit(habits)
    if habits.warm and "temperature" in words:
        return replace(habits, warm=False)
    if habits.counts and not _FORMAT.search(words):
        return replace(habits, counts=False)
    return None


def other_limit(habits: Habits) -> Habits:
    """Turn to the other word for the limit, at the second turn to none."""
    other: LimitWord = "" if habits.switched else _OTHER.get(habits.limit, "")
    return replace(habits, limit=other, switched=True)


def is_openai(settings: Settings) -> bool:
    """Whether the address is OpenAI's own, which is the strictest about its newest words."""
    return (urlsplit(settings.openai_base_url).hostname or "api.openai.com") == "api.openai.com"


def _first_guess(settings: Settings) -> Habits:
    if is_openai(settings):
        return Habits(limit="max_completion_tokens", warm=False)
    return Habits()


def _key(settings: Settings) -> tuple[str, str]:
    return settings.openai_base_url, settings.drafting_model
