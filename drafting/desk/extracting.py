"""An extraction at work in a thread of its own: it can be stopped, and its requests with it."""

from __future__ import annotations

import asyncio
import contextvars
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.facts.extraction import (
    Extraction,
    Material,
    extract_by_rules,
    pasted,
    read_material,
)
from drafting.kinds import load_kind
from drafting.settings import Settings


class Extracting:
    """The facts of pasted text and of files, being found. Where a model is set, it is asked."""

    def __init__(self, text: str, paths: Sequence[str], kind_id: str, settings: Settings) -> None:
        self.begun = time.monotonic()
        self.found: Extraction | None = None
        self.error: Exception | None = None
        self._given = (text, tuple(paths), kind_id, settings)
        self._loop = asyncio.new_event_loop()
        self._task: asyncio.Task[Extraction] | None = None
        self._stop = threading.Event()
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin; returns at once."""
        here = contextvars.copy_context()  # the language of the page that asks
        threading.Thread(target=here.run, args=(self._run,), name="extraction", daemon=True).start()

    def cancel(self) -> None:
        """Stop it and its requests. Returns at once; nothing is found then."""
        self._stop.set()
        if not self._ended.is_set() and self._task is not None:
            self._loop.call_soon_threadsafe(self._task.cancel)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come: it has ended, or nobody waits for it any more."""
        return self._ended.is_set() or self._stop.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether a person has stopped it."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; tells whether it came in time."""
        return self._ended.wait(seconds)

    def _run(self) -> None:
        try:
            self._task = self._loop.create_task(extracted(*self._given))
            if not self._stop.is_set():
                self.found = self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            self._stop.set()
        except Exception as error:  # told to the person who waits, whatever it is
            self.error = error
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._ended.set()
            self._loop.close()


async def extracted(
    text: str, paths: Sequence[str], kind_id: str, settings: Settings
) -> Extraction:  # fmt: skip
    """The facts of pasted text and of files. Raises BadInput."""
    materials: list[Material] = [read_material(Path(path)) for path in paths]
    if text.strip():
        materials.append(pasted(text))
    if not materials:
        raise BadInput(say("material.nothing"))
    await asyncio.sleep(0)
    if not settings.has_model:
        return extract_by_rules(materials, load_kind(kind_id))
    from drafting.facts.extraction.by_model import extract_by_model

    return await extract_by_model(materials, load_kind(kind_id), settings)
