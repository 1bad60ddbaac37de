"""The records that travel through the program: all frozen, none with behaviour of its own.

``Brief`` and ``Fact`` come in, ``Outline`` is planned from them, ``Section`` is written by an
engine, ``Finding`` is what a check has to say, ``Draft`` is the whole. Lengths are in Word's 字数
(see :func:`drafting.wording.word_count`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

EngineName = Literal["offline", "model"]
Severity = Literal["error", "warning", "info"]
Form = Literal["paragraphs", "run", "subheaded"]
RevisionState = Literal["proposed", "accepted", "refused"]
Change = Literal["text", "added", "removed", "moved"]
Rules = Literal["", "grid", "three-line"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One confirmed statement. ``text`` stands in the draft verbatim, less its end mark."""

    id: str
    topic: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class FactTable:
    """A confirmed table, set in the draft as it is. ``caption`` is without number; ``head`` has one
    row or two, where an empty cell belongs to the one on its left or, in the last row, above it."""

    id: str
    caption: str
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    topic: str = ""
    section: str = ""
    """Words of the heading it belongs under; they go before ``topic``."""
    rules: Rules = ""
    """How it is ruled; empty: as the layout does."""
    source: str = ""
    says: tuple[str, ...] = ()
    """Its rows as sentences, which checks take as facts."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a person hands in: the occasion and its confirmed facts. ``length`` is in 字.

    ``masthead`` is 发文机关标志, ``number`` 文号, ``signer`` 签发人, ``copies`` 抄送 and ``printer``
    印发机关: lines of an official document, each left out where it is empty."""

    kind: str
    title: str = ""
    issuer: str = ""
    speaker: str = ""
    speaker_title: str = ""
    occasion: str = ""
    audience: str = ""
    recipient: str = ""
    date: dt.date | None = None
    period: str = ""
    subject: str = ""
    length: int = 0
    facts: tuple[Fact, ...] = ()
    tables: tuple[FactTable, ...] = ()
    masthead: str = ""
    number: str = ""
    signer: str = ""
    copies: str = ""
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A passage of a sample shown to the writer, and to a model as style only. Why it was found:
    its ``role``, the ``words`` it shares with what was looked for, its ``similarity`` in meaning
    from -1 to 1 where that was measured."""

    passage: str
    document: str
    title: str
    heading: str
    text: str
    score: float
    role: str = ""
    words: tuple[str, ...] = ()
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What model calls cost, in tokens as the server counts them; ``cached`` is part of ``prompt``.
    ``calls`` counts requests that were answered; a server that counts nothing leaves zeros."""

    prompt: int = 0
    cached: int = 0
    completion: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Making:
    """How a section came to be: the model asked, the prompts as ``name@hash`` of their content,
    and the tokens all its calls took."""

    model: str
    prompts: tuple[str, ...] = ()
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section before it is written: its task, its length in 字 and the facts it alone owns.

    ``heading`` carries its number as shown (``一、……``) and is empty for openings and closings.
    ``level`` is 0 without a heading, else 1. ``missing`` names required topics without a fact.
    """

    id: str
    heading: str
    level: int
    purpose: str
    length: int
    facts: tuple[str, ...]
    form: Form
    missing: tuple[str, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    locked: bool = False
    """A person has settled the heading: no engine changes it."""
    scope: str = ""
    """What belongs in this section and in no other; empty: what its kind says."""
    pinned: tuple[str, ...] = ()
    """Passages of samples that a person wants to be followed: they come before what is found."""
    dismissed: tuple[str, ...] = ()
    """Passages of samples that a person does not want to be followed."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan of a document. ``notices`` are sentences for the writer about what is lacking."""

    title: str
    subject: str
    sections: tuple[PlannedSection, ...]
    notices: tuple[str, ...] = ()
    making: Making | None = None
    """How it came to be; None where no model had a part in it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the ids of the facts it rests on and of the passages that lent it style."""

    text: str
    facts: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A written section. ``text`` is Markdown: paragraphs and ``### （一）…`` lines parted by
    blank lines; ``sentences`` are its sentences in order, each a substring of ``text``.
    ``making`` is None where no model wrote it; a ``locked`` section is not written anew."""

    id: str
    heading: str
    level: int
    text: str
    sentences: tuple[Sentence, ...] = ()
    making: Making | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class SampleSource:
    """The sample a finding points at."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of a check; ``start``/``end`` are character offsets in the checked text."""

    check: str
    severity: Severity
    section: str
    quote: str
    start: int
    end: int
    message: str
    suggestion: str = ""
    facts: tuple[str, ...] = ()
    sample: SampleSource | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that a person lets stand, and why. ``key`` names the finding without offsets, so
    that it does not return when the text around it moves; ``at`` is UTC, ISO 8601."""

    key: str
    check: str
    quote: str
    reason: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A section proposed beside the one that stands, with what was asked for. ``before`` is the
    text it was written against; ``author`` is empty where an engine wrote it.

    ``section`` is a section's id, or ``@title``, ``@front``, ``@back`` for the lines around the
    sections. ``place`` is the index a section that is added or moved is to have."""

    id: str
    section: str
    instruction: str
    before: str
    after: Section
    state: RevisionState = "proposed"
    author: str = ""
    at: str = ""
    notices: tuple[str, ...] = ()
    change: Change = "text"
    place: int = 0
    usage: Usage = Usage()
    """What proposing it took; ``after.making`` counts that in."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader wrote in the margin of a Word file, on the words ``quote`` of a section; a task
    until it is ``done``. ``at`` is as the file says, ISO 8601."""

    id: str
    section: str
    quote: str
    text: str
    author: str = ""
    at: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A document. ``front`` and ``back`` are the plain lines before and after the sections
    (date line, speaker, 称呼; 落款 and date). ``usage`` is what the whole of it has cost, calls
    that belong to no section included."""

    id: str
    kind: str
    title: str
    engine: EngineName
    brief: Brief
    sections: tuple[Section, ...]
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = field(default=())
    outline: Outline | None = None
    revisions: tuple[Revision, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    usage: Usage = Usage()
    remarks: tuple[Remark, ...] = ()
