"""``python -m drafting move --from … --to …``. Light to import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_NAMES = {
    "drafts": "文稿", "versions": "版本", "work": "未写完的文稿", "work_sections": "未写完文稿的章节",
    "drafting_users": "用户", "drafting_settings": "设置", "drafting_audit": "操作记录",
    "drafting_attempts": "登录失败记录", "drafting_tokens": "用量", "library_state": "样本库版本号",
    "library_documents": "样本", "library_passages": "样本段落", "library_files": "样本文件记录",
    "library_links": "相近样本", "library_vectors": "向量", "library_shipped": "自带样本记录",
}  # fmt: skip


def move(
    source: Annotated[
        str, typer.Option("--from", help="从哪里搬：数据文件夹，或数据库地址（postgresql://…）")
    ],
    target: Annotated[str, typer.Option("--to", help="搬到哪里：空的数据库，或新的数据文件夹")],
) -> None:
    """把文稿、版本、用户、设置和样本库整个搬到另一个数据库，逐项核对数量和校验值。"""
    from drafting.holdings.places import filling, reading, shown
    from drafting.move.carrying import carry

    old, new = _place(source), _place(target)
    with reading(*old) as before, filling(*new) as after:
        carried = carry(before, after)
    for table, tally in carried.items():
        if tally.rows:
            name, proof = _NAMES.get(table, table), tally.told["sum"][:16]
            typer.echo(f"{name}\t{tally.rows}条\t校验值 {proof}\t两边一致")
    rows = sum(tally.rows for tally in carried.values())
    typer.echo(f"搬完了：{shown(*old)} → {shown(*new)}，共{rows}条，逐项核对一致。", err=True)
    typer.echo(
        "原来的没有动，用一阵子没有问题再删。自己放进数据文件夹的版式等文件请另外拷过去。", err=True
    )


def _place(text: str) -> tuple[Path | None, str]:
    """A data folder, or the URL of a database."""
    return (None, text) if "://" in text else (Path(text), "")
