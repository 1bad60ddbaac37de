"""What is being written here, told to the pages of other processes: whole sections stand in the
tables, the text so far of the others is told now and then."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.exc import SQLAlchemyError

from drafting.pipeline import Event
from drafting.store import Store
from drafting.store.news import News, tell
from drafting.text_so_far import TextSoFar

PAUSE = 0.7
"""Seconds between two tellings."""
_log = logging.getLogger(__name__)
Since = Callable[[int], tuple[Sequence[Event], bool]]
"""The events of a job from one on; see ``Job.since``."""


class Telling:
    """Tells the text so far of jobs, each section when it has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[str, tuple[TextSoFar, int, dict[str, str]]] = {}

    @property
    def pause(self) -> float:
        """Seconds until there is something to tell again."""
        return PAUSE if self._store.shared else 60.0

    def tell(self, jobs: Mapping[str, Since]) -> None:
        """Tell what has changed since the last time. What cannot be told is told the next time."""
        if not self._store.shared:
            return
        news = [each for draft_id, since in jobs.items() for each in self._news(draft_id, since)]
        self._texts = {key: kept for key, kept in self._texts.items() if key in jobs}
        if not news:
            return
        try:
            tell(self._store.engine, news)
        except SQLAlchemyError as error:
            _log.warning("text so far: %s", type(error).__name__)

    def _news(self, draft_id: str, since: Since) -> list[News]:
        text, seen, before = self._texts.get(draft_id, (TextSoFar(), 0, {}))
        events, _ = since(seen)
        for event in events:
            text.add(event)
        now = {key: words for key, words in text.shown.items() if key not in text.finished}
        self._texts[draft_id] = (text, seen + len(events), now)
        return [News(draft_id, key, now[key]) for key in now if now[key] != before.get(key)]
