"""A 审校单 as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from drafting.model import Fact
from drafting.review_sheet.sheet import ReviewSheet, counts


def sheet_json(sheet: ReviewSheet) -> dict[str, Any]:
    """Title, counts, findings as ``check`` prints them, accepted ones with their reasons, and each
    figure with the facts (text and source) it rests on."""
    facts = sheet.facts or {}
    return {
        "title": sheet.title,
        "file": sheet.name,
        "at": sheet.at.isoformat(timespec="seconds"),
        "word_count": sheet.words,
        "traced": sheet.traced,
        "counts": {**counts(sheet.findings), "accepted": len(sheet.accepted)},
        "findings": [asdict(finding) for finding in sheet.findings],
        "accepted": [asdict(acceptance) for acceptance in sheet.accepted],
        "figures": [
            {"section": rest.section, "text": rest.text, "sum": rest.sum,
             "facts": [_fact(facts[key]) for key in rest.facts if key in facts]}
            for rest in sheet.figures
        ],
    }  # fmt: skip


def _fact(fact: Fact) -> dict[str, str]:
    return {"id": fact.id, "text": fact.text, "source": fact.source}
