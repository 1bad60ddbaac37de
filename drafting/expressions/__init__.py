"""Expressions with dates of validity: plans, offices, laws, formulae, campaigns, words to avoid."""

from drafting.expressions.file import (
    OWN_FILE,
    Expression,
    own_expressions,
    read_expressions,
    shipped_expressions,
)
from drafting.expressions.find import Use, uses

__all__ = [
    "OWN_FILE",
    "Expression",
    "Use",
    "own_expressions",
    "read_expressions",
    "shipped_expressions",
    "uses",
]
