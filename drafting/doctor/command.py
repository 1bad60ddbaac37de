"""``python -m drafting doctor``. Light to import: what it looks at is loaded when it is looked at."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from drafting.doctor.records import Examined

if TYPE_CHECKING:
    from drafting.settings import Settings

EXAMINATIONS = ("home", "database", "clock", "samples", "vectors", "model", "office", "fonts")
"""Modules of this package, in the order in which they are told; each has ``examine(settings)``."""
_MARKS = {"good": "正常", "note": "提示", "problem": "要处理"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出打印 JSON")] = False,
) -> int:
    """检查数据文件夹、数据库、时钟、样本库、向量服务、模型服务、LibreOffice 和字体，有问题就说怎么办。"""
    from drafting.held_settings import held_settings

    settings = held_settings(lambda told: print(told, file=sys.stderr))
    if settings.has_model:
        print("正在测试模型服务，要等一会儿……", file=sys.stderr)
    found: list[Examined] = []
    for one in examined(settings):
        found.append(one)
        if not as_json:
            print(
                f"[{_MARKS[one.state]}] {one.name}：", "\n    ".join(one.lines), sep="", flush=True
            )
    if as_json:
        sys.stdout.write(json.dumps(_told(found), ensure_ascii=False, indent=2) + "\n")
    return 1 if any(one.state == "problem" for one in found) else 0


def examined(settings: Settings) -> Iterator[Examined]:
    """Each thing as it is looked at. Asks the model server where one is set, so it may take a minute;
    nothing is changed or made."""
    for name in EXAMINATIONS:
        yield import_module(f"drafting.doctor.{name}").examine(settings)


def _told(found: list[Examined]) -> dict[str, object]:
    model = next((one for one in found if one.name == "模型"), None)
    return {
        "works": all(one.state != "problem" for one in found),
        "lines": [line for one in found for line in one.lines],
        "model": model.details.get("ability") if model else None,
        "examined": [
            {"name": one.name, "state": one.state, "lines": one.lines, **_without(one)}
            for one in found
        ],
    }


def _without(one: Examined) -> dict[str, object]:
    return {key: value for key, value in one.details.items() if key != "ability"}
