"""``python -m drafting move --from … --to …``. Light to import."""

from __future__ import annotations

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
    from sqlalchemy.exc import SQLAlchemyError

    from drafting.errors import StoreFailed
    from drafting.move.carrying import carry
    from drafting.move.places import filling, reading

    try:
        with reading(source) as before, filling(target) as after:
            carried = carry(before, after)
    except SQLAlchemyError as error:
        raise StoreFailed(
            f"搬到一半数据库出了错（{type(error).__name__}），已全部撤回，两边都没有变。请检查后重试。"
        ) from error
    for each in carried:
        if each.rows:
            name = _NAMES.get(each.table, each.table)
            typer.echo(f"{name}\t{each.rows}条\t校验值 {each.digest[:16]}\t两边一致")
    rows = sum(each.rows for each in carried)
    typer.echo(f"搬完了：{before.name} → {after.name}，共{rows}条，逐项核对一致。", err=True)
    typer.echo(
        "原来的没有动，用一阵子没有问题再删。自己放进数据文件夹的版式等文件请另外拷过去。", err=True
    )
