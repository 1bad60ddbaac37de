"""A coroutine that emits -> a plain iterator: it runs on its own loop in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
_Handle = tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


def iterate(work: Callable[[Callable[[T], None]], Awaitable[None]]) -> Iterator[T]:
    """Yield what ``work`` emits, as it comes; its exception is raised here. Closing the iterator
    cancels the work and waits until it has let go of its connections."""
    events: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    handle: Future[_Handle] = Future()
    thread = threading.Thread(
        target=_run, args=(work, events, handle), name="drafting-model", daemon=True
    )
    thread.start()
    try:
        while not isinstance(event := events.get(), _End):
            yield event
        if event.error is not None:
            raise event.error
    finally:
        _cancel(handle)
        thread.join()


def _run(
    work: Callable[[Callable[[T], None]], Awaitable[None]],
    events: queue.SimpleQueue[T | _End],
    handle: Future[_Handle],
) -> None:
    async def main() -> None:
        job = asyncio.ensure_future(work(events.put))
        handle.set_result((asyncio.get_running_loop(), job))
        await job

    try:
        asyncio.run(main())
    except asyncio.CancelledError:
        events.put(_End())
    except BaseException as error:
        events.put(_End(error))
    else:
        events.put(_End())


def _cancel(handle: Future[_Handle]) -> None:
    if not handle.done() and not handle.cancel():
        return
    if handle.cancelled():
        return
    loop, job = handle.result()
    with contextlib.suppress(RuntimeError):  # the loop has closed: nothing is left to stop
        loop.call_soon_threadsafe(job.cancel)
