"""A library's warning to its own developers does not reach a terminal, whatever threads do."""

from __future__ import annotations

import subprocess
import sys

# As in the race that was seen: one thread has just left catch_warnings while another imports.
IMPORTED = """
import importlib, warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
try:
    importlib.import_module("urllib3.contrib.socks")
except ImportError:
    pass
"""
SPARED = "from drafting.observing.warned import spare_people\nspare_people()\n"


def _said(script: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "default", "-c", script], text=True, capture_output=True, check=True,
    )  # fmt: skip
    return ran.stderr


def test_the_warning_is_not_shown_and_others_are() -> None:
    other = 'import warnings\nwarnings.warn("另一件事", stacklevel=1)\n'
    assert "SOCKS" in _said(IMPORTED)  # PySocks is not among what we install
    said = _said(SPARED + IMPORTED + other)
    assert "SOCKS" not in said
    assert "另一件事" in said
