from __future__ import annotations

import multiprocessing
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.dense import DenseIndex
from retrieval.library import Library
from retrieval.making import remake_passages
from retrieval.snapshot import EMPTY, Snapshot, follow
from tests.retrieval.killing import work
from tests.retrieval.killing.work import CheapEmbedder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

KILLS = range(8)
"""Of each sort of work: 24 in all, one in each eighth of its course."""

_TOOLS = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
_TOOLS.set_forkserver_preload(["chromadb", "tests.retrieval.killing.work", "retrieval.changing"])
_QUERIES = ("挂职干部 要求", "养老服务", "培训就业")


def _killed(
    action: Callable[[Library], None], folder: Path, moment: float | None
) -> tuple[float, bool]:
    """Do an action in a process and kill it after ``moment`` seconds of work, if it is not done.

    Returns how long the work went on and whether it was killed.
    """
    ours, theirs = _TOOLS.Pipe()
    process = _TOOLS.Process(target=work.run, args=(action, folder, theirs))
    process.start()
    theirs.close()
    with ours:
        assert ours.recv() == "begun"
        begun = time.perf_counter()
        finished = ours.poll(moment)
        taken = time.perf_counter() - begun
        if moment is not None and not finished:
            process.kill()
    process.join()
    assert process.exitcode == (0 if finished else -9)
    return taken, not finished


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, float]]:
    """For each work the library it begins with, and how many seconds it takes undisturbed."""
    folder = tmp_path_factory.mktemp("stages")
    found, before = {}, folder / "new"
    before.mkdir()
    for action in (work.add, work.make_vectors, work.change):
        after = folder / action.__name__
        shutil.copytree(before, after)
        found[action.__name__] = (before, _killed(action, after, None)[0])
        before = after
    return found


def _kill_at_random(
    action: Callable[[Library], None],
    stages: dict[str, tuple[Path, float]],
    place: Path,
    seed: int,
) -> Path:
    """Kill an action somewhere in its course; returns the library as it was left."""
    begin, seconds = stages[action.__name__]
    folder = place / "library"
    shutil.copytree(begin, folder)
    share = (seed + random.Random(f"{action.__name__}{seed}").random()) / len(KILLS)
    _killed(action, folder, share * seconds)
    return folder


@pytest.mark.parametrize("seed", KILLS)
def test_killed_while_adding(
    tmp_path: Path, stages: dict[str, tuple[Path, float]], seed: int
) -> None:
    folder = _kill_at_random(work.add, stages, tmp_path, seed)
    with Library(folder, embedder=CheapEmbedder()) as library:
        _catalog_is_whole(library)
        there = {document.id for document in library.documents()}
        outcome = [added for added in library.add([work.SAMPLES]) if added.passages]
        assert {added.id for added in outcome if added.status == "unchanged"} == there
        whole = Library(stages["make_vectors"][0])
        assert {d.id for d in library.documents()} == {d.id for d in whole.documents()}
        whole.close()
        _indexes_agree(library)


@pytest.mark.parametrize("seed", KILLS)
def test_killed_while_making_vectors(
    tmp_path: Path, stages: dict[str, tuple[Path, float]], seed: int
) -> None:
    folder = _kill_at_random(work.make_vectors, stages, tmp_path, seed)
    embedder = CheapEmbedder()
    with Library(folder, embedder=embedder) as library:
        _catalog_is_whole(library)
        before = library.status()
        library.make_vectors()
        assert embedder.embedded <= before.passages - before.vectors
        _indexes_agree(library)


@pytest.mark.parametrize("seed", KILLS)
def test_killed_while_changing(
    tmp_path: Path, stages: dict[str, tuple[Path, float]], seed: int
) -> None:
    folder = _kill_at_random(work.change, stages, tmp_path, seed)
    with Library(folder, embedder=CheapEmbedder()) as library:
        _catalog_is_whole(library)
        _indexes_agree(library)
        library.add([work.SAMPLES])
        _indexes_agree(library)
        library.rebuild()
        _indexes_agree(library)


def _catalog_is_whole(library: Library) -> None:
    """No document without all its passages, no passage, link or file without its document."""
    with closing(sqlite3.connect(library.folder / "catalog.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for summary in library.documents():
        document = library.document(summary.id)
        assert document.passages == remake_passages(document).passages != ()
        for near in document.near:
            library.document(near.document)


def _indexes_agree(library: Library) -> None:
    """Words and vectors are those of the catalog, and both answer."""
    opened = library._parts
    snapshot = opened.searcher.snapshot()
    passages = opened.catalog.indexed_passages()
    assert snapshot.by_id == {passage.id: passage for passage in passages}
    anew = follow(EMPTY, 1, passages)
    for query in _QUERIES:
        assert _scores(snapshot, query) == pytest.approx(_scores(anew, query))
    library.make_vectors()
    assert library.search("干部培训")
    status = library.status()
    assert (status.vectors, status.error) == (status.passages, "")
    assert not status.passages or status.by_meaning
    assert opened.vectors is not None
    dense = opened.vectors._opened()
    assert dense.count() == len(passages)
    assert dense.hashes() == {passage.id: passage.text_hash for passage in passages}
    _vectors_are_found(dense, library)


def _scores(snapshot: Snapshot, query: str) -> dict[str, float]:
    return snapshot.rank(query, limit=10_000)


def _vectors_are_found(dense: DenseIndex, library: Library) -> None:
    """Each passage is the nearest to its own vector."""
    from retrieval.texts import indexed_text

    for passage in library._parts.catalog.indexed_passages()[::7]:
        vector = CheapEmbedder().query(indexed_text(passage.heading, passage.text))
        ((_, similarity),) = dense.rank(vector, limit=1).items()
        assert similarity == pytest.approx(1.0, abs=1e-3)
