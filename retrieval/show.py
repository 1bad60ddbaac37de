"""What the command line prints: JSON as promised to scripts, or tables in Chinese."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from retrieval.kinds import KINDS
from retrieval.model import Added, Document, DocumentSummary, Hit

_STATUS = {"added": "已入库", "unchanged": "未变化", "duplicate": "重复", "rejected": "未入库"}


def print_json(value: Any) -> None:
    """Print a value as JSON in UTF-8 on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def added_json(added: Sequence[Added]) -> dict[str, Any]:
    """Return what ``add --json`` prints."""
    return {"documents": [asdict(item) for item in added]}


def summaries_json(documents: Sequence[DocumentSummary]) -> list[dict[str, Any]]:
    """Return what ``list --json`` prints."""
    return [asdict(item) for item in documents]


def document_json(document: Document) -> dict[str, Any]:
    """Return what ``show --json`` prints."""
    fields = asdict(document)
    del fields["original"]
    return fields


def hits_json(queries: Sequence[str], found: Sequence[Sequence[Hit]]) -> list[dict[str, Any]]:
    """Return what ``search --json`` prints: one object a query."""
    return [
        {"query": query, "hits": [asdict(hit) for hit in hits]}
        for query, hits in zip(queries, found, strict=True)
    ]


def print_added(added: Sequence[Added]) -> None:
    """Print what became of each file."""
    table = _table("编号", "题目", "文种", "段落", "清理", "结果", "说明")
    for item in added:
        status = _STATUS[item.status]
        kind = _kind(item.kind) if item.id else ""
        places = sum(count.count for count in item.cleaned)
        cleaned = f"{places}处" if places else ""
        row = (item.id, item.title, kind, str(item.passages), cleaned, status, item.reason)
        table.add_row(*row)
    _console().print(table)


def print_documents(documents: Sequence[DocumentSummary]) -> None:
    """Print the list of documents."""
    table = _table("编号", "题目", "文种", "段落", "字符", "来源")
    for item in documents:
        numbers = (str(item.passages), str(item.characters))
        table.add_row(item.id, item.title, _kind(item.kind), *numbers, item.source)
    _console().print(table if documents else "样本库是空的")


def print_document(document: Document) -> None:
    """Print a document, passage by passage with its role."""
    console = _console()
    kind = _kind(document.kind)
    console.print(f"{document.title}\n{document.id}  {kind}  {document.source}\n", markup=False)
    table = _table("段落", "作用", "小标题", "内容")
    for passage in document.passages:
        table.add_row(passage.id, passage.role, passage.heading, passage.text)
    console.print(table)


def print_hits(queries: Sequence[str], found: Sequence[Sequence[Hit]]) -> None:
    """Print the passages found for each query."""
    console = _console()
    for query, hits in zip(queries, found, strict=True):
        table = _table("出处", "作用", "内容")
        table.title = f"检索：{query}"
        for hit in hits:
            table.add_row(f"{hit.title}\n{hit.passage}", hit.role, hit.text)
        console.print(table if hits else f"检索：{query}\n没有找到相近的段落", markup=False)


def _console() -> Console:
    return Console(markup=False, highlight=False)


def _table(*columns: str) -> Table:
    table = Table(show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _kind(kind: str) -> str:
    return KINDS.get(kind, "未识别")
