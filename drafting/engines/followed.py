"""An engine whose work is told of in the log and in the numbers, under the draft and the user it is
for."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import cast

from drafting.engines.base import Engine, Step, Stopped, Task, Written
from drafting.model import EngineName, Outline
from drafting.observing import metrics
from drafting.observing.context import known, stay_about

_log = logging.getLogger(__name__)


class Followed:
    """Writes as the engine does; for a job, which runs in a thread of its own."""

    def __init__(self, engine: Engine, draft_id: str) -> None:
        self._engine = engine
        self._about = {**known(), "draft": draft_id}

    @property
    def name(self) -> EngineName:
        """The engine's own."""
        return self._engine.name

    def outline(self, task: Task) -> Outline:
        """As the engine's."""
        return self._engine.outline(task)

    def write(self, task: Task) -> Iterator[Step]:
        """As the engine's. What runs in this thread afterwards is about the draft, too."""
        stay_about(self._about)
        begun, outcome, written = time.monotonic(), "stopped", set[str]()
        metrics.job_begun()
        _log.info("writing begun", extra={"engine": self.name, "left": _left(task)})
        try:
            # the protocol promises an iterator; each engine gives a generator, which must be closed
            with closing(cast("Generator[Step, None, None]", self._engine.write(task))) as steps:
                for step in steps:
                    if isinstance(step, Written):
                        written.add(step.section.id)
                    yield step
            outcome = "finished"
        except Stopped:
            raise
        except Exception:
            outcome = "failed"
            metrics.error("job")
            raise
        finally:
            metrics.job_ended(self.name, outcome)
            fields = {"engine": self.name, "outcome": outcome, "sections": len(written),
                      "ms": round((time.monotonic() - begun) * 1000)}  # fmt: skip
            _log.info("writing ended", extra=fields)


def _left(task: Task) -> int:
    return len(task.outline.sections) - len(task.done)
