"""Which sentence of a text speaks of which fact, found by the words and figures they share.

alignment.py   facts against sentences and paragraphs;  clauses.py  clause against clause
opposites.py   a fact's meaning turned round, with opposites.toml
contradicting.py   two facts that give one thing two numbers
"""

from drafting.tracing.alignment import Aligned, Statement, Use, align, statements_of

__all__ = ["Aligned", "Statement", "Use", "align", "statements_of"]
