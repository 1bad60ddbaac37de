"""What a fault server answers, and how it goes wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

SENTENCE = "各单位要把学习成果转化为推动工作的实际举措，把责任落实到岗、落实到人。"
MARKER = re.compile(r"⟪(\{.*?\})⟫")


@dataclass(frozen=True)
class Reply:
    """One answer. Times are in seconds; ``chunk`` is characters a chunk (a token, for the tests).

    ``first`` comes before the first chunk, ``pause`` before each other one. ``cut`` and ``stall``
    count chunks; ``how`` a cut looks: ``reset`` and ``close`` break the connection, ``end`` closes
    the body in good order, ``error`` sends an error event. ``style`` is how events are written.
    ``whole``: the answer is one JSON body though a stream was asked for. ``body`` replaces all.
    """

    text: str = ""
    status: int = 200
    first: float | None = None
    pause: float = 0.0
    chunk: int = 3
    thinking: str = ""
    refusal: str = ""
    tool: str = ""
    finish: str | None = "stop"
    done: bool = True
    cut: int | None = None
    how: Literal["reset", "close", "end", "error"] = "reset"
    stall: int | None = None
    usage: Literal["asked", "never"] = "asked"
    cached: int | None = None
    style: Literal["plain", "crlf", "comments", "lines", "events"] = "plain"
    whole: bool = False
    body: str | None = None
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    """What was asked, and whether the client went away before the end. Times are monotonic."""

    body: dict[str, Any]
    headers: dict[str, str]
    begun: float
    ended: float = 0.0
    dropped: bool = False

    @property
    def prompt(self) -> str:
        return "\n".join(str(message["content"]) for message in self.body["messages"])


Script = Callable[[Request], Reply]


class Prompted:
    """The script of a server run by itself: ``⟪{"cut": 3, "times": 1}⟫`` in a prompt sets fields of
    the reply, ``times`` how often; a schema is answered by a record that fits it."""

    def __init__(self, first: float = 0.0, rate: float = 0.0, tokens: int = 40) -> None:
        self._usual = Reply(text_of(tokens), first=first, pause=1 / rate if rate else 0.0)
        self._seen: dict[str, int] = {}

    def __call__(self, request: Request) -> Reply:
        given = vars(self._usual) | self._marked(request.prompt)
        schema = schema_of(request)
        if schema is not None and "text" not in self._marked_fields(request.prompt):
            given["text"] = json.dumps(fitting(schema), ensure_ascii=False)
        return Reply(**given)

    def _marked_fields(self, prompt: str) -> dict[str, Any]:
        found = MARKER.search(prompt)
        return json.loads(found[1]) if found else {}

    def _marked(self, prompt: str) -> dict[str, Any]:
        fields = self._marked_fields(prompt)
        times = fields.pop("times", None)
        if not fields:
            return {}
        found = MARKER.search(prompt)
        assert found
        seen = self._seen[found[1]] = self._seen.get(found[1], 0) + 1
        return fields if times is None or seen <= times else {}


def text_of(tokens: int, chunk: int = 3) -> str:
    """Prose of so many chunks."""
    return (SENTENCE * (tokens * chunk // len(SENTENCE) + 1))[: tokens * chunk - 1] + "。"


def schema_of(request: Request) -> dict[str, Any] | None:
    """The JSON schema asked for: as a format, as a tool, or in words at the end of the prompt."""
    body = request.body
    wanted = body.get("response_format", {})
    if wanted.get("type") == "json_schema":
        return dict(wanted["json_schema"]["schema"])
    if body.get("tools"):
        return dict(body["tools"][0]["function"]["parameters"])
    start = request.prompt.find('{"')
    while start >= 0:
        try:
            found, _ = json.JSONDecoder().raw_decode(request.prompt, start)
        except ValueError:
            found = None
        if isinstance(found, dict) and "properties" in found:
            return found
        start = request.prompt.find('{"', start + 1)
    return None


def fitting(schema: dict[str, Any], root: dict[str, Any] | None = None) -> Any:
    """The plainest value that fits a schema."""
    root = root or schema
    if "$ref" in schema:
        return fitting(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return fitting(schema[choice][0], root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string")
    if kind == "object":
        names = schema.get("properties", {})
        return {name: fitting(inner, root) for name, inner in names.items()}
    if kind == "array":
        return [fitting(schema["items"], root)] * max(1, schema.get("minItems", 1))
    return {"integer": 1, "number": 1.5, "boolean": True, "null": None}.get(kind, "甲")
