"""A revision by a model. Uses the network."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from drafting.engines.base import Task
from drafting.engines.model_engine.assembling import read_paragraphs
from drafting.engines.model_engine.background import iterate
from drafting.engines.model_engine.commission import more
from drafting.engines.model_engine.line import Marked
from drafting.engines.model_engine.marked import marked
from drafting.engines.model_engine.prompting import SECTION_PROMPTS, labels, line, section_messages
from drafting.errors import ModelFailed
from drafting.model import Fact, Making, PlannedSection, Section, Usage
from drafting.model_server import Messages, Server, ServerFailed, open_server
from drafting.revising.presets import Preset
from drafting.revising.scope import Scope, put_in
from drafting.revising.verifying import broken_rules
from drafting.settings import Settings
from drafting.wording import word_count
from prompts import load_prompt

_TRIES = 3
_SPARE_TOKENS = 2048
_TOKENS_PER_CHARACTER = 4
_QUOTED = 2
_STOPS = "。！？；"
_ENDS = tuple(_STOPS + "…”）》：")
_NUMBER = re.compile(r"（[一二三四五六七八九十百]+）")


@dataclass(frozen=True, slots=True)
class Order:
    """What a model is asked to revise: the ``scope`` of a section that is ``planned``, in a task
    whose other sections are done; ``extra`` facts are to be put in."""

    task: Task
    planned: PlannedSection
    scope: Scope
    preset: Preset
    extra: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Revised:
    """The section as revised, and what that took."""

    section: Section
    usage: Usage


def ask(order: Order, settings: Settings, stop: threading.Event | None) -> Revised:
    """The revised section. Raises ModelFailed, with the reason, where the model does not answer or
    keeps breaking the rules, and Stopped."""

    async def work(emit: Callable[[Revised | ServerFailed], None]) -> None:
        try:
            async with open_server(settings) as server:
                emit(await revised(order, server))
        except ServerFailed as error:
            emit(error)

    with closing(iterate(work, stop)) as batches:
        answer = next(answer for batch in batches for answer in batch)
    if isinstance(answer, ServerFailed):
        raise ModelFailed(f"没有改成：{answer.failure.sentence}原文没有动。") from None
    return answer


async def revised(order: Order, server: Server) -> Revised:
    """The same with a server that is open. Raises ServerFailed and ModelFailed."""
    messages, complaints = _first(order), tuple[str, ...]()
    making = Making(server.model, labels(*SECTION_PROMPTS, "revise"))
    for _ in range(_TRIES):
        asked = replace(messages, then=(*messages.then, ("user", _prompt(order, complaints))))
        answer = await server.write(asked, most_tokens=_most_tokens(order))
        making = more(making, answer.usage)
        new = _read(order, answer.text)
        complaints = _complaints(order, new, answer.finish)
        if new is not None and not complaints:
            return _at_cost(order, new, making)
        messages = replace(asked, then=(*asked.then, ("assistant", answer.text)))
    reasons = "".join(complaints[:_QUOTED])
    raise ModelFailed(f"模型改了{_TRIES}次都不合要求：{reasons}原文没有动。")


def _complaints(order: Order, new: Section | None, finish: str) -> tuple[str, ...]:
    if new is None:
        return ("没有写出正文。",)
    if finish == "length":
        return ("没有写完就停了。",)
    found = broken_rules(order.task, order.planned, order.scope, new, order.preset, order.extra)
    return tuple(dict.fromkeys(found))


def _at_cost(order: Order, new: Section, making: Making) -> Revised:
    old = order.scope.section.making or Making(making.model)
    whole = more(old, making.usage)
    prompts = tuple(dict.fromkeys((*old.prompts, *making.prompts)))
    return Revised(
        replace(new, making=replace(whole, model=making.model, prompts=prompts)), making.usage
    )


def _first(order: Order) -> Messages:
    """The section's own request and the text that stands, as its answer."""
    messages = section_messages(order.task, order.planned, order.task.done)
    return replace(messages, then=(("assistant", marked(order.scope.section)),))


def _prompt(order: Order, complaints: Sequence[str]) -> str:
    words = word_count(order.scope.text)
    facts = {fact.id: fact for fact in order.task.brief.facts}
    return load_prompt("revise").render(
        instruction=line(order.preset.instruction),
        passage=order.scope.text if order.scope.is_passage else "",
        facts=[_entry(facts[key]) for key in order.scope.facts if key in facts],
        extra=[_entry(fact) for fact in order.extra],
        words=words,
        least=round(words * order.preset.least),
        most=round(words * order.preset.most),
        complaints=[line(text) for text in complaints],
    )


def _entry(fact: Fact) -> dict[str, str]:
    return {"id": fact.id, "text": line(fact.text)}


def _most_tokens(order: Order) -> int:
    extra = sum(len(fact.text) for fact in order.extra)
    return _SPARE_TOKENS + _TOKENS_PER_CHARACTER * (2 * len(order.scope.text) + extra)


def _read(order: Order, raw: str) -> Section | None:
    """The section with the answer in its place; None where the answer holds no text."""
    read = read_paragraphs(order.task, order.planned, raw)
    if not any(not paragraph.subheading for paragraph in read):
        return None
    read = _numbered(read, order.scope.text)
    gap = "\n\n" if "\n" in order.scope.text or not order.scope.is_passage else ""
    text, marks = "", []
    for paragraph in read:
        text += gap if text else ""
        marks += [(len(text) + at, ids) for at, ids in paragraph.marks]
        text += paragraph.text
    return put_in(order.scope, _as_ended(text, order.scope.text), marks)


def _as_ended(text: str, old: str) -> str:
    """A passage chosen in mid-sentence goes on as it did: the end mark a model likes to set is
    taken off."""
    return text if old.rstrip().endswith(_ENDS) else text.rstrip(_STOPS)


def _numbered(read: Sequence[Marked], old: str) -> list[Marked]:
    """The sub-headings with the numbers that those of the old text had."""
    numbers = iter([found[0] for row in old.split("\n") if row.startswith("#")
                    if (found := _NUMBER.search(row))])  # fmt: skip
    return [
        replace(row, text=_NUMBER.sub(next(numbers, row.text[4:7]), row.text, count=1))
        if row.subheading
        else row
        for row in read
    ]
