"""Facts from raw material, for a person to confirm.

    reading.py        files and pasted text -> Material (workbook.py, word_tables.py, cells.py)
    running_text.py   text -> statements: sentences.py, judging.py, resolving.py
    tables.py         tables -> statements: layouts.py knows headings, units, totals; clauses.py
    heading_topics.py the topic of a statement;  particulars.py  title, issuer, date, speaker
    comparing.py      the same twice, and two figures for one thing
    accounting.py     every figure is in a fact or is said to be left out
    by_rules.py       all of this without a model;  by_model.py  with one, checked word by word
    writing.py        the facts file

Nothing is confirmed here: figures and names stand in the source, whether they are right is for a
person to say.
"""

from drafting.facts.extraction.by_rules import extract_by_rules
from drafting.facts.extraction.reading import SUFFIXES, pasted, read_material
from drafting.facts.extraction.records import (
    Extraction,
    Found,
    LeftOut,
    Material,
    Place,
    Statement,
)
from drafting.facts.extraction.writing import facts_yaml

__all__ = [
    "SUFFIXES",
    "Extraction",
    "Found",
    "LeftOut",
    "Material",
    "Place",
    "Statement",
    "extract_by_rules",
    "facts_yaml",
    "pasted",
    "read_material",
]
