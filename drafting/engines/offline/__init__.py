"""The writer without a model: facts verbatim, joined with the kind's phrasing and the themes'.

ledger.py     which phrases are used up: none is used twice in a document
grouping.py   facts -> clusters of one matter
joining.py    fact texts -> sentences
layout.py     clusters -> paragraphs, 一是 runs or （一） sub-headings
filling.py    phrasing around the facts until the length is met
engine.py     the whole document
"""

from drafting.engines.offline.engine import OfflineEngine

__all__ = ["OfflineEngine"]
