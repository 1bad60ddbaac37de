"""Asking a library every question in three ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from retrieval.errors import LibraryError
from retrieval.evaluation.metrics import CUT, shared_pairs
from retrieval.evaluation.questions import OWN, UNSEEN, Question, letters, load_questions
from retrieval.library import Library
from retrieval.search import Searcher
from retrieval.shipping import SAMPLES, sample_files
from retrieval.wanted import Similarities, Wanted

if TYPE_CHECKING:
    from retrieval.embed import Embedder
    from retrieval.vectors import Progress, Vectors

Way = Literal["words", "meaning", "fused"]
WAYS: tuple[Way, ...] = ("words", "meaning", "fused")


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids found for a question in each way, best first, and those that answer it.

    ``share`` is the part of the query's character pairs that stand in the nearest answer.
    """

    question: Question
    found: Mapping[Way, tuple[str, ...]]
    relevant: frozenset[str]
    share: float


UNSEEN_DOCUMENTS = Path(__file__).with_name("unseen")


def evaluate(
    folder: Path, embedder: Embedder | None, progress: Progress | None = None
) -> list[Answer]:
    """Ask over the samples first, then over the unseen documents with the samples around them."""
    fill(folder, embedder, progress)
    answers = ask(folder, embedder, load_questions(OWN))
    fill(folder, embedder, progress, (SAMPLES, UNSEEN_DOCUMENTS))
    return answers + ask(folder, embedder, load_questions(UNSEEN))


def fill(
    folder: Path,
    embedder: Embedder | None,
    progress: Progress | None = None,
    origins: Sequence[Path] = (SAMPLES,),
) -> None:
    """Lay the documents of ``origins`` into the library of the evaluation, all anew.

    Vectors of passages that were there before are used again.
    """
    with Library(folder, embedder=embedder) as library:
        library.remove([document.id for document in library.documents()])
        for origin in origins:
            for file in sample_files(origin):
                library.add_file(file, source=file.relative_to(origin).as_posix())
        library.make_vectors(progress)


def ask(folder: Path, embedder: Embedder | None, questions: Sequence[Question]) -> list[Answer]:
    """Ask all questions of the library in ``folder``; without embedder by words alone."""
    from retrieval.catalog import Catalog
    from retrieval.database import Database
    from retrieval.vectors import Vectors

    with closing(Database(folder)) as database:
        catalog = Catalog(database)
        places = {summary.source: summary.id for summary in catalog.summaries()}
        searcher = Searcher(database, catalog)
        if embedder is None:
            return [_answer(searcher, None, places, question) for question in questions]
        with closing(Vectors(folder, database, embedder, None)) as vectors:
            return [_answer(searcher, vectors, places, question) for question in questions]


def _answer(
    searcher: Searcher, vectors: Vectors | None, places: Mapping[str, str], question: Question
) -> Answer:
    texts = {p.id: (p.document, letters(p.text)) for p in searcher.snapshot().by_id.values()}
    wanted = {(places.get(target.file, ""), target.text) for target in question.targets}
    relevant = {
        passage
        for passage, (document, text) in texts.items()
        if any(document == where and piece in text for where, piece in wanted)
    }
    if not relevant:
        raise LibraryError(f"评测题“{question.query}”的目标段落不在样本中：请改正 targets")
    share = max(shared_pairs(question.query, texts[passage][1]) for passage in relevant)
    return Answer(question, _found(searcher, vectors, question), frozenset(relevant), share)


def _found(
    searcher: Searcher, vectors: Vectors | None, question: Question
) -> dict[Way, tuple[str, ...]]:
    both = Wanted(question.query, CUT)
    answer: dict[Way, tuple[str, ...]] = {"words": _ids(searcher, both, {})}
    if vectors is not None:
        near = _near(vectors, both, searcher.snapshot().version)
        answer["meaning"] = _ids(searcher, replace(both, by_words=False), near)
        answer["fused"] = _ids(searcher, both, near)
    return answer


def _near(vectors: Vectors, wanted: Wanted, version: int) -> Similarities:
    near = vectors.rank(wanted.query, version, limit=wanted.depth, kind=None, role=None)
    if not near:
        raise LibraryError(vectors.error or "向量还没有做完：请再运行一次")
    return near


def _ids(searcher: Searcher, wanted: Wanted, near: Similarities) -> tuple[str, ...]:
    return tuple(hit.passage for hit in searcher.search(wanted, lambda *_: near))
