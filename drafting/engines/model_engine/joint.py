"""Where an answer that was cut off is gone on with: the continuation without what it repeats."""

from __future__ import annotations

import re
from collections.abc import Callable

_OPEN_MARK = re.compile(r"⟦[^⟦⟧\n]*\Z")
_PREFACE = re.compile(r"\A\s*(?:好的|接着|继续|续写|下面|以下)[^\n。！？；]{0,30}[：:]\s*")
_HELD = 40
"""Characters of a continuation that are always looked at before any is shown."""
_LEAST = 3
"""Fewer characters alike at a joint are chance: 服务 may well follow 服务."""
_LOOKED_BACK = 6000
_ENDS = tuple("。！？…”』」）】⟧\n")


def whole_marks(text: str) -> str:
    """A text that was cut off, without the half of a fact mark at its end."""
    return _OPEN_MARK.sub("", text)


def continuation(before: str, more: str) -> str:
    """What ``more`` adds to ``before``: a preface and the words it repeats are left out. Where a
    model began again from the start, only what goes beyond ``before`` is added."""
    more = _PREFACE.sub("", more, count=1)
    if repeated := _overlap(before, more):
        return more[repeated:]
    inside = before.rstrip(" ") and not before.endswith(_ENDS)
    more = more.lstrip() if inside else more
    lead = more[: len(more) - len(more.lstrip())]
    told = more[len(lead) :]
    return told[repeated:] if (repeated := _overlap(before.rstrip(), told)) else more


class Joint:
    """Lets a streamed continuation through as soon as it is clear what of it is new."""

    def __init__(self, before: str, show: Callable[[str], None]) -> None:
        self._before = before
        self._show = show
        self._held = ""
        self._open = False

    def feed(self, text: str) -> None:
        """Take a chunk; show what is certain to be new."""
        if self._open:
            self._show(text)
            return
        self._held += text
        if len(self._held) >= _HELD and self._held.strip() not in self._before:
            self.finish()

    def finish(self) -> None:
        """Nothing more will come, or it is clear: show what is held back."""
        if not self._open:
            self._open = True
            if new := continuation(self._before, self._held):
                self._show(new)

    def restart(self) -> None:
        """The continuation is written anew."""
        self._held, self._open = "", False


def _overlap(before: str, more: str) -> int:
    """How many characters of ``more`` say again what ``before`` ends with."""
    tail = before[-_LOOKED_BACK:]
    longest = min(len(tail), len(more))
    return next((n for n in range(longest, _LEAST - 1, -1) if tail.endswith(more[:n])), 0)
