"""Clean documents with their facts, the drafts of the offline engine, and the shipped samples."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from drafting.borrowing import Samples, SampleText, samples_of
from drafting.facts import read_facts
from drafting.model import Brief

FOLDER = Path(__file__).parent / "documents"
FACTS = Path(__file__).parents[2] / "samples" / "facts"
HELD_OUT = frozenset(
    {
        "discussion",
        "plan_farmers",
        "research",
        "situation_water",
    }
    | {"offline/discussion_paper", "offline/situation_report", "offline/work_summary"}
)
"""A third of the documents, whose findings nobody reads while mending checks."""
UNSEEN = "unseen_"
"""Documents written, and measured, before anybody looked at what is said of them."""
LEARNT = "last_"
"""Measured unseen too (figures 97.5 %, names 93.2 %, 0.21 false errors a thousand 字), then learnt
from; the next measure needs documents of somebody else."""
FRESH = "fresh_"
"""A third set: six fields, 245 slips by hand, frozen before anybody measured. First measure: figures
94.5 %, arithmetic 90.4, names 87.3, borrowed 96.7, coverage 77.5, promise 77.2, form 99.5; 0.25 false
errors and 0.58 false warnings a thousand 字. Then learnt from, as the others."""
OTHER = "other_"
"""A fourth set: six fields, 359 slips by hand, frozen before its writer read a check. First measure:
figures 93.9 %, arithmetic 89.4, names 87.7, borrowed 95.9, coverage 78.4, promise 88.5, form 96.6;
0.34 false errors and 0.07 false warnings a thousand 字. Four slips that no fact can show were put
right (coverage 81.1). Then learnt from, as the others."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A right figure that no fact states, and a wrong wording of it."""

    relation: str
    phrase: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person marked in a clean document, so that defects can be planted on purpose.

    ``posts`` and ``turned`` are pairs of the right words and wrong ones; ``rewordings`` are pairs
    of the words that stand there and others that are as true; ``slips`` are groups of defects with
    right and wrong words, as a hand or a model slips."""

    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    posts: tuple[tuple[str, str], ...] = ()
    derived: tuple[Derived, ...] = ()
    turned: tuple[tuple[str, str], ...] = ()
    rewordings: tuple[tuple[str, str], ...] = ()
    slips: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text with nothing to find fault with."""

    name: str
    brief: Brief
    text: str
    marks: Marks = field(default=Marks())

    @property
    def held_out(self) -> bool:
        """Its findings are not looked at while checks are mended."""
        return self.name in HELD_OUT


@cache
def written() -> tuple[Document, ...]:
    """The documents written for this bench, with their marks."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.yaml")))


@cache
def drafted() -> tuple[Document, ...]:
    """The offline engine's drafts of the shipped facts."""
    return tuple(_draft(path) for path in sorted(FACTS.glob("*.yaml")))


@cache
def samples() -> Samples:
    """The shipped samples, out of a library opened in a temporary folder, embeddings off."""
    from retrieval import open_library, ship

    os.environ["DRAFTING_EMBEDDINGS"] = "off"
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder)) as library:
        ship(library)
        return samples_of([SampleText(t.document, t.title, t.text) for t in library.texts()])


def _read(path: Path) -> Document:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / path.name
        facts.write_text(yaml.safe_dump(data["facts"], allow_unicode=True), encoding="utf-8")
        brief = read_facts(facts).brief
    return Document(path.stem, brief, data["text"], _marks(data.get("marks", {})))


def _marks(data: dict[str, Any]) -> Marks:
    return Marks(
        persons=tuple(data.get("persons", ())),
        places=tuple(data.get("places", ())),
        organisations=tuple(data.get("organisations", ())),
        posts=_pairs(data.get("posts", ())),
        derived=tuple(Derived(**item) for item in data.get("derived", ())),
        turned=_pairs(data.get("turned", ())),
        rewordings=_pairs(data.get("rewordings", ())),
        slips=tuple((group, right, wrong) for group, right, wrong in data.get("slips", ())),
    )


def _pairs(data: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((right, other) for right, other in data)


def _draft(path: Path) -> Document:
    from drafting.document import markdown_of
    from drafting.engines.choice import choose
    from drafting.pipeline import Finished, draft

    brief = read_facts(path).brief
    made = [e.draft for e in draft(brief, choose("offline")) if isinstance(e, Finished)]
    return Document(f"offline/{path.stem}", brief, markdown_of(made[0]))
