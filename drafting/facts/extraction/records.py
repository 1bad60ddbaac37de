"""What extraction works on and what it hands back: all frozen, none with behaviour of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drafting.model import Fact

Way = Literal["rules", "model"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the material's name and the part of it as a person would say it
    (第3段, 第2页第4段, Sheet1!B3:F3). ``start`` and ``end`` are offsets in the part's own text
    source, :attr:`Material.text`, or in the row as it is shown, for tables."""

    material: str
    part: str
    start: int = 0
    end: int = 0

    def said(self) -> str:
        """材料名，第3段."""
        return f"{self.material}，{self.part}" if self.part else self.material


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a person sees it. ``number`` is what it shows without literal units, empty for
    text; ``unit`` is a unit its own format adds."""

    text: str = ""
    number: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of equal width, merged cells spread out. ``refs`` names each row for a person;
    ``before`` is the line above it, which may be its title."""

    rows: tuple[tuple[Cell, ...], ...]
    refs: tuple[str, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One source, read. ``text`` is its running text as it came (tables blanked out); ``pages``
    are the texts of a PDF's pages; ``facts`` are rows that already are facts of a person."""

    name: str
    text: str = ""
    grids: tuple[Grid, ...] = ()
    pages: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that says something, and the words it was made from. ``headings`` are those above
    it, outermost first; ``topic`` is empty until it is known."""

    text: str
    quote: str
    place: Place
    headings: tuple[str, ...] = ()
    topic: str = ""
    sentence: int = 0
    """Number of the source sentence in its material, from 1; 0 for tables."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a material that became no fact, and why."""

    quote: str
    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fact to be confirmed, with the words of the source it rests on."""

    fact: Fact
    quote: str
    place: Place


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found. ``fields`` are proposals for the brief by their names in a facts file;
    ``notices`` are sentences for the writer."""

    kind: str
    way: Way
    fields: tuple[tuple[str, str], ...]
    found: tuple[Found, ...]
    left_out: tuple[LeftOut, ...]
    notices: tuple[str, ...]
