"""Who makes the vectors: one adapter a module, chosen by ``DRAFTING_EMBEDDINGS``."""

from retrieval.embed.base import Embedder, EmbedderFailed
from retrieval.embed.choose import choose_embedder

__all__ = ["Embedder", "EmbedderFailed", "choose_embedder"]
