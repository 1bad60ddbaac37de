"""A disk that refuses: one clear sentence, and what was saved before is unharmed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import Library, LibraryError
from tests.retrieval.conftest import SPEECH

ROOT = Path(__file__).parents[2]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach, unlike tmp_path."""
    folder = Path(tempfile.mkdtemp(prefix="retrieval-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"DRAFTING_EMBEDDINGS": "off", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_a_full_disk_is_told_and_harms_nothing(tmp_path: Path, samples: Path) -> None:
    folder = tmp_path / "library"
    with Library(folder) as library:
        library.add([samples / "situation_report"])
    big = tmp_path / "big.md"
    big.write_text("# 长文\n\n" + "要把各项工作抓实抓细。" * 200_000, encoding="utf-8")

    done = run(f"""
        import resource, sys
        from retrieval.cli import main
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
        sys.exit(main(["add", {str(big)!r}, "--library", {str(folder)!r}]))
    """)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert str(folder) in done.stderr
    assert "磁盘" in done.stderr
    with Library(folder) as library:
        assert [item.kind for item in library.documents()] == ["situation_report"]
        assert library.search("养老")


@pytest.mark.skipif(os.geteuid() != 0, reason="changes the user")
def test_a_read_only_folder_is_told(open_folder: Path) -> None:
    (open_folder / "speech.md").write_text(SPEECH, encoding="utf-8")
    done = run(f"""
        import os, sys
        from retrieval import cli
        os.setuid(65534)
        sys.exit(cli.main(
            ["add", {str(open_folder / "speech.md")!r}, "--library", {str(open_folder / "lib")!r}]
        ))
    """)
    assert (done.returncode, done.stdout) == (2, "")
    assert "无法写入" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (open_folder / "lib").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="changes the user")
def test_a_read_only_library_is_told_and_unharmed(open_folder: Path) -> None:
    (open_folder / "speech.md").write_text(SPEECH, encoding="utf-8")
    with Library(open_folder / "lib") as library:
        library.add([open_folder / "speech.md"])
    before = (open_folder / "lib" / "catalog.db").read_bytes()
    done = run(f"""
        import os, sys
        from retrieval import cli
        os.setuid(65534)
        sys.exit(cli.main(["remove", "abc", "--library", {str(open_folder / "lib")!r}]))
    """)
    assert done.returncode == 2
    assert "无法写入" in done.stderr
    assert (open_folder / "lib" / "catalog.db").read_bytes() == before


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="不是文件夹"):
        Library(tmp_path / "file").documents()


def test_a_catalog_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").write_bytes(b"something else" * 100)
    with pytest.raises(LibraryError, match=r"catalog\.db 已损坏"):
        Library(tmp_path).documents()
    assert (tmp_path / "catalog.db").read_bytes() == b"something else" * 100
