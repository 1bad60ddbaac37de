"""Making vectors in a thread of their own, for as long as a library is open."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from retrieval.vectors import RETRY_SECONDS

if TYPE_CHECKING:
    from retrieval.vectors import Vectors


class BackgroundVectors:
    """A daemon thread that makes vectors whenever there is something new, and tries again after a
    while what went wrong."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._news = threading.Event()
        self._ended = False
        self.working = True
        self._thread = threading.Thread(target=self._run, name="vectors", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Tell the thread that documents have changed."""
        self._news.set()

    def close(self) -> None:
        """End the thread and wait for its last batch."""
        self._ended = True
        self._vectors.stop()
        self._news.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended:
            self._news.clear()
            self.working = True
            self._vectors.work_quietly()
            self.working = False
            self._news.wait(RETRY_SECONDS if self._vectors.error else None)
