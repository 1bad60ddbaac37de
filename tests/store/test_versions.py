"""Edits by hand close together are one version; the rest of what a version is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from drafting.model import Brief, Draft, Section
from drafting.plan import plan
from drafting.store import Store

DRAFT = Draft(
    "one", "work_summary", "第一稿", "offline", Brief("work_summary"),
    (Section("a", "一、做法", 1, "修渠12条。"),),
)  # fmt: skip
MINUTES = dt.timedelta(minutes=10)
BY_HAND = "手工修改"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def test_edits_close_together_are_one_version(store: Store) -> None:
    store.save(DRAFT, "起草")
    for title in ("甲", "乙", "丙"):
        number = store.save(replace(DRAFT, title=title), BY_HAND, within=MINUTES)
    assert number == 2
    assert [version.note for version in store.versions("one")] == [BY_HAND, "起草"]
    assert (store.load("one").title, store.drafts()[0].title) == ("丙", "丙")
    assert store.load("one", 1) == DRAFT


def test_another_note_or_a_long_pause_begins_a_new_version(store: Store) -> None:
    store.save(DRAFT, BY_HAND, within=MINUTES)
    store.save(DRAFT, "采用改稿")
    store.save(DRAFT, BY_HAND, within=MINUTES)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE versions SET created = '2026-01-01 00:00:00'"))
    assert store.save(DRAFT, BY_HAND, within=MINUTES) == 4


def test_what_is_no_change_of_the_text_is_no_version(store: Store) -> None:
    store.save(DRAFT)
    locked = replace(DRAFT, sections=(replace(DRAFT.sections[0], locked=True),))
    store.amend(locked)
    assert store.load("one") == locked
    assert len(store.versions("one")) == 1


def test_work_that_is_not_finished_is_told_in_the_list(store: Store) -> None:
    store.save(DRAFT)
    store.work.begin("one", DRAFT.brief, plan(DRAFT.brief), "model")
    assert store.drafts()[0].unfinished
    store.remove("one")
    assert store.work.find("one") is None
