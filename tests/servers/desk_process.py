"""A process of an office: a real ``Service`` on a database URL, which begins the drafts that it is told
to and looks after those of others; run by ``test_several_processes.py``, which may kill it.

``python -m tests.servers.desk_process URL FOLDER MODEL_ADDRESS`` reads one command a line and answers
with one line of JSON: ``start ID``, ``wait``, ``state ID``, ``text ID`` (what a page here would show
of a job elsewhere), ``stop ID``, ``search WORDS``, ``add PATH``, ``save ID TITLE``, ``quit``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["DRAFTING_EMBEDDINGS"] = "off"

from drafting.desk.service import Service
from drafting.jobs import Job
from drafting.plan import plan
from drafting.settings import Settings
from drafting.store import Store
from drafting.text_so_far import TextSoFar
from retrieval import Library
from tests.briefs import shipped


class Desk:
    def __init__(self, url: str, folder: Path, address: str) -> None:
        given = {
            "drafting_home": folder, "drafting_embeddings": "off", "drafting_database_url": url,
            "openai_base_url": address, "openai_api_key": "key", "drafting_parallel": 3,
        }  # fmt: skip
        library = Library(folder / "library", database_url=url)
        self.library = library
        self.service = Service(Store(url), library, folder, Settings.model_validate(given))

    def start(self, draft_id: str) -> str:
        brief = replace(shipped("work_summary"), subject=f"{draft_id}工作")
        outline = plan(brief)
        service = self.service
        service.store.save(_skeleton(draft_id, service.keep("", brief, outline, "model"), service))
        service.start(draft_id, brief, outline, "model")
        return draft_id

    def state(self, draft_id: str) -> list[Any]:
        job = self.service.jobs.find(draft_id)
        return [type(job).__name__, job.state, job.message] if isinstance(job, Job) else []

    def text(self, draft_id: str) -> dict[str, str]:
        job = self.service.jobs.find(draft_id)
        shown = TextSoFar()
        for event in job.since(0)[0] if job else ():
            shown.add(event)
        return shown.shown

    def stop(self, draft_id: str) -> None:
        job = self.service.jobs.find(draft_id)
        if job is not None:
            job.cancel()

    def search(self, words: str) -> list[list[Any]]:
        return [[hit.passage, round(hit.score, 6)] for hit in self.library.search(words, k=20)]

    def add(self, path: str) -> int:
        return len(self.library.add([Path(path)]))

    def save(self, draft_id: str, title: str) -> int:
        """As a click does: load, change, save."""
        with self.service.store.turn(draft_id):
            draft, _ = self.service.current_at(draft_id)
            return len(self.service.save(replace(draft, title=draft.title + title), "改").title)


def _skeleton(draft_id: str, kept: str, service: Service) -> Any:
    draft = service.store.load(kept)
    service.store.remove(kept)
    return replace(draft, id=draft_id)


def main(url: str, folder: str, address: str) -> None:
    desk = Desk(url, Path(folder), address)
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        name, *given = line.split()
        if name == "quit":
            break
        action: Callable[..., Any] = getattr(desk, name)
        print(json.dumps(action(*given), ensure_ascii=False), flush=True)
    desk.service.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
