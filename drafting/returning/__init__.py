"""A reviewed Word file comes back onto its draft: as revisions to accept or refuse, and remarks.

chapters.py    the text of both as chapters: a heading with what stands under it
matching.py    which chapter became which, whatever was renamed, moved, added or taken out
revisions.py   the differences as revisions of sections
accepting.py   a revision taken over, whatever it changes
"""

from drafting.returning.accepting import accept, refuse
from drafting.returning.revisions import Returned, bring_back

__all__ = ["Returned", "accept", "bring_back", "refuse"]
