"""What a writer does from an empty desk to a Word file, and whether all of it came out right."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import docx
import httpx

from tests.crowd.visitor import Visitor

SECTIONS = 12
"""Slots for sections on the page."""
THINKS = 12.0
"""Seconds that one of a crowd takes before each act, at most: six on the average, for reading what came
of the last one. A person reads 1,500 字 of a draft in minutes, so that this is still quick: sixty of
them act seven times a second, and their pages ask the server twice as often."""
Word = Callable[[Visitor], Awaitable[list[str]]]
SAID = "（此句为{who}所加，第{n}处。）"


@dataclass
class Outcome:
    """What became of one document; ``wrong`` names what is not as it must be."""

    draft: str = ""
    wrong: list[str] = field(default_factory=list)


async def word_file(visitor: Visitor) -> list[str]:
    """The paragraphs of the Word file that is made. Raises Told."""
    visitor.put("export-anyway", True)  # a sentence of one's own may hold what no fact says
    await visitor.fire("make-word")
    told: dict[str, Any] = visitor.value("download")
    answer = await visitor.client.get(f"/gradio_api/file={told['path']}")
    document = docx.Document(io.BytesIO(answer.raise_for_status().content))
    return [paragraph.text for paragraph in document.paragraphs]


async def write_document(
    client: httpx.AsyncClient, who: str, kind: str, word: Word = word_file, thinks: float = 0.0
) -> tuple[Outcome, Visitor]:
    """Facts, outline, draft by the model, a sentence of one's own, checks, Word; ``thinks`` seconds
    at most before each act."""
    visitor = Visitor(client, thinks=thinks)
    await visitor.open()
    visitor.put("kinds", kind)
    await visitor.fire("kinds", "input")
    await visitor.fire("load-example")
    await visitor.fire("make-outline")
    await visitor.fire("start-draft")
    outcome = Outcome(str(visitor.value("draft-id")))
    own = await _add_a_sentence(visitor, who)
    await visitor.fire("go-check")
    lines = await word(visitor)
    outcome.wrong += _faults(visitor, lines, own)
    return outcome, visitor


async def _add_a_sentence(visitor: Visitor, who: str) -> str:
    at = random.Random(who).choice([n for n in range(SECTIONS) if visitor.value(f"text-{n}")])
    own = SAID.format(who=who, n=at)
    visitor.put(f"text-{at}", f"{visitor.value(f'text-{at}')}{own}")
    await visitor.fire("save")
    return own


def _faults(visitor: Visitor, lines: list[str], own: str) -> list[str]:
    """Sections that are missing, unwritten, empty or there twice; words of one's own that are lost."""
    whole = "\n".join(lines)
    texts = [_plain(visitor.value(f"text-{n}")) for n in range(SECTIONS)]
    texts = [text for text in texts if text]
    wrong = [f"unwritten: {text[:40]}" for text in texts if "未写成" in text]
    wrong += [f"{_plain(whole).count(text)} times: {text[:40]}" for text in texts
              if _plain(whole).count(text) != 1]  # fmt: skip
    wrong += ["words of one's own are lost"] if whole.count(own) != 1 else []
    return wrong + (["hardly anything was written"] if len(texts) < 3 else [])


def _plain(text: object) -> str:
    """Without spaces and signs of lists, which Word sets its own way."""
    return re.sub(r"[\s\u3000*#]", "", str(text or ""))
