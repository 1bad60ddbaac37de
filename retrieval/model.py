"""The records of the library: all frozen, none with behaviour of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AddedStatus = Literal["added", "unchanged", "duplicate", "rejected"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it. ``level`` 1 is 一、, 2 is （一）, 3 is 1."""

    heading: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, at most 300 characters long.

    ``heading`` is the path of headings above it, joined by " > "; ``role`` is one of
    :data:`retrieval.roles.ROLES`.
    """

    id: str
    text: str
    heading: str
    role: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library. ``kind`` is empty when it could not be recognised.

    ``text`` is what is indexed, ``original`` what was read from the file and ``changes`` how one
    came from the other; a file of several documents has one original. ``source`` tells the file
    and, where it holds several, the document's number in it. ``confidence`` is how sure the kind
    is, 0 to 1, and 1 when a person has set it. ``fragment`` tells that the text begins or stops in
    the middle, ``near`` which documents are much like it.
    """

    id: str
    title: str
    kind: str
    source: str
    text: str
    original: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    file: str = ""
    confidence: float = 1.0
    issuer: str = ""
    year: str = ""
    fragment: bool = False
    cleaned: tuple[Cleaned, ...] = ()
    changes: tuple[Change, ...] = ()
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A document much like another: the share of five-character pieces they have in common."""

    document: str
    title: str
    similarity: float


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of the list of documents. ``passages`` is how many, ``characters`` how long."""

    id: str
    title: str
    kind: str
    source: str
    passages: int
    characters: int
    confidence: float = 1.0
    issuer: str = ""
    year: str = ""
    fragment: bool = False


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document as far as others are compared with it."""

    document: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A place of the original that a cleaning rule replaced; a removal has no ``replacement``."""

    rule: str
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaning rule that changed a document, and how many times."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file. ``reason`` is Chinese, empty when there is nothing to say."""

    id: str
    title: str
    kind: str
    source: str
    passages: int
    status: AddedStatus
    reason: str = ""
    cleaned: tuple[Cleaned, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage left out because another one says the same."""

    passage: str
    document: str
    title: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage was found.

    ``words`` are pieces of the query that stand in it, ``synonyms`` other words for one.
    ``similarity`` is the cosine of the vectors; it and a rank are None where the passage was
    not among the best.
    """

    words: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    similarity: float | None = None
    rank_by_words: int | None = None
    rank_by_meaning: int | None = None
    repeated_in: tuple[Repeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``score`` orders the hits of one query and means nothing elsewhere."""

    passage: str
    text: str
    heading: str
    role: str
    kind: str
    document: str
    title: str
    score: float
    why: Why = Why()


@dataclass(frozen=True, slots=True)
class Status:
    """How the library stands. ``state`` and ``error`` are Chinese, for a person to read.

    ``vectors`` counts the passages whose vector is made; ``by_meaning`` tells whether the next
    search uses vectors as well as words.
    """

    documents: int
    passages: int
    vectors: int
    embedder: str
    by_meaning: bool
    working: bool
    state: str
    error: str = ""
