"""A coroutine that emits -> a plain iterator. All run on one loop, in a thread of its own: many
documents at once cost one thread to wake, not one each."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from drafting.engines.base import Stopped

_LOOK = 0.1
"""Seconds between two looks at ``stop`` while nothing comes."""
_PAUSE = 0.04
"""Seconds for which what is emitted is gathered before the reader is woken again; what comes after
a longer silence wakes him at once."""
_AGAIN = 0.2
"""Seconds after which work that has not ended is cancelled again: a library that waits for a chunk
with a time limit may take a cancellation for itself when the chunk comes in the same moment."""
_BESIDE = 2
"""Threads for what the loop hands over (checks, comparisons): they hold the interpreter, so that more
would make streams and pages wait without being any quicker."""
T = TypeVar("T")


def iterate(
    work: Callable[[Callable[[T], None]], Awaitable[None]], stop: threading.Event | None = None
) -> Generator[list[T], None, None]:
    """Yield what ``work`` emits, as it comes, in batches; its exception is raised here. Closing
    the iterator cancels the work and waits until it has let go of its connections; so does setting
    ``stop``, from any thread, and then Stopped is raised."""
    loop = _loop()
    line: _Line[T] = _Line(loop)
    begun: list[asyncio.Task[None]] = []

    def begin() -> None:
        task = loop.create_task(_awaited(work(line.put)))
        task.add_done_callback(line.end)
        begun.append(task)

    loop.call_soon_threadsafe(begin)
    try:
        while (batch := line.take(stop)) is not None:
            yield batch
    finally:
        while not line.ended.is_set():
            loop.call_soon_threadsafe(lambda: begun[0].cancel())
            line.ended.wait(_AGAIN)


async def _awaited(work: Awaitable[None]) -> None:
    await work


@dataclass(slots=True)
class _Line(Generic[T]):
    """What has been emitted and not read yet. Written on the loop, read in another thread."""

    loop: asyncio.AbstractEventLoop
    ended: threading.Event = field(default_factory=threading.Event)
    _error: BaseException | None = None
    _gathered: list[T] = field(default_factory=list)
    _ready: list[T] = field(default_factory=list)
    _turn: threading.Condition = field(default_factory=threading.Condition)
    _resting: bool = False

    def put(self, event: T) -> None:
        self._gathered.append(event)
        if not self._resting:
            self._resting = True
            self._pass_on()
            self.loop.call_later(_PAUSE, self._rested)

    def end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            self._error = task.exception()
        self._pass_on(last=True)

    def take(self, stop: threading.Event | None) -> list[T] | None:
        """The next batch; None at the end. Raises what the work raised."""
        with self._turn:
            while True:
                if stop is not None and stop.is_set():
                    raise Stopped
                if self._ready:
                    batch, self._ready = self._ready, []
                    return batch
                if self.ended.is_set():
                    break
                self._turn.wait(_LOOK)
        if self._error is not None:
            raise self._error
        return None

    def _rested(self) -> None:
        self._resting = bool(self._gathered)
        if self._gathered:
            self._pass_on()
            self.loop.call_later(_PAUSE, self._rested)

    def _pass_on(self, *, last: bool = False) -> None:
        with self._turn:
            self._ready += self._gathered
            self._gathered.clear()
            if last:
                self.ended.set()
            self._turn.notify()


_STARTING = threading.Lock()
_RUNNING: list[asyncio.AbstractEventLoop] = []


def _loop() -> asyncio.AbstractEventLoop:
    """The loop of this process, started when it is first asked for."""
    with _STARTING:
        if not _RUNNING:
            loop = asyncio.new_event_loop()
            loop.set_default_executor(ThreadPoolExecutor(_BESIDE, "drafting-beside"))
            threading.Thread(target=loop.run_forever, name="drafting-model", daemon=True).start()
            _RUNNING.append(loop)
        return _RUNNING[0]
