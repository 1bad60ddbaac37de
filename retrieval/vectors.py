"""Keeps vectors and the dense index in step with the catalog, at once or in the background.

Texts are embedded a few at a time and each batch is kept at once, so the work can be broken off
anywhere and goes on from there. Until all is done, searching by meaning is off.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.dense import DenseError, DenseIndex, Entry
from retrieval.errors import LibraryError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.cache import VectorCache
    from retrieval.catalog import Catalog, IndexedPassage
    from retrieval.database import Database
    from retrieval.embed import Embedder

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and what was done last."""

BATCH = 4
"""Texts embedded together: a search waits for one batch at most."""

RETRY_SECONDS = 30.0
"""How long searching by meaning rests after a failure."""


class Vectors:
    """The vectors of one library by one embedder. Safe to use from several threads."""

    def __init__(
        self, folder: Path, database: Database, embedder: Embedder, chroma_url: str | None
    ) -> None:
        from retrieval.cache import VectorCache
        from retrieval.catalog import Catalog

        self._folder = folder / "chroma"
        self._chroma_url = chroma_url
        self._database = database
        self._catalog: Catalog = Catalog(database)
        self._cache: VectorCache = VectorCache(database, embedder.name)
        self._embedder = embedder
        self._working = threading.Lock()
        self._opening = threading.RLock()
        self._dense: DenseIndex | None = None
        self._entries: dict[str, Entry] = {}
        self._held: dict[str, str] | None = None
        self._synced_version = 0
        self._rest_until = 0.0
        self._stop = threading.Event()
        self.error = ""

    def count_ready(self) -> int:
        """Return how many passages have their vector."""
        return self._cache.count_ready()

    def make(self, progress: Progress | None = None, *, afresh: bool = False) -> int:
        """Embed what has no vector yet, then bring the dense index up to date.

        ``afresh`` empties the dense index first. Returns how many texts were embedded. Uses the model, and the network if the embedder
        does. Raises LibraryError when embedding fails or Chroma cannot be used; vectors made so
        far are kept.
        """
        with self._working:
            version = self._database.version()
            texts = self._cache.texts_to_embed()
            made = self._embed(texts, progress)
            if made == len(texts) and (afresh or version != self._synced_version):
                self._sync(version, afresh=afresh)
                self._recover()
        return made

    def rank(
        self, query: str, version: int, *, limit: int, kind: str | None, role: str | None
    ) -> dict[str, float]:
        """Return the similarity of the nearest passages by id; none when vectors are not ready.

        Never raises: what went wrong is kept in ``error``.
        """
        if time.monotonic() < self._rest_until:
            return {}
        try:
            if not self.ready(version):
                return {}
            vector = self._embedder.query(query)
            with self._opening:
                if self._dense is None:
                    return {}
                found = self._ranked(vector, limit, self._among(kind, role))
            self._recover()
            return found
        # Searching goes on by words whatever model, server or index does.
        except Exception as error:
            self._note(error)
            return {}

    @property
    def is_synced(self) -> bool:
        """Whether the dense index was filled by this process."""
        return self._synced_version > 0

    def ready(self, version: int) -> bool:
        """Tell whether the dense index holds all of this version of the catalog.

        Fills it from cached vectors when these are complete. Raises LibraryError when Chroma
        cannot be used.
        """
        if self._synced_version == version:
            return True
        if not self._working.acquire(blocking=False):
            return False
        try:
            if self._cache.is_incomplete():
                return False
            self._sync(version)
            return True
        finally:
            self._working.release()

    def work_quietly(self) -> None:
        """Like :meth:`make`, for a background thread: what goes wrong is kept in ``error``."""
        try:
            self.make()
        # Nobody waits for this thread to hear of anything it raises.
        except Exception as error:
            self._note(error)

    def stop(self) -> None:
        """Make a running :meth:`make` end after its batch."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and give the Chroma folder free."""
        self.stop()
        with self._working, self._opening:
            if self._dense is not None:
                self._dense.close()
                self._dense = None
                self._held = None
                self._synced_version = 0

    def _ranked(
        self, vector: NDArray[np.float32], limit: int, among: list[str] | None
    ) -> dict[str, float]:
        assert self._dense is not None
        try:
            return self._dense.rank(vector, limit=limit, among=among)
        except Exception:
            if self._chroma_url:  # what the server holds when it is back is looked at anew
                self._dense.close()
                self._dense, self._held, self._synced_version = None, None, 0
            raise

    def _recover(self) -> None:
        self.error, self._rest_until = "", 0.0

    def _among(self, kind: str | None, role: str | None) -> list[str] | None:
        """The ids of the passages of a kind and role, None when neither is asked for."""
        if kind is None and role is None:
            return None
        return [
            passage
            for passage, entry in self._entries.items()
            if kind in (None, entry.kind) and role in (None, entry.role)
        ]

    def _note(self, error: Exception) -> None:
        self._rest_until = time.monotonic() + RETRY_SECONDS
        if isinstance(error, LibraryError):
            self.error = str(error)
        else:
            self.error = f"向量检索暂时不可用（{type(error).__name__}），先按词语检索"

    def _embed(self, texts: dict[str, str], progress: Progress | None) -> int:
        hashes = list(texts)
        done = 0
        for start in range(0, len(hashes), BATCH):
            if self._stop.is_set():
                break
            batch = hashes[start : start + BATCH]
            rows = self._embedder.passages([texts[key] for key in batch]).astype("<f4")
            self._cache.save({key: row.tobytes() for key, row in zip(batch, rows, strict=True)})
            done += len(batch)
            if progress is not None:
                progress(done, len(hashes), "")
        return done

    def _sync(self, version: int, *, afresh: bool = False) -> None:
        with self._opening:
            try:
                if afresh:
                    self._opened().clear()
                    self._held = {}
                self._bring_up_to_date(self._opened(), self._catalog.indexed_passages())
            except LibraryError:
                raise
            # Chroma raises errors of its own, of httpx and of its Rust core.
            except Exception as error:
                raise DenseError(
                    "向量索引写不进去，暂时只按词语检索：请检查磁盘空间后运行 rebuild"
                ) from error
            self._synced_version = version

    def _bring_up_to_date(self, dense: DenseIndex, passages: list[IndexedPassage]) -> None:
        wanted = {p.id: Entry(p.text_hash, p.kind, p.role) for p in passages}
        there = dense.hashes() if self._held is None else self._held
        self._held = None  # not known until all is written
        stale = [passage for passage in there if passage not in wanted]
        missing = {
            passage: entry
            for passage, entry in wanted.items()
            if there.get(passage) != entry.text_hash
        }
        dense.drop(stale)
        made = self._cache.load([entry.text_hash for entry in missing.values()])
        dense.put(missing, made)
        self._entries = wanted
        self._held = {
            passage: entry.text_hash
            for passage, entry in wanted.items()
            if passage not in missing or entry.text_hash in made
        }

    def _collection_name(self) -> str:
        """On a Chroma server, libraries must not share a collection."""
        owner = self._database.identity if self._chroma_url else ""
        key = f"{owner}|{self._embedder.name}"
        return "passages-" + hashlib.sha256(key.encode()).hexdigest()[:16]

    def _opened(self) -> DenseIndex:
        if self._dense is None:
            self._dense = DenseIndex(self._folder, self._collection_name(), url=self._chroma_url)
        return self._dense
