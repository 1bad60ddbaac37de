"""What is looked up by line is what looking through all lines would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafting.checks.accepting import _holds, _sentence_at, _spans
from drafting.desk.review_text import Rest, _by_line
from drafting.manuscript import Line, Manuscript, from_markdown

_texts = st.lists(
    st.sampled_from(["", "# 总结", "## 一、甲", "甲。乙！丙", "一", "（一）甲。乙"]), max_size=8
)
_places = st.tuples(st.integers(0, 60), st.integers(0, 12))


def _lines(texts: list[str]) -> tuple[Line, ...]:
    return from_markdown("\n\n".join(texts)).lines


@given(_texts, st.lists(_places, max_size=12))
def test_items_stand_in_the_lines_they_overlap(
    texts: list[str], places: list[tuple[int, int]]
) -> None:
    lines = _lines(texts)
    rests = [Rest(start, start + length, ()) for start, length in places]
    found = _by_line(lines, rests)
    for at, line in enumerate(lines):
        through = [(n, r) for n, r in enumerate(rests) if r.start < line.end and line.start < r.end]
        assert list(found.get(at, ())) == through


def _plainly(manuscript: Manuscript, offset: int) -> str:
    for line in manuscript.lines:
        if _holds(line, offset):
            inside = offset - line.start
            spans = _spans(line.text)
            return next((line.text[a:b] for a, b in spans if inside < b), line.text)
    return ""


@given(_texts)
def test_the_sentence_at_every_offset(texts: list[str]) -> None:
    manuscript = from_markdown("\n\n".join(texts))
    starts = [line.start for line in manuscript.lines]
    for offset in range(-1, len(manuscript.text) + 3):
        assert _sentence_at(manuscript, starts, offset) == _plainly(manuscript, offset)
