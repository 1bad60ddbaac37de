"""How a library stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.model import Status

if TYPE_CHECKING:
    from retrieval.vectors import Vectors


def describe(
    documents: int, passages: int, *, embedder: str, vectors: Vectors | None, working: bool
) -> Status:
    """Return the status of a library with so many documents and passages."""
    ready = vectors.count_ready() if vectors is not None else 0
    by_meaning = vectors is not None and vectors.is_synced and ready == passages > 0
    error = vectors.error if vectors is not None else ""
    return Status(
        documents=documents,
        passages=passages,
        vectors=ready,
        embedder=embedder,
        by_meaning=by_meaning,
        working=working,
        state=_state(documents, passages, ready, vectors, working=working),
        error=error,
    )


def _state(
    documents: int, passages: int, ready: int, vectors: Vectors | None, *, working: bool
) -> str:
    if not documents:
        return "样本库是空的"
    if vectors is None:
        return "按词语检索，语义检索已关闭"
    if vectors.error:
        return f"先按词语检索；{vectors.error}"
    if ready >= passages:
        return "按词语和语义检索"
    doing = "正在生成" if working else "尚未生成"
    return f"先按词语检索，语义向量{doing}（{ready}/{passages}）"
