"""What a server of embeddings answers: texts that share pairs of characters lie near each other."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from zlib import crc32

DIMENSIONS = 128


def embedded(body: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request, as OpenAI's own servers give it."""
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    data = [
        {"object": "embedding", "index": number, "embedding": _vector(text)}
        for number, text in enumerate(texts)
    ]
    tokens = sum(map(len, texts))
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "model": body["model"], "data": data, "usage": usage}


def _vector(text: str) -> list[float]:
    counts = [0.0] * DIMENSIONS
    for first, second in pairwise(f"^{text}"):
        counts[crc32((first + second).encode()) % DIMENSIONS] += 1.0
    length = sum(count * count for count in counts) ** 0.5 or 1.0
    return [count / length for count in counts]
