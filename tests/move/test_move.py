"""Everything from a data folder to a database and back, proved; nothing where something goes wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Table, create_engine, text

from drafting.cli import main
from drafting.errors import StoreFailed
from drafting.holdings import rows
from drafting.holdings.places import Place, all_tables, filling, reading
from drafting.model import Brief, Draft, Section
from drafting.move import carrying
from drafting.move.command import _place
from drafting.plan import plan
from drafting.preferences import read_preferences, write_preferences
from drafting.store import Store, open_store
from drafting.users import Users
from drafting.users.sessions import secret_of
from drafting.users.stored import StoredUsers, stored_secret
from retrieval import Library

DRAFT = Draft("one", "work_summary", "水务\x00总结", "offline", Brief("work_summary"),
              (Section("practices", "一、做法", 1, "修渠12条，“千亩”喜丰收𠮷。"),))  # fmt: skip
PARAGRAPH = "全市新建养老服务站{}个，老年人就近吃饭、看病更方便。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with something of everything."""
    home = tmp_path / "before"
    with closing(open_store(home)) as store:
        for number in range(230):
            store.seen_by(("li", "")).save(replace(DRAFT, id=f"d{number}", title=f"第{number}稿"))
        store.save(DRAFT)
        store.save(replace(DRAFT, title="改"), "改")
        run = store.work.begin("d1", DRAFT.brief, plan(DRAFT.brief), "offline")
        store.work.keep("d1", run, DRAFT.sections[0])
        store.work.pause("d1", run, "cancelled", "停了。")
    sample = tmp_path / "汇报.txt"
    sample.write_text("关于养老服务的情况汇报\n\n" + "\n\n".join(map(PARAGRAPH.format, range(5))))
    with Library(home / "library") as library:
        library.add([sample])
    Users(home / "users.json").put("王芳", "wang-password", "admin")
    write_preferences(home, {"drafting_issuer": "某局"})
    secret_of(home)
    return home


def _all(place: str) -> dict[str, tuple[int, int]]:
    with reading(*_place(place)) as there:
        counted = {t.name: rows.tally(rows.lines_of(there, t)) for t in all_tables()}
    return {name: (tally.rows, tally.total) for name, tally in counted.items()}


def test_everything_arrives_and_comes_back(
    folder: Path, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move", "--from", str(folder), "--to", database_url]) == 0
    said = capsys.readouterr()
    assert "文稿\t231条" in said.out
    assert said.out.count("两边一致") == len(said.out.splitlines()) >= 9
    assert "搬完了" in said.err
    assert "secret-word" not in said.out + said.err
    with closing(Store(database_url)) as store:
        assert store.load("one", 1) == DRAFT
        assert (store.shelf.count(), store.seen_by(("li",)).shelf.count()) == (231, 230)
        work = store.work.find("d1")
        assert work is not None
        assert (work.state, [s.id for s in work.sections]) == ("cancelled", ["practices"])
        assert StoredUsers(store).check("王芳", "wang-password")
        assert store.office.settings(["drafting_issuer"]) == {"drafting_issuer": "某局"}
        assert stored_secret(store) == secret_of(folder)
    with Library(tmp_path / "other", database_url=database_url) as library:
        assert library.search("养老")
    back = tmp_path / "after"
    assert main(["move", "--from", database_url, "--to", str(back)]) == 0
    assert _all(str(back)) == _all(database_url) == _all(str(folder))
    assert Users(back / "users.json").check("王芳", "wang-password")
    assert read_preferences(back) == {"drafting_issuer": "某局"}
    assert secret_of(back) == secret_of(folder)


def test_a_target_that_is_not_empty_is_refused(
    folder: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Store(database_url)) as store:
        store.save(DRAFT)
    before = _all(database_url)
    assert main(["move", "--from", str(folder), "--to", database_url]) == 2
    assert "已经有内容" in capsys.readouterr().err
    assert _all(database_url) == before
    assert main(["move", "--from", database_url, "--to", str(folder)]) == 2
    assert "已经有内容" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_told(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move", "--from", str(tmp_path / "none"), "--to", database_url]) == 2
    assert "--from" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_what_is_being_written_is_not_carried(
    folder: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(folder)) as store:
        store.work.begin("d2", DRAFT.brief, plan(DRAFT.brief), "offline")
    assert main(["move", "--from", str(folder), "--to", database_url]) == 2
    assert "正在起草" in capsys.readouterr().err
    assert _all(database_url)["drafts"] == (0, 0)


def test_a_row_that_arrives_otherwise_takes_all_of_it_back(
    folder: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = rows.lines_of

    def altered(place: Place, table: Table) -> Iterator[bytes]:
        for line in read(place, table):
            yield line.replace('"改"'.encode(), '"别的"'.encode()) if place.folder is None else line

    monkeypatch.setattr(rows, "lines_of", altered)
    with pytest.raises(StoreFailed, match="核对不上"):  # noqa: SIM117
        with reading(folder) as before, filling(None, database_url) as after:
            carrying.carry(before, after)
    monkeypatch.undo()
    found = _all(database_url)
    assert {name: count for name, (count, _) in found.items() if count} == {"library_state": 1}


def test_a_database_that_refuses_in_the_middle_is_left_empty(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "after"
    open_store(target).close()
    engine = create_engine(f"sqlite:///{target / 'drafting.db'}")
    with engine.begin() as connection:
        connection.execute(text(
            "CREATE TRIGGER stop BEFORE INSERT ON versions WHEN NEW.draft_id = 'one'"
            " BEGIN SELECT RAISE(ABORT, 'stop'); END"
        ))  # fmt: skip
    engine.dispose()
    assert main(["move", "--from", str(folder), "--to", str(target)]) == 2
    assert "已全部撤回" in capsys.readouterr().err
    assert not (target / "users.json").exists()
    found = {name: count for name, (count, _) in _all(str(target)).items() if count}
    assert found == {"library_state": 1}


def test_the_hash_does_not_hang_on_how_json_is_written() -> None:
    one, other = json.loads('{"a": 1, "b": [2]}'), json.loads('{"b": [2], "a": 1}')
    assert rows.line({"content": one}) == rows.line({"content": other})
