"""Drafts saved, opened, listed and removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from drafting.errors import StoreFailed
from drafting.model import Brief, Draft, Fact, Finding, SampleSource, Section, Sentence
from drafting.store import Store, open_store

DRAFT = Draft(
    id="one",
    kind="work_summary",
    title="水务工作总结",
    engine="offline",
    brief=Brief("work_summary", date=dt.date(2026, 3, 12), facts=(Fact("F1", "做法", "修渠12条。"),)),
    sections=(Section("practices", "一、做法", 1, "修渠12条。", (Sentence("修渠12条。", ("F1",)),)),),
    findings=(Finding("figures", "error", "", "12条", 3, 6, "没有依据。", facts=("F1",),
                      sample=SampleSource("样本", "原文")),),
    notices=("缺少“问题”类事实。",),
)  # fmt: skip


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url)
    yield store
    store.close()


def test_a_draft_comes_back_as_it_was(store: Store) -> None:
    assert store.save(DRAFT) == 1
    assert store.load("one") == DRAFT


def test_every_save_adds_a_version_and_changes_none(store: Store) -> None:
    for number in range(1, 4):
        assert store.save(replace(DRAFT, title=f"第{number}稿"), f"改{number}") == number
    assert store.load("one").title == "第3稿"
    assert [store.load("one", number).title for number in (1, 2, 3)] == ["第1稿", "第2稿", "第3稿"]
    assert [(v.number, v.note) for v in store.versions("one")] == [
        (3, "改3"),
        (2, "改2"),
        (1, "改1"),
    ]


def test_times_are_utc(store: Store) -> None:
    before = dt.datetime.now(dt.UTC)
    store.save(DRAFT)
    after = dt.datetime.now(dt.UTC)
    assert before <= store.versions("one")[0].created <= after
    assert before <= store.drafts()[0].changed <= after


def test_drafts_are_listed_with_the_last_changed_first(store: Store) -> None:
    for name in ("one", "two", "three", "one"):
        store.save(replace(DRAFT, id=name, title=f"《{name}》"))
    listed = [(d.id, d.kind, d.title, d.versions) for d in store.drafts()]
    assert listed == [
        ("one", "work_summary", "《one》", 2),
        ("three", "work_summary", "《three》", 1),
        ("two", "work_summary", "《two》", 1),
    ]


def test_a_removed_draft_is_gone_with_its_versions(store: Store) -> None:
    for name in ("one", "one", "two"):
        store.save(replace(DRAFT, id=name))
    store.remove("one")
    store.remove("none")
    assert [draft.id for draft in store.drafts()] == ["two"]
    assert store.versions("one") == []
    assert store.save(DRAFT) == 1


@pytest.mark.parametrize(
    ("name", "number"), [("none", None), ("one", 2), ("", 1), ("' or 1=1", None)]
)
def test_what_was_never_saved_is_said_not_to_be_there(
    store: Store, refused: Callable[..., str], name: str, number: int | None
) -> None:
    store.save(DRAFT)
    assert f"没有找到编号为“{name}”的文稿" in refused(store.load, name, number)


def test_what_is_saved_is_there_for_the_next_one_to_open_the_folder(tmp_path: Path) -> None:
    first = open_store(tmp_path / "深" / "夹")
    first.save(DRAFT)
    first.close()
    second = open_store(tmp_path / "深" / "夹")
    assert second.load("one") == DRAFT
    second.close()


def test_long_titles_and_notes_are_cut_in_the_lists_alone(store: Store) -> None:
    draft = replace(DRAFT, title="长" * 5000)
    store.save(draft, "注" * 5000)
    assert (len(store.drafts()[0].title), len(store.versions("one")[0].note)) == (500, 200)
    assert store.load("one") == draft


_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXT, _TEXT, _TEXT)
def test_any_text_comes_back(store: Store, title: str, words: str, note: str) -> None:
    draft = replace(DRAFT, title=title, sections=(replace(DRAFT.sections[0], text=words),))
    store.save(draft, note)
    assert store.load("one") == draft
    assert store.versions("one")[0].note == note[:200].replace("\x00", "")
    assert [d.title for d in store.shelf.drafts(limit=1)] == [title[:500].replace("\x00", "")]


def test_several_threads_may_save_one_new_draft(store: Store) -> None:
    titles = [f"第{number}稿" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda title: store.save(replace(DRAFT, title=title)), titles))
    assert sorted(numbers) == list(range(1, 41))
    assert {store.load("one", number).title for number in numbers} == set(titles)
    assert all(
        store.load("one", n).title == title for n, title in zip(numbers, titles, strict=True)
    )


def test_threads_may_save_read_and_remove_at_once(store: Store) -> None:
    def work(number: int) -> None:
        name = f"draft{number}"
        store.save(replace(DRAFT, id=name))
        store.save(replace(DRAFT, id=name))
        store.drafts()
        if number % 2:
            store.remove(name)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(24)))
    assert {(d.id, d.versions) for d in store.drafts()} == {
        (f"draft{n}", 2) for n in range(0, 24, 2)
    }


def test_several_processes_may_open_one_new_folder_and_save_there(tmp_path: Path) -> None:
    stores: list[Store] = []

    def work(number: int) -> int:
        stores.append(store := open_store(tmp_path / "data"))
        return store.save(replace(DRAFT, title=str(number)))

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(work, range(16))) == list(range(1, 17))
    for store in stores:
        store.close()


_STOP = {
    "sqlite": [
        "CREATE TRIGGER stop BEFORE INSERT ON versions BEGIN SELECT RAISE(ABORT, 'stop'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION ''stop''; END'",
        "CREATE TRIGGER stop BEFORE INSERT ON versions FOR EACH ROW EXECUTE FUNCTION stop()",
    ],
}


def test_a_save_that_breaks_off_leaves_nothing_of_itself(store: Store) -> None:
    store.save(DRAFT)
    with store.engine.begin() as connection:
        for statement in _STOP[store.engine.dialect.name]:
            connection.execute(text(statement))
    with pytest.raises(StoreFailed, match="读写失败"):
        store.save(replace(DRAFT, title="新题"))
    assert [draft.title for draft in store.drafts()] == [DRAFT.title]
    assert len(store.versions("one")) == 1
