"""A process that serves looks every few seconds for work whose process has died, and carries it on.

Only where processes share a database: on a desk of one's own, a person decides whether what broke
off is carried on.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from drafting.errors import DraftingError
from drafting.model import Section
from drafting.recovery import is_written, recover
from drafting.store import Store, Unfinished

LOOK = 2.0
"""Seconds between two looks."""
_AT_ONCE = 4
"""Jobs taken at one look, so that several processes share what one has left."""
MOST = 3
"""Times that work is taken over; what has outlived so many processes waits for a person."""
_log = logging.getLogger(__name__)
CarryOn = Callable[[Unfinished], object]
"""Begins to write what is left of the work of a dead run. Raises DraftingError where it cannot."""


class Takeover:
    """Looks after the work of all processes on one database."""

    def __init__(self, store: Store, carry_on: CarryOn) -> None:
        self._store = store
        self._carry_on = carry_on
        self._closing = threading.Event()

    def start(self) -> None:
        """Look from now on, in a thread."""
        threading.Thread(target=self._look_on, name="takeover", daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._closing.set()

    def look(self) -> int:
        """Look once; returns how many jobs were taken over. Raises StoreFailed."""
        taken = 0
        for draft_id, run in self._store.work.orphans()[:_AT_ONCE]:
            if self._closing.is_set():
                break
            taken += self._take(draft_id, run)
        return taken

    def _take(self, draft_id: str, run: str) -> bool:
        work = self._store.work.find(draft_id)
        if work is None or work.run != run or work.alive:
            return False
        try:
            if work.takeovers < MOST:
                self._carry_on(work)
                return True
        except DraftingError as error:
            _log.warning("draft %s cannot be carried on here: %s", draft_id, error)
        recover(draft_id, self._store)
        return False

    def _look_on(self) -> None:
        while not self._closing.wait(LOOK * random.uniform(0.7, 1.3)):
            try:
                self.look()
            except DraftingError as error:
                _log.warning("work of other processes: %s", error)
            except Exception:
                _log.exception("work of other processes")


def stands(work: Unfinished) -> tuple[Section, ...]:
    """The sections of work that need not be written again."""
    return tuple(section for section in work.sections if is_written(section))
