"""What a process is killed at. Real SQLite, real Chroma; vectors that cost nothing to make."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval import dense, kept_words
from retrieval.library import Library

SAMPLES = Path(__file__).parents[3] / "samples"
DIMENSIONS = 24
_PAUSE_SECONDS = 0.003


class CheapEmbedder:
    """Vectors told by the text alone. ``embedded`` counts the passages."""

    name = "cheap"

    def __init__(self, pause: float = 0.0) -> None:
        self.embedded = 0
        self._pause = pause

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector of unit length for each text."""
        self.embedded += len(texts)
        time.sleep(self._pause)
        return np.stack([_vector(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a text."""
        return _vector(text)


def _vector(text: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
    drawn = np.random.default_rng(seed).normal(size=DIMENSIONS)
    return (drawn / np.linalg.norm(drawn)).astype(np.float32)


def add(library: Library) -> None:
    """Add documents; the index by words is written as they come."""
    library.add([SAMPLES])


def make_vectors(library: Library) -> None:
    """Make all vectors and fill Chroma."""
    library.make_vectors()


def change(library: Library) -> None:
    """Remove, correct, take cleaning back and add again, with vectors made in the background."""
    library.start_vectors()
    for number, document in enumerate(library.documents()):
        match number % 4:
            case 0:
                library.remove([document.id])
            case 1:
                library.correct(document.id, kind="discussion_paper", title=f"改题{number}")
            case 2:
                library.undo_cleaning(document.id, {"quotes", "punctuation"})
        library.search("干部", words_only=True)
    library.add([SAMPLES])


def run(work: Callable[[Library], None], folder: Path, told: Connection) -> None:
    """Do the work in this process; tell when it begins and when it is done."""
    kept_words.LEAST = 20
    dense._BATCH = 20
    with Library(folder, embedder=CheapEmbedder(_PAUSE_SECONDS)) as library:
        library.status()
        told.send("begun")
        work(library)
        told.send("done")
