"""Names in a text: who and what is named, whether the brief knows it, and how it is miswritten.

lexicon.yaml   surnames, posts, offices, what only looks like a name
words.py       words and their kinds, by LAC;  mentions.py  the names of a sentence
known.py       the names of a brief;  slips.py  one character off;  posts.py  who holds which post
divisions.py   which county a town belongs to;  provenance.py  names and their facts
"""

from drafting.naming.known import (
    KnownName,
    KnownNames,
    is_generic_organisation,
    is_known,
    is_office,
    known_names,
    nearest,
    nearest_work,
)
from drafting.naming.letters import letters
from drafting.naming.mention import Mention, NameKind
from drafting.naming.mentions import mentions_of
from drafting.naming.provenance import NamedSpan, name_provenance
from drafting.naming.slips import Slip, slips_in
from drafting.naming.works import works

__all__ = [
    "KnownName",
    "KnownNames",
    "Mention",
    "NameKind",
    "NamedSpan",
    "Slip",
    "is_generic_organisation",
    "is_known",
    "is_office",
    "known_names",
    "letters",
    "mentions_of",
    "name_provenance",
    "nearest",
    "nearest_work",
    "slips_in",
    "works",
]
