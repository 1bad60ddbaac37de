"""A reviewed Word file comes back onto its draft: as revisions to accept or refuse, and remarks.

chapters.py    the text of both as chapters: a heading with what stands under it
matching.py    which chapter became which, whatever was renamed, moved, added or taken out
revisions.py   the differences as revisions of sections
accepting.py   a revision taken over, whatever it changes
opening.py     any other Word file as a draft
"""

from drafting.returning.accepting import TAKEN, accept, refuse
from drafting.returning.opening import draft_of, open_as_draft
from drafting.returning.revisions import Returned, bring_back, is_returned

__all__ = [
    "TAKEN",
    "Returned",
    "accept",
    "bring_back",
    "draft_of",
    "is_returned",
    "open_as_draft",
    "refuse",
]
