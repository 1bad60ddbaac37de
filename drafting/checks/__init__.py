"""The checks: one file each, registered by the decorator in ``registry``; adding one is adding
a file. Each is a pure function over a manuscript and what it may rest on."""

from drafting.checks.registry import Check, Sources, check_names, run_checks

__all__ = ["Check", "Sources", "check_names", "run_checks"]
