"""The outline call: a model betters the headings, scopes and lengths of a planned outline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from drafting.engines.base import Task
from drafting.engines.model_engine.commission import more
from drafting.engines.model_engine.outline_rules import Proposal, faults, movable, settled
from drafting.engines.model_engine.prompting import (
    document,
    labels,
    line,
    scope_of,
    section_kind,
    system,
)
from drafting.model import Making, Outline
from drafting.model_server import Messages, Server, ServerFailed, open_server
from drafting.plan import unnumbered
from drafting.settings import Settings
from prompts import load_prompt

_TRIES = 2
_SPARE_TOKENS = 2048
_TOKENS_A_SECTION = 250


async def make_outline(task: Task, settings: Settings) -> Outline:
    """The outline as the model betters it, or as planned, with a notice that says why."""
    try:
        async with open_server(settings) as server:
            return await outlined(task, server)
    except ServerFailed as error:
        return _as_planned(task.outline, error.failure.reason)


async def outlined(task: Task, server: Server) -> Outline:
    """The bettered outline. What the model proposes against the rules is sent back once; what then
    is still wrong stays as planned. Raises ServerFailed where there was no answer at all."""
    asked = _Asked(outline_messages(task))
    limit = _SPARE_TOKENS + _TOKENS_A_SECTION * len(task.outline.sections)
    making = Making(server.model, labels("system", "document", "outline"))
    best: Proposal | None = None
    wrong: tuple[str, ...] = ()
    for _ in range(_TRIES):
        try:
            proposal, usage = await server.ask(asked.messages, Proposal, most_tokens=limit)
        except ServerFailed:
            if best is None:
                raise
            break
        making = more(making, usage, *asked.prompts)
        found = faults(task, proposal)
        if best is None or len(found) < len(wrong):
            best, wrong = proposal, found
        if not wrong:
            break
        asked = asked.again(proposal, found)
    assert best is not None
    return replace(settled(task, best), making=making)


def outline_messages(task: Task) -> Messages:
    """The first request for an outline; it begins as those for the sections do. Pure."""
    return Messages(system(), f"{document(task)}\n\n{_order(task)}")


@dataclass(frozen=True, slots=True)
class _Asked:
    messages: Messages
    prompts: tuple[str, ...] = ()

    def again(self, proposal: Proposal, complaints: tuple[str, ...]) -> _Asked:
        told = load_prompt("outline_again").render(complaints=list(complaints))
        answer = proposal.model_dump_json()
        then = (*self.messages.then, ("assistant", answer), ("user", told))
        return _Asked(replace(self.messages, then=then), ("outline_again",))


def _order(task: Task) -> str:
    return load_prompt("outline").render(
        total=sum(section.length for section in task.outline.sections),
        sections=[_entry(task, section.id) for section in task.outline.sections],
        movable=sorted(movable(task)),
    )


def _entry(task: Task, key: str) -> dict[str, Any]:
    planned = next(section for section in task.outline.sections if section.id == key)
    kind = section_kind(planned, task.kind)
    return {
        "id": planned.id,
        "heading": line(unnumbered(planned.heading)),
        "locked": planned.locked,
        "titled": bool(planned.level),
        "topics": list(kind.topics) if kind else [],
        "purpose": line(planned.purpose).rstrip("。"),
        "scope": line(scope_of(planned, task.kind)).rstrip("。"),
        "length": planned.length,
        "facts": list(planned.facts),
    }


def _as_planned(outline: Outline, why: str) -> Outline:
    notice = f"提纲没有经过模型（{why}），用的是按文种排好的提纲。"
    return replace(outline, notices=(*outline.notices, notice))
