"""Rows of any table become lines and rows again; what is counted does not hang on their order."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
)

from drafting.holdings.places import Place
from drafting.holdings.rows import bring, line, lines_of, tally
from retrieval.connecting import LongWords

TABLE = Table(
    "everything", MetaData(),
    Column("id", Integer, primary_key=True), Column("words", LongWords), Column("content", JSON),
    Column("at", DateTime(timezone=True)), Column("signature", LargeBinary), Column("share", Float),
    Column("fragment", Boolean),
)  # fmt: skip
ZONES = st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=8))])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
HALVES = st.text(st.characters(categories=["Cs"]), max_size=1)
CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text() | HALVES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
"""With halves of characters, which JSON may hold."""
ROW = st.fixed_dictionaries(
    {
        "words": st.none() | st.text(), "content": CONTENT, "signature": st.none() | st.binary(),
        "at": st.none() | st.datetimes(timezones=ZONES), "share": NUMBERS, "fragment": st.booleans(),
    }
)  # fmt: skip


EMPTY = {"words": None, "content": None, "signature": None, "at": None, "fragment": False}


@example([{**EMPTY, "share": -0.0}], Random(0))
@given(st.lists(ROW, max_size=5), st.randoms())
def test_rows_come_back_as_they_were(rows: list[dict[str, Any]], chance: Random) -> None:
    lines = [line({"id": number, **row}) for number, row in enumerate(rows)]
    shuffled = list(lines)
    chance.shuffle(shuffled)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        TABLE.metadata.create_all(connection)
        place = Place(connection, connection, None, frozenset())
        assert bring(place, TABLE, shuffled) == tally(lines)
        assert sorted(lines_of(place, TABLE)) == sorted(lines)
    engine.dispose()
