from __future__ import annotations

from drafting.engines.base import Cleared, Piece, Written
from drafting.model import Section
from drafting.text_so_far import TextSoFar


def test_text_grows_is_taken_back_and_replaced_when_finished() -> None:
    text = TextSoFar()
    for event in (Piece("a", "一"), Piece("b", "甲"), Piece("a", "二")):
        text.add(event)
    assert text.shown == {"a": "一二", "b": "甲"}
    text.add(Cleared("a", "连接中断"))
    assert (text.shown["a"], text.restarted) == ("", {"a": "连接中断"})
    text.add(Piece("a", "新"))
    text.add(Written(Section("a", "", 0, "三")))
    assert (text.shown["a"], text.finished, text.restarted) == ("三", {"a"}, {})
