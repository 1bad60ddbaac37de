"""The types of defects, one file a group; adding a type is adding a function."""

from tests.review_bench.defects import (
    arithmetic,
    borrowed,
    by_hand,
    coverage,
    figures,
    form,
    names,
    promise,
    style,
    wording,
)

__all__ = [
    "arithmetic",
    "borrowed",
    "by_hand",
    "coverage",
    "figures",
    "form",
    "names",
    "promise",
    "style",
    "wording",
]
