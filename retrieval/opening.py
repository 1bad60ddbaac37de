"""Opening the library the settings describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.library import Library

if TYPE_CHECKING:
    from retrieval.settings import LibrarySettings


def open_library(folder: Path | None = None, settings: LibrarySettings | None = None) -> Library:
    """Open the library in ``folder``, by default the one in the user's data folder.

    A library named by its folder keeps its catalog there; the default one goes to the database
    of ``DRAFTING_DATABASE_URL`` when that is set.

    Raises:
        LibraryError: ``DRAFTING_EMBEDDINGS`` names no embedder.
    """
    from retrieval.embed import choose_embedder
    from retrieval.settings import LibrarySettings

    settings = settings or LibrarySettings()
    embedder = choose_embedder(
        settings.drafting_embeddings,
        model=settings.drafting_embedding_model,
        base_url=settings.openai_base_url,
        key=settings.openai_api_key.get_secret_value(),
    )
    return Library(
        folder or settings.library_folder(),
        embedder=embedder,
        database_url=(settings.drafting_database_url or None) if folder is None else None,
        chroma_url=settings.chroma_url or None,
    )
