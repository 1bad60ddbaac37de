"""What changes a library: adding files, correcting a document, cutting all anew.

Functions over what is open; :class:`retrieval.library.Library` names them to the program.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from retrieval import kept_words
from retrieval.adding import Adding
from retrieval.files import Files
from retrieval.making import remake_passages, with_cleaning_undone
from retrieval.model import Added, Document
from retrieval.opened import Opened
from retrieval.read import Source, read_file, sources
from retrieval.read.uploads import Upload, uploads
from retrieval.vectors import Progress


def add_paths(
    opened: Opened,
    paths: Sequence[Path],
    *,
    kind: str | None,
    progress: Progress | None,
    uploaded: bool,
) -> list[Added]:
    """Add files, folders and archives, and leave the index by words on disk after a large batch.

    Raises :class:`LibraryError` when a path does not exist or the disk refuses.
    """
    found = list(sources(list(paths), _names(opened, paths) if uploaded else None))
    adding = Adding(opened.catalog, Files(opened.database), kind)
    outcome: list[Added] = []
    for done, source in enumerate(found, start=1):
        outcome += adding.add(source)
        if progress is not None:
            progress(done, len(found), source.name)
    if sum(added.passages for added in outcome if added.status == "added") >= kept_words.LEAST:
        opened.searcher.snapshot()
    return outcome


def add_file(opened: Opened, file: Path, source: str, kind: str | None) -> list[Added]:
    """Add one file under the name ``source``."""
    reading = Source(source, file.stem, file.parent.name, partial(read_file, file))
    return Adding(opened.catalog, Files(opened.database), kind).add(reading)


def undo_cleaning(opened: Opened, document: Document, rules: Collection[str]) -> Document:
    """Take back what these rules changed in a document; returns it as it is now."""
    undone = with_cleaning_undone(document, rules)
    opened.catalog.rewrite(undone)
    return undone


def remake(opened: Opened, progress: Progress | None) -> int:
    """Cut every document into passages anew and fill the dense index afresh; return how many."""
    summaries = opened.catalog.summaries()
    for done, summary in enumerate(summaries, start=1):
        document = opened.catalog.find(summary.id)
        if document is not None:
            opened.catalog.replace_passages(remake_passages(document))
        if progress is not None:
            progress(done, len(summaries), summary.title)
    if opened.vectors is not None:
        opened.vectors.make(progress, afresh=True)
    return len(summaries)


def _names(opened: Opened, paths: Sequence[Path]) -> dict[Path, Upload]:
    known = Files(opened.database).all()
    return uploads(paths, {path: remembered.stamp for path, remembered in known.items()})
