"""Keeping the thinking of a reasoning model out of its text."""

from __future__ import annotations

import re

_WORDS = "think|thinking|reasoning|thought|seed:think"
_OPEN = re.compile(
    rf"<(?:{_WORDS})>|◁think▷|\[THINK\]|<\|channel\|>analysis<\|message\|>", re.IGNORECASE
)
_CLOSE = re.compile(
    rf"</(?:{_WORDS})>|◁/think▷|\[/THINK\]|<\|channel\|>final<\|message\|>", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"(?:</?[a-z:]{0,10}|◁/?[a-z]{0,5}|\[/?[a-z]{0,5}|<\|[a-z|]{0,9}>?[a-z]{0,8}(?:<[a-z|]{0,9})?)\Z",
    re.IGNORECASE,
)


class Thoughts:
    """A filter over chunks: tags of Qwen, DeepSeek, Kimi, Doubao, Mistral and gpt-oss. ``leaked``
    turns true where a closing tag came without an opening one: all that was let through before was
    thinking. Blanks between thinking and the first text are left out."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self._at_start = False
        self.leaked = False

    def feed(self, chunk: str) -> str:
        """The text of the chunk that is no thinking; what may be half a tag is held back."""
        text, self._held = self._held + chunk, ""
        shown = ""
        while match := self._tag(text):
            if self._inside:
                self._inside, self._at_start = False, not shown
            elif _CLOSE.fullmatch(match[0]):
                self.leaked, self._at_start, shown = True, True, ""
            else:
                shown += self._text(text[: match.start()])
                self._inside = True
            text = text[match.end() :]
        if partial := _PARTIAL.search(text):
            text, self._held = text[: partial.start()], partial[0]
        return shown if self._inside else shown + self._text(text)

    def finish(self) -> str:
        """What was held back and turned out to be text."""
        held, self._held = self._held, ""
        return "" if self._inside else self._text(held)

    def _tag(self, text: str) -> re.Match[str] | None:
        """The next tag of those that can come now."""
        closing = _CLOSE.search(text)
        if self._inside:
            return closing
        opening = _OPEN.search(text)
        found = [match for match in (opening, closing) if match]
        return min(found, key=lambda match: match.start(), default=None)

    def _text(self, text: str) -> str:
        if self._at_start:
            text = text.lstrip()
            self._at_start = not text
        return text
