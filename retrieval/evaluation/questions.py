"""The questions: what is asked, and the passages that answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Level = Literal["ordinary", "hard", "unseen", "unseen_hard"]
Half = Literal["tuning", "heldout"]

OWN: tuple[Level, ...] = ("ordinary", "hard")
UNSEEN: tuple[Level, ...] = ("unseen", "unseen_hard")
"""Questions over the samples, and over documents that nothing was tuned on."""

_FILES: dict[Level, str] = {
    "ordinary": "queries.yaml",
    "hard": "hard.yaml",
    "unseen": "unseen.yaml",
    "unseen_hard": "unseen_hard.yaml",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A passage, by its document's file (kind/name.md) and a piece of its text."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with every passage that answers it; ``role`` and ``kind`` are those looked for."""

    query: str
    role: str
    kind: str
    level: Level
    half: Half
    targets: tuple[Target, ...]


def load_questions(levels: tuple[Level, ...] = OWN) -> list[Question]:
    """Return the questions of some levels; of unseen documents all are held out."""
    import yaml

    questions: list[Question] = []
    for level in levels:
        source = Path(__file__).with_name(_FILES[level])
        documents = yaml.safe_load(source.read_text(encoding="utf-8"))
        for number, (file, entries) in enumerate(documents.items()):
            half: Half = "heldout" if number % 2 or level in UNSEEN else "tuning"
            questions.extend(_question(entry, file, level, half) for entry in entries)
    return questions


def letters(text: str) -> str:
    """Return a text without blanks and punctuation, as targets are compared."""
    return "".join(filter(str.isalnum, text))


def _question(entry: dict[str, Any], file: str, level: Level, half: Half) -> Question:
    targets = tuple(_target(text, file) for text in entry["targets"])
    kind = file.split("/")[0]
    return Question(entry["query"], entry["role"], kind, level, half, targets)


def _target(text: str, file: str) -> Target:
    elsewhere, mark, piece = text.partition("#")
    return Target(elsewhere, letters(piece)) if mark else Target(file, letters(text))
