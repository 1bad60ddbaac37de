"""The joint of a text that was cut off and what goes on with it: pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.engines.model_engine.assembling import read_section
from drafting.engines.model_engine.joint import Joint, continuation, whole_marks
from drafting.engines.model_engine.marked import marked
from drafting.engines.model_engine.neighbours import overlaps
from drafting.tables import part
from tests.briefs import SHIPPED, drafted, shipped
from tests.engines.fake_server import task_for

TEXT = (
    "上一轮72支服务队走访群众3.6万次，收集诉求5820件。⟦F4⟧群众的事再小，也要放在心上。\n\n"
    "54个驻点村的集体经济总收入增长40%，村均收入提高到42万元。⟦F5⟧路还长，步子要稳。"
)


@given(st.integers(1, len(TEXT) - 1), st.sampled_from([0, 3, 8, 25, 200]))
def test_what_is_repeated_at_the_joint_is_left_out(at: int, repeated: int) -> None:
    before = whole_marks(TEXT[:at])
    repeated = min(repeated, len(before))
    repeated = 0 if repeated < 3 else repeated
    more = TEXT[len(before) - repeated :]
    assert before + continuation(before, more) == TEXT


@pytest.mark.parametrize(
    ("before", "more", "whole"),
    [
        ("我们的服务", "服务队走村入户。", "我们的服务服务队走村入户。"),
        ("完成投资", "\n\n12亿元。", "完成投资12亿元。"),
        ("全部办结。", "\n\n第二件事。", "全部办结。\n\n第二件事。"),
        ("完成投资", "好的，接着往下写：12亿元。", "完成投资12亿元。"),
        ("完成投资12亿元，增长", "完成投资12亿元，增长8%。", "完成投资12亿元，增长8%。"),
    ],
)
def test_joints_as_models_make_them(before: str, more: str, whole: str) -> None:
    assert before + continuation(before, more) == whole


@given(st.integers(1, len(TEXT) - 1), st.sampled_from([0, 5, 60]), st.integers(1, 30))
def test_a_streamed_joint_shows_the_same(at: int, repeated: int, size: int) -> None:
    before = whole_marks(TEXT[:at])
    more = TEXT[max(0, len(before) - repeated) :]
    told: list[str] = []
    joint = Joint(before, told.append)
    for start in range(0, len(more), size):
        joint.feed(more[start : start + size])
    joint.finish()
    assert "".join(told) == continuation(before, more)


def test_half_a_mark_is_dropped_before_going_on() -> None:
    assert whole_marks("办结5529件。⟦F4,F") == "办结5529件。"
    assert whole_marks("办结5529件。⟦F4⟧") == "办结5529件。⟦F4⟧"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_section_written_with_marks_reads_as_it_was(name: str) -> None:
    task = task_for(shipped(name))
    sections = (part(section).section for section in drafted(shipped(name)).sections)
    for planned, section in zip(task.outline.sections, sections, strict=True):
        read = read_section(task, planned, marked(section))
        assert read is not None
        assert read.text == section.text
        told = {key for s in section.sentences for key in s.facts}
        assert {key for s in read.sentences for key in s.facts} == told


@pytest.mark.parametrize("name", SHIPPED)
def test_the_offline_engine_says_nothing_twice(name: str) -> None:
    assert overlaps(task_for(shipped(name)), drafted(shipped(name)).sections) == []
