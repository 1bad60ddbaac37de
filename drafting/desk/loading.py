"""Loads Gradio without what it does for its own developers.

At every import Gradio parses the source of each of its components to write type stubs beside it: a
third of the time until the page can be opened (py-spy, Gradio 6.31, 2026-11).
"""

from __future__ import annotations

import importlib
import inspect
import sys
from typing import Any


def load_gradio() -> None:
    """Import Gradio. To be called before other threads begin: it takes the components for classes
    that came from no file, which Gradio knows and passes over."""
    if "gradio" in sys.modules:
        return
    usual = inspect.getfile

    def getfile(object: Any) -> str:
        if str(getattr(object, "__module__", "")).startswith("gradio."):
            raise OSError("not a file of ours")
        return usual(object)

    inspect.getfile = getfile
    try:
        importlib.import_module("gradio")
    finally:
        inspect.getfile = usual
