"""A difference or a total is reckoned from the figures right before it, not from any that come out."""

from __future__ import annotations

import datetime as dt

import pytest

from drafting.checks import Sources, run_checks
from drafting.manuscript import parse
from drafting.model import Brief, Fact

FACTS = (
    "2025年底全县有卫生室142个，2024年底有131个，2023年底有118个。",
    "邀请专家10名，派出护士16名，组建小分队4支。",
    "签约率由2023年的61%升至2024年的74%，再升至2025年的85%，满意率100%。",
    "平河镇收治31人，柳桥镇收治24人，石坝镇收治19人。",
)


def _told(body: str) -> list[str]:
    facts = tuple(Fact(f"F{n}", "做法", each) for n, each in enumerate(FACTS, 1))
    brief = Brief(
        kind="work_summary", title="工作总结", issuer="平河县卫生健康局", date=dt.date(2025, 12, 31),
        facts=facts,
    )  # fmt: skip
    return [
        finding.quote
        for finding in run_checks(parse(f"# 工作总结\n\n{body}\n"), Sources(brief))
        if finding.check in ("figures", "arithmetic") and finding.severity == "error"
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "figure"),
    [
        ("签约率由61%升至85%，两年提高24个百分点。", "签约率由61%升至85%，两年提高39个百分点。", "39"),
        ("邀请专家10名，派出护士16名，一共26名。", "邀请专家10名，派出护士16名，一共36名。", "36"),
        ("三镇共收治病人，平河镇31人、柳桥镇24人、石坝镇19人，平河、柳桥两镇合计55人。",
         "三镇共收治病人，平河镇31人、柳桥镇24人、石坝镇19人，平河、柳桥两镇合计59人。", "59"),
    ],
)  # fmt: skip
def test_a_figure_is_reckoned_from_those_before_it(right: str, wrong: str, figure: str) -> None:
    assert _told(right) == []
    assert any(figure in each for each in _told(wrong))
