from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import LibraryError, UnreadableError
from retrieval.read import files_under, read_file, readers
from retrieval.read.text import decode

SIMPLIFIED = "同志们，今天我们召开动员大会，部署今年的工作。\n一、提高认识，增强信心。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TRADITIONAL = "各位同志，今天我們召開動員大會，部署今年的工作。\n一、提高認識，增強信心。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_one_short_line_in_gbk_is_read() -> None:
    assert decode("大家好。".encode("gbk")) == "大家好。"


def test_line_ends_become_unix_ones() -> None:
    assert decode("甲\r\n乙\r丙".encode()) == "甲\n乙\n丙"


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(UnreadableError):
        assert isinstance(decode(data), str)


def test_word_headings_become_markdown(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("关于下派工作的汇报", level=0)
    document.add_heading("一、基本情况", level=1)
    document.add_paragraph("全县下派二百人。")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "单位", "人数"
    document.add_heading("（一）做法", level=2)
    document.save(str(tmp_path / "汇报.docx"))

    assert read_file(tmp_path / "汇报.docx").split("\n\n") == [
        "# 关于下派工作的汇报",
        "## 一、基本情况",
        "全县下派二百人。",
        "| 单位 | 人数 |",
        "### （一）做法",
    ]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("junk.docx", os.urandom(3000), "已损坏"),
        ("zip.docx", b"PK\x03\x04" + b"\x00" * 400, "已损坏"),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "加密"),
        ("junk.txt", b"\x00\x01\x02\xff\xfe\x80" * 300, "不是文本"),
        ("empty.md", b"", "没有文字"),
        ("signs.md", "……！？——".encode(), "没有文字"),
        ("old.doc", b"x", "另存为 .docx"),
        ("table.xlsx", b"x", "不支持 .xlsx"),
        ("noending", b"x", "没有扩展名"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=told):
        read_file(tmp_path / name)


def test_folders_are_walked_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.md", "a.txt", ".hidden.md", "~$a.docx", "b/.git/x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("文", encoding="utf-8")
    found = files_under([tmp_path, tmp_path / "a.txt"])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["a.txt", "b/2.md"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="nowhere"):
        files_under([tmp_path / "nowhere"])


def test_every_reader_is_found() -> None:
    assert {".md", ".txt", ".docx", ".doc", ".html", ".pdf"} <= set(readers())
