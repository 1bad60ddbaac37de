"""Drafts of several people, saves that began from an older state, and databases of before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.errors import BadInput, Conflict
from drafting.model import Brief, Draft, Section
from drafting.plan import plan
from drafting.store import Store, open_store, ways
from drafting.store.history import REDO, UNDO

DRAFT = Draft(
    "one", "work_summary", "水务工作总结", "offline", Brief("work_summary"),
    (Section("a", "一、做法", 1, "修渠12条。"),),
)  # fmt: skip


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def test_a_save_from_an_older_state_overwrites_nothing(store: Store) -> None:
    store.save(DRAFT)
    _, begun = store.load_at("one")
    assert store.save(replace(DRAFT, title="先存的"), since=begun) == 2
    with pytest.raises(Conflict, match="没有保存"):
        store.save(replace(DRAFT, title="后存的"), since=begun)
    assert store.load("one").title == "先存的"
    assert store.load_at("one")[1] > begun


def test_what_is_amended_counts_as_changed(store: Store) -> None:
    store.save(DRAFT)
    _, begun = store.load_at("one")
    store.amend(replace(DRAFT, notices=("一句。",)))
    with pytest.raises(Conflict):
        store.save(DRAFT, since=begun)


def test_of_many_that_save_from_one_state_one_wins(tmp_path: Path) -> None:
    """Through stores of their own, as two processes have them."""
    stores = [open_store(tmp_path) for _ in range(4)]
    stores[0].save(DRAFT)
    _, begun = stores[0].load_at("one")

    def save(number: int) -> str:
        title = f"第{number}人"
        try:
            stores[number % 4].save(replace(DRAFT, title=title), since=begun)
        except Conflict:
            return ""
        return title

    with ThreadPoolExecutor(8) as threads:
        won = [title for title in threads.map(save, range(16)) if title]
    assert len(won) == 1
    assert stores[1].load("one").title == won[0]
    assert len(stores[1].versions("one")) == 2
    for opened in stores:
        opened.close()


def test_a_draft_that_was_deleted_does_not_come_back_by_saving(store: Store) -> None:
    store.save(DRAFT)
    _, begun = store.load_at("one")
    store.remove("one")
    with pytest.raises(Conflict):
        store.save(DRAFT, since=begun)


def test_people_see_their_own_drafts_alone(store: Store, refused: Callable[..., str]) -> None:
    li, wang = store.seen_by(("li",)), store.seen_by(("wang",))
    li.save(DRAFT)
    li.work.begin("one", DRAFT.brief, plan(DRAFT.brief), "offline")
    wang.save(replace(DRAFT, id="two"))
    assert [d.id for d in li.drafts()] == ["one"]
    assert [d.id for d in wang.drafts()] == ["two"]
    assert (wang.shelf.count(), store.shelf.count()) == (1, 2)
    for action in (
        wang.load, wang.load_at, wang.versions, wang.remove, wang.require, wang.work.find,
        wang.work.drop, lambda i: wang.save(replace(DRAFT, id=i)),
        lambda i: wang.amend(replace(DRAFT, id=i)), lambda i: wang.load(i, 1),
        lambda i: wang.shelf.archive(i, archived=True), wang.shelf.finish,
        lambda i: wang.shelf.copy(i, "复制", ""), lambda i: wang.history.name(i, 1, "甲"),
        lambda i: wang.work.begin(i, DRAFT.brief, plan(DRAFT.brief), "offline"),
    ):  # fmt: skip
        assert "没有找到编号为“one”的文稿" in refused(action, "one")
    assert li.load("one") == DRAFT
    assert li.work.find("one") is not None
    assert len(li.versions("one")) == 1


def test_drafts_of_before_there_were_users_are_the_admins(store: Store) -> None:
    store.save(DRAFT)
    assert store.seen_by(("li",)).drafts() == []
    admin = store.seen_by(("wang", ""))
    assert [d.id for d in admin.drafts()] == ["one"]
    admin.save(replace(DRAFT, id="two"))
    assert [d.id for d in store.seen_by(("wang",)).drafts()] == ["two"]


def test_the_list_is_searched_by_title_and_kind(store: Store) -> None:
    for number, title in enumerate(("全县水务工作总结", "水务动员讲话", "100%完成")):
        kind = "mobilization_speech" if "讲话" in title else "work_summary"
        store.save(replace(DRAFT, id=str(number), title=title, kind=kind))
    shelf = store.shelf
    assert {d.id for d in shelf.drafts("水务 全县")} == {"0"}
    assert {d.id for d in shelf.drafts("%")} == {"2"}
    assert {d.id for d in shelf.drafts(kind="mobilization_speech")} == {"1"}
    assert (len(shelf.drafts(limit=2)), shelf.count("水务")) == (2, 2)
    shelf.archive("0", archived=True)
    assert {d.id for d in shelf.drafts(archived=False)} == {"1", "2"}
    assert {d.id for d in shelf.drafts(archived=True)} == {"0"}
    shelf.archive("0", archived=False)
    assert shelf.count(archived=False) == 3


def test_how_a_draft_stands(store: Store) -> None:
    def standing() -> str:
        return store.drafts()[0].standing

    store.save(replace(DRAFT, sections=(Section("a", "一、做法", 1, ""),)))
    assert standing() == "outlined"
    run = store.work.begin("one", DRAFT.brief, plan(DRAFT.brief), "offline")
    assert standing() == "writing"
    store.work.pause("one", run, "failed", "断了。")
    assert standing() == "unfinished"
    store.work.drop("one")
    store.save(DRAFT)
    assert standing() == "written"
    store.shelf.finish("one")
    assert standing() == "finished"
    store.amend(replace(DRAFT, notices=("一句。",)))
    assert standing() == "finished"
    store.save(replace(DRAFT, title="又改了"))
    assert standing() == "written"


def test_a_copy_is_a_draft_of_its_own(store: Store, refused: Callable[..., str]) -> None:
    store.save(DRAFT)
    new = store.shelf.copy("one", "复制", "（副本）")
    assert store.load(new) == replace(DRAFT, id=new, title="水务工作总结（副本）")
    assert [v.note for v in store.versions(new)] == ["复制"]
    assert "没有找到" in refused(store.shelf.copy, "none", "", "")


def test_a_version_with_a_name_stays(store: Store) -> None:
    import datetime as dt

    soon = dt.timedelta(minutes=10)
    store.save(DRAFT, "手工修改", within=soon)
    store.history.name("one", 1, "  送审  稿 ")
    assert store.save(replace(DRAFT, title="又改"), "手工修改", within=soon) == 2
    assert [v.name for v in store.versions("one")] == ["", "送审 稿"]
    store.history.name("one", 1, "")
    assert store.versions("one")[1].name == ""


def test_back_and_forth_through_the_versions(store: Store) -> None:
    def at() -> tuple[int | None, int | None]:
        told = ways(store.versions("one"))
        return told.back, told.forth

    def step(number: int | None, kind: str) -> None:
        assert number is not None
        store.save(store.load("one", number), "", step=kind)

    for title in "甲乙丙":
        store.save(replace(DRAFT, title=title))
    assert at() == (2, None)
    step(2, UNDO)
    step(1, UNDO)
    assert store.load("one").title == "甲"
    assert at() == (None, 2)
    step(2, REDO)
    assert store.load("one").title == "乙"
    assert at() == (1, 3)
    store.save(replace(DRAFT, title="丁"))
    assert at() == (2, None)
    step(2, UNDO)
    assert (store.load("one").title, at()) == ("乙", (1, 7))
    assert [store.load("one", n).title for n in (1, 2, 3)] == ["甲", "乙", "丙"]


_BEFORE = """
CREATE TABLE drafts (id VARCHAR(32) NOT NULL PRIMARY KEY, kind VARCHAR(64) NOT NULL,
    title VARCHAR(500) NOT NULL, created DATETIME NOT NULL, changed DATETIME NOT NULL);
CREATE TABLE versions (draft_id VARCHAR(32) NOT NULL, number INTEGER NOT NULL,
    note VARCHAR(200) NOT NULL, created DATETIME NOT NULL, content JSON NOT NULL,
    PRIMARY KEY (draft_id, number));
"""


def test_a_database_of_before_is_opened_and_kept(tmp_path: Path) -> None:
    import json

    from drafting.document import to_json

    with closing(sqlite3.connect(tmp_path / "drafting.db")) as database, database:
        database.executescript(_BEFORE)
        database.execute("INSERT INTO drafts VALUES ('one', 'work_summary', '水务工作总结', "
                         "'2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000')")  # fmt: skip
        database.execute("INSERT INTO versions VALUES ('one', 1, '起草', "
                         "'2026-01-01 00:00:00.000000', ?)", [json.dumps(to_json(DRAFT))])  # fmt: skip
    with ThreadPoolExecutor(4) as threads:  # as several processes that start at once
        stores = list(threads.map(lambda _: open_store(tmp_path), range(4)))
    store = stores[0]
    assert store.load("one") == DRAFT
    assert [(d.standing, d.archived) for d in store.drafts()] == [("written", False)]
    _, begun = store.load_at("one")
    assert store.save(replace(DRAFT, title="改"), since=begun) == 2
    assert store.seen_by(("admin", "")).load("one").title == "改"
    for opened in stores:
        opened.close()


def test_another_programs_table_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "drafting.db")) as database, database:
        database.execute("CREATE TABLE versions (draft_id TEXT, other TEXT)")
    with pytest.raises(Exception, match="不是本程序的"):
        open_store(tmp_path)
    with closing(sqlite3.connect(tmp_path / "drafting.db")) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(versions)")]
    assert columns == ["draft_id", "other"]


def test_nobody_else_hears_that_a_draft_is_there(store: Store) -> None:
    store.seen_by(("li",)).save(DRAFT)
    wang = store.seen_by(("wang",))
    said = []
    for name in ("one", "none"):
        with pytest.raises(BadInput) as caught:
            wang.load(name)
        said.append(str(caught.value).replace(name, ""))
    assert said[0] == said[1]
