"""What a maker of vectors must do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from retrieval.errors import LibraryError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class EmbedderError(LibraryError):
    """No vectors could be made; the message is Chinese and holds no key."""


class Embedder(Protocol):
    """Turns texts into vectors. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """What vectors are cached under: another model must have another name."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a text, shape (texts, dimensions). Raises EmbedderError."""

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query, shape (dimensions,). Raises EmbedderError."""
