"""Turns at a draft: two stores on one database stand for two processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace

import pytest

from drafting.errors import Conflict
from drafting.model import Brief, Draft, Section
from drafting.store import Store

SECONDS = 30
DRAFT = Draft(
    "one", "work_summary", "题", "offline", Brief("work_summary"), (Section("a", "", 0, "文。"),)
)


@pytest.fixture
def stores(database_url: str) -> Iterator[tuple[Store, Store]]:
    with closing(Store(database_url)) as first, closing(Store(database_url)) as second:
        yield first, second


def test_what_was_changed_elsewhere_since_it_was_loaded_is_never_overwritten(
    stores: tuple[Store, Store],
) -> None:
    first, second = stores
    first.save(DRAFT)
    for save in (first.save, first.amend):
        with first.turn("one"):
            draft = first.load("one")
            second.save(replace(draft, title=draft.title + "乙"))
            with pytest.raises(Conflict):
                save(replace(draft, title="甲"))
    assert first.load("one").title == "题乙乙"


def test_within_a_turn_one_may_save_again_and_again(stores: tuple[Store, Store]) -> None:
    store = stores[0]
    with store.turn("one"):
        store.save(DRAFT)
        draft = store.load("one")
        store.save(replace(draft, title="二"))
        with store.turn("one"):
            store.amend(replace(draft, title="三"))
        store.save(replace(draft, title="四"))
    store.save(replace(DRAFT, title="五"))
    assert [store.load("one", number).title for number in (1, 2, 3, 4)] == ["题", "三", "四", "五"]


def test_an_earlier_version_may_be_read_within_a_turn(stores: tuple[Store, Store]) -> None:
    store = stores[0]
    for title in ("一", "二"):
        store.save(replace(DRAFT, title=title))
    with store.turn("one"):
        store.load("one")
        store.save(store.load("one", 1))
    assert store.load("one").title == "一"


def test_turns_come_one_after_another(stores: tuple[Store, Store]) -> None:
    """On a server the processes wait for one another; in a file only the threads of one do, and
    whoever was too late is told."""
    stores[0].save(replace(DRAFT, title=""))

    def change(number: int) -> None:
        store = stores[number % 2] if stores[0].shared else stores[0]
        for _ in range(5):
            with store.turn("one"):
                draft = store.load("one")
                store.save(replace(draft, title=draft.title + "甲"))

    threads = [threading.Thread(target=change, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert stores[0].load("one").title == "甲" * 40


def test_many_turns_at_many_drafts_do_not_wait_for_connections(
    stores: tuple[Store, Store],
) -> None:
    """More at once than there are connections: each needs one for the turn and one to work with."""
    store, ready = stores[0], threading.Barrier(24)
    failed: list[BaseException] = []

    def change(number: int) -> None:
        name = f"d{number}"
        try:
            ready.wait(SECONDS)
            with ExitStack() as turn:
                turn.enter_context(store.turn(name))
                store.save(replace(DRAFT, id=name))
                store.load(name)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=change, args=(number,)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not failed
    assert store.shelf.count() == 24
