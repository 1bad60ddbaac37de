from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafting.desk.difference import Span, merged, pieces, sides

_TEXTS = st.text(st.sampled_from("全市修路一二三四，。；！\n　改"), max_size=80)


@given(_TEXTS, _TEXTS)
def test_nothing_is_lost_and_only_what_differs_is_marked(before: str, after: str) -> None:
    left, right = sides(before, after)
    assert "".join(span.text for span in left) == before
    assert "".join(span.text for span in right) == after
    same = ["".join(span.text for span in side if not span.changed) for side in (left, right)]
    assert same[0] == same[1]


@given(_TEXTS)
def test_equal_texts_are_not_marked(text: str) -> None:
    assert not any(span.changed for side in sides(text, text) for span in side)


def test_figures_are_marked_by_character() -> None:
    left, right = sides("全年修路12公里。群众满意。", "全年修路18公里。群众满意。")
    assert left == [Span("全年修路1", False), Span("2", True), Span("公里。群众满意。", False)]
    assert right[1] == Span("8", True)


def test_a_sentence_written_anew_is_marked_whole() -> None:
    left, right = sides("路通了。灯亮了。", "路通了。村民夜里出门不再摸黑。")
    assert [span.changed for span in left] == [False, True]
    assert right[-1] == Span("村民夜里出门不再摸黑。", True)


def test_stray_characters_between_changes_are_no_common_ground() -> None:
    left, _ = sides("我们要抓紧推进各项重点工作落实。", "各级务必要把牢重点推进各项工作到位。")
    assert all(len(span.text) > 2 for span in left[1:-1] if not span.changed)


@given(_TEXTS, _TEXTS)
def test_changes_are_taken_all_or_none(before: str, after: str) -> None:
    parts = pieces(before, after)
    assert merged(before, after, ()) == after
    assert merged(before, after, range(len(parts))) == before
    assert all(a.same != b.same for a, b in pairwise(parts))


def test_one_change_is_left_out() -> None:
    before, after = (
        "全年修路12公里。群众满意。灯亮了。",
        "全年修路18公里。群众满意。村民夜里不摸黑。",
    )
    assert merged(before, after, {0}) == "全年修路12公里。群众满意。村民夜里不摸黑。"
    assert merged(before, after, {1}) == "全年修路18公里。群众满意。灯亮了。"
