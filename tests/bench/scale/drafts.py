"""The store with 10 to 100,000 drafts of twenty writers: what a writer waits for."""

from __future__ import annotations

import datetime as dt
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from drafting.document import to_json
from drafting.engines.offline import OfflineEngine
from drafting.facts import read_facts
from drafting.model import Draft
from drafting.pipeline import Finished, draft
from drafting.store import Store
from drafting.store.tables import DraftRow, VersionRow

FACTS = Path(__file__).parents[3] / "samples" / "facts" / "situation_report.yaml"
COUNTS = (10, 100, 1_000, 10_000, 100_000)
WRITERS = 20
VERSIONS = 3
"""Versions of each draft."""
_AT_ONCE = 1000
_TIMES = 5
_BEGIN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def figures(store: Store) -> Iterator[tuple[int, dict[str, float]]]:
    """For each count: milliseconds (median) to list, search, open and save as one of the writers."""
    made, there = _one(), 0
    for count in COUNTS:
        _fill(store, made, there, count)
        there = count
        yield count, _measured(store.seen_by(("writer-7",)), made)


def _measured(seen: Store, made: Draft) -> dict[str, float]:
    own = seen.shelf.drafts(limit=200)
    chosen = own[len(own) // 2].id
    opened = seen.load(chosen)
    return {
        "list_ms": _ms(lambda: seen.shelf.drafts(archived=False, limit=200)),
        "find_ms": _ms(lambda: seen.shelf.drafts("第7号", archived=False, limit=200)),
        "open_ms": _ms(lambda: seen.load(chosen)),
        "save_ms": _ms(lambda: seen.save(replace(opened, title=uuid.uuid4().hex), "改")),
        "new_ms": _ms(lambda: seen.save(replace(made, id=uuid.uuid4().hex[:12]), "新")),
    }


def _one() -> Draft:
    brief = read_facts(FACTS).brief
    *_, last = draft(brief, OfflineEngine())
    assert isinstance(last, Finished)
    return last.draft


def _fill(store: Store, made: Draft, start: int, end: int) -> None:
    """Rows as saving makes them, many in one transaction. The text of each is the same and short: it
    is read one at a time, and 300,000 versions of 8 kB would fill a disk."""
    brief = replace(made.brief, facts=made.brief.facts[:1])
    short = replace(made, brief=brief, outline=None, sections=made.sections[:1], findings=())
    content = to_json(short)
    for at in range(start, end, _AT_ONCE):
        rows = [_row(number, made.kind) for number in range(at, min(at + _AT_ONCE, end))]
        versions = [
            {"draft_id": row["id"], "number": n + 1, "note": "", "created": row["created"],
             "content": content}
            for row in rows
            for n in range(VERSIONS)
        ]  # fmt: skip
        with store.engine.begin() as connection:
            connection.execute(insert(DraftRow), rows)
            connection.execute(insert(VersionRow), versions)


def _row(number: int, kind: str) -> dict[str, Any]:
    moment = _BEGIN + dt.timedelta(minutes=number)
    return {
        "id": f"{number:012d}", "kind": kind, "title": f"关于第{number}号事项的情况汇报",
        "created": moment, "changed": moment, "owner": f"writer-{number % WRITERS}",
        "revision": VERSIONS, "archived": number % 4 == 3,
    }  # fmt: skip


def _ms(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)
