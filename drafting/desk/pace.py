"""How far the writing of a draft is, and how long it will still take at the speed measured so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from drafting.desk.html import chinese
from drafting.desk.words import say
from drafting.model import PlannedSection

_LEAST_SECONDS, _LEAST_WORDS = 4.0, 80
"""Less than this tells no speed: the server has hardly begun."""
_ROUNDED = 5
"""Seconds to which a short rest is rounded."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a job stands. ``words`` counts 字 by section; ``kept`` are sections that stood before it
    began and tell nothing of its speed; ``seconds`` since it began."""

    sections: Sequence[PlannedSection]
    words: Mapping[str, int]
    finished: Collection[str]
    kept: Collection[str]
    seconds: float

    def left(self) -> float | None:
        """Seconds still to go; None while they cannot be told."""
        written = sum(n for key, n in self.words.items() if key not in self.kept)
        if self.seconds < _LEAST_SECONDS or written < _LEAST_WORDS:
            return None
        todo = (s for s in self.sections if s.id not in self.finished)
        rest = sum(max(0, s.length - self.words.get(s.id, 0)) for s in todo)
        return rest * self.seconds / written


def shown(pace: Pace, names: Mapping[str, str]) -> str:
    """The whole in a bar, each section in a line that leads to it. ``names`` are what sections
    without a heading are called."""
    total, done = len(pace.sections), len(pace.finished)
    planned = sum(s.length for s in pace.sections) or 1
    share = sum(_share(s, pace) * s.length for s in pace.sections) / planned
    said = (
        say("writing.progress", done=done, total=total) if done < total else say("writing.reading")
    )
    items = "".join(_item(number, s, pace, names[s.id]) for number, s in enumerate(pace.sections))
    return (
        f'<div class="progress" role="status"><p>{said}<span class="left">{_left(pace)}</span></p>'
        f'<div class="bar"><span style="width:{round(100 * share)}%"></span></div></div>'
        f'<ol class="pace">{items}</ol>'
    )


def _left(pace: Pace) -> str:
    seconds = pace.left()
    if seconds is None or len(pace.finished) == len(pace.sections):
        return ""
    if seconds < _ROUNDED:
        return say("writing.soon")
    if seconds < 90:
        return say("writing.seconds", count=_ROUNDED * round(seconds / _ROUNDED))
    return say("writing.minutes", count=round(seconds / 60))


def _share(section: PlannedSection, pace: Pace) -> float:
    if section.id in pace.finished:
        return 1.0
    return min(0.95, pace.words.get(section.id, 0) / max(section.length, 1))


def _item(number: int, section: PlannedSection, pace: Pace, name: str) -> str:
    words = pace.words.get(section.id, 0)
    state = "done" if section.id in pace.finished else "under-way" if words else "waiting"
    count = (
        f"{words}/{section.length}"
        if state == "under-way"
        else say(f"writing.{state}", count=words)
    )
    width = round(100 * _share(section, pace))
    return (
        f'<li class="{state}"><a href="#section-{number}"><span>{chinese(section.heading or name)}</span><i>{count}</i></a>'
        f'<b style="width:{width}%"></b></li>'
    )
