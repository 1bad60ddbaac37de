"""``python -m drafting audit``. Light to import."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer


def audit(
    user: Annotated[str, typer.Option("--user", help="只看一个人的")] = "",
    draft: Annotated[str, typer.Option("--draft", help="只看一篇文稿的（编号）")] = "",
    action: Annotated[
        str, typer.Option("--action", help="只看一种操作，如 export、login_failed")
    ] = "",
    most: Annotated[int, typer.Option("--most", min=1, help="最多几条，新的在前")] = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出打印 JSON")] = False,
) -> None:
    """操作记录：谁在什么时候登录、起草、导出、让审校意见保留不改、改了用户和设置。"""
    from contextlib import closing

    from drafting.audit.trail import ACTIONS, Trail
    from drafting.errors import BadInput
    from drafting.settings import load_settings
    from drafting.store import open_store

    if action and action not in ACTIONS:
        raise BadInput(f"没有“{action}”这种操作，可以写：{'、'.join(ACTIONS)}。")
    settings = load_settings()
    with closing(
        open_store(settings.drafting_home, settings.drafting_database_url or None)
    ) as store:
        entries = Trail(store.engine).entries(
            actor=user, draft_id=draft, action=action, most=most
        )  # fmt: skip
        if as_json:
            told = [{**asdict(entry), "at": entry.at.isoformat()} for entry in entries]
            sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
            return
        for entry in entries:
            parts = (f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}", entry.actor or "（未登录）",
                     ACTIONS.get(entry.action, entry.action), entry.draft_id, entry.detail,
                     entry.address)  # fmt: skip
            print("\t".join(part for part in parts if part))
