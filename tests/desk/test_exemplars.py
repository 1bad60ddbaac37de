"""Which passages a section follows: those pinned first, none that was put away."""

from __future__ import annotations

from drafting.desk.consulting import without_gone
from drafting.model import Exemplar, Outline, PlannedSection
from drafting.pipeline import EXEMPLARS, chosen


def _exemplar(name: str) -> Exemplar:
    return Exemplar(name, "d", "样本", "", f"{name}的话。", 1.0)


FOUND = [_exemplar(f"p{n}") for n in range(6)]


def _names(section: PlannedSection) -> list[str]:
    return [exemplar.passage for exemplar in chosen(section, FOUND)]


def _section(**more: tuple[str, ...]) -> PlannedSection:
    return PlannedSection("a", "一、做法", 1, "", 300, (), "paragraphs", **more)  # type: ignore[arg-type]


def test_the_best_are_taken() -> None:
    assert _names(_section()) == ["p0", "p1", "p2"]


def test_those_pinned_come_first_and_those_put_away_are_made_up_for() -> None:
    assert _names(_section(pinned=("p4",), dismissed=("p0", "p1"))) == ["p4", "p2", "p3"]


def test_one_pinned_stays_though_it_is_not_found_again() -> None:
    kept = _section(pinned=("own",), exemplars=(_exemplar("own"),))  # type: ignore[arg-type]
    assert _names(kept) == ["own", "p0", "p1"]


def test_all_that_are_pinned_are_followed() -> None:
    pinned = tuple(f"p{n}" for n in range(5))
    assert len(pinned) > EXEMPLARS
    assert _names(_section(pinned=pinned)) == list(pinned)


def test_what_was_pinned_of_a_removed_sample_is_told_and_dropped() -> None:
    gone = Exemplar("own", "removed", "旧年总结", "", "话。", 1.0)
    kept = _section(pinned=("own", "p1"), exemplars=(gone, FOUND[1], FOUND[2]))  # type: ignore[arg-type]
    outline = Outline("题", "事", (kept,))
    there, said = without_gone(outline, {"d"})
    assert there.sections[0].pinned == ("p1",)
    assert there.sections[0].exemplars == (FOUND[1], FOUND[2])
    assert len(said) == 1
    assert "《旧年总结》" in said[0]
    assert without_gone(there, {"d"}) == (there, ())
