from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from drafting.checks import check_names
from drafting.desk import archive_html, exemplars, facts_panel, html, versions_html
from drafting.desk.words import room
from drafting.facts import ReadFacts, read_facts
from drafting.model import Exemplar, Fact, Finding
from drafting.plan import plan
from drafting.store import DraftSummary, VersionSummary, Ways

EVIL = "<script>alert('1')</script>\" ${x} {{y}}"
NOW = dt.datetime(2026, 3, 12, 1, 2, tzinfo=dt.UTC)


def test_no_fragment_lets_markup_through(facts_folder: Path) -> None:
    brief = read_facts(facts_folder / "work_summary.yaml").brief
    brief = replace(brief, facts=(Fact(EVIL, "背景", EVIL),))
    outline = plan(brief)
    exemplar = Exemplar("p", "d", EVIL, EVIL, EVIL, 1.0)
    outline = replace(
        outline, sections=(replace(outline.sections[0], heading=EVIL, exemplars=(exemplar,)),)
    )  # fmt: skip
    fragments = [
        html.header(EVIL, EVIL), html.notices([EVIL]), html.kind_card(EVIL, [EVIL], [EVIL], 1),
        exemplars.shown(outline, brief.kind), facts_panel.panel(ReadFacts(brief, (EVIL,))),
        html.margin([EVIL]), archive_html.drafts([DraftSummary(EVIL, EVIL, EVIL, NOW, 1)], {}, 0, searched=False),
        versions_html.history([VersionSummary(1, EVIL, NOW, EVIL)], Ways()),
    ]  # fmt: skip
    for fragment in fragments:
        assert "<script" not in fragment
        assert "alert" in fragment
        assert "${" not in fragment
        assert "{{" not in fragment
        assert 'script>"' not in fragment


def test_every_check_has_a_name() -> None:
    assert set(check_names()) <= set(room("checks"))


def test_what_is_open_is_counted_in_words() -> None:
    findings = [
        Finding("figures", severity, "", "", 0, 0, "") for severity in ("error", "error", "warning")
    ]  # type: ignore[arg-type]
    assert html.tally(findings) == "还有2处错误、1处提醒未处理。"
    assert html.tally([]) == "各项检查都没有发现问题。"


def test_empty_lists_say_what_to_do() -> None:
    assert "新建文稿" in archive_html.drafts([], {}, 0, searched=False)
    assert "没有符合" in archive_html.drafts([], {}, 0, searched=True)
    assert html.notices([]) == ""


def test_times_without_a_zone_are_utc() -> None:
    assert html.local_time(NOW) == html.local_time(NOW.replace(tzinfo=None))
