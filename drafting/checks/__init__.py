"""The checks: one file each, registered by the decorator in ``registry``; adding one is adding
a file. Each is a pure function over a manuscript and what it may rest on."""

from drafting.checks.accepting import finding_key, finding_keys, without_accepted
from drafting.checks.registry import (
    NO_SOURCES,
    Check,
    Sources,
    check_names,
    mechanical_checks,
    run_checks,
)

__all__ = [
    "NO_SOURCES",
    "Check",
    "Sources",
    "check_names",
    "finding_key",
    "finding_keys",
    "mechanical_checks",
    "run_checks",
    "without_accepted",
]
