"""``python -m drafting doctor``: whether what the program leans on is there. Light to import."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出打印 JSON")] = False,
) -> int:
    """检查模型服务能不能用、会做什么；没有配置模型不算错。"""
    from drafting.settings import load_settings

    settings = load_settings()
    if not settings.has_model:
        lines: tuple[str, ...] = ("没有配置模型，由离线引擎起草。",)
        found, works = None, True
    else:
        from drafting.model_server.probe import probe

        print("正在测试模型服务，要等一会儿……", file=sys.stderr)
        ability = probe(settings)
        lines, found, works = ability.lines(), asdict(ability), ability.works
    if as_json:
        told = {"works": works, "lines": lines, "model": found}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        print("\n".join(lines))
    return 0 if works else 1
