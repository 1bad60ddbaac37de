"""How long texts are to be, in Word's 字."""

from __future__ import annotations

from drafting.document import back_lines, front_lines
from drafting.engines.base import Task
from drafting.model import PlannedSection, Section
from drafting.wording import word_count

SECTION_SPARE = 0.15
"""A section may be off its length by this share of it."""
DOCUMENT_SPARE = 0.10
"""A document may be off its length by this share of it."""
_LEAST_SPARE = 12
"""No text can be asked to hit its length to fewer 字 than this."""
_SHORTEST = 40


def text_length(task: Task, planned: PlannedSection) -> int:
    """What the text below the heading is to have: the planned length less the heading and the
    section's share of title, 称呼 and 落款, which count as well."""
    sections = task.outline.sections
    frame = sum(map(word_count, _frame(task)))
    total = sum(section.length for section in sections) or 1
    own = planned.length - word_count(planned.heading) - frame * planned.length / total
    return max(_SHORTEST, round(own))


def off(length: int, wanted: int, spare: float = SECTION_SPARE) -> int:
    """By how many 字 a text is longer (or, below zero, shorter) than may be; 0 where it is right."""
    room = max(_LEAST_SPARE, round(wanted * spare))
    if abs(length - wanted) <= room:
        return 0
    return length - wanted - room if length > wanted else length - wanted + room


def length_of(section: Section) -> int:
    """A section's text, its sub-headings included, its heading not."""
    return word_count(section.text)


def _frame(task: Task) -> list[str]:
    brief, kind = task.brief, task.kind
    return [task.outline.title, *front_lines(brief, kind), *back_lines(brief, kind)]
