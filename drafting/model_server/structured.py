"""Records from a model: the answer is asked for as JSON and validated."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from drafting.model import Usage
from drafting.model_server.failures import UNREADABLE, ServerFailed
from drafting.model_server.messages import Messages, Turn

if TYPE_CHECKING:
    from drafting.model_server.server import Server

Record = TypeVar("Record", bound=BaseModel)


async def ask(
    server: Server, messages: Messages, schema: type[Record], most_tokens: int
) -> tuple[Record, Usage]:
    """Ask once, and once more with what was wrong. Raises ServerFailed."""
    wanted = json.dumps(schema.model_json_schema(), ensure_ascii=False)
    user = f"{messages.user}\n\n只输出一个 JSON 对象，不要解释，结构如下：\n{wanted}"
    messages = replace(messages, user=user)
    for _ in range(2):
        answer = await server.write(messages, most_tokens=most_tokens)
        try:
            return schema.model_validate_json(_object(answer.text)), answer.usage
        except ValidationError as error:
            told = f"这个 JSON 不合要求：{error.errors(include_url=False)}。请改正后重新输出。"
            then: tuple[Turn, ...] = (("assistant", answer.text), ("user", told))
            messages = replace(messages, then=messages.then + then)
    raise ServerFailed(UNREADABLE)


def _object(text: str) -> str:
    found = re.search(r"[{\[].*[}\]]", text, re.DOTALL)
    return found[0] if found else text
