"""Text on its way to the screen, a few times a second."""

from __future__ import annotations

import time
from collections.abc import Callable

_SECONDS = 0.03
"""Nobody reads faster, and each showing costs a page more than the text is worth. A little less
than what an answer is gathered for on its way (see wire.py), so that the two do not add up."""

Tell = Callable[[str], None]


class Screen:
    """Passes the first text on at once, what follows in bits at least _SECONDS apart."""

    def __init__(self, show: Tell | None, restart: Tell | None) -> None:
        self._show, self._restart = show, restart
        self._waiting: list[str] = []
        self._last = 0.0
        self._has_shown = False

    def put(self, text: str) -> None:
        """More text; shown now or with what follows."""
        self._waiting.append(text)
        if time.monotonic() - self._last >= _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Show what has been waiting."""
        text = "".join(self._waiting)
        self._waiting.clear()
        if text and self._show:
            self._show(text)
            self._has_shown, self._last = True, time.monotonic()

    def again(self, why: str) -> None:
        """All text so far is void, for this reason; what was shown is taken back."""
        self._waiting.clear()
        self._last = 0.0
        if self._has_shown and self._restart:
            self._restart(why)
        self._has_shown = False
