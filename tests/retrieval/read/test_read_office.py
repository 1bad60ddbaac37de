from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.errors import UnreadableError
from retrieval.read import office, read_data

RTF = b"{\\rtf1 letter}"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is the only place where programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ())
    office.office_program.cache_clear()
    yield tmp_path
    office.office_program.cache_clear()


@pytest.mark.usefixtures("programs")
def test_without_libreoffice_the_way_out_is_told() -> None:
    with pytest.raises(UnreadableError, match=r"没有安装.*另存为 \.docx"):
        read_data(RTF, ".rtf")


def test_a_conversion_that_hangs_is_ended(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LONGEST_WAIT", 0.3)
    (programs / "soffice").write_text("#!/bin/sh\n/bin/sleep 60\n")
    (programs / "soffice").chmod(0o755)
    began = time.perf_counter()
    with pytest.raises(UnreadableError, match="还没有读完"):
        read_data(RTF, ".rtf")
    assert time.perf_counter() - began < 10
