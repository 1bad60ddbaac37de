"""Conditions of tests that need programs beside Python."""

from __future__ import annotations

import os

import pytest

from retrieval.read.office import office_program

needs_office = pytest.mark.skipif(
    office_program() is None and os.environ.get("CI") != "true",
    reason="LibreOffice (soffice) is not installed",
)
