"""The figures: tables on the screen, and one number a key in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.table import Table

from retrieval.evaluation.metrics import Figures, figures
from retrieval.evaluation.questions import UNSEEN, Level
from retrieval.evaluation.running import WAYS, Answer, Way
from retrieval.kinds import KINDS
from retrieval.roles import ROLES

WIDTH = 110
"""Columns of the table, however narrow the terminal."""

_WAYS: dict[Way, str] = {"words": "词语", "meaning": "语义", "fused": "合并"}
_LEVELS: tuple[tuple[Level, str], ...] = (
    ("ordinary", "常规题"),
    ("hard", "难题"),
    ("unseen", "另写文档"),
    ("unseen_hard", "另写·难题"),
)
_HALVES = (("tuning", "调参半"), ("heldout", "留出半"))

Group = tuple[str, str, list[Answer]]
"""The key of a group of answers, its Chinese name and its answers."""


def groups(answers: Sequence[Answer]) -> list[Group]:
    """Return the groups that are reported: levels, halves, then kinds and roles (ordinary)."""
    found: list[Group] = []
    for level, name in _LEVELS:
        of_level = [answer for answer in answers if answer.question.level == level]
        key = "" if level == "ordinary" else f"{level}_"
        found.append((f"{key}all", name, of_level))
        if level in UNSEEN:
            continue
        for half, half_name in _HALVES:
            chosen = [answer for answer in of_level if answer.question.half == half]
            found.append((f"{key}{half}", f"{name}·{half_name}", chosen))
    ordinary = found[0][2]
    total = [answer for answer in answers if answer.question.level in ("ordinary", "unseen")]
    if len(total) > len(ordinary):
        found.append(("total", "常规题合计", total))
    found += _by(ordinary, "kind", lambda answer: answer.question.kind, KINDS)
    found += _by(
        ordinary, "role", lambda answer: answer.question.role, {role: role for role in ROLES}
    )
    return [group for group in found if group[2]]


def numbers(answers: Sequence[Answer]) -> dict[str, float]:
    """Return every figure, one number a key: ``fused_all_r5``, ``words_kind_work_summary_r1``."""
    result: dict[str, float] = {}
    for key, _, chosen in groups(answers):
        result[f"{key}_queries"] = len(chosen)
        result[f"{key}_shared_pairs"] = round(fmean(answer.share for answer in chosen), 4)
        for way in _ways(answers):
            for measure, value in asdict(_figures(chosen, way)).items():
                result[f"{way}_{key}_{measure}"] = round(value, 4)
    return result


def save(answers: Sequence[Answer], file: Path) -> None:
    """Write the numbers as JSON."""
    text = json.dumps(numbers(answers), ensure_ascii=False, indent=2)
    file.write_text(text + "\n", encoding="utf-8")


def show(answers: Sequence[Answer]) -> None:
    """Print a table, one line a group, and the share of character pairs in common."""
    ways = _ways(answers)
    table = Table(title="检索评测：nDCG@10 / R@1 / R@5")
    for column in ("", "题数", "同字对", *(_WAYS[way] for way in ways)):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    seen: set[str] = set()
    for key, name, chosen in groups(answers):
        section = key.split("_")[0]
        if section in ("hard", "unseen", "kind", "role") and section not in seen:
            table.add_section()
        seen.add(section)
        share = fmean(answer.share for answer in chosen)
        cells = [_cell(_figures(chosen, way)) for way in ways]
        table.add_row(name, str(len(chosen)), f"{share:.2f}", *cells)
    Console(width=WIDTH).print(table)


def _by(
    answers: Sequence[Answer], prefix: str, of: Callable[[Answer], str], names: dict[str, str]
) -> list[Group]:
    return [
        (f"{prefix}_{key}", name, [answer for answer in answers if of(answer) == key])
        for key, name in names.items()
    ]


def _ways(answers: Sequence[Answer]) -> list[Way]:
    return [way for way in WAYS if way in answers[0].found]


def _figures(answers: Sequence[Answer], way: Way) -> Figures:
    return figures((answer.found[way], answer.relevant) for answer in answers)


def _cell(value: Figures) -> str:
    return f"{value.ndcg10:.3f} / {value.r1:.3f} / {value.r5:.3f}"
