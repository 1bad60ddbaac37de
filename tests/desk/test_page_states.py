"""What the server remembers of pages that were opened is little, and is let go."""

from __future__ import annotations

import asyncio
import sys

import gradio as gr
import pytest
from fastapi import FastAPI
from gradio.routes import App
from starlette.routing import Mount

from drafting.desk import page_states
from drafting.desk.page_states import PageState, PageStates
from drafting.desk.quick_blocks import QuickBlocks


def _page() -> tuple[gr.Blocks, gr.Textbox, int]:
    with QuickBlocks(analytics_enabled=False) as page:
        kept = gr.State(0)
        box = gr.Textbox(elem_id="box")
        event = gr.Button().click(lambda n, _: (n + 1, f"{n + 1}"), [kept, box], [kept, box])
    return page, box, event["id"]


def _made() -> tuple[gr.Blocks, gr.Textbox, int]:
    async def make() -> tuple[gr.Blocks, gr.Textbox, int]:
        return _page()

    return asyncio.run(make())


def test_a_page_shares_what_it_has_not_changed() -> None:
    page, box, _ = _made()
    one, other = PageState(page), PageState(page)
    one[box._id] = fresh = gr.Textbox(label="新", render=False)
    assert one[box._id] is fresh
    assert other[box._id] is page.default_config.blocks[box._id] is box
    assert list(one.components) == []
    assert sys.getsizeof(one.blocks_config.blocks) < 200


def test_pages_that_were_not_used_longest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_states, "CAPACITY", 2)
    states = PageStates(_made()[0])
    first = states["a"]
    states["b"]
    assert states["a"] is first
    states["c"]
    assert ("a" in states, "b" in states, "c" in states) == (True, False, True)


def test_gradio_serves_pages_from_it() -> None:
    """Two visits, each with a count of its own, though nothing of the page is kept for them."""

    async def clicked() -> list[str]:
        page, _, event = _page()
        app = FastAPI()
        gr.mount_gradio_app(app, page, path="/", footer_links=[])
        [inner] = [r.app for r in app.routes if isinstance(r, Mount) and isinstance(r.app, App)]
        page_states.hang(inner, page)
        assert isinstance(inner.state_holder["a"], PageState)
        assert page.state_holder is inner.state_holder
        told = [
            await page.process_api(event, [None, ""], state=page.state_holder[who]) for who in "aab"
        ]
        return [each["data"][1] for each in told]

    assert asyncio.run(clicked()) == ["1", "2", "1"]
