"""What each section shows while it is written."""

from __future__ import annotations

from drafting.engines.base import Cleared, Piece, Written
from drafting.pipeline import Event


class TextSoFar:
    """What each section shows, kept up to date event by event."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.finished: set[str] = set()
        self.restarted: dict[str, str] = {}
        """Why a section that is being written was begun anew, by its id."""

    def add(self, event: Event) -> None:
        """Append pieces, take back what was cleared, put finished text in their place."""
        if isinstance(event, Piece):
            self.shown[event.section] = self.shown.get(event.section, "") + event.text
        elif isinstance(event, Cleared):
            self.shown[event.section] = ""
            self.finished.discard(event.section)
            self.restarted[event.section] = event.why
        elif isinstance(event, Written):
            self.shown[event.section.id] = event.section.text
            self.finished.add(event.section.id)
            self.restarted.pop(event.section.id, None)
