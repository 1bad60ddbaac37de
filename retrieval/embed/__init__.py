"""Who makes the vectors: one adapter a module, chosen by ``DRAFTING_EMBEDDINGS``."""

from retrieval.embed.base import Embedder, EmbedderError
from retrieval.embed.choose import choose_embedder

__all__ = ["Embedder", "EmbedderError", "choose_embedder"]
