"""The page in a process of its own that begins drafts when told to: ``python -m
tests.bench.busy_desk FOLDER``, with the model in the environment. ``begin 20`` on stdin begins so
many drafts, ``keep 1`` keeps one for a person to begin. stdout tells the address, then the ids; the
monotonic second at which the first of them had its first text; and ``written`` when all have
ended."""

from __future__ import annotations

import socket
import sys
import threading
import time
from functools import partial
from pathlib import Path

from drafting.desk.door import Door
from drafting.desk.health import Health
from drafting.desk.page import build_page
from drafting.desk.server import serve
from drafting.desk.service import Service
from drafting.engines.base import Piece
from drafting.jobs import Job
from drafting.settings import load_settings
from drafting.store import open_store
from retrieval import Library
from tests.bench.model_bench import speech


def main(folder: Path) -> None:
    """Serve until SIGTERM."""
    store, library = open_store(folder), Library(folder / "library")
    service = Service(store, library, folder / "files", load_settings())
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_listen, args=(service,), daemon=True).start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    door = Door(None, b"", folder / "files", service.may_read, store.engine)
    build, health = partial(build_page, service), Health({})
    serve(build, listening, address, door, health, stop_work=service.stop_work)
    service.close()


def _listen(service: Service) -> None:
    for line in sys.stdin:
        what, count = line.split()
        ids = [_kept(service) for _ in range(int(count))]
        print(*ids, flush=True)
        if what == "begin":
            for draft in ids:
                service.start(draft, speech().brief, speech().outline, "model")
        jobs = [_job(service, draft) for draft in ids]
        for event in jobs[0].events():
            if isinstance(event, Piece):
                print(time.monotonic(), flush=True)
                break
        for job in jobs:
            job.wait()
        used = time.process_time()
        print("written", sum(job.state == "finished" for job in jobs), used, flush=True)


def _kept(service: Service) -> str:
    task = speech()
    return service.keep("", task.brief, task.outline, "model")


def _job(service: Service, draft: str) -> Job:
    while (job := service.jobs.find(draft)) is None:
        time.sleep(0.01)
    return job


if __name__ == "__main__":
    main(Path(sys.argv[1]))
