"""Names in a text: who and what is named, whether the brief knows it, and how it is miswritten.

    lexicon.yaml   surnames, posts, offices, what only looks like a name
    words.py       words and their kinds, by LAC;  mentions.py  the names of a sentence
    known.py       the names of a brief;  slips.py  one character off;  posts.py  who holds which post
"""

from drafting.naming.known import (
    KnownName,
    KnownNames,
    is_generic_organisation,
    is_known,
    is_office,
    known_names,
    nearest,
)
from drafting.naming.letters import letters
from drafting.naming.mentions import Mention, NameKind, mentions_of
from drafting.naming.slips import Slip, slips_in

__all__ = [
    "KnownName",
    "KnownNames",
    "Mention",
    "NameKind",
    "Slip",
    "is_generic_organisation",
    "is_known",
    "is_office",
    "known_names",
    "letters",
    "mentions_of",
    "nearest",
    "slips_in",
]
