"""The offline engine: a complete draft in well under a second, with no model and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.engines.base import MISSING, Piece, Task, Written
from drafting.engines.offline.blocks import Block, Pen
from drafting.engines.offline.filling import Filling
from drafting.engines.offline.grouping import themes_of
from drafting.engines.offline.layout import lay_out
from drafting.engines.offline.ledger import Ledger
from drafting.engines.offline.style import counting_of
from drafting.kinds import SectionKind
from drafting.model import EngineName, Outline, PlannedSection, Section, Sentence
from drafting.plan import seed_of
from drafting.slots import slots_of
from drafting.wording import word_count

_JOINED_RUN = 260
"""Items of a run of at most this many characters in all stand in one paragraph."""
_SECOND_PASS = 0.96


class OfflineEngine:
    """Assembles sections from facts and phrasing. Deterministic for one task."""

    name: EngineName = "offline"

    def outline(self, task: Task) -> Outline:
        """The outline as planned."""
        return task.outline

    def write(self, task: Task) -> Iterator[Piece | Written]:
        """Yield each section whole, in order, less those that are done."""
        for planned, filling in _fill_all(task):
            section = _section(planned, filling.finished())
            yield Piece(planned.id, section.text)
            yield Written(section)


def _fill_all(task: Task) -> list[tuple[PlannedSection, Filling]]:
    ledger = Ledger(slots_of(task.brief), seed_of(task.brief, task.variant))
    for sentence in (sentence for section in task.done for sentence in section.sentences):
        ledger.hear_phrase(sentence.text)
    pen = Pen(ledger, themes_of(task.brief), counting_of(()))
    done = {section.id for section in task.done}
    facts = {fact.id: fact for fact in task.brief.facts}
    kinds = {section.id: section for section in task.kind.sections}
    lengths = _budgets(task)
    result: list[tuple[PlannedSection, Filling]] = []
    for planned in (p for p in task.outline.sections if p.id not in done):
        section = _as_planned(kinds.get(planned.id), planned)
        own = [facts[i] for i in planned.facts if i in facts]
        counting = replace(pen, counting=counting_of(planned.exemplars))
        blocks = lay_out(section, own, lengths[planned.id], counting)
        filling = Filling(task.kind, section, blocks, pen.ledger)
        if blocks or not section.headed:
            filling.open(closed=not planned.missing)
        result.append((planned, filling))
    _share_out(result, lengths)
    return result


def _as_planned(section: SectionKind | None, planned: PlannedSection) -> SectionKind:
    """The kind's section in the form a person has settled on; one that a person has added has no
    phrasing of its own."""
    if section is not None:
        return section.model_copy(update={"form": planned.form})
    return SectionKind(
        id="added",
        name=planned.heading,
        purpose=planned.purpose,
        belongs="",
        share=0.1,
        form=planned.form,
        headed=planned.level > 0,
    )


def _budgets(task: Task) -> dict[str, int]:
    """Planned lengths less what title and headings take, in proportion."""
    sections = task.outline.sections
    total = sum(section.length for section in sections) or 1
    frame = word_count(task.outline.title) + sum(word_count(s.heading) for s in sections) + 20
    return {s.id: round(s.length * max(0.3, 1 - frame / total)) for s in sections}


def _share_out(fillings: Sequence[tuple[PlannedSection, Filling]], lengths: dict[str, int]) -> None:
    """Fill each section to its length, then let those that can take more make up for the rest."""
    written = [(p, filling) for p, filling in fillings if filling.blocks and _has_matter(p)]
    for planned, filling in written:
        filling.fill(lengths[planned.id])
    target = sum(lengths[planned.id] for planned, _ in written)
    for planned, filling in written:
        lacking = target - sum(other.length for _, other in written)
        if lacking > target * (1 - _SECOND_PASS) and planned.level == 1:
            filling.fill(filling.length + min(lacking, lengths[planned.id] // 2))


def _has_matter(planned: PlannedSection) -> bool:
    """Whether phrasing may be added: never to a section that only waits for its facts."""
    return bool(planned.facts) or not planned.missing


def _section(planned: PlannedSection, blocks: Sequence[Block]) -> Section:
    paragraphs: list[str] = []
    sentences: list[Sentence] = []
    joined = sum(block.length for block in blocks if block.ordinal) <= _JOINED_RUN
    for block in blocks:
        own = _with_ordinal(block)
        text = "".join(sentence.text for sentence in own)
        if block.subheading:
            paragraphs.append(f"### {block.subheading}")
        if joined and block.item > 1:
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
        sentences += own
    for topic in planned.missing or (() if paragraphs else ("相关",)):
        paragraphs.append(MISSING.format(topic=topic))
        sentences.append(Sentence(paragraphs[-1]))
    return Section(
        planned.id, planned.heading, planned.level, "\n\n".join(paragraphs), tuple(sentences)
    )


def _with_ordinal(block: Block) -> list[Sentence]:
    if not block.ordinal or not block.sentences:
        return list(block.sentences)
    first, *rest = block.sentences
    return [Sentence(block.ordinal + first.text, first.facts, block.samples), *rest]
