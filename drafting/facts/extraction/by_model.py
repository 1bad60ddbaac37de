"""Materials -> facts with a model: side by side over pieces of the text, each fact checked word by
word against the sentences it cites. Tables go by rules, where nothing can be misread; so does every
piece with which the model fails, and every sentence with figures that it passes over."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ConfigDict, Field

from drafting.facts.extraction.accounting import numbers_of
from drafting.facts.extraction.by_rules import finished
from drafting.facts.extraction.records import Extraction, LeftOut, Material, Statement
from drafting.facts.extraction.running_text import Reading, Sentence, read_text
from drafting.facts.extraction.stating import statements_of
from drafting.facts.extraction.tables import table_statements
from drafting.facts.extraction.verifying import what_is_wrong
from drafting.kinds import Kind
from drafting.model_server import Messages, Server, ServerFailed, open_server
from drafting.observing.spending import UsedUp
from drafting.settings import Settings
from drafting.topics import canonical_topic
from drafting.wording import bare
from prompts import load_prompt

PIECE = 1_200
"""Characters of material in one request, cut between paragraphs where it can be."""
MOST_TOKENS = 4_000
"""Of one answer: the facts of a piece are hardly longer than the piece."""
_MOST_QUOTED = 8


class ModelFact(BaseModel):
    """One fact as the model hands it in."""

    model_config = ConfigDict(extra="ignore")
    text: str = Field(max_length=2000)
    topic: str = ""
    sentences: list[int] = Field(default_factory=list, max_length=50)


class ModelFacts(BaseModel):
    """The answer to one piece."""

    model_config = ConfigDict(extra="ignore")
    facts: list[ModelFact] = Field(default_factory=list, max_length=200)


@dataclass(frozen=True, slots=True)
class _Piece:
    material: Material
    reading: Reading
    sentences: tuple[Sentence, ...]


@dataclass(slots=True)
class _Outcome:
    """What came of all pieces."""

    statements: list[Statement] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    cited: set[tuple[str, int]] = field(default_factory=set)


async def extract_by_model(
    materials: Sequence[Material], kind: Kind, settings: Settings
) -> Extraction:
    """The facts of the materials, found by the model and checked here. Where the model server
    cannot be reached at all, they are found by rules and that is said. Uses the network."""
    readings = [read_text(material) for material in materials]
    pieces = [
        _Piece(material, reading, sentences)
        for material, reading in zip(materials, readings, strict=True)
        for sentences in _pieces(reading.sentences)
    ]
    try:
        async with open_server(settings) as server:
            outcome = await _asked(pieces, kind, server, settings.drafting_parallel)
    except ServerFailed as error:
        outcome = _Outcome(failed=[error.failure.reason] * len(pieces))
    except UsedUp as error:
        outcome = _Outcome(failed=[error.reason] * len(pieces))
    return _together(materials, readings, pieces, outcome, kind)


def _pieces(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    piece: list[Sentence] = []
    size = 0
    for sentence in sentences:
        new = piece and sentence.paragraph != piece[-1].paragraph
        if piece and (size + len(sentence.text) > 2 * PIECE or (new and size >= PIECE)):
            yield tuple(piece)
            piece, size = [], 0
        piece.append(sentence)
        size += len(sentence.text)
    if piece:
        yield tuple(piece)


async def _asked(pieces: Sequence[_Piece], kind: Kind, server: Server, at_once: int) -> _Outcome:
    gate = asyncio.Semaphore(at_once)
    topics = [topic for section in kind.sections for topic in section.topics]
    rules = load_prompt("facts").render(kind=kind.name, topics=list(dict.fromkeys(topics)))

    async def one(piece: _Piece) -> ModelFacts | ServerFailed:
        async with gate:
            try:
                answer, _ = await server.ask(
                    Messages(rules, _material(piece)), ModelFacts, most_tokens=MOST_TOKENS
                )
            except ServerFailed as error:
                return error
            return answer

    answers = await asyncio.gather(*(one(piece) for piece in pieces))
    outcome = _Outcome()
    for piece, answer in zip(pieces, answers, strict=True):
        if isinstance(answer, ServerFailed):
            outcome.failed.append(answer.failure.reason)
        else:
            _take(piece, answer, outcome)
    return outcome


def _material(piece: _Piece) -> str:
    return load_prompt("facts_material").render(
        name=piece.material.name,
        headings=list(piece.sentences[0].headings),
        sentences=[{"number": one.number, "text": one.text} for one in piece.sentences],
    )


def _take(piece: _Piece, answer: ModelFacts, outcome: _Outcome) -> None:
    """Keep what stands in the sentences it cites; note what does not."""
    by_number = {sentence.number: sentence for sentence in piece.sentences}
    around = "".join(
        [piece.material.name, piece.reading.title, *piece.reading.front]
        + [text for one in piece.sentences for text in (*one.headings, one.text, one.unit)]
    )
    for fact in answer.facts:
        text = bare(fact.text)
        cited = [by_number[number] for number in sorted(set(fact.sentences)) if number in by_number]
        source = "".join(one.text for one in cited)
        wrong = what_is_wrong(text, source, around) if cited else "没有写明依据的句子"
        if not text or wrong:
            outcome.dropped.append(f"“{_short(text)}”：{wrong or '是空的'}")
            continue
        first, last = cited[0], cited[-1]
        outcome.cited.update((piece.material.name, one.number) for one in cited)
        outcome.statements.append(
            Statement(
                text, "".join(one.quote for one in cited),
                replace(first.place, end=max(first.place.end, last.place.end)),
                first.headings, canonical_topic(fact.topic) or "", first.number,
            )
        )  # fmt: skip


def _together(
    materials: Sequence[Material],
    readings: Sequence[Reading],
    pieces: Sequence[_Piece],
    outcome: _Outcome,
    kind: Kind,
) -> Extraction:
    """The model's statements with those of the rules where the model has none."""
    statements: list[Statement] = []
    left: list[LeftOut] = []
    filled = 0
    for material, reading in zip(materials, readings, strict=True):
        own = [one for one in outcome.statements if one.place.material == material.name]
        ruled, dropped = statements_of(reading)
        missed = _missed(own, ruled, material, outcome)
        filled += len(missed)
        statements += sorted([*own, *missed], key=lambda one: one.sentence)
        rows, cells = table_statements(material)
        statements += rows
        left += [*dropped, *cells]
    by_model = bool(outcome.statements) or (bool(pieces) and not outcome.failed)
    return finished(
        materials, readings, statements, left, kind, "model" if by_model else "rules",
        _notices(outcome, len(pieces), filled),
    )  # fmt: skip


def _missed(
    own: Sequence[Statement], ruled: Sequence[Statement], material: Material, outcome: _Outcome
) -> list[Statement]:
    """Statements by rules that say what no fact of the model says: figures it passed over; all of
    them where the model said nothing at all."""
    if not own and outcome.failed:
        return list(ruled)
    known = {number for one in own for number in numbers_of(one.text)}
    return [
        one
        for one in ruled
        if any(number not in known for number in numbers_of(one.text))
        or (outcome.failed and (material.name, one.sentence) not in outcome.cited)
    ]


def _notices(outcome: _Outcome, pieces: int, filled: int) -> list[str]:
    notices = []
    if outcome.failed:
        part = (
            "全部" if len(outcome.failed) == pieces else f"{pieces} 段中的 {len(outcome.failed)} 段"
        )
        notices.append(f"模型没有成功（{outcome.failed[0]}），{part}材料按规则提取。")
    if outcome.dropped:
        notices += [f"模型写的{one}，没有采用。" for one in outcome.dropped[:_MOST_QUOTED]]
        if len(outcome.dropped) > _MOST_QUOTED:
            notices.append(
                f"模型另有 {len(outcome.dropped) - _MOST_QUOTED} 条与原文对不上，没有采用。"
            )
    if filled and not outcome.failed:
        notices.append(f"模型漏掉的 {filled} 处带数字的话，已按规则补上。")
    return notices


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}……"
