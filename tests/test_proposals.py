from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.engines.base import Stopped
from drafting.errors import BadInput, ModelFailed
from drafting.model import Brief, Draft, Revision, Section
from drafting.proposals import UNEXPECTED, Proposals, proposed_for
from drafting.store import Store, open_store

SECONDS = 20
DRAFT = Draft(
    "d1", "work_summary", "总结", "model", Brief("work_summary"),
    (Section("a", "一、甲", 1, "甲的内容。"), Section("b", "二、乙", 1, "乙的内容。")),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    opened.save(DRAFT)
    yield opened
    opened.close()


def _revision(section: str, name: str = "r1") -> Revision:
    return Revision(name, section, "压缩", "旧。", Section(section, "", 1, "新。"))


def test_a_proposal_comes_into_the_draft_as_it_is_by_then(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def write(draft: Draft, _: threading.Event) -> Revision:
        begun.set()
        assert go_on.wait(SECONDS)
        return _revision(draft.sections[0].id)

    proposals = Proposals()
    proposal = proposals.start(DRAFT, "a", "压缩", write, store)
    assert begun.wait(SECONDS)
    with pytest.raises(BadInput, match="正在改"):
        proposals.start(DRAFT, "a", "扩写", write, store)
    store.save(replace(DRAFT, title="改过的题目"))
    go_on.set()
    assert proposal.wait(SECONDS)
    assert proposal.state == "ready"
    draft = store.load("d1")
    assert draft.title == "改过的题目"
    assert proposed_for(draft) == {"a": _revision("a")}
    assert len(store.versions("d1")) == 2
    assert proposals.of("d1") == [proposal]
    proposals.noted(proposal)
    assert proposals.of("d1") == []


@pytest.mark.parametrize(
    ("error", "state", "message"),
    [
        (ModelFailed("模型没有回应，请稍后再试。"), "failed", "模型没有回应，请稍后再试。"),
        (ZeroDivisionError(), "failed", UNEXPECTED),
        (Stopped(), "cancelled", ""),
    ],
)
def test_what_fails_leaves_the_draft_alone(
    store: Store, error: Exception, state: str, message: str
) -> None:
    def write(*_: object) -> Revision:
        raise error

    proposal = Proposals().start(DRAFT, "a", "压缩", write, store)
    assert proposal.wait(SECONDS)
    assert (proposal.state, proposal.message) == (state, message)
    assert store.load("d1") == DRAFT


def test_closing_stops_what_is_under_way(store: Store) -> None:
    def write(_: Draft, stop: threading.Event) -> Revision:
        assert stop.wait(SECONDS)
        raise Stopped

    proposals = Proposals()
    proposal = proposals.start(DRAFT, "a", "压缩", write, store)
    proposals.close(SECONDS)
    assert proposal.state == "cancelled"
