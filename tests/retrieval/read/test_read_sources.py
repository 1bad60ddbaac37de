from __future__ import annotations

import os
import stat
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from retrieval.errors import LibraryError, UnreadableError
from retrieval.read import Source, sources
from tests.retrieval.read.fixtures import SENTENCES, gbk_named, paragraph, word, zipped

TEXT = SENTENCES.encode()


def outcome(source: Source) -> str:
    try:
        return source.read()
    except UnreadableError as error:
        return f"! {error}"


def outcomes(*paths: Path) -> dict[str, str]:
    return {source.source.rsplit("/", 1)[-1]: outcome(source) for source in sources(list(paths))}


def in_archive(folder: Path, data: bytes) -> dict[str, str]:
    (folder / "包.zip").write_bytes(data)
    found = sources([folder / "包.zip"])
    return {source.source.partition("!")[2]: outcome(source) for source in found}


def test_folders_and_archives_are_read_through(tmp_path: Path) -> None:
    (tmp_path / "总结").mkdir()
    (tmp_path / "总结" / "甲.txt").write_bytes(TEXT)
    members = [("讲话/乙.docx", word(paragraph(SENTENCES))), ("丙.md", TEXT), ("讲话/", b"")]
    (tmp_path / "资料.zip").write_bytes(zipped(members))
    found = list(sources([tmp_path]))
    assert [(source.name, source.folder) for source in found] == [
        ("甲", "总结"), ("丙", "资料"), ("乙", "讲话"),
    ]  # fmt: skip
    assert found[2].source == f"{tmp_path / '资料.zip'}!讲话/乙.docx"
    assert {source.read() for source in found} == {SENTENCES}


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert [source.name for source in sources([tmp_path])] == ["a"]


def test_what_is_wrong_with_one_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = {"坏.docx": b"junk", "空.md": b"", "表.xlsx": b"x", "里.zip": b"x"}
    read = in_archive(tmp_path, zipped([*bad.items(), ("好.txt", TEXT)]))
    assert read["好.txt"] == SENTENCES
    assert {name for name, text in read.items() if text.startswith("! ")} == set(bad)
    assert "压缩包里不能再有压缩包" in read["里.zip"]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gb18030", ["讲话/在动员会上的讲话.txt", "总结.txt"]),
        ("big5", ["講話/動員會上的講話.txt", "總結.txt"]),
        ("utf-8", ["讲话/在动员会上的讲话.txt", "总结.txt"]),
        ("ascii", ["a/b.txt", "c.txt"]),
    ],
)
def test_names_are_decoded_right(tmp_path: Path, encoding: str, names: list[str]) -> None:
    read = in_archive(tmp_path, gbk_named(names, TEXT, encoding))
    assert sorted(read) == sorted(names)
    assert set(read.values()) == {SENTENCES}


def test_a_name_kept_in_utf8_beside_the_old_one_is_used(tmp_path: Path) -> None:
    name = "总结.txt".encode()
    info = zipfile.ZipInfo("old.txt")
    info.extra = (0x7075).to_bytes(2, "little") + (5 + len(name)).to_bytes(2, "little")
    info.extra += b"\x01" + zlib.crc32(b"old.txt").to_bytes(4, "little") + name
    assert in_archive(tmp_path, zipped([(info, TEXT)])) == {"总结.txt": SENTENCES}


@pytest.mark.parametrize(
    "name", ["../逃.txt", "好/../../逃.txt", "/etc/逃.txt", "C:/逃.txt", "..\\逃.txt"]
)
def test_paths_that_climb_out_are_refused(tmp_path: Path, name: str) -> None:
    read = in_archive(tmp_path, zipped([(name, TEXT), ("好.txt", TEXT)]))
    assert read.pop("好.txt") == SENTENCES
    assert ["指向包外" in text for text in read.values()] == [True]
    assert [path.name for path in tmp_path.iterdir()] == ["包.zip"]


def test_links_in_archives_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("链.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "是链接" in in_archive(tmp_path, zipped([(link, "/etc/passwd")]))["链.txt"]


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    names = ["x/._a.txt", ".DS_Store", "x/.git/a.txt", "~$a.docx", "Thumbs.db", "a.txt"]
    members = [*names, "__MACOSX/b.txt"]
    assert list(in_archive(tmp_path, zipped((name, TEXT) for name in members))) == ["a.txt"]
    for name in names:
        (tmp_path / "f" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "f" / name).write_bytes(TEXT)
    assert list(outcomes(tmp_path / "f")) == ["a.txt"]


def test_bombs_are_refused_at_once(tmp_path: Path) -> None:
    total = zipped((f"{number}.txt", b"\x00" * 30_000_000) for number in range(17))
    ratio, large = zipped([("零.txt", b"0" * 40_000_000)]), zipped([("大.txt", b"0" * 51_000_000)])
    (tmp_path / "a.zip").write_bytes(total)
    began = time.perf_counter()
    assert "压缩炸弹" in outcomes(tmp_path / "a.zip")["a.zip"]
    assert "压缩炸弹" in in_archive(tmp_path, ratio)["零.txt"]
    assert "超过 50 MB" in in_archive(tmp_path, large)["大.txt"]
    assert time.perf_counter() - began < 1


def test_an_archive_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    made = bytearray(zipped([("大.txt", TEXT * 1000)]))
    place = made.rfind(b"PK\x01\x02") + 24
    made[place : place + 4] = (50).to_bytes(4, "little")
    assert in_archive(tmp_path, bytes(made))["大.txt"].startswith("! ")


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    (tmp_path / "多.zip").write_bytes(zipped((f"{n}.txt", b"") for n in range(20_001)))
    assert "超过 20000 个" in outcomes(tmp_path / "多.zip")["多.zip"]


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    made = bytearray(zipped([("锁.txt", TEXT)]))
    made[made.rfind(b"PK\x01\x02") + 8] |= 1
    assert "设有密码" in in_archive(tmp_path, bytes(made))["锁.txt"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "已损坏"),
        (b"PK\x03\x04junk", "已损坏"),
        (b"\x01\x02\x03" * 900, "已损坏"),
        (zipped([]), "是空的"),
    ],
)
def test_a_damaged_archive_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "坏.zip").write_bytes(data)
    (tmp_path / "好.txt").write_bytes(TEXT)
    read = outcomes(tmp_path)
    assert told in read["坏.zip"]
    assert read["好.txt"] == SENTENCES


def test_a_damaged_member_is_refused_alone(tmp_path: Path) -> None:
    made = zipped([("坏.txt", os.urandom(3000)), ("好.txt", TEXT)])
    read = in_archive(tmp_path, made[:400] + b"\x00" * 200 + made[600:])
    assert "已损坏" in read["坏.txt"]
    assert read["好.txt"] == SENTENCES


def test_files_are_yielded_once_and_link_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert list(outcomes(tmp_path, tmp_path / "a.txt")) == ["a.txt"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "不是普通文件" in outcomes(tmp_path / "pipe.txt")["pipe.txt"]


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="nowhere"):
        sources([tmp_path, tmp_path / "nowhere"])


def test_a_file_that_goes_away_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    source = next(sources([tmp_path]))
    (tmp_path / "a.txt").unlink()
    assert "文件打不开（文件不存在）" in outcome(source)


def test_the_stamp_changes_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    before = next(sources([tmp_path])).stamp
    assert before == next(sources([tmp_path])).stamp != ""
    (tmp_path / "a.txt").write_bytes(TEXT * 2)
    assert next(sources([tmp_path])).stamp != before


def test_members_of_a_long_archive_are_read_quickly(tmp_path: Path) -> None:
    made = zipped((f"{number}.txt", TEXT) for number in range(2000))
    began = time.perf_counter()
    assert set(in_archive(tmp_path, made).values()) == {SENTENCES}
    assert time.perf_counter() - began < 5
