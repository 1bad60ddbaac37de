"""What a page is sent is the same as Gradio alone would send."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from drafting.desk.quick_blocks import QuickBlocks

UPDATES: list[Any] = [
    ["甲", "乙", "丙"],
    ["甲", gr.skip(), gr.update(visible=False)],
    [gr.skip(), gr.skip(), gr.update(value=None)],
    [gr.skip(), gr.update(value="乙", label="二"), gr.skip()],
    [gr.skip()] * 3,
    gr.skip(),
    {0: "甲"},
    {1: gr.update(value="", interactive=False), 2: None},
    {},
    {0: gr.skip()},
]


def _sent(sort: type[gr.Blocks], update: Any) -> list[list[Any]]:
    """What two events one after another send."""

    async def twice() -> list[list[Any]]:
        page, boxes, block_fn = _page(sort)
        state = SessionState(page)
        told = [_told(update, boxes) for _ in range(2)]
        return [await page.postprocess_data(block_fn, each, state) for each in told]

    return asyncio.run(twice())


def _told(update: Any, boxes: list[gr.Textbox]) -> Any:
    """A copy: Gradio takes updates apart while it works on them."""
    update = copy.deepcopy(update)
    if isinstance(update, dict) and "__type__" not in update:
        return {boxes[at]: value for at, value in update.items()}
    return update


def _page(sort: type[gr.Blocks]) -> tuple[gr.Blocks, list[gr.Textbox], Any]:
    with sort(analytics_enabled=False) as page:
        boxes = [gr.Textbox(label=name) for name in "一二三"]
        event = gr.Button().click(lambda: None, None, boxes)
    return page, boxes, page.fns[event["id"]]


@pytest.mark.parametrize("update", UPDATES, ids=repr)
def test_a_page_is_sent_what_gradio_would_send(update: Any) -> None:
    if update == {}:
        for sort in (gr.Blocks, QuickBlocks):
            with pytest.raises(ValueError, match="output"):
                _sent(sort, update)
    else:
        assert _sent(QuickBlocks, update) == _sent(gr.Blocks, update)


def test_parts_that_stay_are_not_made_anew() -> None:
    async def changed() -> list[bool]:
        page, boxes, block_fn = _page(QuickBlocks)
        state = SessionState(page)
        before = [state[box._id] for box in boxes]
        await page.postprocess_data(block_fn, {boxes[1]: gr.update(label="二")}, state)
        return [state[box._id] is old for box, old in zip(boxes, before, strict=True)]

    assert asyncio.run(changed()) == [True, False, True]
