"""What the server remembers of each open page: what differs from the page as it was built, and no more.

Gradio keeps the whole configuration of the page anew for every visit, for links to the state of a page,
which the desk does not offer (``door.SHUT``), and lets none go before ten thousand were opened.
"""

from __future__ import annotations

from collections import ChainMap
from typing import Any, cast

import gradio as gr
from gradio.blocks import BlocksConfig
from gradio.routes import App
from gradio.state_holder import SessionState, StateHolder

CAPACITY = 4000
"""Pages that are remembered, those used last. What is forgotten of an older one is what was made
anew for it: choices of its lists, above all."""


class PageState(SessionState):
    """One open page: the parts that were made anew for it, before those that all pages share."""

    def __init__(self, blocks: gr.Blocks) -> None:
        shared = blocks.default_config
        self.blocks_config = BlocksConfig(blocks)
        parts: ChainMap[int, Any] = ChainMap({}, cast("dict[int, Any]", shared.blocks))
        self.blocks_config.blocks = cast("dict[int, Any]", parts)
        self.blocks_config.fns, self.blocks_config.fn_id = shared.fns, shared.fn_id
        self.config_values: dict[int, Any] = {}
        self.state_data: dict[int, Any] = {}
        self._state_ttl: dict[int, Any] = {}
        self.is_closed = False
        self.STATE_TTL_WHEN_CLOSED = 3600

    def __setitem__(self, key: int, value: Any) -> None:
        if isinstance(self.blocks_config.blocks.get(key), gr.State):
            super().__setitem__(key, value)
        else:
            self.blocks_config.blocks[key] = value

    def _update_config(self, key: int) -> None:
        """The page's configuration is not kept."""

    def _update_value_in_config(self, key: int, value: Any) -> None:
        """What stands in the parts is the browser's to keep."""


class PageStates(StateHolder):
    """The open pages, each known by the name that its browser gives it."""

    def __init__(self, blocks: gr.Blocks) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.set_blocks(blocks)

    def __getitem__(self, session_id: str) -> SessionState:
        with self.lock:
            if session_id not in self.session_data:
                self.session_data[session_id] = PageState(self.blocks)
            self.session_data.move_to_end(session_id)
            while len(self.session_data) > CAPACITY:
                self.session_data.popitem(last=False)
            return self.session_data[session_id]


def hang(app: App, blocks: gr.Blocks) -> None:
    """Have Gradio's app, which serves the page, remember pages so."""
    app.state_holder = PageStates(blocks)
