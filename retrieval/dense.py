"""Ranking by vectors, in Chroma: the only module that knows it.

A folder of Chroma's belongs to one process at a time (several writers lose data without a
word), so a file lock is held while it is open. What Chroma holds is made from the catalog and
the cached vectors: a damaged folder is thrown away and filled again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from retrieval.errors import LibraryError

if TYPE_CHECKING:
    import httpx
    import numpy as np
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from filelock import BaseFileLock
    from numpy.typing import NDArray

TIMEOUT_SECONDS = 20.0
"""How long a Chroma server may take over one answer."""

_BATCH = 1000

CARE = 1000
"""How many candidates Chroma's graph looks at (ef_search)."""

_GRAPH: Any = {"space": "cosine", "ef_search": CARE, "ef_construction": 300, "max_neighbors": 32}
"""As Chroma makes its graph by itself, 5 % of the 100 nearest of 6,000 passages were missed, which
ones depending on how its threads had built it: identical runs ranked differently. With ``CARE``
alone 0.1 % of 20,000 were missed, with all of these none, in 11 ms a query; putting in a passage
takes 12 ms instead of 4, a tenth of what its vector takes."""

_DIGITS = 6
"""Decimals of a similarity: the engine's last ones are noise."""


class DenseError(LibraryError):
    """Chroma cannot be used now; searching by words goes on."""


class OwnedElsewhereError(DenseError):
    """Another process has the folder open."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a passage beside its vector; ``text_hash`` tells when it is out of date."""

    text_hash: str
    kind: str
    role: str


class DenseIndex:
    """A collection of vectors. Safe to call from several threads of one process."""

    def __init__(self, folder: Path, collection: str, *, url: str | None = None) -> None:
        """Open Chroma in ``folder``, or the Chroma server at ``url`` (network).

        Raises:
            OwnedElsewhereError: another process has this folder open.
            DenseError: the folder or the server cannot be used.
        """
        self._lock = None if url else _own(folder)
        self._name = collection
        try:
            self._client = _connect(url) if url else _open_folder(folder)
            self._collection = self._make_collection()
        except LibraryError:
            self._release()
            raise
        # Chroma raises errors of its own, of httpx and of its Rust core.
        except Exception as error:
            self._release()
            raise DenseError(_cannot_open(url or str(folder))) from error

    def close(self) -> None:
        """Close Chroma and let other processes have the folder."""
        sessions = _sessions(self._client)
        self._client.close()
        for session in sessions:
            session.close()
        self._release()

    def count(self) -> int:
        """Return how many passages have their vector here."""
        return int(self._collection.count())

    def hashes(self) -> dict[str, str]:
        """Return the text hash of every passage that is here, by passage id."""
        found: dict[str, str] = {}
        for start in range(0, self.count(), _BATCH):
            page = self._collection.get(include=["metadatas"], limit=_BATCH, offset=start)
            for passage, metadata in zip(page["ids"], page["metadatas"] or [], strict=True):
                found[passage] = str((metadata or {}).get("text_hash", ""))
        return found

    def put(self, entries: Mapping[str, Entry], vectors: Mapping[str, bytes]) -> None:
        """Store passages (by id) with their vectors (float32 blobs, by text hash)."""
        import numpy as np

        ids = [passage for passage, entry in entries.items() if entry.text_hash in vectors]
        for start in range(0, len(ids), _BATCH):
            batch = [(passage, entries[passage]) for passage in ids[start : start + _BATCH]]
            rows = [np.frombuffer(vectors[e.text_hash], dtype="<f4") for _, e in batch]
            self._collection.upsert(
                ids=[passage for passage, _ in batch],
                embeddings=np.stack(rows),
                metadatas=[
                    {"text_hash": e.text_hash, "kind": e.kind, "role": e.role} for _, e in batch
                ],
            )

    def drop(self, passages: Sequence[str]) -> None:
        """Forget passages."""
        for start in range(0, len(passages), _BATCH):
            self._collection.delete(ids=list(passages[start : start + _BATCH]))

    def clear(self) -> None:
        """Forget everything."""
        self._client.delete_collection(self._name)
        self._collection = self._make_collection()

    def rank(
        self, vector: NDArray[np.float32], *, limit: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Return the cosine similarity of the nearest passages by id, nearest first, then by id.

        ``among`` are the ids to choose from. Naming them is four times faster than a filter
        by kind or role inside Chroma: 22 ms against 94 ms for 7,655 of 19,143 passages.
        """
        if among is not None and not among:
            return {}
        answer = self._collection.query(
            query_embeddings=[vector],
            n_results=limit,
            ids=None if among is None else list(among),
            include=["distances"],
        )
        distances = (answer["distances"] or [[]])[0]
        near = [
            (passage, round(1.0 - float(distance), _DIGITS))
            for passage, distance in zip(answer["ids"][0], distances, strict=True)
        ]
        return dict(sorted(near, key=lambda pair: (-pair[1], pair[0])))

    def _make_collection(self) -> Any:
        collection = self._get_or_make()
        if not _is_as_wanted(collection):  # made by an earlier version; filled again from the cache
            self._client.delete_collection(self._name)
            collection = self._get_or_make()
        return collection

    def _get_or_make(self) -> Any:
        return self._client.get_or_create_collection(
            self._name,
            configuration={"hnsw": _GRAPH},
            embedding_function=None,
        )

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()


def _is_as_wanted(collection: Any) -> bool:
    made = collection.configuration_json.get("hnsw") or {}
    return all(made.get(name) == value for name, value in _GRAPH.items())


def _own(folder: Path) -> BaseFileLock:
    from filelock import FileLock, Timeout

    path = folder.parent / f"{folder.name}.lock"
    # One lock object for all libraries of this process, whichever thread opens or closes them.
    lock = FileLock(path, is_singleton=True, thread_local=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OwnedElsewhereError("样本库正被另一个程序使用，本程序只按词语检索") from error
    except OSError as error:
        raise DenseError(_cannot_open(str(folder))) from error
    return lock


def _open_folder(folder: Path) -> Client:
    # Looked at beforehand: a failed attempt to open stays in Chroma's memory for its path.
    if _is_damaged(folder / "chroma.sqlite3"):
        shutil.rmtree(folder)
        folder.mkdir()
    return _persistent(folder)


def _is_damaged(file: Path) -> bool:
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.DatabaseError:
        return True


def _persistent(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(path=str(folder.resolve()), settings=settings)
    return cast("Client", client)


def _connect(url: str) -> Client:
    import chromadb
    import httpx
    from chromadb.config import Settings

    parts = urlsplit(url if "://" in url else f"http://{url}")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    # Chroma's client waits for ever, also for its first answer.
    address = f"{'https' if secure else 'http'}://{parts.hostname}:{port}"
    httpx.get(f"{address}/api/v2/heartbeat", timeout=TIMEOUT_SECONDS).raise_for_status()
    client = chromadb.HttpClient(
        host=parts.hostname or "localhost",
        port=port,
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    for session in _sessions(client):
        session.timeout = TIMEOUT_SECONDS
    # The declared type leaves out close(), which every client has.
    return cast("Client", client)


def _sessions(client: ClientAPI) -> list[httpx.Client]:
    """The connections of an HTTP client, which Chroma neither limits in time nor closes."""
    owners = (client, getattr(client, "_admin_client", None))
    servers: list[Any] = [getattr(owner, "_server", None) for owner in owners]
    return [server._session for server in servers if hasattr(server, "_session")]


def _cannot_open(place: str) -> str:
    place = place.rpartition("@")[2] if "://" in place else place  # an address may hold a password
    return f"向量索引 {place} 打不开，暂时只按词语检索：请检查磁盘空间、权限或 CHROMA_URL"
