"""What is no DOCX is refused in one sentence, at once."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from drafting.errors import BadInput
from drafting.word import read, write
from tests.word.documents import REPORT

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(document: bytes, **others: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/document.xml", document)
        for name, data in others.items():
            archive.writestr(name, data)
    return stream.getvalue()


def laughing() -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f"<!DOCTYPE x [{entities}]><w:document {WORD}><w:body>&i;</w:body></w:document>".encode()


def any_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "甲" * 10_000)
    return stream.getvalue()


CASES = {
    "empty": (b"", "不是 DOCX"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(5000), "不是 DOCX"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(4000), "已加密"),
    "old word": (OLE + "WordDocument".encode("utf-16-le") + bytes(4000), "旧版"),
    "any zip": (any_zip(), "不是 Word 文档"),
    "cut zip": (packed(b"<x/>")[:200], "已损坏"),
    "broken xml": (packed(b"<w:document"), "已损坏"),
    "no xml": (packed(b""), "已损坏"),
    "entities": (packed(laughing()), "已损坏"),
    "deep xml": (packed(b"<a>" * 100_000), "已损坏"),
    "a sheet": (packed(b"<workbook/>"), "不是 Word 文档"),
    "no body": (packed(f"<w:document {WORD}/>".encode()), "没有正文"),
    "bomb": (packed(b" " * (300 * 1024 * 1024)), "为安全起见"),
    "bomb beside": (packed(b"<x/>", beside=bytes(50 * 1024 * 1024)), "为安全起见"),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_its_name_and_soon(tmp_path: Path, name: str) -> None:
    data, reason = CASES[name]
    path = tmp_path / "来稿.docx"
    path.write_bytes(data)
    start = time.perf_counter()
    with pytest.raises(BadInput) as caught:
        read(path)
    assert time.perf_counter() - start < 2
    assert reason in str(caught.value)
    assert "来稿.docx" in str(caught.value)


def test_a_document_with_a_flipped_byte(tmp_path: Path) -> None:
    path = tmp_path / "来稿.docx"
    write(REPORT, path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("word/document.xml").header_offset
    data[place + 200] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BadInput, match="已损坏"):
        read(path)


@pytest.mark.parametrize("cut", range(0, 6000, 500))
def test_a_document_cut_short(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "来稿.docx"
    write(REPORT, path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(BadInput):
        read(path)


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="找不到"):
        read(tmp_path / "无.docx")
    with pytest.raises(BadInput, match="文件夹"):
        read(tmp_path)


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(packed(b"<x/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        data[place + offset] |= 1
    path = tmp_path / "来稿.docx"
    path.write_bytes(data)
    with pytest.raises(BadInput, match="已加密"):
        read(path)
