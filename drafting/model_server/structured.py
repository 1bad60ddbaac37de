"""Records from a model, by the best way its server knows: a JSON schema, JSON of any shape, a tool
call, or plain text. Whatever the way, the answer is read tolerantly and validated strictly; once an
invalid one is sent back with what is wrong with it. The way that worked is kept for the server."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from drafting.model import Usage
from drafting.model_server import habits
from drafting.model_server.failures import WRONG_FORMAT, Failure, ServerFailed
from drafting.model_server.json_text import NoRecord, read_record
from drafting.model_server.messages import Answer, Messages, Turn
from drafting.model_server.writing import added

if TYPE_CHECKING:
    from drafting.model_server.server import OpenServer

Record = TypeVar("Record", bound=BaseModel)
_CUT_SHORT = replace(
    WRONG_FORMAT, reason="模型的回答太长，到长度上限也没有写完", advice="请减少材料后重试"
)


async def ask(
    server: OpenServer, messages: Messages, schema: type[Record], most_tokens: int
) -> tuple[Record, Usage]:
    """Raises ServerFailed where no way leads to a record."""
    asking = _Asking(server, with_schema(messages, schema), schema, most_tokens)
    settings = server.connection.settings
    failure: Failure = WRONG_FORMAT
    for method in habits.METHODS[habits.METHODS.index(habits.habits_of(settings).method) :]:
        try:
            record = await asking.by(method)
        except ServerFailed as error:
            failure = error.failure
            if failure.kind not in ("request", "unreadable", "empty", "down"):
                raise
            continue
        known = habits.habits_of(settings)
        if known.method != method:
            habits.learn(settings, replace(known, method=method))
        return record, asking.usage
    raise ServerFailed(failure)


class _Asking:
    def __init__(
        self, server: OpenServer, messages: Messages, schema: type[BaseModel], most_tokens: int
    ) -> None:
        self._server, self._messages, self._schema = server, messages, schema
        self._most_tokens = most_tokens
        self._may_complain = True
        self.usage = Usage()

    async def by(self, method: habits.Method) -> Any:
        """The record by this way. Raises ServerFailed."""
        answer = await self._answer(self._messages, method)
        try:
            return self._read(answer)
        except NoRecord as error:
            if answer.finish == "length":
                self._most_tokens *= 2
            if not self._may_complain:
                raise ServerFailed(_failure(answer)) from None
            self._may_complain = False
            return await self._again(answer, str(error), method)

    async def _again(self, answer: Answer, complaint: str, method: habits.Method) -> Any:
        """A repair turn; where the answer was cut by the limit, the question anew with more room."""
        messages = self._messages
        if answer.finish != "length":
            told = f"这个 JSON 不合要求：{complaint}。请改正，只输出完整的 JSON 对象。"
            then: tuple[Turn, ...] = (("assistant", answer.text), ("user", told))
            messages = replace(messages, then=messages.then + then)
        answer = await self._answer(messages, method)
        try:
            return self._read(answer)
        except NoRecord:
            raise ServerFailed(_failure(answer)) from None

    async def _answer(self, messages: Messages, method: habits.Method) -> Answer:
        body = body_for(method, self._schema)
        answer = await self._server.write(messages, most_tokens=self._most_tokens, body=body)
        self.usage = added(self.usage, answer.usage)
        return answer

    def _read(self, answer: Answer) -> BaseModel:
        return read_record(answer.text, self._schema, mend=answer.finish != "length")


def with_schema(messages: Messages, schema: type[BaseModel]) -> Messages:
    """The messages with the schema in words at their end: many servers take a schema and ignore
    it, others constrain the answer by it but do not show it to the model."""
    wanted = json.dumps(schema_of(schema), ensure_ascii=False)
    told = f"只输出一个 JSON 对象，不要解释，不要代码围栏。它的 JSON Schema：\n{wanted}"
    return replace(messages, user=f"{messages.user}\n\n{told}")


def schema_of(schema: type[BaseModel]) -> dict[str, Any]:
    """A JSON schema in the strict form OpenAI asks for, which all others take as well."""
    from openai import pydantic_function_tool

    tool: Any = pydantic_function_tool(schema)
    parameters: dict[str, Any] = tool["function"]["parameters"]
    return parameters


def body_for(method: habits.Method, schema: type[BaseModel]) -> dict[str, Any]:
    """The fields of the request that ask for a record in this way."""
    name = schema.__name__
    if method == "json_schema":
        wanted = {"name": name, "schema": schema_of(schema), "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}
    if method == "json_object":
        return {"response_format": {"type": "json_object"}}
    if method == "tools":
        function = {"name": name, "description": "提交结果", "parameters": schema_of(schema)}
        chosen = {"type": "function", "function": {"name": name}}
        return {"tools": [{"type": "function", "function": function}], "tool_choice": chosen}
    return {}


def _failure(answer: Answer) -> Failure:
    return _CUT_SHORT if answer.finish == "length" else WRONG_FORMAT
