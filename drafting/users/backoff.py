"""Whoever gives wrong passwords waits, twice as long each time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

FREE = 3
"""Wrong passwords before anybody has to wait."""
LONGEST = 300.0
"""Seconds."""
_REMEMBERED = 10_000


class Backoff:
    """Counts failures by who failed. Safe to use from several threads; a restart forgets all."""

    def __init__(self, free: int = FREE, clock: Callable[[], float] = time.monotonic) -> None:
        self._free = free
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._turn = threading.Lock()

    def wait(self, who: str) -> float:
        """Seconds until ``who`` may try again; 0 where that is now."""
        with self._turn:
            _, until = self._failed.get(who, (0, 0.0))
        return max(0.0, until - self._clock())

    def failed(self, who: str) -> None:
        """A wrong password."""
        with self._turn:
            count = self._failed.pop(who, (0, 0.0))[0] + 1
            pause = min(LONGEST, 2.0 ** min(count - self._free, 30)) if count >= self._free else 0.0
            self._failed[who] = (count, self._clock() + pause)
            while len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)

    def forget(self, who: str) -> None:
        """The right password."""
        with self._turn:
            self._failed.pop(who, None)
