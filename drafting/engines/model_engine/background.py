"""A coroutine that emits -> a plain iterator: it runs on its own loop in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

from drafting.engines.base import Stopped

_LOOK = 0.1
"""Seconds between two looks at ``stop`` while nothing comes."""
T = TypeVar("T")
_Handle = tuple[asyncio.AbstractEventLoop, "asyncio.Task[None] | None"]


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


def iterate(
    work: Callable[[Callable[[T], None]], Awaitable[None]], stop: threading.Event | None = None
) -> Generator[T, None, None]:
    """Yield what ``work`` emits, as it comes; its exception is raised here. Closing the iterator
    cancels the work and waits until it has let go of its connections; so does setting ``stop``,
    from any thread, and then Stopped is raised."""
    events: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    handle: Future[_Handle] = Future()
    thread = threading.Thread(
        target=_run, args=(work, events, handle), name="drafting-model", daemon=True
    )
    thread.start()
    loop, job = handle.result()
    try:
        while not isinstance(event := _next(events, stop), _End):
            yield event
        if event.error is not None:
            raise event.error
    finally:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nothing is left to stop
            loop.call_soon_threadsafe(job.cancel if job else loop.stop)
        thread.join()


def _next(events: queue.SimpleQueue[T | _End], stop: threading.Event | None) -> T | _End:
    while stop is None or not stop.is_set():
        with contextlib.suppress(queue.Empty):
            return events.get(timeout=_LOOK)
    raise Stopped


def _run(
    work: Callable[[Callable[[T], None]], Awaitable[None]],
    events: queue.SimpleQueue[T | _End],
    handle: Future[_Handle],
) -> None:
    async def main() -> None:
        handle.set_result((asyncio.get_running_loop(), asyncio.current_task()))
        await work(events.put)

    error: BaseException | None = None
    try:
        asyncio.run(main())
    except asyncio.CancelledError:
        pass
    except BaseException as raised:
        error = raised
    if not handle.done():
        handle.set_exception(error or RuntimeError("the loop did not start"))
    events.put(_End(error))
