"""审校单: what stands open in a text, what was let stand and why, what each figure rests on.

sheet.py        the record, made from a text and what it is checked against
told.py         it as JSON
``drafting.word.review_sheet`` sets it as a Word file.
"""

from drafting.review_sheet.sheet import Rest, ReviewSheet, counts, sheet_of
from drafting.review_sheet.told import sheet_json

__all__ = ["Rest", "ReviewSheet", "counts", "sheet_json", "sheet_of"]
