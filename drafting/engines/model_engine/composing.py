"""One section: written, checked, sent back with what is wrong, and kept at its best."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from drafting.engines.base import Written
from drafting.engines.model_engine.assembling import read_section
from drafting.engines.model_engine.commission import Commission, more
from drafting.engines.model_engine.judging import Judgement, judge
from drafting.engines.model_engine.listening import Heard, hear, most_tokens
from drafting.engines.model_engine.prompting import SECTION_PROMPTS, name_of, section_messages
from drafting.model import Making, PlannedSection, Section
from drafting.model_server import Failure, Messages, ServerFailed
from drafting.model_server.failures import EMPTY
from drafting.model_server.messages import Turn
from prompts import load_prompt

REPAIRS = 2
"""A section goes back to the model at most so often."""
_CUT = "写到模型的长度上限就停了，末尾可能不完整。"


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a section and what is to be said of it. ``raw`` is the model's own text, which a
    further turn of the conversation that began with ``messages`` refers to."""

    planned: PlannedSection
    messages: Messages
    raw: str
    section: Section
    judgement: Judgement

    @property
    def making(self) -> Making:
        """How it came to be."""
        assert self.section.making is not None
        return self.section.making

    def at_cost_of(self, making: Making) -> Version:
        """The same text, which took more than the calls it came from."""
        return replace(self, section=replace(self.section, making=making))


async def compose(
    commission: Commission, planned: PlannedSection, rest: tuple[Section, ...]
) -> Version | Failure:
    """Write one section and mend it; emits what is shown and each text that stands. ``rest`` are
    sections that stand already."""
    messages = section_messages(commission.task, planned, rest)
    try:
        heard = await hear(commission, planned, messages)
    except ServerFailed as error:
        return error.failure
    making = commission.making(heard.usage, *SECTION_PROMPTS, *heard.prompts)
    version = await _judged(commission, planned, messages, heard, making)
    if version is None:
        return EMPTY
    tell(commission, version)
    return await _mended(commission, version)


def tell(commission: Commission, version: Version) -> None:
    """Emit a section as it stands, with what a person has to know of it."""
    name = name_of(version.planned, commission.task.kind)
    notices = [f"“{name}”：{text}" for text in version.judgement.remaining]
    commission.emit(Written(version.section, tuple(notices)))


async def again(commission: Commission, version: Version, prompt: str, order: str) -> Version:
    """Another text of the section, by a further turn that gives an ``order`` made from ``prompt``.
    Where the model has none to give, the same text comes back with what asking took."""
    then: tuple[Turn, ...] = (("assistant", version.raw), ("user", order))
    asked = replace(version.messages, then=(*version.messages.then, *then))
    limit = most_tokens(commission.task, version.planned)
    try:
        answer = await commission.server.write(asked, most_tokens=limit)
    except ServerFailed:
        return version
    making = more(version.making, answer.usage, prompt)
    if answer.finish == "length":
        return version.at_cost_of(making)
    heard = Heard(answer.text, answer.usage)
    new = await _judged(commission, version.planned, asked, heard, making)
    return new or version.at_cost_of(making)


def rebased(version: Version, original: Version) -> Version:
    """The version as an answer to the section's first request, however many turns it took."""
    return replace(version, messages=replace(original.messages, then=()))


async def _mended(commission: Commission, first: Version) -> Version:
    """The best of the texts that repairs have brought; told anew where there were any."""
    best = latest = first
    for _ in range(REPAIRS):
        if best.judgement.is_clean:
            break
        judgement = latest.judgement
        order = load_prompt("repair").render(
            complaints=list(judgement.complaints),
            length=judgement.wanted,
            words=judgement.words if judgement.length else judgement.wanted,
        )
        before, latest = latest, await again(commission, latest, "repair", order)
        best = latest if latest.judgement.betters(best.judgement) else best
        if latest.section.text == before.section.text:
            break
    if latest is first:
        return first
    best = rebased(best, first).at_cost_of(latest.making)
    tell(commission, best)
    return best


async def _judged(
    commission: Commission,
    planned: PlannedSection,
    messages: Messages,
    heard: Heard,
    making: Making,
) -> Version | None:
    """The answer as a section with its judgement; None where it holds no text. The checks run
    beside the loop, which has other streams to serve."""

    def read() -> Version | None:
        section = read_section(commission.task, planned, heard.raw, cut=heard.cut)
        if section is None:
            return None
        section = replace(section, making=making)
        judgement = judge(commission.task, planned, section)
        if heard.cut:
            judgement = replace(judgement, lacks=(*judgement.lacks, _CUT))
        return Version(planned, messages, heard.raw, section, judgement)

    return await asyncio.to_thread(read)
