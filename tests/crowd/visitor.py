"""One open page without a browser: it speaks the protocol of Gradio's queue, keeps what stands in
every part, and fires the events of the page in their chains, as the page's own script does."""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

QUEUE = "/gradio_api/queue"
_LONGEST = 240.0
"""Seconds until an event must have ended."""


class Told(Exception):
    """What the page tells a person when an event fails."""


@dataclass
class Taken:
    """How long an event took, in seconds; ``long`` where it follows work and takes its time."""

    event: str
    seconds: float
    long: bool


@dataclass
class Visitor:
    """``values`` are by the number of the part; ``taken`` grows with every event."""

    client: httpx.AsyncClient
    values: dict[int, Any] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _events: list[dict[str, Any]] = field(default_factory=list)
    _session: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    _query: str = ""
    thinks: float = 0.0
    """Seconds that a person takes between two actions, at most."""

    async def open(self, query: str = "") -> None:
        """Open the page, and fire what it fires when it is opened."""
        begun = time.monotonic()
        (await self.client.get(f"/{query}")).raise_for_status()
        answer = await self.client.get("/config")
        self.taken.append(Taken("page", time.monotonic() - begun, False))
        config = answer.raise_for_status().json()
        self._query, self._events = query, config["dependencies"]
        for part in config["components"]:
            self.values[part["id"]] = part["props"].get("value")
            if name := part["props"].get("elem_id"):
                self._numbers[name] = part["id"]
        for event in self._events:
            if any(what == "load" for _, what in event["targets"]):
                await self._run(event)

    def value(self, name: str) -> Any:
        """What stands in a part, by its name on the page."""
        return self.values[self._numbers[name]]

    def put(self, name: str, value: Any) -> None:
        """Type into a part."""
        self.values[self._numbers[name]] = value

    async def fire(self, name: str, what: str = "click", data: Any = None) -> None:
        """Do something to a part, and wait for all that comes of it. Raises Told."""
        await asyncio.sleep(random.uniform(0, self.thinks))
        target = [self._numbers[name], what]
        fired = [event for event in self._events if target in event["targets"]]
        assert fired, f"nothing happens on {what} of {name}"
        for event in fired:
            await self._run(event, data)

    async def upload(self, name: str, path: Path) -> None:
        """Hand a file in. Raises Told."""
        files = {"files": (path.name, path.read_bytes())}
        answer = await self.client.post("/gradio_api/upload", files=files)
        [place] = answer.raise_for_status().json()
        file = {"path": place, "orig_name": path.name, "meta": {"_type": "gradio.FileData"}}
        self.put(name, file)
        await self.fire(name, "upload")

    async def _run(self, event: dict[str, Any], data: Any = None) -> None:
        if event["backend_fn"]:
            begun = time.monotonic()
            output = await self._answer(event, data)
            long = bool(event["types"]["generator"])
            self.taken.append(Taken(event["api_name"], time.monotonic() - begun, long))
            for number, value in zip(event["outputs"], output, strict=False):
                self._change(number, value)
        for after in self._events:
            if after["trigger_after"] == event["id"]:
                await self._run(after)

    async def _answer(self, event: dict[str, Any], data: Any) -> list[Any]:
        asked = {
            "data": [self.values.get(number) for number in event["inputs"]],
            "event_data": data, "fn_index": event["id"], "trigger_id": None,
            "session_hash": self._session,
        }  # fmt: skip
        joined = await self.client.post(f"{QUEUE}/join{self._query}", json=asked)
        if joined.is_error:
            raise Told(f"{joined.status_code}: {joined.text[:200]}")
        wanted = joined.json()["event_id"]
        async with self.client.stream(
            "GET", f"{QUEUE}/data", params={"session_hash": self._session}, timeout=_LONGEST
        ) as stream:
            async for line in stream.aiter_lines():
                message = json.loads(line[5:]) if line.startswith("data:") else {}
                if message.get("event_id") == wanted and message["msg"] == "process_completed":
                    return _output(message)
        raise Told(f"no answer to {event['api_name']}")

    def _change(self, number: int, value: Any) -> None:
        if isinstance(value, dict) and value.get("__type__") == "update":
            if "value" in value:
                self.values[number] = value["value"]
        else:
            self.values[number] = value


def _output(message: dict[str, Any]) -> list[Any]:
    if not message["success"]:
        raise Told(str(message["output"].get("error")))
    data = message["output"].get("data")
    return data if isinstance(data, list) else []
