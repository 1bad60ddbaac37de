"""Damaged files of every format are read or refused with a sentence, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableError
from retrieval.read import read_data, sources
from tests.retrieval.read.fixtures import SENTENCES, paragraph, pdf, set_page, word, zipped

SOUND = {
    ".docx": word(paragraph(SENTENCES) * 5),
    ".pdf": pdf([set_page([SENTENCES] * 3)] * 2),
    ".html": f"<html><body><div><p>{SENTENCES}</p><br><p>{SENTENCES}</p></div></body>".encode(),
    ".txt": SENTENCES.encode("gb18030"),
}
Damage = list[tuple[int, bytes]]
damages = st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=9)), max_size=6)


def damaged(data: bytes, damage: Damage, cut: int) -> bytes:
    for place, junk in damage:
        at = place % len(data)
        data = data[:at] + junk + data[at + len(junk) :]
    return data[: len(data) - cut % len(data)]


@pytest.mark.parametrize("suffix", sorted(SOUND))
@settings(deadline=None)
@given(damage=damages, cut=st.integers(0, 5000) | st.just(0))
def test_a_damaged_file_is_read_or_refused(suffix: str, damage: Damage, cut: int) -> None:
    with suppress(UnreadableError):
        assert isinstance(read_data(damaged(SOUND[suffix], damage, cut), suffix), str)


@settings(deadline=None)
@given(damage=damages, cut=st.integers(0, 400) | st.just(0))
def test_a_damaged_archive_is_read_or_refused(damage: Damage, cut: int) -> None:
    data = zipped([("讲话/甲.txt", SENTENCES), ("乙.docx", SOUND[".docx"])])
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.zip").write_bytes(damaged(data, damage, cut))
        for source in sources([Path(folder)]):
            with suppress(UnreadableError):
                assert isinstance(source.read(), str)
