"""Reading what a model writes: pure, whatever the chunks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.engines.model_engine.line import Marks, clean_line
from drafting.engines.model_engine.reader import Reader

IDS = ("F1", "F2", "F12")
HEADING = "一、看来路，成绩可圈可点"
PIECES = st.sampled_from([
    "成绩", "240", "名", "。", "，", ",", ".", ":", "(", ")", '"', " ", "\n", "\n\n", "⟦F1⟧",
    "⟦F1,F9⟧", "【F2】", "[", "]", "（", "）", "（一）", "（2025年）", "**", "*", "#", "## ", "- ",
    "---", "`", "⟦", "⟧", "AI", "%", HEADING, "以下是正文：", "<", "3:7", "1.",
])  # fmt: skip


def read(chunks: list[str]) -> tuple[str, Reader]:
    reader = Reader(IDS, (HEADING,))
    return "".join(map(reader.feed, chunks)) + reader.finish(), reader


@given(st.lists(PIECES, max_size=30), st.integers(1, 9))
def test_chunks_do_not_matter(pieces: list[str], size: int) -> None:
    text = "".join(pieces)
    _, whole = read([text])
    shown, split = read([text[at : at + size] for at in range(0, len(text), size)])
    assert split.paragraphs == whole.paragraphs
    assert shown == "\n\n".join(line.text for line in whole.paragraphs)
    assert "⟦" not in shown
    for line in whole.paragraphs:
        assert all(0 <= at <= len(line.text) for at, _ in line.marks)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("共 240 名干部,办结率95%.", "共240名干部，办结率95%。"),
        ("收入1,620万元,比例3:7;时间10:30", "收入1,620万元，比例3:7；时间10:30"),
        ('推行"群众点单"(试行)', "推行“群众点单”（试行）"),
        ("见 https://a.cn/b?c=1 网页", "见https://a.cn/b?c=1网页"),
        ("1. 加强领导", "1.加强领导"),
        ("* **重点**突出", "重点突出"),
        ("GB/T 9704 and so on.", "GB/T 9704 and so on."),
        ("```", ""),
    ],
)
def test_a_line_becomes_official(raw: str, text: str) -> None:
    assert clean_line(raw, Marks(IDS)).text == text


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        ("好。⟦F1⟧", [("F1",)]),
        ("好⟦F1，F12⟧。", [("F1", "F12")]),
        ("好。⟦F1⟧⟦F2⟧", [("F1",), ("F2",)]),
        ("好。[[F1]]", [("F1",)]),
        ("好（F1、F2）。", [("F1", "F2")]),
        ("好⟦F99⟧。", []),
        ("好（F16战机）。", []),
    ],
)
def test_marks_are_found_in_the_brackets_models_use(raw: str, ids: list[tuple[str, ...]]) -> None:
    assert [found for _, found in clean_line(raw, Marks(IDS)).marks] == ids


def test_bare_numbers_in_brackets_are_text_even_as_ids() -> None:
    assert clean_line("有（1）和【1】", Marks(("1",))).text == "有（1）和【1】"


def test_heading_preface_and_salutation_are_not_repeated() -> None:
    reader = Reader(IDS, (HEADING, "同志们"))
    reader.feed(f"好的，以下是本节正文：\n\n**{HEADING}**\n\n同志们：\n\n同志们，路在脚下。")
    reader.finish()
    assert [line.text for line in reader.paragraphs] == ["同志们，路在脚下。"]


def test_a_run_in_heading_stays_text() -> None:
    _, reader = read(["（一）加强领导。各单位要抓紧。\n\n下面，我讲三点意见：\n\n第一点。"])
    assert [line.text for line in reader.paragraphs][:2] == [
        "（一）加强领导。各单位要抓紧。",
        "下面，我讲三点意见：",
    ]
