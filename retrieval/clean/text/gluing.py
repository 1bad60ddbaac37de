"""Where a heading ends that a blank, not a line end, parts from its paragraph."""

from __future__ import annotations

import re

from retrieval.clean.text.marks import HAN

_BLANKS = re.compile(r"[ \t\u3000]+")
_PROSE = re.compile(r"[，。；！？：]")
_MARKS = tuple("，。；！？：、）”")
_LONG_PIECE = 20
_LEAST_BREAKS = 3
_BEHIND_STOP = re.compile(r"[。！？][”）]?[ \t\u3000]{1,12}(?=\S)")
_INSIDE = re.compile(rf"[{HAN}，、][ \t\u3000]{{1,12}}(?=[{HAN}])")


def split_at_blank(line: str, longest: int) -> tuple[int, int] | None:
    """Return start and end of the blanks between a heading and the paragraph behind it.

    A heading may itself consist of pieces (提高认识 强化责任): it ends before the first piece
    that is long or has punctuation. There is none when it is longer than ``longest``.
    """
    for blank in _BLANKS.finditer(line):
        if blank.start() > longest:
            return None
        following = _BLANKS.search(line, blank.end())
        piece = line[blank.end() : following.start() if following else len(line)]
        if (
            blank.start()
            and piece[:1] not in _MARKS
            and (len(piece) > _LONG_PIECE or _PROSE.search(piece))
        ):
            return blank.start(), blank.end()
    return None


def blanks_part(text: str) -> bool:
    """Tell whether blanks in a text part paragraphs: they follow full stops, not just anything."""
    behind_stops = len(_BEHIND_STOP.findall(text))
    return behind_stops >= _LEAST_BREAKS and len(_INSIDE.findall(text)) <= behind_stops + 2
