"""The names under which figures are found from outside; see :mod:`drafting.quantities`."""

from drafting.quantities import Figure, chinese_number, find_figures, normal_unit

__all__ = ["Figure", "chinese_number", "find_figures", "normal_unit"]
