"""The model engine over a real socket, against a server that speaks the protocol and fails on
demand. What can go wrong on the line is tested in tests/model_server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from drafting.document import markdown_of
from drafting.engines.base import Cleared, Engine, Piece, Step, Stopped, Task, Written
from drafting.engines.model import ModelEngine, joined
from drafting.errors import ModelFailed
from drafting.model import Draft
from drafting.model_server import trying
from drafting.pipeline import Finished, draft
from drafting.settings import Settings
from tests.briefs import shipped
from tests.engines.fake_server import task_for
from tests.engines.scripted import asked, script
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request, Script

pytestmark = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
KEY = "sk-secret-0123456789"
BRIEF = shipped("mobilization_speech")
TASK = task_for(BRIEF)
SLOW = Reply("说不完的话。" * 400, pause=0.02)


@pytest.fixture(autouse=True)
def _no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "_FIRST_PAUSE", 0.02)


@contextmanager
def serving(script: Script, **settings: object) -> Iterator[tuple[FaultOpenAI, ModelEngine]]:
    with FaultOpenAI(script).running() as server:
        yield server, engine(server.base_url, **settings)


def engine(base_url: str, **settings: object) -> ModelEngine:
    given = {"drafting_model": "writer", "openai_api_key": SecretStr(KEY)} | settings
    return ModelEngine(Settings(openai_base_url=base_url, **given))  # type: ignore[arg-type]


def only(section: str, reply: Reply) -> Script:
    """This reply for one section (part of its heading), proper ones for the others."""
    return lambda request: reply if section in asked(request.prompt) else script(request)


def done(steps: list[Step]) -> dict[str, Written]:
    return {step.section.id: step for step in steps if isinstance(step, Written)}


def shown(steps: list[Step], section: str) -> str:
    text = ""
    for step in steps:
        if isinstance(step, Cleared) and step.section == section:
            text = ""
        elif isinstance(step, Piece) and step.section == section:
            text += step.text
    return text


def finished(engine: Engine) -> Draft:
    *_, last = draft(BRIEF, engine)
    assert isinstance(last, Finished)
    return last.draft


def test_a_document_from_outline_to_checked_draft() -> None:
    with serving(script) as (server, model):
        made = finished(model)
    assert made.outline is not None
    assert made.outline.making is not None
    assert [f for f in made.findings if f.severity == "error"] == []
    assert len(server.requests) == 1 + len(made.sections)
    assert made.usage.calls == len(server.requests)
    assert made.usage.prompt > 10_000
    assert made.usage.completion > 400
    assert "⟦" not in markdown_of(made)


def test_text_streams_and_what_is_shown_is_what_stands() -> None:
    paced: Callable[[Request], Reply] = lambda r: replace(script(r), pause=0.002)  # noqa: E731
    with serving(paced) as (_, model):
        steps = list(model.write(TASK))
    kinds = [type(step) for step in steps]
    assert kinds.index(Piece) < kinds.index(Written)
    assert kinds.count(Piece) > 20
    for key, written in done(steps).items():
        assert shown(steps, key) == written.section.text


def test_the_engine_keeps_the_contract() -> None:
    model: Engine = engine("http://127.0.0.1:1/v1")
    assert model.name == "model"


def test_parallel_is_a_setting() -> None:
    paced: Callable[[Request], Reply] = lambda r: replace(script(r), pause=0.005)  # noqa: E731
    with serving(paced, drafting_parallel=2) as (server, model):
        list(model.write(TASK))
    assert server.most_at_once == 2


def test_the_first_request_goes_ahead_so_that_the_others_find_it_read() -> None:
    begun: list[float] = []

    def slow_to_begin(request: Request) -> Reply:
        begun.append(time.monotonic())
        return replace(script(request), first=0.3)

    with serving(slow_to_begin) as (_, model):
        list(model.write(TASK))
    assert begun[1] - begun[0] > 0.2
    assert begun[3] - begun[1] < 0.2


def test_a_stream_that_breaks_is_taken_back_and_written_anew() -> None:
    broken: list[str] = []

    def once(request: Request) -> Reply:
        if "看来路" in asked(request.prompt) and not broken:
            broken.append(request.prompt)
            return replace(script(request), cut=20, how="reset", pause=0.002)
        return script(request)

    with serving(once) as (_, model):
        steps = list(model.write(TASK))
    (cleared,) = [step for step in steps if isinstance(step, Cleared)]
    assert cleared.section == "achievements"
    assert cleared.why
    assert shown(steps, "achievements") == done(steps)["achievements"].section.text


def test_a_section_that_fails_leaves_the_others_alone() -> None:
    with serving(only("看来路", Reply(status=500))) as (_, model):
        sections = done(list(model.write(TASK)))
    failed = sections.pop("achievements")
    assert failed.section.text.startswith("【本节未写成：模型服务内部出错（500）")
    assert "看来路" in failed.notices[0]
    assert all("未写成" not in other.section.text for other in sections.values())


def test_where_all_fail_one_plain_sentence_is_raised() -> None:
    with serving(lambda _: Reply(status=401)) as (server, model):
        with pytest.raises(ModelFailed, match="密钥无效") as raised:
            list(model.write(TASK))
        assert len(server.requests) == 1
    assert KEY not in repr(raised.value)


def test_an_outline_that_cannot_be_had_is_the_planned_one_and_says_so() -> None:
    with serving(lambda _: Reply(status=401)) as (_, model):
        outline = model.outline(TASK)
    assert outline.sections == TASK.outline.sections
    assert "提纲没有经过模型" in outline.notices[-1]


def test_a_required_section_without_facts_is_marked_and_no_model_is_asked() -> None:
    facts = tuple(f for f in BRIEF.facts if f.topic not in ("问题", "原因"))
    with serving(script) as (server, model):
        sections = done(list(model.write(task_for(replace(BRIEF, facts=facts)))))
    assert "缺少“问题”类事实" in sections["shortfalls"].section.text
    assert not any("看不足" in asked(request.prompt) for request in server.requests)


def test_closing_the_iterator_stops_the_requests() -> None:
    with serving(lambda _: SLOW) as (server, model):
        steps = model.write(TASK)
        next(steps)
        steps.close()  # type: ignore[attr-defined]
        assert wait_for(lambda: all(request.ended for request in server.requests))
        assert all(request.dropped for request in server.requests)


@pytest.mark.parametrize("begin", ["write", "outline"])
def test_a_task_told_to_stop_ends_its_requests(begin: str) -> None:
    with serving(lambda _: SLOW) as (server, model):
        task = Task(BRIEF, TASK.kind, TASK.outline)
        threading.Timer(0.4, task.stop.set).start()
        with pytest.raises(Stopped):
            list(model.write(task)) if begin == "write" else model.outline(task)
        assert wait_for(lambda: all(request.ended for request in server.requests))
        assert all(request.dropped for request in server.requests)


def test_an_iterator_never_begun_asks_nothing() -> None:
    with serving(script) as (server, model):
        model.write(TASK).close()  # type: ignore[attr-defined]
        assert server.requests == []


def test_documents_are_written_at_the_same_time() -> None:
    with serving(lambda r: replace(script(r), pause=0.005)) as (server, model):
        threads = [threading.Thread(target=lambda: list(model.write(TASK))) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.requests) == 3 * len(TASK.outline.sections)
    assert server.most_at_once > 4
    assert [t.name for t in threading.enumerate()].count("drafting-model") == 1


def test_many_that_are_stopped_leave_nothing_behind() -> None:
    with serving(lambda _: SLOW) as (server, model):
        for pause in (0.0, 0.001, 0.01, 0.05, 0.1, 0.2):
            steps = model.write(TASK)
            next(steps)
            time.sleep(pause)
            steps.close()  # type: ignore[attr-defined]
        assert wait_for(lambda: all(request.ended for request in server.requests))


def test_pieces_that_follow_each_other_are_one() -> None:
    batch = [Piece("a", "甲"), Piece("b", "乙"), Piece("a", "丙"), Cleared("a"), Piece("a", "丁")]
    assert joined(batch) == [Piece("a", "甲丙"), Piece("b", "乙"), Cleared("a"), Piece("a", "丁")]


def test_importing_the_engine_loads_no_heavy_library() -> None:
    code = (
        "import sys, drafting.engines.model, drafting.settings, drafting.revising\n"
        "heavy = {'langchain_core', 'langchain_openai', 'openai', 'pydantic_settings'}\n"
        "sys.exit(bool(heavy & sys.modules.keys()))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()
