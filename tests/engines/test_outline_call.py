"""The outline as a model betters it, and what of a bad proposal is not taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.engines.base import Task
from drafting.engines.model_engine.outline_rules import Part, Proposal, settled
from drafting.engines.model_engine.outlining import outlined
from drafting.model import Fact, Outline, Usage
from drafting.model_server import Failure, Messages, ServerFailed
from drafting.plan import plan, unnumbered
from tests.briefs import BRIEFS, shipped
from tests.engines.fake_server import FakeServer, proper, run, task_for

BRIEF = shipped("mobilization_speech")
TASK = task_for(BRIEF)
HEADED = [s for s in TASK.outline.sections if s.level]
GOOD = {
    "achievements": "数实绩，驻村驻企立得住",
    "experience": "讲实招，驻村驻企行得通",
    "shortfalls": "找实短，驻村驻企改得了",
    "demands": "压实责，驻村驻企干得成",
}


def proposal(**headings: str) -> str:
    parts = [{"id": key, "heading": text} for key, text in (GOOD | headings).items()]
    return json.dumps({"sections": parts}, ensure_ascii=False)


def changed(change: Callable[[dict[str, Any]], None]) -> str:
    """A good proposal with one change."""
    parts = {part["id"]: part for part in json.loads(proposal())["sections"]}
    change(parts)
    return json.dumps({"sections": list(parts.values())}, ensure_ascii=False)


def made(*answers: str | Failure, task: Task = TASK) -> tuple[Outline, FakeServer]:
    """The outline that comes of these answers, the last of them repeated."""
    said = iter(answers)
    kept: list[str | Failure] = []

    def script(_: Messages) -> str | Failure:
        kept.append(next(said, kept[-1] if kept else ""))
        return kept[-1]

    server = FakeServer(script)
    outline, _ = run(task, server, lambda commission: outlined(task, commission.server))
    return outline, server


def headings(outline: Outline) -> list[str]:
    return [s.heading for s in outline.sections if s.level]


def owned(outline: Outline) -> list[str]:
    return sorted(key for section in outline.sections for key in section.facts)


def test_good_headings_are_taken_and_numbered() -> None:
    outline, server = made(proposal())
    assert headings(outline) == [
        f"{n}、{text}" for n, text in zip("一二三四", GOOD.values(), strict=True)
    ]
    assert len(server.asked) == 1
    assert outline.making is not None
    assert outline.making.usage == Usage(100, 60, 10, 1)
    assert [p.partition("@")[0] for p in outline.making.prompts] == [
        "system",
        "document",
        "outline",
    ]


def test_what_is_left_out_stays_as_planned() -> None:
    outline, _ = made(proposal())
    for new, old in zip(outline.sections, TASK.outline.sections, strict=True):
        assert (new.id, new.facts, new.length, new.purpose) == (
            old.id, old.facts, old.length, old.purpose,
        )  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    [
        {"demands": "压实责，300名干部干得成"},
        {"demands": "压实各方责任，把驻村驻企服务的各项任务一件一件抓到底"},
        {"demands": "干"},
        {"demands": "讲实招，驻村驻企行得通"},
        {"demands": "压实责。驻村驻企干得成！真的"},
        {"demands": "压实责驻村驻企干得成"},
    ],
)
def test_headings_that_break_a_rule_are_sent_back_and_then_left(bad: dict[str, str]) -> None:
    outline, server = made(proposal(**bad))
    assert headings(outline) == headings(TASK.outline)
    assert len(server.asked) == 2
    assert "还有这些毛病" in server.asked[1].then[-1][1]


def test_what_is_mended_at_the_second_try_is_taken() -> None:
    outline, _ = made(proposal(demands="压实责，300名干部干得成"), proposal())
    assert [unnumbered(text) for text in headings(outline)] == list(GOOD.values())
    assert outline.making is not None
    assert outline.making.usage.calls == 2
    assert outline.making.prompts[-1].startswith("outline_again@")


def test_a_locked_heading_stays_byte_for_byte() -> None:
    locked = "四、（草）看前路——莫要改我 "
    sections = tuple(
        replace(s, heading=locked, locked=True) if s.id == "demands" else s
        for s in TASK.outline.sections
    )
    task = replace(TASK, outline=replace(TASK.outline, sections=sections))
    outline, server = made(proposal(demands="另起炉灶，驻村驻企重来过"), task=task)
    assert headings(outline)[-1] == locked
    assert unnumbered(headings(outline)[0]) == GOOD["achievements"]
    assert "标题已定，不改" in server.asked[0].user


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda p: p["achievements"].update(facts=["F4"]), "没有归节：F5、F6、F9、F10"),
        (lambda p: p["shortfalls"].update(facts=["F13", "F14", "F4"]), "不能换节：F4"),
        (lambda p: p["shortfalls"].update(facts=["F13", "F14", "F99"]), "没有这些事实：F99"),
        (lambda p: p.pop("demands"), "缺了这些节：demands"),
        (
            lambda p: [v.update(scope="只写有依据的内容，不写没有依据的内容") for v in p.values()],
            "重叠",
        ),
        (lambda p: p["demands"].update(purpose="要求全县500名干部都下去"), "没有的数字"),
    ],
)
def test_a_wrong_proposal_is_sent_back_and_owns_each_fact_once_all_the_same(
    change: Callable[[dict[str, Any]], None], complaint: str
) -> None:
    outline, server = made(changed(change))
    assert complaint in server.asked[1].then[-1][1]
    assert owned(outline) == sorted(fact.id for fact in BRIEF.facts)
    assert not any("500" in s.purpose for s in outline.sections)


def test_a_fact_of_nobodys_topic_may_move() -> None:
    stray = Fact("F30", "步骤", "全县设立联络站一处，日常事务由联络站承办。")
    task = task_for(replace(BRIEF, facts=(*BRIEF.facts, stray)))
    home = next(s for s in task.outline.sections if "F30" in s.facts)
    target = next(s for s in task.outline.sections if s.level and s.id != home.id)

    def move(parts: dict[str, Any]) -> None:
        parts[target.id]["facts"] = [*target.facts, "F30"]

    outline, server = made(changed(move), task=task)
    assert "F30" in server.asked[0].user.split("# 你的任务")[1]
    new = {s.id: s.facts for s in outline.sections}
    assert "F30" in new[target.id]
    assert "F30" not in new[home.id]
    assert len(server.asked) == 1


def test_scopes_and_purposes_reach_the_writers() -> None:
    from drafting.engines.model_engine.prompting import section_messages

    outline, _ = made(changed(lambda p: p["demands"].update(scope="只写三方面怎么干，不评成绩")))
    demands = next(s for s in outline.sections if s.id == "demands")
    assert demands.scope == "只写三方面怎么干，不评成绩。"
    task = replace(TASK, outline=outline)
    assert "只写三方面怎么干，不评成绩。" in section_messages(task, outline.sections[0]).user


def test_lengths_are_taken_within_bounds_and_add_up() -> None:
    outline, _ = made(changed(lambda p: p["experience"].update(length=9000)))
    planned = {s.id: s.length for s in TASK.outline.sections}
    new = {s.id: s.length for s in outline.sections}
    assert sum(new.values()) == sum(planned.values())
    assert planned["experience"] < new["experience"] <= round(1.5 * planned["experience"]) + 1


def test_without_an_answer_nothing_is_made_up() -> None:
    broken = Failure("broken", "模型服务内部出错（500）", "请稍后重试")
    with pytest.raises(ServerFailed):
        made(broken)
    outline, _ = made(proposal(demands="干"), broken)
    assert headings(outline) == headings(TASK.outline)


def test_the_request_begins_as_those_for_the_sections_do() -> None:
    from drafting.engines.model_engine.prompting import section_messages

    _, server = made(proposal())
    section = section_messages(TASK, TASK.outline.sections[0])
    asked = server.asked[0]
    assert asked.system == section.system
    shared = asked.user.split("# 你的任务")[0]
    assert section.user.startswith(shared)


WORDS = st.text(alphabet="一二三甲乙，。、看成绩讲要求F19 #⟦⟧<>\n", max_size=30)
PARTS = st.builds(
    Part,
    id=st.sampled_from([s.id for s in TASK.outline.sections] + ["nowhere"]),
    heading=WORDS, purpose=WORDS, scope=WORDS,
    facts=st.lists(st.sampled_from(["F1", "F2", "F4", "F13", "F99"]), max_size=4),
    length=st.integers(-5, 4000),
)  # fmt: skip


@given(BRIEFS, st.lists(PARTS, max_size=8))
def test_whatever_is_proposed_the_outline_stays_sound(brief: Any, parts: list[Part]) -> None:
    from drafting.kinds import load_kind

    kind = load_kind(brief.kind)
    task = Task(brief, kind, plan(brief, kind))
    outline = settled(task, Proposal(sections=parts))
    assert owned(outline) == owned(task.outline)
    assert [s.id for s in outline.sections] == [s.id for s in task.outline.sections]
    assert sum(s.length for s in outline.sections) == sum(s.length for s in task.outline.sections)
    assert all(s.length > 0 for s in outline.sections)
    assert not any(set("\n⟦⟧#") & set(s.heading) for s in outline.sections)


def test_the_scripted_model_is_taken_at_its_word() -> None:
    server = FakeServer(proper)
    outline, _ = run(TASK, server, lambda commission: outlined(TASK, commission.server))
    assert headings(outline) != headings(TASK.outline)
    assert len(server.asked) == 1
