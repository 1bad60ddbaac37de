"""Numbers in Chinese official prose: found, understood, and compared with those of the facts.

``figures`` finds numerals, ``reading`` makes quantities of them (unit, bound, date, context),
``knowledge`` holds those of a brief, ``matching`` says which fact a quantity rests on (``judging``
where facts have the number, ``untraced`` where none has), ``retold`` and ``said_to_be`` what is no
ground, ``each`` and its neighbours reckon with so much for each,
``tables`` reads the rows of tables, ``relations`` works out the sums a sentence states, ``deriving`` finds the sum behind a figure.
"""

from drafting.quantities.figures import Figure, find_figures
from drafting.quantities.numerals import chinese_number
from drafting.quantities.units import normal_unit

__all__ = ["Figure", "chinese_number", "find_figures", "normal_unit"]
