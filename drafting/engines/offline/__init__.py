"""The writer without a model: facts verbatim, joined with the kind's phrasing and the themes'.

ledger.py     which phrases are used up: none is used twice in a document
grouping.py   facts -> clusters of one matter or for one addressee
repeating.py  what a paragraph has just said is not said again
joining.py    fact texts -> sentences
blocks.py     clusters -> paragraphs in the making
heads.py      parallel heads where they gather facts
runs.py       一是…二是…
layout.py     the section's form: paragraphs, run or （一） parts
style.py      how samples count their points off
filling.py    phrasing around the facts until the length is met
engine.py     the whole document
"""

from drafting.engines.offline.engine import OfflineEngine

__all__ = ["OfflineEngine"]
