"""A disk that refuses: one clear sentence, and what was saved before is unharmed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import Library, LibraryError
from tests.retrieval.sample_texts import SPEECH

ROOT = Path(__file__).parents[2]


def run(script: str, *, bound_by_permissions: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a script; root writes anywhere unless it gives that capability up."""
    command = [sys.executable, "-c", textwrap.dedent(script)]
    if bound_by_permissions and os.geteuid() == 0:
        without = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--inh-caps={without}", f"--bounding-set={without}", *command]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder nothing can be written to, with a library in it."""
    folder = tmp_path / "read-only"
    (tmp_path / "speech.md").write_text(SPEECH, encoding="utf-8")
    with Library(folder / "library") as library:
        library.add([tmp_path / "speech.md"])
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in (folder, folder / "library"):
        path.chmod(0o755)


needs_setpriv = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root needs setpriv"
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


@needs_setpriv
@pytest.mark.parametrize("name", ["new", "library"])
def test_a_read_only_folder_is_told_and_unharmed(read_only: Path, name: str) -> None:
    before = {file: file.read_bytes() for file in read_only.rglob("*") if file.is_file()}
    (read_only.parent / "new.md").write_text("# 新总结\n\n新的内容。", encoding="utf-8")
    arguments = ["add", str(read_only.parent / "new.md"), "--library", str(read_only / name)]

    done = run(
        f"import sys; from retrieval.cli import main; sys.exit(main({arguments!r}))",
        bound_by_permissions=True,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert str(read_only / name) in done.stderr
    assert "无法写入" in done.stderr
    assert done.stderr.count("\n") == 1
    assert {file: file.read_bytes() for file in read_only.rglob("*") if file.is_file()} == before


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="不是文件夹"):
        Library(tmp_path / "file").documents()


def test_a_catalog_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").write_bytes(b"something else" * 100)
    with pytest.raises(LibraryError, match=r"catalog\.db 已损坏"):
        Library(tmp_path).documents()
    assert (tmp_path / "catalog.db").read_bytes() == b"something else" * 100
