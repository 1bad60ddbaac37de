"""What the tests of a crowd share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.postgres import Postgres, one_for_tests


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A server of its own: these tests stop it, and fill and empty it."""
    with one_for_tests() as server:
        yield server
