"""Keeping the thinking of a reasoning model out of its text."""

from __future__ import annotations

import re

_OPEN = re.compile(r"<(think|thinking|reasoning)>", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)
_PARTIAL = re.compile(r"</?[a-z]{0,9}\Z", re.IGNORECASE)


class Thoughts:
    """A filter over chunks. ``leaked`` turns true where a closing tag came without an opening
    one: all that was let through before was thinking."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self.leaked = False

    def feed(self, chunk: str) -> str:
        """The text of the chunk that is no thinking; what may be half a tag is held back."""
        text, self._held = self._held + chunk, ""
        shown = ""
        while match := (_CLOSE if self._inside else _first(text)).search(text):
            closing = match[0].startswith("</")
            if closing and not self._inside:
                self.leaked, shown = True, ""
            elif not closing:
                shown += text[: match.start()]
            self._inside = not closing
            text = text[match.end() :]
        if partial := _PARTIAL.search(text):
            text, self._held = text[: partial.start()], partial[0]
        return shown if self._inside else shown + text

    def finish(self) -> str:
        """What was held back and turned out to be text."""
        held, self._held = self._held, ""
        return "" if self._inside else held


def _first(text: str) -> re.Pattern[str]:
    """The tag that comes first."""
    opening, closing = _OPEN.search(text), _CLOSE.search(text)
    if closing and (not opening or closing.start() < opening.start()):
        return _CLOSE
    return _OPEN
