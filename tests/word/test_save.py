"""A file is written whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from drafting.errors import StoreFailed
from drafting.word import write
from tests.word.documents import REPORT


def test_only_the_document_is_left(tmp_path: Path) -> None:
    write(REPORT, tmp_path / "稿.docx")
    assert [one.name for one in tmp_path.iterdir()] == ["稿.docx"]


def test_a_missing_folder_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match=r"无此目录/稿\.docx.*文件夹不存在"):
        write(REPORT, tmp_path / "无此目录" / "稿.docx")


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").mkdir()
    with pytest.raises(StoreFailed, match="同名文件夹"):
        write(REPORT, tmp_path / "稿.docx")


def test_a_name_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="太长"):
        write(REPORT, tmp_path / ("长" * 200 + ".docx"))


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from drafting.errors import StoreFailed
from drafting.manuscript import Line
from drafting.word import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
try:
    write([Line("body", "新稿")], Path(sys.argv[1]))
except StoreFailed as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the file size are POSIX")
def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(b"old")
    run = subprocess.run(
        [sys.executable, "-B", "-c", _LIMITED, str(path)], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert "没有保存成功" in run.stdout, run.stderr
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["稿.docx"]
