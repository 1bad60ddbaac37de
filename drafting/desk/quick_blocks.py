"""Gradio's page, without work for parts that an event leaves as they are."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.blocks import Block
from gradio.state_holder import SessionState


class QuickBlocks(gr.Blocks):
    """Blocks whose events may name many parts and change few. Gradio makes each part anew that an
    event names, changed or not: 0.7 ms a part, 70 of the 110 ms that opening a draft cost the server
    (measured, Gradio 6.31, 2026-11)."""

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: list[Any] | dict[Any, Any], state: SessionState | None
    ) -> list[Any]:  # fmt: skip
        """What the page is sent, one value a part; see the class of Gradio."""
        values = _by_place(block_fn, predictions)
        if values is None:
            return await super().postprocess_data(block_fn, predictions, state)
        outputs: list[Any] = [gr.skip() for _ in block_fn.outputs]
        if values:
            few = copy.copy(block_fn)
            few.outputs = [block_fn.outputs[at] for at in values]
            told = list(values.values())
            made = await super().postprocess_data(few, told if len(told) > 1 else told[0], state)
            for at, value in zip(values, made, strict=True):
                outputs[at] = value
        return outputs


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
