"""Files that are no facts files at all, and the encodings of those that are."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.encoding import decode
from drafting.errors import BadInput
from drafting.facts import FACT_SUFFIXES, ReadFacts, read_facts

Read = Callable[..., ReadFacts]
Refusal = Callable[..., str]

TEXT = "kind: work_summary\ntitle: 关于水务工作的总结\nfacts: [全市修渠12条，植树46棵。]\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"


@pytest.mark.parametrize("suffix", FACT_SUFFIXES)
def test_an_empty_file_is_said_to_be_empty(refusal: Refusal, suffix: str) -> None:
    assert "是空文件" in refusal(b"", f"事实{suffix}")


@pytest.mark.parametrize("suffix", FACT_SUFFIXES)
@pytest.mark.parametrize(
    "junk", [PNG, bytes(range(256)) * 40, b"\0" * 64], ids=["png", "all", "nul"]
)
def test_binary_junk_is_refused(refusal: Refusal, suffix: str, junk: bytes) -> None:
    assert "确认选对了文件" in refusal(junk, f"事实{suffix}") or suffix == ".xlsx"


@pytest.mark.parametrize("name", ["事实.docx", "事实.xls", "事实.txt", "事实"])
def test_another_kind_of_file_is_refused_with_those_that_serve(refusal: Refusal, name: str) -> None:
    assert ".yaml、.yml、.json、.xlsx、.csv" in refusal(TEXT, name)


def test_a_missing_file_is_named_with_its_path(tmp_path: Path, refused: Callable[..., str]) -> None:
    path = tmp_path / "没有.yaml"
    assert f"找不到文件“{path}”" in refused(read_facts, path)


def test_a_folder_is_no_file(tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "夹.yaml").mkdir()
    assert "这是一个文件夹" in refused(read_facts, tmp_path / "夹.yaml")


def test_a_name_too_long_is_refused(tmp_path: Path, refused: Callable[..., str]) -> None:
    assert "名称太长" in refused(read_facts, tmp_path / ("长" * 200 + ".yaml"))


def test_a_path_through_a_file_is_refused(tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "文件").touch()
    assert "不是文件夹" in refused(read_facts, tmp_path / "文件" / "事实.yaml")


def test_a_file_too_large_is_refused_unread(tmp_path: Path, refused: Callable[..., str]) -> None:
    path = tmp_path / "大.yaml"
    path.touch()
    os.truncate(path, 21 << 20)
    assert "有 21 MB，超过 20 MB" in refused(read_facts, path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_it_comes_in(read: Read, encoding: str) -> None:
    assert read(TEXT.encode(encoding)).brief.title == "关于水务工作的总结"


def test_utf_8_that_was_cut_is_not_taken_for_gb18030(refusal: Refusal) -> None:
    cut = "kind: work_summary\ntitle: 关于水务工作的总结\nfacts: [全市修渠十二条".encode()[:-1]
    assert len(cut.decode("gb18030", "ignore")) > 0
    assert "第 3 行的文字有损坏" in refusal(cut)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_what_is_written_in_utf_8_is_read_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), "文件") == text


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(BadInput):
        assert decode(data, "文件") is not None


_SNIPPETS = st.lists(
    st.sampled_from(
        ["kind: work_summary\n", "facts:\n", "  - ", "text: 修渠12条。", "\n", "{", "}", "[", "]", ": ",
         "&a ", "*a", "!!set ", "? ", "| ", "> ", "'", '"', ",", "类别,内容", "文种,工作总结", "\t", "---\n",
         "<<: ", "%YAML 1.1\n", "#", "\x00", "\x85", "\ufeff", "10", "null", "日期,x"]
    )
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(st.binary() | (_SNIPPETS | st.text()).map(lambda text: text.encode("utf-8", "replace")))
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    for suffix in FACT_SUFFIXES:
        path = folder / f"任意{suffix}"
        path.write_bytes(content)
        with suppress(BadInput):
            assert read_facts(path, "work_summary").brief.facts
