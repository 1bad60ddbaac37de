"""Paragraphs as read -> a Section whose sentences know the facts they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.engines.base import MISSING, Task
from drafting.engines.model_engine.line import Marked
from drafting.engines.model_engine.prompting import shown_exemplars
from drafting.engines.model_engine.reader import Reader
from drafting.model import Fact, PlannedSection, Section, Sentence
from drafting.plan import unnumbered
from drafting.wording import END_MARKS, bare, sentence_spans

_CLAUSE = re.compile(r"[，；。！？]")
_TELLING = 8
"""A clause of a fact that has a figure and so many characters tells where it was used."""
_ENDS = ("。", "！", "？", "…", "”", "）", "》", "：", "；")


def read_section(
    task: Task, planned: PlannedSection, raw: str, *, cut: bool = False
) -> Section | None:
    """The section that a model's answer is; None where the answer holds no text. Of one that was
    ``cut`` off the last half sentence is left out."""
    read = read_paragraphs(task, planned, raw)
    if not any(not line.subheading for line in read):
        return None
    return build_section(task, planned, without_tail(read) if cut else read)


def read_paragraphs(task: Task, planned: PlannedSection, raw: str) -> list[Marked]:
    """The paragraphs of a whole answer."""
    reader = Reader((fact.id for fact in task.brief.facts), echoes_of(task, planned))
    reader.feed(raw)
    reader.finish()
    return reader.paragraphs


def echoes_of(task: Task, planned: PlannedSection) -> tuple[str, ...]:
    """Lines that a model likes to repeat before the text."""
    heading = planned.heading
    return (heading, unnumbered(heading), task.outline.title, task.brief.audience)


def build_section(task: Task, planned: PlannedSection, read: Sequence[Marked]) -> Section:
    """The section as read, with a mark for each required topic that has no fact."""
    ending = {bare(text) for text in task.kind.ending}
    kept = [line for line in read if line.text.strip(END_MARKS) not in ending]
    owned = [fact for fact in task.brief.facts if fact.id in planned.facts]
    samples = tuple(exemplar.passage for exemplar in shown_exemplars(planned))
    sentences = [
        sentence
        for line in kept
        if not line.subheading
        for sentence in _sentences(line, owned, samples)
    ]
    missing = [MISSING.format(topic=topic) for topic in planned.missing]
    return _section(
        planned,
        [*(line.text for line in kept), *missing],
        [*sentences, *map(Sentence, missing)],
    )


def missing_section(planned: PlannedSection) -> Section:
    """What stands where a headed section has no fact at all: no model is asked to make one up."""
    marks = [MISSING.format(topic=topic) for topic in planned.missing or ("相关",)]
    return _section(planned, marks, [Sentence(mark) for mark in marks])


def unwritten_section(planned: PlannedSection, reason: str) -> Section:
    """What stands where the model failed."""
    text = f"【本节未写成：{reason}，请重试】"
    return _section(planned, [text], [Sentence(text)])


def without_tail(read: Sequence[Marked]) -> list[Marked]:
    """The paragraphs without the half sentence at which a model was cut off, if others remain."""
    *whole, last = read
    spans = sentence_spans(last.text)
    if not spans or ends_well(last.text):
        return list(read)
    start = spans[-1][0]
    if last.subheading or start == 0:
        return whole or list(read)
    marks = tuple(mark for mark in last.marks if mark[0] <= start)
    return [*whole, Marked(last.text[:start], marks)]


def ends_well(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.endswith(_ENDS)


def _section(
    planned: PlannedSection, paragraphs: Sequence[str], sentences: Sequence[Sentence]
) -> Section:
    return Section(
        planned.id, planned.heading, planned.level, "\n\n".join(paragraphs), tuple(sentences)
    )


def _sentences(line: Marked, owned: Sequence[Fact], samples: tuple[str, ...]) -> list[Sentence]:
    spans = sentence_spans(line.text)
    found: list[list[str]] = [[] for _ in spans]
    for at, ids in line.marks:
        index = next((i for i, (_, end) in enumerate(spans) if at <= end), len(spans) - 1)
        if spans:
            found[index] += ids
    return [
        Sentence(
            text := line.text[start:end].strip(),
            tuple(dict.fromkeys(ids)) or _quoted(text, owned),
            samples,
        )
        for (start, end), ids in zip(spans, found, strict=True)
    ]


def _quoted(sentence: str, facts: Sequence[Fact]) -> tuple[str, ...]:
    """Facts of the section a clause of which, with a figure in it, stands in the sentence: for
    models that forget the marks."""
    return tuple(
        fact.id
        for fact in facts
        if any(
            len(clause) >= _TELLING and clause in sentence and re.search(r"\d", clause)
            for clause in _CLAUSE.split(bare(fact.text))
        )
    )
