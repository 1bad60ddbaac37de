"""The library, as the program uses it: add, list, remove, search, keep vectors up to date."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from retrieval.errors import LibraryError
from retrieval.kinds import check_kind
from retrieval.model import Added, Document, DocumentSummary, DocumentText, Hit, Status
from retrieval.roles import check_role
from retrieval.wanted import LONGEST_QUERY, Similarities, Wanted

if TYPE_CHECKING:
    from retrieval.background import BackgroundVectors
    from retrieval.database import Database
    from retrieval.embed import Embedder
    from retrieval.opened import Opened
    from retrieval.vectors import Progress


class Library:
    """A folder of sample documents with its catalog and indexes.

    Opening is cheap: database, indexes and model are loaded when first used. Safe to use from
    several threads; several processes may share a folder (one of them has the vectors). Every
    method raises :class:`LibraryError` when folder or database cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        *,
        embedder: Embedder | None = None,
        database_url: str | None = None,
        chroma_url: str | None = None,
    ) -> None:
        """Name the library. Without ``embedder`` it is searched by words alone."""
        self.folder = folder
        self._embedder = embedder
        self._urls = (database_url, chroma_url)
        self._turn = threading.RLock()
        self._background: BackgroundVectors | None = None
        self._opened: Opened | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def add(
        self,
        paths: Sequence[Path],
        *,
        kind: str | None = None,
        progress: Progress | None = None,
        uploaded: bool = False,
    ) -> list[Added]:
        """Add files, and all files of folders; each is saved as soon as it is read.

        A file that was added before and has changed takes the place of what it was. A file that
        cannot be read is reported as rejected with the reason. Vectors are made later, by
        :meth:`make_vectors` or in the background. The source of ``uploaded`` files is their name
        without the temporary folder, numbered where another file has it.

        Raises:
            LibraryError: a path does not exist, the kind is unknown, or the disk refuses.
        """
        from retrieval.changing import add_paths

        check_kind(kind)
        added = add_paths(self._parts, paths, kind=kind, progress=progress, uploaded=uploaded)
        self._wake()
        return added

    def add_file(self, file: Path, *, source: str, kind: str | None = None) -> list[Added]:
        """Add one file under the name ``source``; see :meth:`add`."""
        from retrieval.changing import add_file

        added = add_file(self._parts, file, source, kind)
        self._wake()
        return added

    def correct(
        self, identifier: str, *, kind: str | None = None, title: str | None = None
    ) -> None:
        """Set a document's kind or title by hand. Raises :class:`LibraryError`."""
        check_kind(kind)
        self.document(identifier)
        self._parts.catalog.correct(identifier, kind=kind, title=title)
        self._wake()

    def undo_cleaning(self, identifier: str, rules: Collection[str]) -> Document:
        """Take back what these cleaning rules changed in a document; returns it as it is now.

        Raises :class:`LibraryError` when there is no such document.
        """
        from retrieval.changing import undo_cleaning

        document = undo_cleaning(self._parts, self.document(identifier), rules)
        self._wake()
        return document

    def documents(self) -> list[DocumentSummary]:
        """Return all documents, first added first."""
        return self._parts.catalog.summaries()

    def texts(self) -> list[DocumentText]:
        """Return the text of every document, to compare a draft with; 15 ms for 500 documents."""
        return self._parts.catalog.texts()

    def role_counts(self, kind: str | None = None) -> dict[str, int]:
        """Return how many passages have each role, of one kind or (None) of all documents."""
        return self._parts.catalog.role_counts(kind)

    def document(self, identifier: str) -> Document:
        """Return one document. Raises :class:`LibraryError` when there is none with this id."""
        document = self._parts.catalog.find(identifier)
        if document is None:
            raise LibraryError(f"样本库中没有编号为 {identifier} 的文档：请用 list 查看编号")
        return document

    def remove(self, ids: Sequence[str]) -> None:
        """Remove documents, all or, when one is unknown, none."""
        for identifier in ids:
            self.document(identifier)
        self._parts.catalog.remove(list(ids))
        self._wake()

    def search(
        self,
        query: str,
        *,
        k: int = 5,
        kind: str | None = None,
        role: str | None = None,
        words_only: bool = False,
    ) -> list[Hit]:
        """Return up to ``k`` passages, best first; none for a query without words.

        Vectors are used as well when all are made (one call of the embedder), unless
        ``words_only``; when they fail, :meth:`status` says why and words alone are used.

        Raises:
            LibraryError: kind or role is unknown, or the catalog cannot be read.
        """
        check_kind(kind)
        check_role(role)
        cleaned = query.encode("utf-8", "ignore").decode("utf-8").replace("\x00", " ").strip()
        wanted = Wanted(cleaned[:LONGEST_QUERY], k, kind, role)
        if k < 1 or not any(map(str.isalnum, wanted.query)):
            return []
        return self._parts.searcher.search(wanted, _nothing if words_only else self._by_meaning)

    def make_vectors(self, progress: Progress | None = None) -> int:
        """Make the vectors that are missing and index them; return how many texts were embedded.

        Uses the model (and the network with an OpenAI-compatible embedder). Can be broken off:
        each batch is kept. Raises :class:`LibraryError` when vectors cannot be made or indexed.
        """
        vectors = self._parts.vectors
        return vectors.make(progress) if vectors is not None else 0

    def start_vectors(self) -> None:
        """Make missing vectors in a background thread, now and after every change, until closed.

        Never raises: what goes wrong is in :meth:`status`.
        """
        from retrieval.background import BackgroundVectors

        with self._turn:
            if self._background is not None or self._embedder is None:
                return
            try:
                vectors = self._parts.vectors
            except LibraryError:
                return
            if vectors is not None:
                self._background = BackgroundVectors(vectors)
                atexit.register(self.close)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Cut every document into passages anew and make the indexes again; return how many.

        Cached vectors of unchanged passages are used again. Uses the model.
        """
        from retrieval.changing import remake

        return remake(self._parts, progress)

    def status(self) -> Status:
        """Return how the library stands. Cheap enough to call every second."""
        from retrieval.standing import describe

        documents, passages = self._parts.catalog.counts()
        return describe(
            documents,
            passages,
            embedder=self._embedder.name if self._embedder else "",
            vectors=self._parts.vectors,
            working=self._background is not None and self._background.working,
        )

    def close(self) -> None:
        """End the background work after its batch and close all files. May be called twice."""
        with self._turn:
            background, self._background = self._background, None
            opened, self._opened = self._opened, None
        if background is not None:
            background.close()
            atexit.unregister(self.close)
        if opened is not None:
            opened.close()

    @property
    def database(self) -> Database:
        """The database of the catalog, opened at first use."""
        return self._parts.database

    @property
    def _parts(self) -> Opened:
        from retrieval.opened import open_parts

        with self._turn:
            if self._opened is None:
                self._opened = open_parts(self.folder, self._embedder, *self._urls)
            return self._opened

    def _by_meaning(self, wanted: Wanted, version: int) -> Similarities:
        vectors = self._parts.vectors
        if vectors is None:
            return {}
        found = vectors.rank(
            wanted.query, version, limit=wanted.depth, kind=wanted.kind, role=wanted.role
        )
        if not found:
            self._wake()
        return found

    def _wake(self) -> None:
        background = self._background
        if background is not None:
            background.wake()


def _nothing(_wanted: Wanted, _version: int) -> Similarities:
    return {}
