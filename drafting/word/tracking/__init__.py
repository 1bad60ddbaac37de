"""Tracked changes out: two bodies of paragraphs become one that shows what became of the first.

units.py        a paragraph as characters, each with its formatting
marks.py        w:ins, w:del, w:rPrChange and w:pPrChange
tables.py       what became of a table, row by row
merging.py      the two bodies as one
"""

from drafting.word.tracking.marks import Author
from drafting.word.tracking.merging import Compared, merged

__all__ = ["Author", "Compared", "merged"]
