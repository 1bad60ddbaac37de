"""No answer is forgotten that is asked for while Gradio's server ends the stream of answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import drafting.desk

pytestmark = pytest.mark.browser

SCRIPT = Path(drafting.desk.__file__).with_name("answers.js").read_text(encoding="utf-8")
SERVER = """streams => {
  const said = (message) => new TextEncoder().encode(`data: ${JSON.stringify(message)}\\n\\n`);
  const parted = (bytes) => [bytes.slice(0, 9), bytes.slice(9)];
  const wait = (ms) => new Promise((go) => setTimeout(go, ms));
  let streamed = 0;
  window.fetch = async (resource) => {
    if (String(resource.url || resource).includes("/queue/join")) {
      await wait(50);
      return new Response(JSON.stringify({event_id: "second"}));
    }
    if (streamed) await wait(200);
    const messages = streams[streamed++];
    return new Response(new ReadableStream({
      start(control) {
        messages.flatMap((one) => parted(said(one))).forEach((part) => control.enqueue(part));
        control.close();
      },
    }));
  };
}"""
BOTH = """async () => {
  const place = "http://127.0.0.1:9/gradio_api/queue/";
  const joined = fetch(`${place}join`, {method: "POST"});
  const stream = await fetch(`${place}data?session_hash=a`);
  const text = await stream.text();
  await joined;
  return text;
}"""
CLOSE = {"msg": "close_stream"}


def _answer(event: str) -> dict[str, Any]:
    return {"msg": "process_completed", "event_id": event, "output": {"data": ["汉字\n\n二"]}}


def _told(page: Page, script: str) -> list[dict[str, Any]]:
    page.goto("about:blank")
    page.evaluate(SERVER, [[_answer("first"), CLOSE], [_answer("second"), CLOSE]])
    page.evaluate(script)
    text = page.evaluate(BOTH)
    return [json.loads(part.removeprefix("data: ")) for part in text.split("\n\n") if part]


def test_a_stream_goes_on_while_an_answer_is_awaited(page: Page) -> None:
    assert _told(page, "0") == [_answer("first"), CLOSE]  # what is mended
    assert _told(page, SCRIPT) == [_answer("first"), _answer("second"), CLOSE]
