"""Gradio's page, without work for parts that an event leaves as they are."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.blocks import Block
from gradio.state_holder import SessionState

_READ = frozenset(
    part.preprocess for part in (gr.Textbox, gr.Checkbox, gr.HTML, gr.Radio, gr.Dropdown)
)
_TOLD = frozenset(part.postprocess for part in (gr.Textbox, gr.Checkbox, gr.HTML, gr.Button))
"""How the parts are read and told whose values need no thread, no file and no model of data."""
_ROOMS = gr.Column | gr.Row | gr.Accordion | gr.Tab
_LOOKS = frozenset(("value", "visible", "__type__"))
_PLAIN = (str, bool, int, float, type(None))


class QuickBlocks(gr.Blocks):
    """Blocks whose events may name many parts and change few. Gradio makes each part anew that an
    event names, changed or not: 0.7 ms a part, 70 of the 110 ms that opening a draft cost the server
    (measured, Gradio 6.31, 2026-11). It goes to a thread and back for each value that is read; plain
    values are read here at once, and a part that is shown or filled is not made anew."""

    async def preprocess_data(
        self, block_fn: BlockFunction, inputs: list[Any], state: SessionState | None,
        explicit_call: bool = False,
    ) -> list[Any]:  # fmt: skip
        """What the function of an event is given, one value a part; see the class of Gradio."""
        parts = block_fn.inputs
        usual = block_fn.preprocess and not block_fn.component_prop_inputs
        if state is None or not usual or len(inputs) != len(parts):
            made = await super().preprocess_data(block_fn, inputs, state, explicit_call)
            return list(made)
        slow = [
            at for at, part in enumerate(parts) if not _is_read_at_once(part, inputs[at])
        ]  # fmt: skip
        read = dict.fromkeys(range(len(parts)))
        if slow:
            few = copy.copy(block_fn)
            few.inputs = [parts[at] for at in slow]
            told = [inputs[at] for at in slow]
            made = await super().preprocess_data(few, told, state, explicit_call)
            read.update(zip(slow, made, strict=True))
        for at in read.keys() - set(slow):
            read[at] = state[parts[at]._id].preprocess(inputs[at])
        return list(read.values())

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: list[Any] | dict[Any, Any], state: SessionState | None
    ) -> list[Any]:  # fmt: skip
        """What the page is sent, one value a part; see the class of Gradio."""
        values = _by_place(block_fn, predictions)
        if values is None or state is None:
            return await super().postprocess_data(block_fn, predictions, state)
        outputs: list[Any] = [gr.skip() for _ in block_fn.outputs]
        slow = {}
        for at, value in values.items():
            part = block_fn.outputs[at]
            if block_fn.postprocess and _is_told_at_once(part, value):
                outputs[at] = _told(part, value)
            else:
                slow[at] = value
        if slow:
            few = copy.copy(block_fn)
            few.outputs = [block_fn.outputs[at] for at in slow]
            told = list(slow.values())
            made = await super().postprocess_data(few, told if len(told) > 1 else told[0], state)
            for at, value in zip(slow, made, strict=True):
                outputs[at] = value
        return outputs


def _is_read_at_once(part: Any, value: Any) -> bool:
    return getattr(type(part), "preprocess", None) in _READ and isinstance(value, _PLAIN)


def _is_told_at_once(part: Any, value: Any) -> bool:
    """Whether nothing but the value, or how it looks, is changed of a part with plain values."""
    plain = getattr(type(part), "postprocess", None) in _TOLD
    if not isinstance(value, dict):
        return plain and isinstance(value, _PLAIN)
    if value.get("__type__") != "update" or not value.keys() <= _looks_of(part):
        return False
    if isinstance(part, _ROOMS):
        return "value" not in value
    return plain and isinstance(value.get("value"), _PLAIN)


def _looks_of(part: Any) -> frozenset[str]:
    """What may be changed of a part without changing how its value is read and told."""
    return _LOOKS if isinstance(part, gr.HTML | _ROOMS) else _LOOKS | {"interactive"}


def _told(part: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        return part.postprocess(value)
    told = {name: look for name, look in value.items() if look is not None and name != "value"}
    if isinstance(part, gr.HTML):
        told["props"] = {"__type__": "update"}  # so Gradio sends it
    return told | ({"value": part.postprocess(value["value"])} if "value" in value else {})


def _by_place(block_fn: BlockFunction, predictions: Any) -> dict[int, Any] | None:
    """What changes, by its place among the outputs; None for what is best left to Gradio."""
    if len(block_fn.outputs) < 2 or block_fn.batch:
        return None
    if isinstance(predictions, Mapping) and all(isinstance(key, Block) for key in predictions):
        named = {part._id: value for part, value in predictions.items()}
        places = {part._id: at for at, part in enumerate(block_fn.outputs)}
        if not predictions or not named.keys() <= places.keys():
            return None
        given = {places[number]: value for number, value in named.items()}
    elif isinstance(predictions, list | tuple) and len(predictions) == len(block_fn.outputs):
        given = dict(enumerate(predictions))
    else:
        return None
    return {at: given[at] for at in sorted(given) if not _is_skip(given[at])}


def _is_skip(value: Any) -> bool:
    return isinstance(value, dict) and value == gr.skip()
