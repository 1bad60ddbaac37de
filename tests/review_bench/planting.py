"""Planting a defect: where it stands, of what type and group it is, and what may find it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.review_bench.documents import Document

FORM = frozenset(
    {"end_marks", "enumerations", "figure_style", "numbering", "pairs", "placeholders", "repeats"}
    | {"slips", "traditional", "widths"}
)
PLAUSIBLE = {
    "figures": frozenset({"figures", "arithmetic", "dates", "coverage", "borrowed"}),
    "arithmetic": frozenset({"arithmetic", "figures"}),
    "names": frozenset({"names", "places", "borrowed", "coverage"}),
    "borrowed": frozenset({"borrowed", "names", "places"}),
    "coverage": frozenset({"coverage", "figures", "repeats", "genre", "promises"}),
    "promise": frozenset({"promises", "enumerations", "genre", "coverage", "numbering"}),
    "form": FORM,
    "wording": frozenset({"expressions"}),
    "style": frozenset({"style"}),
}
"""By group, the checks whose finding counts: another one near by is chance."""

_STOP = re.compile(r"[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one defect between ``start`` and ``end``; ``anywhere`` where something is gone,
    so that the finding may stand at another place."""

    document: Document
    type: str
    group: str
    text: str
    start: int
    end: int
    anywhere: bool
    note: str

    @property
    def sentence(self) -> tuple[int, int]:
        """The span of the sentences that the defect touches."""
        before = [m.end() for m in _STOP.finditer(self.text, 0, self.start)]
        after = _STOP.search(self.text, max(self.start, self.end - 1))
        return (before[-1] if before else 0, after.end() if after else len(self.text))


@dataclass(frozen=True, slots=True)
class Edit:
    """The text between ``start`` and ``end`` replaced by ``new``."""

    start: int
    end: int
    new: str
    anywhere: bool = False


Planter = Callable[[Document, random.Random], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Defect:
    """A type of defect: every edit that ``edits`` yields is one place to plant it."""

    type: str
    group: str
    edits: Planter
    most: int


DEFECTS: dict[str, Defect] = {}


def defect(type_: str, group: str, most: int = 1) -> Callable[[Planter], Planter]:
    """Register a type of defect, planted at up to ``most`` places of a document."""

    def register(edits: Planter) -> Planter:
        assert type_ not in DEFECTS
        assert group in PLAUSIBLE
        DEFECTS[type_] = Defect(type_, group, edits, most)
        return edits

    return register


def plant(documents: Iterable[Document], seed: int = 1) -> Iterator[Planted]:
    """Every type into every document that has a place for it; the same seed, the same defects."""
    from tests.review_bench import defects as _all_registered

    assert _all_registered
    for document in documents:
        for kind in DEFECTS.values():
            chance = random.Random(f"{seed}/{document.name}/{kind.type}")
            edits = [edit for edit in kind.edits(document, chance) if _changes(document, edit)]
            for edit in chance.sample(edits, min(kind.most, len(edits))):
                yield _planted(document, kind, edit)


def _changes(document: Document, edit: Edit) -> bool:
    return document.text[edit.start : edit.end] != edit.new


def _planted(document: Document, kind: Defect, edit: Edit) -> Planted:
    text = document.text[: edit.start] + edit.new + document.text[edit.end :]
    old = document.text[edit.start : edit.end]
    end = edit.start + len(edit.new)
    note = f"{_brief(old)} → {_brief(edit.new)}"
    return Planted(document, kind.type, kind.group, text, edit.start, end, edit.anywhere, note)


def _brief(text: str) -> str:
    text = text.replace("\n", "⏎")
    return text if len(text) <= 60 else f"{text[:30]}…{text[-25:]}"


def places_of(words: str, text: str) -> Iterator[int]:
    """Where ``words`` stand in ``text``."""
    for match in re.finditer(re.escape(words), text):
        yield match.start()


def body(document: Document) -> Iterator[tuple[int, str]]:
    """The plain paragraphs between headings, with their offsets: no title, no lines before the
    first sentence, no 落款."""
    for match in re.finditer(r"^[^#\n].*$", document.text, re.MULTILINE):
        if match[0].endswith(("。", "！", "？", "；")) and len(match[0]) > 24:
            yield match.start(), match[0]


def sentences(document: Document) -> Iterator[tuple[int, str]]:
    """The sentences of the plain paragraphs, end marks included."""
    for start, paragraph in body(document):
        for match in re.finditer(r"[^。！？]+[。！？]”?", paragraph):
            yield start + match.start(), match[0]
