"""The sample library: documents whose style a writer may borrow, found by words and by meaning.

    library.py    the façade the program talks to; opening.py opens it from the settings,
                  opened.py is what is open, changing.py adds and corrects
    read/         one file a format: bytes -> text       (adding a format is adding a file)
    clean/        one file a rule: dirt out, every change accounted for
    parts.py      one file of several documents -> documents;  about.py  title, issuer, year
    structure.py  text -> sections;  understanding/  how it is told;  passages.py  -> passages
    roles.py      what a passage does;  kinds.py  what kind of document it stands in
    making.py     all of this in order;  adding.py  into the catalog;  duplicates.py  told apart
    catalog.py    SQL: the texts, the passages and the cached vectors; all else is made from it
    lexical.py    ranking by words, kept_words.py on disk;  dense.py  by vectors, in Chroma;
                  embed/ makes these
    search.py     both rankings fused, filtered, explained;  exemplars.py  for an outline
    vectors.py    keeps vectors up to date, background.py in a thread
    shipping.py   the samples that come with the program;  evaluation/  how well it finds
    cli.py        ``python -m retrieval``

Importing this package is cheap: SQL, vectors and models are loaded when first used.
"""

from retrieval.errors import LibraryError
from retrieval.kinds import KINDS
from retrieval.library import Library
from retrieval.model import (
    Added,
    Document,
    DocumentSummary,
    DocumentText,
    Hit,
    Passage,
    Section,
    Status,
)
from retrieval.opening import open_library
from retrieval.roles import ROLES
from retrieval.shipping import ship

__all__ = [
    "KINDS",
    "ROLES",
    "Added",
    "Document",
    "DocumentSummary",
    "DocumentText",
    "Hit",
    "Library",
    "LibraryError",
    "Passage",
    "Section",
    "Status",
    "open_library",
    "ship",
]
