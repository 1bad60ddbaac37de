"""A place is read as it was when it was opened, and nobody waits for the reader."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.holdings.places import Place, all_tables, reading
from drafting.holdings.rows import lines_of, tally
from drafting.store import open_store
from tests.briefs import drafted, shipped
from tests.conftest import SERVER
from tests.servers.postgres import Postgres


def counted(place: Place) -> dict[str, int]:
    return {table.name: tally(lines_of(place, table)).rows for table in all_tables()}


@pytest.mark.parametrize("kind", ["folder", pytest.param("database", marks=SERVER)])
def test_what_is_written_meanwhile_is_not_seen(
    tmp_path: Path, request: pytest.FixtureRequest, kind: str
) -> None:
    url = ""
    if kind == "database":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.new_database()
    draft = drafted(shipped("work_summary"))
    with closing(open_store(tmp_path, url or None)) as store:
        store.save(draft, "1")
        with reading(tmp_path, url) as place:
            before = counted(place)
            store.save(draft, "2")
            store.save(replace(draft, id="other"), "1")
            assert counted(place) == before
        with reading(tmp_path, url) as place:
            after = counted(place)
    assert (before["drafts"], before["versions"]) == (1, 1)
    assert (after["drafts"], after["versions"]) == (2, 3)
