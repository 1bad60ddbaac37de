"""What a page is sent is the same as Gradio alone would send."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from drafting.desk.page_states import PageState
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


PARTS = (
    gr.Textbox,
    gr.Checkbox,
    gr.HTML,
    gr.Button,
    gr.Radio,
    gr.Dropdown,
    gr.Number,
    gr.DownloadButton,
)
LOOKS: list[dict[str, Any]] = [
    {"visible": False}, {"visible": True, "interactive": None}, {"interactive": False},
    {"value": "乙"}, {"value": None}, {"value": "甲", "visible": True}, {"elem_classes": "x"},
    {"label": "新", "value": "甲"}, {"choices": ["丙"], "value": "丙"}, {"value": ""},
]  # fmt: skip


@pytest.mark.parametrize("looks", LOOKS, ids=repr)
@pytest.mark.parametrize(
    "part", [*PARTS, gr.Column, gr.Row, gr.Accordion, gr.Tab], ids=lambda part: part.__name__
)
def test_each_part_is_changed_as_gradio_would(part: Any, looks: dict[str, Any]) -> None:
    def sent(sort: type[gr.Blocks], kind: type[SessionState]) -> Any:
        with sort(analytics_enabled=False) as page:
            one, other = part(), gr.Textbox()
            event = gr.Button("钮").click(lambda: None, None, [one, other])
        update = {"__type__": "update", **looks}
        return page.postprocess_data(page.fns[event["id"]], [update, gr.skip()], kind(page))

    assert _comes_of(sent, QuickBlocks, PageState) == _comes_of(sent, gr.Blocks, SessionState)


@pytest.mark.parametrize("value", ["甲", "丁", "", None, True, 3, 2.5, ["甲"], {"甲": 1}], ids=repr)
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_what_a_function_is_given_is_what_gradio_would_give(part: Any, value: Any) -> None:
    def given(sort: type[gr.Blocks], kind: type[SessionState]) -> Any:
        with sort(analytics_enabled=False) as page:
            own = {"choices": ["甲", "乙"]} if part in (gr.Radio, gr.Dropdown) else {}
            parts = [gr.Textbox(), part(**own), gr.Checkbox()]
            event = gr.Button("钮").click(lambda *_: None, parts, None)
        return page.preprocess_data(page.fns[event["id"]], ["前", value, True], kind(page))

    assert _comes_of(given, QuickBlocks, PageState) == _comes_of(given, gr.Blocks, SessionState)


def _comes_of(work: Any, *of: Any) -> Any:
    """What comes of it, or what sort of error; a page is made where a loop runs."""

    async def run() -> Any:
        try:
            return await work(*of)
        except Exception as error:
            return type(error)

    return asyncio.run(run())


def test_a_list_is_read_by_the_choices_it_has_by_now() -> None:
    async def chosen(value: str) -> list[Any]:
        with QuickBlocks(analytics_enabled=False) as page:
            names, box = gr.Dropdown(["甲"]), gr.Textbox()
            button = gr.Button()
            told = button.click(lambda: None, None, [names, box])
            asked = button.click(lambda *_: None, [names, box], None)
        state, other = PageState(page), PageState(page)
        fresh = gr.update(choices=["乙"], value=None)
        await page.postprocess_data(page.fns[told["id"]], [fresh, gr.skip()], state)
        read = await page.preprocess_data(page.fns[asked["id"]], [value, ""], state)
        with pytest.raises(gr.Error):
            await page.preprocess_data(page.fns[asked["id"]], [value, ""], other)
        return read

    assert asyncio.run(chosen("乙")) == ["乙", ""]


def test_parts_that_stay_are_not_made_anew() -> None:
    async def changed() -> list[bool]:
        page, boxes, block_fn = _page(QuickBlocks)
        state = SessionState(page)
        before = [state[box._id] for box in boxes]
        update = {boxes[0]: gr.update(value="一", visible=False), boxes[1]: gr.update(label="二")}
        await page.postprocess_data(block_fn, update, state)
        return [state[box._id] is old for box, old in zip(boxes, before, strict=True)]

    assert asyncio.run(changed()) == [True, False, True]
