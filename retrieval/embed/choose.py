"""Choosing who makes the vectors from the settings."""

from __future__ import annotations

from retrieval.embed.base import Embedder
from retrieval.embed.openai import OpenAIEmbedder
from retrieval.embed.paired import PairedEmbedder
from retrieval.errors import LibraryError


def choose_embedder(
    name: str, *, model: str = "", base_url: str = "", key: str = ""
) -> Embedder | None:
    """Return the embedder of a setting: ``e5`` (with USE beside it), ``openai``, or None
    for ``off``.

    Raises:
        LibraryError: the setting names none of these.
    """
    match name.strip().lower():
        case "e5" | "":
            return PairedEmbedder()
        case "openai":
            return OpenAIEmbedder(model, base_url=base_url, key=key)
        case "off":
            return None
    raise LibraryError(f"设置 DRAFTING_EMBEDDINGS={name} 无效：请改为 e5、openai 或 off")
