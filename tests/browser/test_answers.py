"""No answer is forgotten that is asked for while Gradio's server ends the stream of answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LATE = 1500
"""Milliseconds by which the end of each stream comes late; both clicks fall into them."""
SLOW_ENDS = """(late, slow) => {
  const plain = window.fetch.bind(window);
  const wait = (ms) => new Promise((go) => setTimeout(go, ms));
  window.ends = 0;
  window.fetch = async (resource, options) => {
    const answer = await plain(resource, options);
    const address = String(resource.url || resource);
    if (address.includes("/queue/join")) {
      const text = await answer.text();
      const body = new ReadableStream({
        async start(control) {
          await wait(slow);
          control.enqueue(new TextEncoder().encode(text));
          control.close();
        },
      });
      return new Response(body, {status: answer.status, headers: answer.headers});
    }
    if (!address.includes("/queue/data")) return answer;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      async start(control) {
        for (let text = ""; ;) {
          const {done, value} = await reader.read();
          if (done) return control.close();
          text += value;
          const whole = text.lastIndexOf("\\n\\n") + 2;
          if (whole < 2) continue;
          for (const message of text.slice(0, whole - 2).split("\\n\\n")) {
            if (message.includes('"close_stream"')) {
              window.ends += 1;
              await wait(late);
            }
            control.enqueue(encoder.encode(`${message}\\n\\n`));
          }
          text = text.slice(whole);
        }
      },
    });
    return new Response(body, {status: answer.status, headers: answer.headers});
  };
}"""


@pytest.mark.parametrize("slow", [0, 2 * LATE], ids=["told before the end", "told after the end"])
def test_a_click_while_the_stream_of_answers_ends_is_answered(
    page: Page, desk: RunningDesk, slow: int
) -> None:
    """``slow``: milliseconds until the page has read that its event was taken."""
    page.add_init_script(f"({SLOW_ENDS})({LATE}, {slow})")
    page.goto(desk.address)
    expect(page.locator("#kinds")).to_be_visible()
    page.wait_for_timeout(
        3 * (LATE + slow)
    )  # what opening asks for is answered, and its stream is over
    ends = page.evaluate("window.ends")
    page.click("#load-example")
    page.wait_for_function(f"window.ends > {ends}", timeout=60_000)
    page.click("#make-outline")
    expect(page.locator("#start-draft")).to_be_visible(timeout=60_000)
