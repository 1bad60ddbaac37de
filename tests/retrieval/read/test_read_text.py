from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableError
from retrieval.read import read_data, read_file
from retrieval.read.encoding import decode
from tests.retrieval.read.fixtures import SENTENCES
from tests.retrieval.sample_texts import SPEECH

TRADITIONAL = "各位同志，今天我們召開動員大會，部署今年的工作，進一步統一思想、提高認識。"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(start=st.integers(0, len(SPEECH) - 12), length=st.integers(12, 400))
def test_any_piece_of_a_speech_is_read(encoding: str, start: int, length: int) -> None:
    piece = SPEECH[start : start + length]
    assert decode(piece.encode(encoding)) == piece


@pytest.mark.parametrize("encoding", ["big5", *ENCODINGS])
@given(start=st.integers(0, 20), length=st.integers(8, 40))
def test_any_piece_of_traditional_text_is_read(encoding: str, start: int, length: int) -> None:
    piece = TRADITIONAL[start : start + length]
    assert decode(piece.encode(encoding)) == piece


def test_much_latin_before_the_chinese_does_not_mislead() -> None:
    text = "x = 1\n" * 20_000 + SENTENCES
    assert decode(text.encode("gb18030")) == text


def test_a_cut_file_is_read_to_its_end() -> None:
    assert decode(SENTENCES.encode("gb18030")[:-1]) == SENTENCES[:-1]
    assert decode(SENTENCES.encode()[:-1]) == SENTENCES[:-1]


def test_a_broken_byte_does_not_lose_the_file() -> None:
    data = SENTENCES.encode() * 50
    read = decode(data[:1000] + b"\xff" + data[1000:])
    assert read.replace("\ufffd", "").count("扎实推进") >= 49


def test_seven_bit_text_is_read() -> None:
    assert decode(SENTENCES.encode("hz")) == SENTENCES


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空文件"),
        (b" \r\n\t", "空文件"),
        ("　\n　".encode(), "没有文字"),
        (b"The quick brown fox jumps over the lazy dog. " * 20, "没有中文正文"),
        (("word " * 2000 + "中文正文" * 10).encode(), "没有中文正文"),
        ("Привет, как дела".encode(), "没有中文正文"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "不是文本"),
    ],
)
def test_what_is_no_chinese_text_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        read_data(data, ".txt")


def test_a_short_chinese_text_is_read() -> None:
    assert read_data("做法3很好。".encode(), ".md") == "做法3很好。"


def test_a_huge_text_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as opened:
        opened.truncate(200_000_000)
    began = time.process_time()
    with pytest.raises(UnreadableError, match="200 MB，超过 50 MB"):
        read_file(file)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_a_thousand_files_take_no_time(tmp_path: Path, suffix: str) -> None:
    data = SPEECH.encode("gb18030" if suffix == ".txt" else "utf-8") * 8
    for number in range(500):
        (tmp_path / f"{number}{suffix}").write_bytes(data)
    began = time.process_time()
    for file in sorted(tmp_path.glob(f"*{suffix}")):
        read_file(file)
    assert time.process_time() - began < 2.5


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_chinese_once_taken_for_latin_and_saved_so_is_read(encoding: str, wrong: str) -> None:
    text = "关于开展燃气检查的情况汇报\n今年以来，全县检查单位412家，发现隐患537处，已整改498处。\n"
    data = text.encode(encoding)
    taken = "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in data)
    assert decode(taken.encode("utf-8")) == text


def test_latin_text_is_left_as_it_is() -> None:
    text = "Über die Prüfung der Gasanlagen im Kreis: 412 Betriebe, 537 Mängel.\n" * 5
    assert decode(text.encode("utf-8")) == text
