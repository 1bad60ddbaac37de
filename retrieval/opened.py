"""What is open while a library is used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.catalog import Catalog
from retrieval.database import Database
from retrieval.embed import Embedder
from retrieval.kept_words import KeptWords
from retrieval.search import Searcher
from retrieval.vectors import Vectors

WORDS_FILE = "words.npz"
"""The index by words, in the library's folder."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The catalog and what is made from it. Without embedder there are no vectors."""

    database: Database
    catalog: Catalog
    searcher: Searcher
    vectors: Vectors | None

    def close(self) -> None:
        """Close all files."""
        if self.vectors is not None:
            self.vectors.close()
        self.database.close()


def open_parts(
    folder: Path, embedder: Embedder | None, database_url: str | None, chroma_url: str | None
) -> Opened:
    """Open the catalog; indexes and model wait for their first use.

    Raises :class:`LibraryError` when folder or database cannot be used.
    """
    database = Database(folder, database_url)
    catalog = Catalog(database)
    searcher = Searcher(database, catalog, KeptWords(folder / WORDS_FILE))
    vectors = Vectors(folder, database, embedder, chroma_url) if embedder is not None else None
    return Opened(database, catalog, searcher, vectors)
