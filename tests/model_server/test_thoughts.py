"""Thinking is kept out, whatever the chunks and the maker of the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model_server.thoughts import Thoughts

TEXT = "正文[一]<b>好</b>。"
HARMONY = "<|channel|>analysis<|message|>想<|end|><|start|>assistant<|channel|>final<|message|>"


def read(text: str, size: int) -> tuple[str, bool]:
    """What stands on the screen in the end: what was shown before a leak is void."""
    thoughts, shown, leaked = Thoughts(), "", False
    for at in range(0, len(text), size):
        new = thoughts.feed(text[at : at + size])
        if thoughts.leaked and not leaked:
            leaked, shown = True, ""
        shown += new
    return shown + thoughts.finish(), leaked


@pytest.mark.parametrize("size", [1, 2, 3, 7, 99])
@pytest.mark.parametrize(
    ("text", "expected", "leaks"),
    [
        (f"<think>想</think>{TEXT}", TEXT, False),
        (f"<think>\n</think>\n\n{TEXT}", TEXT, False),
        (f"◁think▷想◁/think▷{TEXT}", TEXT, False),
        (f"[THINK]想[/THINK]{TEXT}", TEXT, False),
        (f"<seed:think>想</seed:think>{TEXT}", TEXT, False),
        (f"{HARMONY}{TEXT}", TEXT, False),
        (f"<|channel|>final<|message|>{TEXT}", TEXT, True),
        (f"先想。</think>\n\n{TEXT}", TEXT, True),
        (f"甲<think>想</think>{TEXT}", f"甲{TEXT}", False),
        (f"{TEXT}<think>没想完", TEXT, False),
        ("\n\n接着写。", "\n\n接着写。", False),
        ("收尾<thi", "收尾<thi", False),
        ("收尾[", "收尾[", False),
        ("a<b且b>c", "a<b且b>c", False),
    ],
)
def test_thinking_is_kept_out(text: str, expected: str, leaks: bool, size: int) -> None:
    assert read(text, size) == (expected, leaks)


@given(st.text("正文<>/[]◁▷|thinkTHINK \n", max_size=30), st.integers(1, 8))
def test_chunks_do_not_matter(text: str, size: int) -> None:
    assert read(text, size) == read(text, len(text) or 1)
