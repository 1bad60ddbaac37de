from __future__ import annotations

from drafting.desk.pace import Pace, shown
from drafting.model import PlannedSection


def _section(name: str, length: int) -> PlannedSection:
    return PlannedSection(name, f"一、{name}", 1, "", length, (), "paragraphs")


SECTIONS = (_section("a", 300), _section("b", 300), _section("c", 400))


def test_what_is_left_at_the_speed_measured() -> None:
    pace = Pace(SECTIONS, {"a": 300, "b": 100}, {"a"}, set(), 20.0)
    assert pace.left() == (200 + 400) * 20 / 400


def test_what_stood_before_tells_no_speed() -> None:
    assert Pace(SECTIONS, {"a": 300, "b": 10}, {"a"}, {"a"}, 20.0).left() is None
    assert Pace(SECTIONS, {"a": 200}, set(), set(), 1.0).left() is None


def test_a_section_longer_than_planned_is_nearly_done() -> None:
    assert Pace(SECTIONS[:1], {"a": 390}, set(), set(), 20.0).left() == 0
    assert "就快好了" in shown(Pace(SECTIONS[:1], {"a": 390}, set(), set(), 20.0), {"a": ""})


def test_each_section_is_shown_and_told() -> None:
    said = shown(Pace(SECTIONS, {"a": 300, "b": 100}, {"a"}, set(), 30.0), dict.fromkeys("abc", ""))
    assert "已完成 1/3 节" in said
    assert "约还需 45 秒" in said
    assert "100/300" in said
    assert said.count('href="#section-') == 3
    assert "待写" in said
    slow = shown(
        Pace(SECTIONS, {"a": 300, "b": 100}, {"a"}, set(), 200.0), dict.fromkeys("abc", "")
    )
    assert "约还需 5 分钟" in slow
