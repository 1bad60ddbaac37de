"""Several people who save while a backup is made."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select

from drafting.model import Draft
from drafting.store import Store
from drafting.store.tables import DraftRow


class Writers:
    """Each saves a draft of their own again and again, through a store of their own. All versions are
    the same but for the number in the title."""

    def __init__(self, opened: Callable[[], Store], draft: Draft, count: int = 3) -> None:
        self._over, self._begun = threading.Event(), threading.Barrier(count + 1)
        self.errors: list[Exception] = []
        self._threads = [
            threading.Thread(target=self._write, args=(opened, draft, number))
            for number in range(count)
        ]

    def _write(self, opened: Callable[[], Store], draft: Draft, number: int) -> None:
        store, count = opened(), 0
        while not self._over.is_set():
            try:
                store.save(replace(draft, id=f"w{number}", title=f"{count}"), f"{count}")
            except Exception as error:
                self.errors.append(error)
            count += 1
            if count == 2:
                self._begun.wait(60)
        store.close()

    def __enter__(self) -> Writers:
        for thread in self._threads:
            thread.start()
        self._begun.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


def assert_whole(store: Store) -> dict[str, int]:
    """Each draft has the version that it is at, and all before it; returns how many of each."""
    with store.engine.connect() as connection:
        revisions = {row.id: row.revision for row in connection.execute(select(DraftRow.__table__))}
    versions = 0
    for each in store.drafts():
        numbers = [version.number for version in store.versions(each.id)]
        assert numbers == list(range(revisions[each.id], 0, -1))  # none is lost, none twice
        versions += len(numbers)
        assert store.load(each.id).title == each.title
        if each.id.startswith("w"):
            assert each.title == str(len(numbers) - 1)
    return {"drafts": len(revisions), "versions": versions}
