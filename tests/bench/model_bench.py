"""Writing with a model: a fault server in a process of its own, 0.3 s to the first token and then
40 tokens a second, a character a token; a speech of eight sections of about 300 tokens, an opening
and a closing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from drafting.engines.base import Piece, Task
from drafting.engines.model import ModelEngine
from drafting.engines.model_engine.outline_rules import Proposal
from drafting.engines.model_engine.outlining import outline_messages
from drafting.engines.model_engine.prompting import section_messages
from drafting.facts import read_facts
from drafting.kinds import load_kind
from drafting.model import Draft, PlannedSection
from drafting.model_server import Messages, open_server
from drafting.pipeline import Finished
from drafting.pipeline import draft as write_draft
from drafting.plan import plan, renumber
from drafting.settings import Settings
from tests.engines.scripted import common_length

ROOT = Path(__file__).parent.parent.parent
FACTS = ROOT / "samples" / "facts"
SECTIONS, TOKENS = 8, 300
FIRST = 0.3
_FRAME_LENGTH = 100
_MOST_TOKENS = 4000


@dataclass(frozen=True)
class Run:
    """One document from the call to the checked result. ``delay``: seconds from the first token to
    the first text; ``cpu``: seconds of this process."""

    draft: Draft
    seconds: float
    delay: float
    cpu: float


def figures() -> dict[str, float]:
    """What the issue asks for, and seconds of the single runs for the record."""
    with model_server() as address:
        settings = Settings(openai_base_url=address, drafting_model="writer")
        _run(settings)  # libraries are loaded and caches filled once a process
        one = _run(settings)
        outline, sections, closing = asyncio.run(_calls(settings))
        five = sorted(run.seconds for run in _at_once(settings, 5))
        twenty = _at_once(settings, 20)
    return {
        "draft_s": one.seconds,
        "draft_over_limit": one.seconds / (outline + max(sections) + max(closing)),
        "sequential_over_draft": (outline + sum(sections) + sum(closing)) / one.seconds,
        "first_text_delay_s": one.delay,
        "cpu_ms_per_section": 1000 * one.cpu / len(one.draft.sections),
        "five_p95_over_one": five[-1] / one.seconds,
        "twenty_unwritten": float(sum(_unwritten(run.draft) for run in twenty)),
        "twenty_p95_over_one": sorted(run.seconds for run in twenty)[-2] / one.seconds,
        "prefix_share": min(prefix_share(path) for path in sorted(FACTS.glob("*.yaml"))),
    }


def speech() -> Task:
    """Facts of a shipped brief, dealt out to eight sections of equal length."""
    brief = read_facts(FACTS / "mobilization_speech.yaml").brief
    kind = load_kind(brief.kind)
    usual = plan(brief, kind)
    ids = [fact.id for fact in brief.facts]
    headed = [
        PlannedSection(f"part_{chr(97 + n)}", f"一、讲清第{n + 1}个方面的工作", 1, "讲清这方面的工作",
                       TOKENS, tuple(ids[n::SECTIONS]), "paragraphs")
        for n in range(SECTIONS)
    ]  # fmt: skip
    frame = [
        replace(planned, length=_FRAME_LENGTH, facts=(), missing=())
        for planned in (usual.sections[0], usual.sections[-1])
    ]
    sections = renumber((frame[0], *headed, frame[1]))
    brief = replace(brief, length=sum(section.length for section in sections))
    return Task(brief, kind, replace(usual, sections=sections))


def prefix_share(path: Path) -> float:
    """The smallest share of a prompt that all prompts of a document have in common."""
    brief = read_facts(path).brief
    kind = load_kind(brief.kind)
    task = Task(brief, kind, plan(brief, kind))
    prompts = [messages.system + messages.user for messages in _prompts(task)]
    common = common_length(prompts)
    return min(common / len(prompt) for prompt in prompts)


def _prompts(task: Task) -> list[Messages]:
    return [section_messages(task, planned) for planned in task.outline.sections]


@contextmanager
def model_server() -> Iterator[str]:
    """The address of a fault server in a process of its own."""
    command = [sys.executable, "-m", "tests.servers.fault_openai"]
    command += ["--script", "tests.engines.scripted:bench"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def _run(settings: Settings) -> Run:
    engine, task = ModelEngine(settings), speech()
    begun, used = time.perf_counter(), time.process_time()
    outline = engine.outline(task)
    written, first = time.perf_counter(), 0.0
    for event in write_draft(task.brief, engine, outline=outline):
        if isinstance(event, Piece):
            first = first or time.perf_counter()
    assert isinstance(event, Finished)
    ended, cpu = time.perf_counter(), time.process_time() - used
    return Run(event.draft, ended - begun, first - written - FIRST, cpu)


async def _calls(settings: Settings) -> tuple[float, list[float], list[float]]:
    """How long the same calls take one after another: outline, headed sections, opening and
    closing."""
    task = speech()
    async with open_server(settings) as server:
        begun = time.perf_counter()
        await server.ask(outline_messages(task), Proposal, most_tokens=_MOST_TOKENS)
        outline = time.perf_counter() - begun
        taken: dict[int, list[float]] = {0: [], 1: []}
        for planned, messages in zip(task.outline.sections, _prompts(task), strict=True):
            begun = time.perf_counter()
            await server.write(messages, most_tokens=_MOST_TOKENS)
            taken[planned.level].append(time.perf_counter() - begun)
    return outline, taken[1], taken[0]


def _at_once(settings: Settings, count: int) -> list[Run]:
    runs: list[Run] = []
    threads = [threading.Thread(target=lambda: runs.append(_run(settings))) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(runs) == count
    return runs


def _unwritten(draft: Draft) -> int:
    return sum("未写成" in section.text for section in draft.sections)
