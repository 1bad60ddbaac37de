"""Labelled passages and openings: reading them, and scoring what the library makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.model import Passage
from retrieval.passages import split
from retrieval.structure import analyse

LABELLED = Path(__file__).parent / "labelled"
SAMPLES = Path(__file__).parents[3] / "samples"


@dataclass(frozen=True)
class Labelled:
    """A paragraph and its roles: the first is the best, the others will do."""

    text: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Scored:
    labelled: Labelled
    role: str

    @property
    def exact(self) -> bool:
        return self.role == self.labelled.roles[0]

    @property
    def fine(self) -> bool:
        return self.role in self.labelled.roles


def _labelled_line(line: str) -> Labelled:
    roles, _, text = line[1:].partition("] ")
    return Labelled(text, tuple(roles.split("|")))


def own_document(path: Path) -> tuple[str, str, list[Labelled]]:
    """Return kind, text and labelled paragraphs of one of our documents."""
    kind, layout, *lines = path.read_text(encoding="utf-8").splitlines()
    paragraphs = [_labelled_line(line) for line in lines]
    between = "\n" if layout.endswith("lines") else ""
    text = between.join(paragraph.text for paragraph in paragraphs)
    return kind.removeprefix("kind: "), text, [p for p in paragraphs if p.roles != ("-",)]


def own_documents(folder: str) -> list[Path]:
    return sorted((LABELLED / folder).glob("*.txt"))


def sample_labels() -> Iterator[tuple[str, list[Labelled]]]:
    """Yield the text of each labelled sample with its labelled paragraphs."""
    for part in (LABELLED / "samples.txt").read_text(encoding="utf-8").split("file: ")[1:]:
        name, *lines = part.splitlines()
        text = (SAMPLES / name).read_text(encoding="utf-8")
        found = [line.lstrip("# ").strip() for line in text.splitlines() if line.strip()]
        labels = [_labelled_line(line) for line in lines]
        yield text, [Labelled(_whole(label.text, found), label.roles) for label in labels]


def _whole(beginning: str, lines: list[str]) -> str:
    return next(line for line in lines if line.startswith(beginning))


def score(text: str, labels: list[Labelled]) -> list[Scored]:
    """Return for each labelled paragraph the role of the passage that has most of it."""
    passages = split(analyse(text), "d")
    return [Scored(label, _role(label.text, passages)) for label in labels]


def _role(text: str, passages: tuple[Passage, ...]) -> str:
    pieces = [text[start : start + 8] for start in range(0, max(1, len(text) - 7), 8)]
    shared = [sum(piece in p.text.replace("\n", "") for piece in pieces) for p in passages]
    return passages[shared.index(max(shared))].role


def score_own(folder: str) -> list[Scored]:
    scored: list[Scored] = []
    for path in own_documents(folder):
        _, text, labels = own_document(path)
        scored += score(text, labels)
    return scored


def score_samples() -> list[Scored]:
    return [one for text, labels in sample_labels() for one in score(text, labels)]


def share(scored: list[Scored], *, exact: bool = False) -> float:
    return sum(one.exact if exact else one.fine for one in scored) / len(scored)


def openings(name: str) -> list[tuple[str, str, str]]:
    """Return kind, title and body of the labelled openings."""
    lines = (LABELLED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [tuple(part.strip() for part in line.split("||")) for line in lines]
    return [(kind, title, body) for kind, title, body in rows]
