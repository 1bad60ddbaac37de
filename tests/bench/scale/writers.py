"""One to sixty writers at once on two processes and one PostgreSQL, with a model that has bad days."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.crowd.running import day, office
from tests.servers.postgres import running

COUNTS = (1, 10, 30, 60)
SECONDS = 40.0
"""In which a writer begins documents; each takes about a minute."""


def figures(folder: Path) -> Iterator[tuple[int, dict[str, float]]]:
    """For each count: median and 95th percentile of the answers to what a writer does, in ms;
    documents a minute."""
    with tempfile.TemporaryDirectory(prefix="scale-") as place:
        Path(place).chmod(0o755)
        with running(Path(place) / "server") as server:
            for count in COUNTS:
                with office(
                    folder / f"of-{count}", [{}, {}], DRAFTING_DATABASE_URL=server.new_database()
                ) as desks:
                    addresses = [desk.address for desk in desks]
                    done = asyncio.run(day(desks, addresses, count, SECONDS))
                assert done.wrong == []
                taken = done.actions()
                yield (
                    count,
                    {
                        "action_median_ms": 1000 * taken[len(taken) // 2],
                        "action_p95_ms": 1000 * done.p95(),
                        "documents_a_minute": 60 * len(done.outcomes) / done.seconds,
                    },
                )
